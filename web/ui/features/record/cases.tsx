import { useQuery } from '@tanstack/react-query';
import type { ActionView } from '../../../api/contract';
import type { RecordDetail } from '../../../api/registry-contract';
import { ActionButtons } from '../../components/actions/action-buttons';
import { request, segment } from '../../components/api/request';
import { InstanceItem } from '../../components/instances/instance-item';
import { useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { texts } from './texts';

/** Cases about a record: what runs first, then what ended. */
export function Cases({ record }: { readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const running = record.instances.filter(({ status }) => status === 'running');
  const ended = record.instances.filter(({ status }) => status !== 'running');
  return (
    <Section title={say.cases}>
      {record.instances.length === 0 ? <p className="quiet">{say.noCases}</p> : null}
      <div className="items">{running.map((instance) => <div key={instance.id}><InstanceItem instance={instance} /><CaseActions id={instance.id} /></div>)}</div>
      {ended.length === 0 ? null : (
        <details className="cases-ended" open={running.length === 0}>
          <summary className="quiet">{say.ended} {ended.length}</summary>
          <div className="items">{ended.map((instance) => <InstanceItem key={instance.id} instance={instance} />)}</div>
        </details>
      )}
    </Section>
  );
}

/** What may be done with a running case at any moment. */
function CaseActions({ id }: { readonly id: string }) {
  const { data = [] } = useQuery({ queryKey: ['actions', id], queryFn: () => request<readonly ActionView[]>(`/api/instances/${segment(id)}/actions`) });
  if (!data.some(({ may }) => may)) return null;
  return <div className="button-row case-actions"><ActionButtons instanceId={id} actions={data} /></div>;
}
