import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { RecordDetail } from '../../../api/registry-contract';
import { request } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { recordApi } from '../../components/records/use-registry';
import { texts } from './texts';

const SHORTEST = 4;

interface Props {
  readonly registry: string;
  readonly record: RecordDetail;
  readonly onClose: () => void;
}

/** Destroys the personal fields of a record for good: says what that means, asks why, and wants it confirmed. */
export function EraseDialog({ registry, record, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [attempted, setAttempted] = useState(false);
  const short = [...reason.trim()].length < SHORTEST;
  const erase = useMutation({
    mutationFn: () => request<unknown>(`${recordApi(registry, record.id)}/erasure`, { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: () => {
      toasts.done(say.erased);
      onClose();
    },
    onError: (error) => toasts.failed(error),
    onSettled: () => Promise.all([['record', registry, record.id], ['records', registry], ['record-heading', registry]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const submit = (): void => {
    setAttempted(true);
    if (!short && checked) erase.mutate();
  };
  return (
    <Dialog title={say.eraseTitle} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button danger type="primary" loading={erase.isPending} onClick={submit}>{say.eraseNow}</Button></>}>
      <p>{say.eraseBody}</p>
      <div className="field">
        <label className="field-label" htmlFor="erase-reason">{say.eraseReason}</label>
        <Input.TextArea id="erase-reason" autoFocus rows={2} maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} aria-invalid={attempted && short} aria-describedby="erase-hint" />
        <div id="erase-hint" aria-live="polite">{attempted && short ? <p className="field-error">{say.eraseTooShort}</p> : <p className="field-hint">{say.eraseHint}</p>}</div>
      </div>
      <Checkbox checked={checked} onChange={({ target }) => setChecked(target.checked)}>{say.eraseCheck}</Checkbox>
      <div aria-live="polite">{attempted && !checked ? <p className="field-error">{say.eraseUnchecked}</p> : null}</div>
    </Dialog>
  );
}
