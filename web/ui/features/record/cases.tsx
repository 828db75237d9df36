import type { RecordDetail } from '../../../api/registry-contract';
import { CaseActions } from '../../components/actions/case-actions';
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
      <div className="items">{running.map((instance) => <div key={instance.id}><InstanceItem instance={instance} /><div className="button-row case-actions"><CaseActions id={instance.id} /></div></div>)}</div>
      {ended.length === 0 ? null : (
        <details className="cases-ended" open={running.length === 0}>
          <summary className="quiet">{say.ended} {ended.length}</summary>
          <div className="items">{ended.map((instance) => <InstanceItem key={instance.id} instance={instance} />)}</div>
        </details>
      )}
    </Section>
  );
}
