import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CampaignView } from '../../../api/campaign-contract';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

interface Props {
  readonly campaign: CampaignView;
  readonly chosen: ReadonlySet<string>;
  /** With what to tell, once it is done. */
  readonly onClose: (done?: string) => void;
}

/** Takes branches out of a running campaign, for a reason that stays on record. */
export function ExemptDialog({ campaign, chosen, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const [reason, setReason] = useState('');
  const exempt = useMutation({
    mutationFn: () => request(`/api/instances/${segment(campaign.id)}/campaign/${segment(campaign.elementId)}/exemptions`, { method: 'POST', body: { childIds: [...chosen], reason: reason.trim() } }),
    onSuccess: () => onClose(say.exemptedDone),
    onError: (error) => toasts.failed(error),
  });
  return (
    <Dialog
      title={say.exemptTitle}
      onClose={() => onClose()}
      foot={<><Button onClick={() => onClose()}>{say.cancel}</Button><Button danger type="primary" loading={exempt.isPending} disabled={[...reason.trim()].length < 2} onClick={() => exempt.mutate()}>{say.confirm}</Button></>}
    >
      <p>{campaign.rows.filter(({ instanceId }) => instanceId !== undefined && chosen.has(instanceId)).map(({ branch }) => branch.name).join('、')}</p>
      <div className="field">
        <label className="field-label" htmlFor="exempt-reason">{say.why}</label>
        <Input.TextArea id="exempt-reason" autoFocus rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} aria-describedby="exempt-hint" />
        <p id="exempt-hint" className="field-hint">{say.whyHint}</p>
      </div>
    </Dialog>
  );
}
