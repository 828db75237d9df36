import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { StartResult } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { TaskItem } from '../../components/tasks/task-item';
import { texts } from './texts';

/** After starting: that it worked, and the way to the first task. */
export function Started({ result }: { readonly result: StartResult }) {
  const say = useTexts(texts);
  const navigate = useNavigate();
  return (
    <>
      <div className="notice notice-good" role="status">
        <p><b>{result.visible ? say.started : say.accepted}</b></p>
        <p>{result.visible ? say.startedBody : say.acceptedBody}</p>
        <div className="button-row">
          <Button onClick={() => void navigate(`/instances/${segment(result.instanceId)}`)}>{say.toInstance}</Button>
          <Button onClick={() => void navigate('/start')}>{say.again}</Button>
        </div>
      </div>
      {!result.visible ? null : (
        <section className="sheet">
          <h2 className="part-title">{result.next.length === 0 ? say.nobodyNext : say.next}</h2>
          <div className="items">{result.next.map((row) => <TaskItem key={row.id} task={row} />)}</div>
        </section>
      )}
    </>
  );
}
