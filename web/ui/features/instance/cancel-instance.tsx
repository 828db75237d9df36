import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { InstanceDetail } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

const SHORTEST = 2;

/** Ends a running instance, with the reason that everybody will read. */
export function CancelInstance({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const client = useQueryClient();
  const toasts = useToasts();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const cancel = useMutation({
    mutationFn: () => request<unknown>(`/api/instances/${segment(instance.id)}/cancellation`, { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: () => {
      toasts.done(say.cancelled);
      setOpen(false);
      return Promise.all(['instance', 'instances', 'tasks'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
    onError: (error) => toasts.failed(error),
  });
  const submit = (): void => {
    const short = reason.trim().length < SHORTEST;
    setTooShort(short);
    if (!short) cancel.mutate();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.cancel}</Button>
      {open ? (
        <Dialog title={say.cancelTitle} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>{say.keep}</Button><Button type="primary" loading={cancel.isPending} onClick={submit}>{say.cancelConfirm}</Button></>}>
          <p>{say.cancelNote}</p>
          <label className="field-label" htmlFor="cancel-reason">{say.cancelReason}</label>
          <Input.TextArea id="cancel-reason" autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} aria-invalid={tooShort} aria-describedby="cancel-problem" />
          {tooShort ? <p className="field-error" id="cancel-problem" role="alert">{say.tooShort}</p> : null}
        </Dialog>
      ) : null}
    </>
  );
}
