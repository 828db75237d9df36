import type { TaskDetail } from '../../../api/contract';
import { Comments } from '../../components/comments/comments';
import { FileLink } from '../../components/files/file-link';
import { useTexts } from '../../components/language/language';
import { Tabs } from '../../components/layout/tabs';
import { LimitsList } from '../../components/limits/limits-list';
import { SubmissionCard } from '../../components/submission/submission-card';
import { RelatedRecords } from './related-records';
import { texts } from './texts';
import type { Panel } from './task-page';

interface Props {
  readonly task: TaskDetail;
  readonly panel: Exclude<Panel, 'form'>;
  readonly onChoose: (panel: Panel) => void;
}

/** Beside the form: what earlier steps said, which limits apply and why, and what people remarked. */
export function TaskAside({ task, panel, onChoose }: Props) {
  const say = useTexts(texts);
  return (
    <aside className="aside sheet">
      <Tabs
        className="aside-tabs"
        label={say.panels}
        chosen={panel}
        onChoose={onChoose}
        tabs={[...((task.record?.related ?? []).length === 0 ? [] : [{ name: 'related' as const, label: say.related }]), { name: 'earlier', label: say.earlier }, { name: 'limits', label: say.limits }, { name: 'comments', label: task.comments.length === 0 ? say.comments : `${say.comments} ${task.comments.length}` }]}
      />
      <div className="aside-panel" role="tabpanel" id={`${panel}-panel`} aria-labelledby={`${panel}-tab`} tabIndex={0}>
        {panel === 'related' && task.record !== undefined ? <RelatedRecords about={task.record} /> : null}
        {panel === 'earlier' && task.papers.length > 0 ? <ul className="plain-list">{task.papers.map((file) => <li key={file.id}><FileLink file={file} /></li>)}</ul> : null}
        {panel === 'earlier' ? (
          task.earlier.length === 0 ? <p className="quiet">{say.noEarlier}</p> : task.earlier.map((submission, index) => <SubmissionCard key={submission.id} submission={submission} open={index === 0} />)
        ) : null}
        {panel === 'limits' ? <LimitsList limits={task.limits} /> : null}
        {panel === 'comments' ? <Comments instanceId={task.instanceId} taskId={task.id} comments={task.comments} mayWrite /> : null}
      </div>
    </aside>
  );
}
