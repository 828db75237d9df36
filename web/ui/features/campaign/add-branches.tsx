import { useMutation } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { CampaignView } from '../../../api/campaign-contract';
import { request, segment } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import { flatten, useBranchTree } from '../../components/branches/branch-select';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

interface Props {
  readonly campaign: CampaignView;
  readonly onClose: (done?: string) => void;
}

/** Lets branches join a running campaign. */
export function AddBranches({ campaign, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const keyFor = useAttempt();
  const tree = useBranchTree();
  const [branchIds, setBranchIds] = useState<string[]>([]);
  const present = new Set(campaign.rows.map(({ branch }) => branch.id));
  const add = useMutation({
    mutationFn: () => request(`/api/instances/${segment(campaign.id)}/campaign/${segment(campaign.elementId)}/items`, { method: 'POST', body: { branchIds }, headers: { 'idempotency-key': keyFor(branchIds) } }),
    onSuccess: () => onClose(say.added),
    onError: (error) => toasts.failed(error),
  });
  return (
    <Dialog
      title={say.addTitle}
      onClose={() => onClose()}
      foot={<><Button onClick={() => onClose()}>{say.cancel}</Button><Button type="primary" loading={add.isPending} disabled={branchIds.length === 0} onClick={() => add.mutate()}>{say.confirm}</Button></>}
    >
      <p className="field-hint">{say.addHint}</p>
      <Select
        mode="multiple"
        className="whole"
        aria-label={say.branch}
        placeholder={say.search}
        value={branchIds}
        onChange={setBranchIds}
        showSearch={{ optionFilterProp: 'label' }}
        options={flatten(tree.data ?? []).filter(({ id, kind }) => !present.has(id) && kind !== '区').map(({ id, name }) => ({ value: id, label: name }))}
        getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
      />
    </Dialog>
  );
}
