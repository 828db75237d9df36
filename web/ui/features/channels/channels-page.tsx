import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ChannelView } from '../../../api/delivery-contract';
import { request, segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { ChannelDialog } from './channel-dialog';
import { DeliveryLog } from './delivery-log';
import { texts } from './texts';

/** The district's ways out of the portal, and what went through them. */
export function ChannelsPage() {
  const say = useTexts(texts);
  const [adding, setAdding] = useState(false);
  const channels = useQuery({ queryKey: ['channels'], queryFn: () => request<readonly ChannelView[]>('/api/channels') });
  return (
    <Page wide title={say.title} below={say.note} actions={<Button type="primary" onClick={() => setAdding(true)}>{say.add}</Button>}>
      <Section title={say.list}>
        <Loaded query={channels}>{(found) => <ChannelTable channels={found} />}</Loaded>
      </Section>
      <DeliveryLog />
      {adding ? <ChannelDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function ChannelTable({ channels }: { readonly channels: readonly ChannelView[] }) {
  const say = useTexts(texts);
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.name}</th><th>{say.kind}</th><th>{say.scope}</th><th>{say.pace}</th><th>{say.state}</th><th>{say.actions}</th></tr></thead>
        <tbody>
          {channels.map((channel) => (
            <tr key={channel.id}>
              <td data-label={say.name}><b>{channel.kind === 'email' ? say.email : channel.name}</b></td>
              <td data-label={say.kind}>{say[channel.kind]}{channel.host === '' ? null : <> <span className="quiet">{channel.host}</span></>}</td>
              <td data-label={say.scope}>{channel.branch?.name ?? say.district}</td>
              <td data-label={say.pace}>{say.perMinute(channel.perMinute)}</td>
              <td data-label={say.state}><State channel={channel} /></td>
              <td data-label={say.actions}><Actions channel={channel} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ channel }: { readonly channel: ChannelView }) {
  const say = useTexts(texts);
  if (!channel.ready) return <span className="pill pill-now">{say.notReady}</span>;
  if (!channel.enabled) return <span className="pill">{say.disabled}</span>;
  if (channel.lastError !== undefined) return <span><span className="pill pill-late">{say.away}</span> <span className="quiet">{channel.lastError}</span></span>;
  return <span><span className="pill pill-good">{say.works}</span>{channel.lastSentAt === undefined ? null : <span className="quiet"> {say.lastSent} <Moment at={channel.lastSentAt} /></span>}</span>;
}

function Actions({ channel }: { readonly channel: ChannelView }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'remove'>();
  const test = useMutation({
    mutationFn: () => request(`/api/channels/${segment(channel.id)}/test`, { method: 'POST', body: {} }),
    onSuccess: async () => {
      toasts.done(say.tested);
      await client.invalidateQueries({ queryKey: ['deliveries'] });
    },
    onError: (error) => toasts.failed(error),
  });
  const remove = useMutation({
    mutationFn: () => request(`/api/channels/${segment(channel.id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channels'] }),
    onError: (error) => toasts.failed(error),
  });
  const close = (): void => setOpen(undefined);
  return (
    <span className="button-row">
      <Button size="small" disabled={!channel.ready || !channel.enabled} loading={test.isPending} onClick={() => test.mutate()}>{say.test}</Button>
      <Button size="small" onClick={() => setOpen('edit')}>{say.edit}</Button>
      {channel.kind === 'email' ? null : <Button size="small" danger onClick={() => setOpen('remove')}>{say.remove}</Button>}
      {open === 'edit' ? <ChannelDialog channel={channel} onClose={close} /> : null}
      {open === 'remove' ? (
        <Dialog title={say.removeTitle(channel.name)} onClose={close} foot={<><Button onClick={close}>{say.cancel}</Button><Button type="primary" danger loading={remove.isPending} onClick={() => remove.mutate()}>{say.remove}</Button></>}>
          <p>{say.removeBody}</p>
        </Dialog>
      ) : null}
    </span>
  );
}
