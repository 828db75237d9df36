import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RecordDetail, RegistryDetail } from '../../../api/registry-contract';
import { segment } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { headingOf } from '../../components/records/heading-of';
import { useUnmask } from '../../components/records/use-unmask';
import { recordPath, registryPath, useRecord, useRegistry } from '../../components/records/use-registry';
import { Cases } from './cases';
import { EraseDialog } from './erase-dialog';
import { History } from './history';
import { Linked } from './linked';
import { RecordFacts } from './record-facts';
import { StartLinks } from './start-links';
import { Scores } from './scores';
import { WithdrawConsent } from './withdraw-consent';
import { texts } from './texts';
import './record.css';

/** One record: what it holds, what changed, and what else is about it. */
export function RecordPage() {
  const { registry: registryId = '', record: id = '' } = useParams();
  const registry = useRegistry(registryId);
  const record = useRecord(registryId, id);
  return <Loaded query={registry}>{(about) => <Loaded query={record} losable>{(detail) => <Record key={id} registry={about} record={detail} />}</Loaded>}</Loaded>;
}

function Record({ registry, record }: { readonly registry: RegistryDetail; readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const unmask = useUnmask(registry.id, record.id);
  const [erasing, setErasing] = useState(false);
  const { may } = record;
  return (
    <Page
      wide
      title={headingOf(record)}
      above={<><Link to="/registries">{say.registries}</Link> › <Link to={registryPath(registry.id)}>{local(registry.title)}</Link></>}
      below={<Head record={record} />}
      actions={
        <>
          <StartLinks registry={registry.id} record={record} />
          {may.withdraw ? <WithdrawConsent record={record} /> : null}
          {may.erase ? <Button danger onClick={() => setErasing(true)}>{say.erase}</Button> : null}
          {may.edit ? <Link className="button-link" to={`${recordPath(registry.id, record.id)}/edit`}>{say.edit}</Link> : null}
        </>
      }
    >
      <div className="record">
        <div className="record-main">
          <RecordFacts registry={registry} record={record} unmask={unmask} />
          <Linked record={record} />
        </div>
        <div className="record-side">
          {registry.scores.length === 0 ? null : <Scores registry={registry} record={record} />}
          <Cases record={record} />
          <Section title={say.history}><History registry={registry} history={record.history} /></Section>
        </div>
      </div>
      {erasing ? <EraseDialog registry={registry.id} record={record} onClose={() => setErasing(false)} /> : null}
    </Page>
  );
}

function Head({ record }: { readonly record: RecordDetail }) {
  const say = useTexts(texts);
  return (
    <>
      {record.sample ? <span className="pill">{say.sample}</span> : null}
      {record.branch === undefined ? null : <Link to={`/branches/${segment(record.branch.id)}`}>{record.branch.name}</Link>}
      <span>{say.created(record.createdBy.name)} <Moment at={record.createdAt} /></span>
      {record.revision > 1 ? <span>{say.updated(record.updatedBy.name)} <Moment at={record.updatedAt} /></span> : null}
    </>
  );
}
