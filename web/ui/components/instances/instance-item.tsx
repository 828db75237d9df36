import { Link } from 'react-router';
import type { InstanceRow } from '../../../api/contract';
import { segment } from '../api/request';
import { Due, Moment } from '../dates/moments';
import { bilingual, useSay, useTexts } from '../language/language';
import { useTitle } from '../language/use-title';

const texts = bilingual(
  { standsAt: (names: string) => `正在：${names}`, running: '办理中', completed: '已办结', cancelled: '已取消', failed: '已中止', incidents: (n: number) => `${n}处异常`, started: (name: string) => `${name} 发起于` },
  { standsAt: (names: string) => `Now at: ${names}`, running: 'Running', completed: 'Completed', cancelled: 'Cancelled', failed: 'Failed', incidents: (n: number) => `${n} ${n === 1 ? 'incident' : 'incidents'}`, started: (name: string) => `Started by ${name}` },
);

const LOOKS = { running: 'pill pill-info', completed: 'pill pill-good', cancelled: 'pill', failed: 'pill pill-late' } as const;

/** Whether an instance runs, and whether something is wrong with it. */
export function InstanceStatus({ instance }: { readonly instance: Pick<InstanceRow, 'status' | 'incidents'> }) {
  const say = useTexts(texts);
  return (
    <>
      <span className={LOOKS[instance.status]}>{say[instance.status]}</span>
      {instance.incidents > 0 ? <span className="pill pill-late">{say.incidents(instance.incidents)}</span> : null}
    </>
  );
}

/** An instance in a list: what it is, where it stands, how it does. */
export function InstanceItem({ instance }: { readonly instance: InstanceRow }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  return (
    <article className="item">
      <div className="item-title"><Link to={`/instances/${segment(instance.id)}`}>{titleOf(instance)}</Link>{instance.about === undefined ? null : <span className="item-whom">{instance.about}</span>}</div>
      <div className="item-about">
        <span>{local(instance.process.name)}</span>
        {instance.status === 'running' && instance.standsAt.length > 0 ? <span>{say.standsAt(standsAt(instance, local))}</span> : null}
        <span>{say.started(instance.startedBy.name)} <Moment at={instance.startedAt} /></span>
      </div>
      <div className="item-side">
        <span><InstanceStatus instance={instance} /></span>
        {instance.status === 'running' && instance.due !== undefined ? <Due at={instance.due} /> : null}
      </div>
    </article>
  );
}

export function standsAt(instance: InstanceRow, local: (text: InstanceRow['process']['name']) => string): string {
  return [...new Set(instance.standsAt.map(({ name }) => local(name)))].join('、');
}
