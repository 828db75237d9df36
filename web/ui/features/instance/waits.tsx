import { Link } from 'react-router';
import type { InstanceDetail, WaitView } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { Due, Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

/** 为什么停在这里: who is awaited, since when, and what happens next by itself. */
export function Waits({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  if (instance.waits.length === 0) return <p className="quiet">{say.waitsEnded}</p>;
  return <ul className="waits-list">{instance.waits.map((wait) => <Wait key={`${wait.elementId} ${wait.kind} ${wait.taskId ?? wait.since}`} wait={wait} />)}</ul>;
}

function Wait({ wait }: { readonly wait: WaitView }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <li>
      <p className="wait-head"><b>{local(wait.name)}</b> <span className="pill">{say.kinds[wait.kind]}</span></p>
      <p>{local(wait.detail)} <span className="quiet">（{say.since} <Moment at={wait.since} />）</span></p>
      {wait.due === undefined ? null : <p><Due at={wait.due} assumed={wait.dueAssumed} /></p>}
      {wait.who.length === 0 ? null : (
        <ul className="wait-who">
          {wait.who.map(({ group, name, people }) => <li key={group}><span className="quiet">{local(name)}</span> {people.length === 0 ? <span className="pill pill-soon" title={say.nobody}>{say.nobody}</span> : people.map((person) => person.name).join('、')}</li>)}
        </ul>
      )}
      {wait.claimedBy === undefined ? null : <p>{say.claimedBy(wait.claimedBy.name)}</p>}
      {wait.next.length === 0 ? null : (
        <>
          <p className="quiet">{say.next}</p>
          <ol className="wait-next">{wait.next.map((step) => <li key={`${step.at} ${step.text.zh}`}><Moment at={step.at} /> {local(step.text)}</li>)}</ol>
        </>
      )}
      {wait.taskId === undefined ? null : <p><Link to={`/tasks/${segment(wait.taskId)}`}>{say.openTask}</Link></p>}
    </li>
  );
}
