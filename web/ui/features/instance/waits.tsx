import { Link } from 'react-router';
import type { InstanceDetail, WaitView } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { formatLength } from '../../components/dates/format-date';
import { Due, Moment } from '../../components/dates/moments';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { Incidents } from './incidents';
import { texts } from './texts';

/** Names in full up to here; a group of everybody is counted. */
const NAMED = 8;

/** 为什么停在这里: what went wrong first, then whom the case waits for, since when, until when, and what happens by itself. */
export function Waits({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const { person } = useSession();
  const stopped = instance.incidentList.filter(({ resolvedAt }) => resolvedAt === undefined);
  const told = new Set(stopped.map(({ elementId }) => elementId));
  const waits = instance.waits.filter((wait) => wait.kind !== 'incident' || !told.has(wait.elementId));
  const ordered = [...waits].sort((a, b) => Number(isMine(b, person.id)) - Number(isMine(a, person.id)));
  return (
    <Section title={say.waits}>
      <Incidents instance={instance} />
      {waits.length === 0 && stopped.length === 0 ? <p className="quiet">{say.automatic}</p> : null}
      <div className="waits">{ordered.map((wait, index) => <Wait key={wait.taskId ?? `${wait.elementId}-${index}`} wait={wait} mine={isMine(wait, person.id)} />)}</div>
    </Section>
  );
}

/** Whether this person is awaited, and nobody else has taken it. */
function isMine(wait: WaitView, personId: string): boolean {
  if (wait.taskId === undefined) return false;
  if (wait.claimedBy !== undefined) return wait.claimedBy.id === personId;
  return wait.who.some(({ people }) => people.some(({ id }) => id === personId));
}

function Wait({ wait, mine }: { readonly wait: WaitView; readonly mine: boolean }) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  const seconds = Math.max(0, (Date.now() - Date.parse(wait.since)) / 1000);
  return (
    <article className="wait">
      <header className="wait-head">
        <h3>{local(wait.name)}</h3>
        <span className="pill pill-info">{say.kinds[wait.kind]}</span>
        {mine && wait.taskId !== undefined ? <Link className="wait-do" to={`/tasks/${segment(wait.taskId)}`}>{say.doIt}</Link> : null}
      </header>
      <p>{local(wait.detail)}</p>
      <dl className="wait-facts">
        {wait.who.length === 0 && wait.claimedBy === undefined ? null : <div><dt>{say.awaits}</dt><dd><Who wait={wait} mine={mine} /></dd></div>}
        <div><dt>{say.since}</dt><dd><Moment at={wait.since} /> <span className="quiet">{say.length}{locale === 'en' ? ' ' : ''}{formatLength(seconds, locale)}</span></dd></div>
        {wait.due === undefined ? null : <div><dt>{say.due}</dt><dd><Due at={wait.due} assumed={wait.dueAssumed} /></dd></div>}
        {wait.next.length === 0 ? null : <div className="wait-next"><dt>{say.next}</dt><dd><ul>{wait.next.map((step, index) => <li key={index}><Moment at={step.at} /> {local(step.text)}</li>)}</ul></dd></div>}
      </dl>
    </article>
  );
}

function Who({ wait, mine }: { readonly wait: WaitView; readonly mine: boolean }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <ul>
      {wait.claimedBy === undefined ? null : <li><b>{mine ? say.claimedByMe : say.claimedBy(wait.claimedBy.name)}</b></li>}
      {wait.who.map(({ group, name, people }) => (
        <li key={group}>
          {local(name)}{'：'}
          {people.length === 0 ? <span className="wait-nobody">{say.nobody}</span> : <b>{people.slice(0, NAMED).map((each) => each.name).join('、')}{people.length > NAMED ? ` ${say.more(people.length)}` : ''}</b>}
        </li>
      ))}
    </ul>
  );
}
