import { Button } from 'antd';
import { useState } from 'react';
import type { IncidentView, InstanceDetail } from '../../../api/contract';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { RetryDialog } from './retry-dialog';
import { texts } from './texts';

/** Steps that stopped: why, and a retry for those who may. */
export function Incidents({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const [retrying, setRetrying] = useState<IncidentView>();
  const open = instance.incidentList.filter(({ resolvedAt }) => resolvedAt === undefined);
  const resolved = instance.incidentList.filter(({ resolvedAt }) => resolvedAt !== undefined);
  return (
    <>
      {open.map((incident) => <Incident key={incident.id} incident={incident} mayRetry={instance.may.retry} onRetry={() => setRetrying(incident)} />)}
      {resolved.length === 0 ? null : (
        <details className="incidents-resolved">
          <summary className="quiet">{say.resolvedIncidents(resolved.length)}</summary>
          <ul className="plain-list">{resolved.map((incident) => <Resolved key={incident.id} incident={incident} />)}</ul>
        </details>
      )}
      {retrying === undefined ? null : <RetryDialog incident={retrying} onClose={() => setRetrying(undefined)} />}
    </>
  );
}

function Incident({ incident, mayRetry, onRetry }: { readonly incident: IncidentView; readonly mayRetry: boolean; readonly onRetry: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <article className="notice notice-wrong incident">
      <p><b>{local(incident.name)}</b> {say.incident} <span className="quiet">{say.raisedAt} <Moment at={incident.raisedAt} /></span></p>
      <p className="plain-text">{say.reason}：{incident.message} <code>{incident.cause}</code></p>
      {mayRetry ? <div className="button-row"><Button onClick={onRetry}>{say.retry}</Button></div> : <p className="quiet">{say.incidentHelp}</p>}
    </article>
  );
}

function Resolved({ incident }: { readonly incident: IncidentView }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <li>
      <b>{local(incident.name)}</b> <span className="plain-text">{incident.message}</span>{' '}
      <span className="quiet">{say.raisedAt} <Moment at={incident.raisedAt} />{incident.resolvedAt === undefined ? null : <>，{say.resolvedAt} <Moment at={incident.resolvedAt} /></>}</span>
    </li>
  );
}
