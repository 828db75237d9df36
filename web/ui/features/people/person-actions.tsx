import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PersonRow } from '../../../api/contract';
import { Absences } from '../../components/absences/absences';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { PersonDialog } from './person-dialog';
import { texts } from './texts';

interface Props {
  readonly person: PersonRow;
  readonly onReset: (initialPassword: string) => void;
}

/** Edit, reset, disable and enable one account. */
export function PersonActions({ person, onReset }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'reset' | 'disable' | 'absence'>();
  const done = async (): Promise<void> => {
    setOpen(undefined);
    await client.invalidateQueries({ queryKey: ['people'] });
  };
  const reset = useMutation({
    mutationFn: () => request<{ readonly initialPassword: string }>(`/api/people/${segment(person.id)}/password-reset`, { method: 'POST', body: {} }),
    onSuccess: async ({ initialPassword }) => {
      await done();
      onReset(initialPassword);
    },
    onError: (error) => toasts.failed(error),
  });
  const disable = useMutation({
    mutationFn: (disabled: boolean) => request<PersonRow>(`/api/people/${segment(person.id)}`, { method: 'PATCH', body: { disabled } }),
    onSuccess: done,
    onError: (error) => toasts.failed(error),
  });
  const close = (): void => setOpen(undefined);
  return (
    <span className="button-row">
      <Button size="small" onClick={() => setOpen('edit')}>{say.edit}</Button>
      <Button size="small" onClick={() => setOpen('reset')}>{say.reset}</Button>
      <Button size="small" onClick={() => setOpen('absence')}>{say.absence}</Button>
      {person.disabled ? <Button size="small" loading={disable.isPending} onClick={() => disable.mutate(false)}>{say.enable}</Button> : <Button size="small" danger onClick={() => setOpen('disable')}>{say.disable}</Button>}
      {open === 'edit' ? <PersonDialog person={person} onClose={close} /> : null}
      {open === 'absence' ? <Dialog title={say.absenceOf(person.name)} onClose={close}><Absences personId={person.id} me={false} /></Dialog> : null}
      {open === 'reset' ? (
        <Dialog title={say.confirmReset(person.name)} onClose={close} foot={<><Button onClick={close}>{say.cancel}</Button><Button type="primary" loading={reset.isPending} onClick={() => reset.mutate()}>{say.reset}</Button></>}>
          <p>{say.confirmResetBody}</p>
        </Dialog>
      ) : null}
      {open === 'disable' ? (
        <Dialog title={say.confirmDisable(person.name)} onClose={close} foot={<><Button onClick={close}>{say.cancel}</Button><Button type="primary" danger loading={disable.isPending} onClick={() => disable.mutate(true)}>{say.disable}</Button></>}>
          <p>{say.confirmDisableBody}</p>
        </Dialog>
      ) : null}
    </span>
  );
}
