import { Checkbox } from 'antd';
import { useState } from 'react';
import type { TaskRow } from '../../../api/contract';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { TaskItem } from '../../components/tasks/task-item';
import { BulkBar } from './bulk-bar';
import { texts } from './texts';
import './tasks.css';

/** Tasks of a list that may be chosen, on a wide screen, to be reminded of or reassigned at once. */
export function PickableTasks({ rows }: { readonly rows: readonly TaskRow[] }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Of an earlier page: not chosen any more.
  const here = new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id));
  const choose = (id: string, isChosen: boolean): void => setChosen(new Set(isChosen ? [...here, id] : [...here].filter((each) => each !== id)));
  return (
    <>
      <BulkBar rows={rows} chosen={here} onChoose={setChosen} />
      <div className="items">
        {rows.map((task) => (
          <div key={task.id} className="pickable">
            <Checkbox aria-label={say.choose(`${local(task.name)} ${titleOf(task)}`)} checked={here.has(task.id)} onChange={({ target }) => choose(task.id, target.checked)} />
            <TaskItem task={task} />
          </div>
        ))}
      </div>
    </>
  );
}
