import { useMemo, type ReactNode } from 'react';
import { localize } from '../../../../forms/localize';
import type { RecordDetail, RegistryDetail } from '../../../api/registry-contract';
import { useLanguage, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { phonesIn } from '../../components/records/phones';
import { UnmaskBar } from '../../components/records/unmask-bar';
import type { Unmask } from '../../components/records/use-unmask';
import { Fields } from '../../components/submission/answers-view';
import { isEmpty } from '../../components/submission/shape';
import { groupsOf, type Group } from './groups';
import { texts } from './texts';

interface Props {
  readonly registry: RegistryDetail;
  readonly record: RecordDetail;
  readonly unmask: Unmask;
}

/** What a record holds, group by group; personal values masked until somebody said why they need them. */
export function RecordFacts({ registry, record, unmask }: Props) {
  const { locale } = useLanguage();
  const document = useMemo(() => localize(registry.form.document, locale), [registry, locale]);
  const groups = useMemo(() => groupsOf(document).filter(({ rows }) => rows.some(({ name }) => !isEmpty(record.values[name]))), [document, record]);
  const values = { ...record.values, ...unmask.values };
  const first = groups.find(({ personal }) => personal);
  return groups.map((group, index) => (
    <FactGroup key={group.title ?? index} group={group} values={values} shown={unmask.values !== undefined}>
      {group === first && record.may.unmask ? <UnmaskBar unmask={unmask} phones={phonesIn(groups.flatMap(({ rows }) => rows), unmask.values ?? {})} /> : null}
    </FactGroup>
  ));
}

interface GroupProps {
  readonly group: Group;
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether personal values stand there in full. */
  readonly shown: boolean;
  readonly children: ReactNode;
}

function FactGroup({ group, values, shown, children }: GroupProps) {
  const say = useTexts(texts);
  const schema = { type: 'object', properties: Object.fromEntries(group.rows.map((row) => [row.name, row.schema])) };
  const ui = { 'ui:order': group.rows.map(({ name }) => name), ...Object.fromEntries(group.rows.map((row) => [row.name, row.ui])) };
  return (
    <Section title={group.title ?? (group.personal ? say.personal : say.rest)} note={group.personal ? (shown ? say.personalShown : say.personalNote) : undefined} className={group.personal && shown ? 'record-shown' : ''}>
      {children}
      <Fields schema={schema} ui={ui} value={values} files={[]} />
    </Section>
  );
}
