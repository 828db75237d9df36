import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { NotificationSettings } from '../../../api/delivery-contract';
import { request } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { TimingFields } from '../../components/timing/timing-fields';
import { texts } from './texts';

const KEY = ['notification-settings'] as const;

/** Which channels, which address, and when. */
export function SettingsSection() {
  const say = useTexts(texts);
  const settings = useQuery({ queryKey: KEY, queryFn: () => request<NotificationSettings>('/api/notification-settings') });
  return (
    <Section title={say.how} note={say.howNote}>
      <Loaded query={settings}>{(found) => (found.offered.length === 0 ? <p className="quiet">{say.noChannels}</p> : <SettingsForm settings={found} />)}</Loaded>
    </Section>
  );
}

function SettingsForm({ settings }: { readonly settings: NotificationSettings }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [email, setEmail] = useState(settings.email ?? '');
  const [channels, setChannels] = useState(settings.channels);
  const [timing, setTiming] = useState(settings.timing);
  const save = useMutation({
    mutationFn: () => request<NotificationSettings>('/api/notification-settings', { method: 'PUT', body: { email: email.trim() === '' ? null : email.trim(), channels, timing } }),
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved);
      toasts.done(say.saved);
    },
    onError: (error) => toasts.failed(error),
  });
  const offersMail = settings.offered.some(({ kind }) => kind === 'email');
  const kindOf = { email: say.email_, wecom: say.wecom, dingtalk: say.dingtalk, webhook: say.webhook };
  return (
    <form
      className="reaching-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className="plain-fieldset">
        <legend className="field-label">{say.channels}</legend>
        <div className="choices">
          {settings.offered.map(({ id, kind, name }) => (
            <Checkbox key={id} checked={channels.includes(id)} onChange={({ target }) => setChannels(target.checked ? [...channels, id] : channels.filter((channel) => channel !== id))}>
              {kind === 'email' ? kindOf.email : <>{name} <span className="quiet">{kindOf[kind]}</span></>}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      {offersMail ? (
        <div className="field reaching-email">
          <label className="field-label" htmlFor="reaching-email">{say.email}</label>
          <Input id="reaching-email" type="email" autoComplete="email" maxLength={200} value={email} onChange={({ target }) => setEmail(target.value)} aria-describedby="reaching-email-hint" />
          <p className="field-hint" id="reaching-email-hint">{say.emailHint}</p>
        </div>
      ) : null}
      <TimingFields value={timing} onChange={setTiming} />
      <p className="quiet">{say.privacy}</p>
      <div><Button type="primary" htmlType="submit" loading={save.isPending}>{say.save}</Button></div>
    </form>
  );
}
