import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { ChannelChange, ChannelView } from '../../../api/delivery-contract';
import { request, segment } from '../../components/api/request';
import { BranchSelect } from '../../components/branches/branch-select';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { TimingFields } from '../../components/timing/timing-fields';
import { texts } from './texts';

interface Props {
  /** The channel to change; a new one when left out. */
  readonly channel?: ChannelView;
  readonly onClose: () => void;
}

interface Draft {
  readonly kind: 'wecom' | 'dingtalk' | 'webhook' | 'email';
  readonly name: string;
  readonly enabled: boolean;
  readonly url: string;
  readonly secret: string;
  readonly branchId: string | undefined;
  readonly perMinute: number;
  readonly timing: ChannelView['timing'];
}

const FIRST: Draft = { kind: 'wecom', name: '', enabled: true, url: '', secret: '', branchId: undefined, perMinute: 20, timing: { quiet: { from: '21:00', until: '08:00' }, digestAt: '08:30' } };

/** Sets a channel up, or changes it; its address and secret are written and never read. */
export function ChannelDialog({ channel, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(channel === undefined ? FIRST : { ...FIRST, ...channel, branchId: channel.branch?.id });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => request<ChannelView>(channel === undefined ? '/api/channels' : `/api/channels/${segment(channel.id)}`, { method: channel === undefined ? 'POST' : 'PUT', body: bodyOf(draft, channel === undefined) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['channels'] });
      toasts.done(say.saved);
      onClose();
    },
    onError: (error) => toasts.failed(error),
  });
  const complete = draft.name.trim() !== '' && draft.perMinute >= 1 && (channel !== undefined || draft.url !== '');
  return (
    <Dialog title={channel === undefined ? say.add : `${say.edit} ${channel.name}`} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" disabled={!complete} loading={save.isPending} onClick={() => save.mutate()}>{say.save}</Button></>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) save.mutate();
        }}
      >
        <Fields draft={draft} change={change} known={channel} />
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly known: ChannelView | undefined;
}

function Fields({ draft, change, known }: FieldsProps) {
  const say = useTexts(texts);
  const isGroup = draft.kind === 'wecom' || draft.kind === 'dingtalk';
  return (
    <>
      {known === undefined ? (
        <div className="field">
          <label className="field-label" htmlFor="channel-kind">{say.kind}</label>
          <Select id="channel-kind" className="whole" value={draft.kind} onChange={(kind: Draft['kind']) => change({ kind })} options={(['wecom', 'dingtalk', 'webhook'] as const).map((kind) => ({ value: kind, label: say[kind] }))} getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body} />
        </div>
      ) : null}
      <div className="field">
        <label className="field-label" htmlFor="channel-name">{say.name}</label>
        <Input id="channel-name" autoComplete="off" maxLength={40} value={draft.name} onChange={({ target }) => change({ name: target.value })} />
      </div>
      {draft.kind === 'email' ? null : <Address draft={draft} change={change} known={known} />}
      <div className="field">
        <label className="field-label" htmlFor="channel-pace">{say.pacing}</label>
        <Input id="channel-pace" type="number" min={1} max={6000} value={draft.perMinute} onChange={({ target }) => change({ perMinute: Number(target.value) })} />
      </div>
      {isGroup ? <fieldset className="field plain-fieldset"><legend className="field-label">{say.timing}</legend><TimingFields value={draft.timing} onChange={(timing) => change({ timing })} /></fieldset> : null}
      <Checkbox checked={draft.enabled} onChange={({ target }) => change({ enabled: target.checked })}>{say.enabled}</Checkbox>
    </>
  );
}

function Address({ draft, change, known }: FieldsProps) {
  const say = useTexts(texts);
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor="channel-url">{draft.kind === 'webhook' ? say.webhookUrl : say.url}</label>
        <Input id="channel-url" type="url" autoComplete="off" maxLength={1000} value={draft.url} onChange={({ target }) => change({ url: target.value })} aria-describedby="channel-url-hint" />
        <p className="field-hint" id="channel-url-hint">{known === undefined ? say.urlHint : say.urlKept}</p>
      </div>
      {draft.kind === 'wecom' ? null : (
        <div className="field">
          <label className="field-label" htmlFor="channel-secret">{say.secret}</label>
          <Input id="channel-secret" autoComplete="off" maxLength={200} value={draft.secret} onChange={({ target }) => change({ secret: target.value })} aria-describedby="channel-secret-hint" />
          <p className="field-hint" id="channel-secret-hint">{known?.hasSecret === true ? say.secretKept : say.secretHint}</p>
        </div>
      )}
      <div className="field">
        <span className="field-label">{say.branch}</span>
        <BranchSelect label={say.branch} value={draft.branchId} onChange={(branchId) => change({ branchId })} />
      </div>
    </>
  );
}

function bodyOf({ kind, name, enabled, url, secret, branchId, perMinute, timing }: Draft, isNew: boolean): ChannelChange {
  return {
    ...(isNew && kind !== 'email' ? { kind } : {}),
    name, enabled, perMinute, timing, branchId: branchId ?? null,
    ...(url.trim() === '' ? {} : { url: url.trim() }),
    ...(secret.trim() === '' ? {} : { secret: secret.trim() }),
  };
}
