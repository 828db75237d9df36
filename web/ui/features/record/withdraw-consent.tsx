import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { RecordDetail } from '../../../api/registry-contract';
import { request } from '../../components/api/request';
import { bilingual, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { recordApi } from '../../components/records/use-registry';

const texts = bilingual(
  {
    open: '撤回同意', title: '登记撤回同意', body: '登记后，这项用途的处理即停止，正在办理的相关事项会收到消息并按流程处理。撤回不影响之前已进行的处理，也不能恢复：以后重新同意须重新填写同意书。',
    reason: '对方怎么说的（何时、以何种方式提出）', short: '请简要写明，至少2个字。', now: '登记撤回', cancel: '取消', done: '已登记撤回',
  },
  {
    open: 'Withdraw consent', title: 'Note that consent was withdrawn', body: 'From then on nothing more is done for this purpose, and the running cases about this person hear of it. What was done before stays lawful. This can’t be undone: who agrees again later fills in the consent again.',
    reason: 'What they said (when, and how)', short: 'Say it briefly, in at least 2 characters.', now: 'Note the withdrawal', cancel: 'Cancel', done: 'Withdrawal noted',
  },
);

/** The one change that people make to a consent: it was withdrawn. */
export function WithdrawConsent({ record }: { readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [attempted, setAttempted] = useState(false);
  const short = [...reason.trim()].length < 2;
  const withdraw = useMutation({
    mutationFn: () => request<RecordDetail>(`${recordApi(record.registry, record.id)}/withdrawal`, { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: () => {
      toasts.done(say.done);
      setOpen(false);
    },
    onError: (error) => toasts.failed(error),
    onSettled: () => Promise.all([['record', record.registry, record.id], ['records', record.registry]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const submit = (): void => {
    setAttempted(true);
    if (!short) withdraw.mutate();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.open}</Button>
      {isOpen ? (
        <Dialog title={say.title} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>{say.cancel}</Button><Button type="primary" loading={withdraw.isPending} onClick={submit}>{say.now}</Button></>}>
          <p>{say.body}</p>
          <div className="field">
            <label className="field-label" htmlFor="withdrawal-reason">{say.reason}</label>
            <Input.TextArea id="withdrawal-reason" autoFocus rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} aria-invalid={attempted && short} />
            <div aria-live="polite">{attempted && short ? <p className="field-error">{say.short}</p> : null}</div>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
