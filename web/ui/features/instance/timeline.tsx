import { Checkbox } from 'antd';
import { useState } from 'react';
import type { InstanceDetail, TimelineEntry } from '../../../api/contract';
import { formatLength } from '../../components/dates/format-date';
import { Moment } from '../../components/dates/moments';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

const FIRST = 12;

/** Who did what and when, newest first, and how long it took. */
export function Timeline({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const [all, setAll] = useState(false);
  const [reminders, setReminders] = useState(false);
  const entries = [...instance.timeline].reverse().filter(({ kind }) => reminders || kind !== 'reminder');
  const shown = all ? entries : entries.slice(0, FIRST);
  return (
    <>
      {instance.timeline.some(({ kind }) => kind === 'reminder') ? <Checkbox checked={reminders} onChange={({ target }) => setReminders(target.checked)}>{say.reminders}</Checkbox> : null}
      <ol className="timeline">{shown.map((entry, index) => <Entry key={`${entry.seq} ${entry.kind} ${index}`} entry={entry} />)}</ol>
      {shown.length < entries.length ? <button type="button" className="link" onClick={() => setAll(true)}>{say.moreTimeline(entries.length)}</button> : null}
    </>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  return (
    <li className={`timeline-${entry.kind}`}>
      <span className="quiet"><Moment at={entry.at} /></span>
      <div>
        {local(entry.text)}
        <span className="quiet">
          {entry.by === undefined || entry.text.zh.includes(entry.by.name) ? null : <> · {entry.by.name}</>}
          {entry.seconds === undefined ? null : <> · {say.took(formatLength(entry.seconds, locale))}</>}
        </span>
        {entry.submissionId === undefined ? null : <> <button type="button" className="link" onClick={() => showSubmission(entry.submissionId)}>{say.toSubmission}</button></>}
      </div>
    </li>
  );
}

function showSubmission(id: string | undefined): void {
  const place = document.getElementById(`submission-${id ?? ''}`);
  const card = place?.querySelector('details');
  if (place === null || card === null || card === undefined) return;
  card.open = true;
  card.querySelector('summary')?.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
}
