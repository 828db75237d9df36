import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { InstanceDetail } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { ActionButtons } from '../../components/actions/action-buttons';
import { Comments } from '../../components/comments/comments';
import { Due, Moment } from '../../components/dates/moments';
import { Diagram } from '../../components/diagram/diagram';
import { InstanceItem, InstanceStatus } from '../../components/instances/instance-item';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { CancelDialog } from './cancel-dialog';
import { Ended } from './ended';
import { Submissions } from './submissions';
import { Timeline } from './timeline';
import { Waits } from './waits';
import { texts } from './texts';
import './instance.css';

/** One case: why it stands where it stands, where it went, and all that was said and handed in. */
export function InstancePage() {
  const { id = '' } = useParams();
  const instance = useQuery({ queryKey: ['instance', id], queryFn: () => request<InstanceDetail>(`/api/instances/${segment(id)}`) });
  return <Loaded query={instance}>{(detail) => <Instance key={id} instance={detail} />}</Loaded>;
}

function Instance({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const { xml, active, visited, taken, incidents } = instance.diagram;
  const marks = useMemo(() => ({ active, visited, taken, incidents }), [active, visited, taken, incidents]);
  const [cancelling, setCancelling] = useState(false);
  return (
    <Page
      wide
      title={titleOf(instance)}
      above={<><Link to="/instances">{say.back}</Link> › {local(instance.process.name)}</>}
      below={<Head instance={instance} />}
      actions={instance.status === 'running' ? <><ActionButtons instanceId={instance.id} actions={instance.actions} />{instance.may.cancel ? <Button danger onClick={() => setCancelling(true)}>{say.cancelCase}</Button> : null}</> : undefined}
    >
      {instance.status === 'running' ? <Waits instance={instance} /> : <Ended instance={instance} />}
      <Section title={say.diagram} note={instance.version > 0 ? say.version(instance.version) : undefined}>{xml === '' ? <p className="quiet">{say.noDiagram}</p> : <Diagram xml={xml} marks={marks} />}</Section>
      <div className="instance">
        <Timeline instance={instance} />
        <div className="instance-side">
          <Submissions submissions={instance.submissions} papers={instance.papers} />
          {instance.children.length === 0 ? null : <Section title={say.children}><div className="items">{instance.children.map((child) => <InstanceItem key={child.id} instance={child} />)}</div></Section>}
          <Section title={say.comments}><Comments instanceId={instance.id} comments={instance.comments} mayWrite={instance.may.comment} /></Section>
        </div>
      </div>
      {cancelling ? <CancelDialog instance={instance} onClose={() => setCancelling(false)} /> : null}
    </Page>
  );
}

function Head({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const titleOf = useTitle();
  const { branch, parent } = instance;
  return (
    <>
      <span className="button-row"><InstanceStatus instance={instance} /></span>
      {instance.about === undefined ? null : <b>{instance.about}</b>}
      <Link to={`/branches/${segment(branch.id)}`}>{branch.name}</Link>
      <span>{say.startedBy(instance.startedBy.name)} <Moment at={instance.startedAt} /></span>
      {instance.status === 'running' && instance.due !== undefined ? <span>{say.due} <Due at={instance.due} /></span> : null}
      {parent === undefined ? null : <span>{say.parent}<Link to={`/instances/${segment(parent.id)}`}>{titleOf(parent)}</Link></span>}
    </>
  );
}
