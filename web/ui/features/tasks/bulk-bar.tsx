import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { TaskRow } from '../../../api/contract';
import type { BulkReminded, BulkResult } from '../../../api/delivery-contract';
import { request } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { PersonSelect } from '../../components/people/person-select';
import { texts } from './texts';

interface Props {
  readonly rows: readonly TaskRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}

/** What can be done with the chosen tasks at once; for those who may. */
export function BulkBar({ rows, chosen, onChoose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const toasts = useToasts();
  const client = useQueryClient();
  const { may } = useSession();
  const [reassigning, setReassigning] = useState(false);
  const [refused, setRefused] = useState<BulkResult['refused']>([]);
  const settled = async (result: { readonly refused: BulkResult['refused'] }): Promise<void> => {
    setRefused(result.refused);
    onChoose(new Set());
    await client.invalidateQueries({ queryKey: ['tasks'] });
  };
  const remind = useMutation({
    mutationFn: () => request<BulkReminded>('/api/tasks/bulk/reminders', { method: 'POST', body: { ids: [...chosen] } }),
    onSuccess: async (result) => {
      toasts.done(say.reminded(result.sent, result.held));
      await settled(result);
    },
    onError: (error) => toasts.failed(error),
  });
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.id));
  return (
    <div className="bulk-bar" role="group" aria-label={say.bulk}>
      <Checkbox checked={all} indeterminate={!all && chosen.size > 0} onChange={({ target }) => onChoose(new Set(target.checked ? rows.map((row) => row.id) : []))}>{chosen.size === 0 ? say.chooseAll : say.chosen(chosen.size)}</Checkbox>
      {may.includes('remind') ? <Button size="small" disabled={chosen.size === 0} loading={remind.isPending} onClick={() => remind.mutate()}>{say.remind}</Button> : null}
      {may.includes('reassign') ? <Button size="small" disabled={chosen.size === 0} onClick={() => setReassigning(true)}>{say.reassign}</Button> : null}
      {reassigning ? <ReassignDialog tasks={rows.filter((row) => chosen.has(row.id))} onClose={() => setReassigning(false)} onDone={settled} /> : null}
      {refused.length === 0 ? null : (
        <div className="notice notice-warn bulk-refused" role="alert">
          <b>{say.refused(refused.length)}</b>
          <ul>{refused.map(({ id, why }) => <li key={id}>{nameOf(rows, id, local)}：{local(why)}</li>)}</ul>
        </div>
      )}
    </div>
  );
}

function nameOf(rows: readonly TaskRow[], id: string, local: ReturnType<typeof useSay>): string {
  const row = rows.find((each) => each.id === id);
  return row === undefined ? id : `${local(row.name)} · ${row.branch.name}`;
}

interface DialogProps {
  readonly tasks: readonly TaskRow[];
  readonly onClose: () => void;
  readonly onDone: (result: BulkResult) => Promise<void>;
}

function ReassignDialog({ tasks, onClose, onDone }: DialogProps) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const [to, setTo] = useState<string>();
  const assign = useMutation({
    mutationFn: (person: string) => request<BulkResult>('/api/tasks/bulk/assignment', { method: 'POST', body: { to: person, tasks: tasks.map(({ id, revision }) => ({ id, revision })) } }),
    onSuccess: async (result) => {
      toasts.done(say.reassigned(result.done));
      onClose();
      await onDone(result);
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <Dialog
      title={say.reassignTitle(tasks.length)}
      onClose={onClose}
      foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" disabled={to === undefined} loading={assign.isPending} onClick={() => to !== undefined && assign.mutate(to)}>{say.reassign}</Button></>}
    >
      <div className="field">
        <label className="field-label" htmlFor="bulk-to">{say.reassignTo}</label>
        <PersonSelect id="bulk-to" value={to} onChange={setTo} />
      </div>
    </Dialog>
  );
}
