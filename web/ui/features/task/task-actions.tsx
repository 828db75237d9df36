import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { TaskDetail, TaskRow } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { CaseActions } from '../../components/actions/case-actions';
import { SendLink } from '../../components/links/send-link';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { PersonSelect } from '../../components/people/person-select';
import { texts } from './texts';

interface Props {
  readonly task: TaskDetail;
  readonly reload: () => void;
}

/** What may be done with the case, send a link, claim, release, reassign: whatever this person may do. */
export function TaskActions({ task, reload }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [reassigning, setReassigning] = useState(false);
  const change = useMutation({
    mutationFn: (action: 'claim' | 'release') => request<TaskRow>(`/api/tasks/${segment(task.id)}/${action}`, { method: 'POST', body: { revision: task.revision } }),
    onSuccess: (_row, action) => {
      toasts.done(action === 'claim' ? say.claimed : say.released);
      void client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: (error) => toasts.failed(error),
    onSettled: reload,
  });
  return (
    <>
      {task.state === 'open' ? <CaseActions id={task.instanceId} /> : null}
      {task.may.link ? <SendLink path={`/api/tasks/${segment(task.id)}/links`} /> : null}
      {task.may.reassign ? <Button onClick={() => setReassigning(true)}>{say.reassign}</Button> : null}
      {task.may.release ? <Button loading={change.isPending} onClick={() => change.mutate('release')}>{say.release}</Button> : null}
      {task.may.claim ? <Button title={say.claimHint} loading={change.isPending} onClick={() => change.mutate('claim')}>{say.claim}</Button> : null}
      {reassigning ? <Reassign task={task} reload={reload} onClose={() => setReassigning(false)} /> : null}
    </>
  );
}

function Reassign({ task, reload, onClose }: Props & { readonly onClose: () => void }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const [to, setTo] = useState<string>();
  const assign = useMutation({
    mutationFn: (person: string) => request<TaskRow>(`/api/tasks/${segment(task.id)}/assignment`, { method: 'POST', body: { to: person, revision: task.revision } }),
    onSuccess: (row) => {
      toasts.done(say.reassigned(row.assignee?.name ?? row.claimedBy?.name ?? ''));
      onClose();
    },
    onError: (error) => toasts.failed(error),
    onSettled: reload,
  });
  return (
    <Dialog
      title={say.reassignTitle}
      onClose={onClose}
      foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" disabled={to === undefined} loading={assign.isPending} onClick={() => to !== undefined && assign.mutate(to)}>{say.confirmReassign}</Button></>}
    >
      <div className="field">
        <label className="field-label" htmlFor="reassign-to">{say.reassignTo}</label>
        <PersonSelect id="reassign-to" value={to} onChange={setTo} />
        <p className="field-hint">{say.reassignNote}</p>
      </div>
    </Dialog>
  );
}
