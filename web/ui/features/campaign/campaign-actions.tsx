import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { CampaignBranch, CampaignView } from '../../../api/campaign-contract';
import type { BulkReminded } from '../../../api/delivery-contract';
import { request } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { AddBranches } from './add-branches';
import { ExemptDialog } from './exempt-dialog';
import { lateTasks } from './matrix-filter';
import { texts } from './texts';

/** Tasks that one request reminds of. */
const AT_ONCE = 200;

interface Props {
  readonly campaign: CampaignView;
  readonly rows: readonly CampaignBranch[];
  readonly chosen: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** Remind everybody who is late, add a branch, exempt the chosen ones. */
export function CampaignActions({ campaign, rows, chosen, onDone }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [open, setOpen] = useState<'remind' | 'add' | 'exempt'>();
  const late = lateTasks(rows);
  const remind = useMutation({
    mutationFn: async () => {
      let [sent, held] = [0, 0];
      for (let first = 0; first < late.length; first += AT_ONCE) {
        const answer = await request<BulkReminded>('/api/tasks/bulk/reminders', { method: 'POST', body: { ids: late.slice(first, first + AT_ONCE) } });
        [sent, held] = [sent + answer.sent, held + answer.held];
      }
      return { sent, held };
    },
    onSuccess: ({ sent, held }) => toasts.done(say.reminded(sent, held)),
    onError: (error) => toasts.failed(error),
    onSettled: () => setOpen(undefined),
  });
  const close = (text?: string): void => {
    setOpen(undefined);
    if (text === undefined) return;
    toasts.done(text);
    onDone();
    void client.invalidateQueries({ queryKey: ['campaigns'] });
  };
  return (
    <div className="button-row">
      {campaign.may.remind && late.length > 0 ? <Button onClick={() => setOpen('remind')}>{say.remindLate(late.length)}</Button> : null}
      {campaign.may.direct ? <Button onClick={() => setOpen('add')}>{say.add}</Button> : null}
      {campaign.may.direct && chosen.size > 0 ? <Button danger onClick={() => setOpen('exempt')}>{say.exempt}（{say.chosen(chosen.size)}）</Button> : null}
      {open === 'remind' ? (
        <Dialog title={say.remind} onClose={() => setOpen(undefined)} foot={<><Button onClick={() => setOpen(undefined)}>{say.cancel}</Button><Button type="primary" loading={remind.isPending} onClick={() => remind.mutate()}>{say.confirm}</Button></>}>
          <p>{say.remindConfirm(late.length)}</p>
        </Dialog>
      ) : null}
      {open === 'add' ? <AddBranches campaign={campaign} onClose={close} /> : null}
      {open === 'exempt' ? <ExemptDialog campaign={campaign} chosen={chosen} onClose={close} /> : null}
    </div>
  );
}
