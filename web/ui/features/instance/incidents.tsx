import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { InstanceDetail, IncidentView } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

/** What went wrong and waits for a person, with a way to try it again. */
export function Incidents({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const open = instance.incidentList.filter(({ resolvedAt }) => resolvedAt === undefined);
  return (
    <Section title={say.incidents} className="incidents">
      <p className="quiet">{say.incidentNote}</p>
      <ul className="waits-list">{open.map((incident) => <Incident key={incident.id} incident={incident} mayRetry={instance.may.retry} />)}</ul>
    </Section>
  );
}

function Incident({ incident, mayRetry }: { readonly incident: IncidentView; readonly mayRetry: boolean }) {
  const say = useTexts(texts);
  const local = useSay();
  const client = useQueryClient();
  const toasts = useToasts();
  const retry = useMutation({
    mutationFn: () => request<unknown>(`/api/incidents/${segment(incident.id)}/retry`, { method: 'POST', body: {} }),
    onSuccess: () => {
      toasts.done(say.retried);
      return client.invalidateQueries({ queryKey: ['instance', incident.instanceId] });
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <li>
      <p className="wait-head"><b>{local(incident.name)}</b> <span className="quiet"><Moment at={incident.raisedAt} /></span></p>
      <p className="plain-text">{incident.message}</p>
      {mayRetry ? <Button loading={retry.isPending} onClick={() => retry.mutate()}>{say.retry}</Button> : null}
    </li>
  );
}
