import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import type { InstanceDetail } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { Comments } from '../../components/comments/comments';
import { Moment } from '../../components/dates/moments';
import { Diagram } from '../../components/diagram/diagram';
import { FileLink } from '../../components/files/file-link';
import { InstanceItem, InstanceStatus } from '../../components/instances/instance-item';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { SubmissionCard } from '../../components/submission/submission-card';
import { CancelInstance } from './cancel-instance';
import { Incidents } from './incidents';
import { texts } from './texts';
import { Timeline } from './timeline';
import { Waits } from './waits';
import './instance.css';

/** One instance: where it stands and why, where it went, who did what. */
export function InstancePage() {
  const { id = '' } = useParams();
  const instance = useQuery({ queryKey: ['instance', id], queryFn: () => request<InstanceDetail>(`/api/instances/${segment(id)}`) });
  return <Loaded query={instance}>{(detail) => <Instance key={id} instance={detail} />}</Loaded>;
}

function Instance({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const { active, visited, taken, incidents } = instance.diagram;
  const marks = useMemo(() => ({ active, visited, taken, incidents }), [active, visited, taken, incidents]);
  const files = instance.submissions.flatMap((submission) => submission.files);
  return (
    <Page
      wide
      title={instance.title}
      above={<><Link to="/instances">{say.back}</Link> › {local(instance.process.name)}</>}
      below={<Facts instance={instance} />}
      actions={instance.may.cancel ? <CancelInstance instance={instance} /> : undefined}
    >
      <div className="instance">
        <div className="instance-side">
          {instance.incidentList.some(({ resolvedAt }) => resolvedAt === undefined) ? <Incidents instance={instance} /> : null}
          <Section title={say.waits} className="waits"><Waits instance={instance} /></Section>
        </div>
        <div className="instance-main">
          <Section title={say.diagram} note={say.version(instance.version)}><Diagram xml={instance.diagram.xml} marks={marks} /></Section>
          <Section title={say.timeline}><Timeline instance={instance} /></Section>
          <Section title={say.submissions}>
            {instance.submissions.length === 0 ? <p className="quiet">{say.noSubmissions}</p> : instance.submissions.map((submission) => <div key={submission.id} id={`submission-${submission.id}`}><SubmissionCard submission={submission} /></div>)}
          </Section>
        </div>
        <div className="instance-side">
          {files.length === 0 ? null : <Section title={say.files}><ul className="plain-list">{files.map((file) => <li key={file.id}><FileLink file={file} /></li>)}</ul></Section>}
          {instance.children.length === 0 ? null : <Section title={say.children}><div className="items">{instance.children.map((child) => <InstanceItem key={child.id} instance={child} />)}</div></Section>}
          <Section title={say.comments}><Comments instanceId={instance.id} comments={instance.comments} mayWrite={instance.may.comment} /></Section>
        </div>
      </div>
    </Page>
  );
}

function Facts({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  return (
    <>
      <span><InstanceStatus instance={instance} /></span>
      <Link to={`/branches/${segment(instance.branch.id)}`}>{instance.branch.name}</Link>
      <span>{say.startedBy(instance.startedBy.name)} <Moment at={instance.startedAt} /></span>
      {instance.endedAt === undefined ? null : <span>{say.endedAt} <Moment at={instance.endedAt} /></span>}
      {instance.endReason === undefined ? null : <span>{say.reason}：{instance.endReason}</span>}
      {instance.parent === undefined ? null : <span>{say.partOf}：<Link to={`/instances/${segment(instance.parent.id)}`}>{instance.parent.title}</Link></span>}
    </>
  );
}
