import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { InstanceDetail } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

/** A reason shorter than this tells nobody anything. */
const SHORTEST = 4;

/** Asks for the reason, says what cancelling does, and cancels. */
export function CancelDialog({ instance, onClose }: { readonly instance: InstanceDetail; readonly onClose: () => void }) {
  const say = useTexts(texts);
  const titleOf = useTitle();
  const toasts = useToasts();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const cancel = useMutation({
    mutationFn: () => request<{ readonly visible: boolean }>(`/api/instances/${segment(instance.id)}/cancellation`, { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: ({ visible }) => {
      toasts.done(visible ? say.cancelledDone : say.accepted);
      onClose();
    },
    onError: (error) => toasts.failed(error),
    onSettled: () => Promise.all([['instance', instance.id], ['instances'], ['tasks']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const submit = (): void => {
    const short = [...reason.trim()].length < SHORTEST;
    setTooShort(short);
    if (!short) cancel.mutate();
  };
  return (
    <Dialog
      title={say.cancelTitle}
      onClose={onClose}
      foot={<><Button onClick={onClose}>{say.keep}</Button><Button danger type="primary" loading={cancel.isPending} onClick={submit}>{say.cancelNow}</Button></>}
    >
      <p>{say.cancelBody(titleOf(instance))}</p>
      <div className="field">
        <label className="field-label" htmlFor="cancel-reason">{say.cancelReason}</label>
        <Input.TextArea id="cancel-reason" autoFocus rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} aria-invalid={tooShort} aria-describedby="cancel-hint" />
        <div id="cancel-hint" aria-live="polite">{tooShort ? <p className="field-error">{say.tooShort}</p> : <p className="field-hint">{say.cancelHint}</p>}</div>
      </div>
    </Dialog>
  );
}
