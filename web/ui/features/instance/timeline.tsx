import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { InstanceDetail, SubmissionView, TimelineEntry } from '../../../api/contract';
import { formatLength } from '../../components/dates/format-date';
import { Moment } from '../../components/dates/moments';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { Icon, type IconName } from '../../components/layout/icon';
import { Section } from '../../components/layout/section';
import { AnswersView } from '../../components/submission/answers-view';
import { texts } from './texts';

/** A case of years tells hundreds of things: the rest is shown when somebody asks. */
const FIRST = 30;

const ICONS: Readonly<Record<TimelineEntry['kind'], IconName>> = {
  started: 'start', 'task-opened': 'tasks', 'task-completed': 'check', 'task-cancelled': 'close', reminder: 'bell', 'hand-reminder': 'bell', escalation: 'up', timer: 'clock', job: 'instances', message: 'chat',
  incident: 'warning', 'incident-resolved': 'check', action: 'check', 'child-started': 'instances', 'child-ended': 'instances', changed: 'copy', ended: 'check',
};

/** What happened, by whom and when; what was filled in opens beside it. */
export function Timeline({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const [oldestFirst, setOldestFirst] = useState(false);
  const [all, setAll] = useState(false);
  const [reminders, setReminders] = useState(false);
  const [opened, setOpened] = useState<SubmissionView>();
  const told = instance.timeline.filter(({ kind }) => reminders || kind !== 'reminder');
  const ordered = oldestFirst ? told : told.reverse();
  const shown = all ? ordered : ordered.slice(0, FIRST);
  const order = (
    <span className="order" role="group" aria-label={say.order}>
      <button type="button" className="order-choice" aria-pressed={!oldestFirst} onClick={() => setOldestFirst(false)}>{say.newest}</button>
      <button type="button" className="order-choice" aria-pressed={oldestFirst} onClick={() => setOldestFirst(true)}>{say.oldest}</button>
    </span>
  );
  return (
    <Section title={say.timeline} actions={order} className="timeline-sheet">
      {instance.timeline.some(({ kind }) => kind === 'reminder') ? <Checkbox className="timeline-reminders" checked={reminders} onChange={({ target }) => setReminders(target.checked)}>{say.reminders}</Checkbox> : null}
      <ol className="timeline">
        {shown.map((entry) => <Entry key={`${entry.seq}-${instance.timeline.indexOf(entry)}`} entry={entry} endedWell={instance.status === 'completed'} submission={instance.submissions.find(({ id }) => id === entry.submissionId)} onOpen={setOpened} />)}
      </ol>
      {shown.length < ordered.length ? <Button onClick={() => setAll(true)}>{say.showAll(ordered.length)}</Button> : null}
      {opened === undefined ? null : <SubmissionSheet submission={opened} onClose={() => setOpened(undefined)} />}
    </Section>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly endedWell: boolean;
  readonly submission: SubmissionView | undefined;
  readonly onOpen: (submission: SubmissionView) => void;
}

function Entry({ entry, endedWell, submission, onOpen }: EntryProps) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  const unfinished = entry.kind === 'ended' && !endedWell;
  return (
    <li className={`event event-${unfinished ? 'broken-off' : entry.kind}`}>
      <span className="event-sign"><Icon name={unfinished ? 'close' : ICONS[entry.kind]} size={15} /></span>
      <div>
        <p className="plain-text">{local(entry.text)}</p>
        <p className="event-about">
          <Moment at={entry.at} />
          {entry.seconds === undefined ? null : <span>{say.took} {formatLength(entry.seconds, locale)}</span>}
          {submission === undefined ? null : <button type="button" className="link" onClick={() => onOpen(submission)}>{say.see}</button>}
        </p>
      </div>
    </li>
  );
}

function SubmissionSheet({ submission, onClose }: { readonly submission: SubmissionView; readonly onClose: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <Dialog aside title={local(submission.name)} onClose={onClose} foot={<Button onClick={onClose}>{say.close}</Button>}>
      <p className="quiet">{submission.by.name} · <Moment at={submission.at} /></p>
      <AnswersView form={submission.form} answers={submission.answers} files={submission.files} />
    </Dialog>
  );
}
