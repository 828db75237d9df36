import { useState } from 'react';
import { Link } from 'react-router';
import type { RecordDetail } from '../../../api/registry-contract';
import { useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { Tabs } from '../../components/layout/tabs';
import { Loaded } from '../../components/layout/waiting';
import { RelatedRows } from '../../components/records/related-rows';
import { registryPath, useRegistry } from '../../components/records/use-registry';
import { texts } from './texts';

type LinkedRegistry = RecordDetail['linked'][number];

/** What other registries hold about a record, a tab for each. */
export function Linked({ record }: { readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const [chosen, setChosen] = useState<string>();
  const { linked } = record;
  const first = linked.find(({ total }) => total > 0) ?? linked[0];
  const shown = linked.find((link) => nameOf(link) === chosen) ?? first;
  if (shown === undefined) return null;
  return (
    <Section title={say.linked}>
      <Tabs label={say.linked} tabs={linked.map((link) => ({ name: nameOf(link), label: `${local(link.registry.title)} ${link.total}` }))} chosen={nameOf(shown)} onChoose={setChosen} />
      <div className="linked-panel" role="tabpanel" id={`${nameOf(shown)}-panel`} aria-labelledby={`${nameOf(shown)}-tab`}>
        <LinkedRows key={nameOf(shown)} link={shown} record={record.id} />
      </div>
    </Section>
  );
}

function nameOf({ registry, field }: LinkedRegistry): string {
  return `${registry.id}-${field}`;
}

function LinkedRows({ link, record }: { readonly link: LinkedRegistry; readonly record: string }) {
  const say = useTexts(texts);
  const registry = useRegistry(link.registry.id);
  if (link.rows.length === 0) return <p className="quiet">{say.nothing}</p>;
  return (
    <Loaded query={registry}>
      {(detail) => (
        <>
          <RelatedRows registry={link.registry.id} fields={detail.columns.filter(({ name }) => name !== link.field)} rows={link.rows} />
          {link.total > link.rows.length ? <p><Link to={`${registryPath(link.registry.id)}?f.${link.field}=${encodeURIComponent(record)}`}>{say.seeAll(link.total)}</Link></p> : null}
        </>
      )}
    </Loaded>
  );
}
