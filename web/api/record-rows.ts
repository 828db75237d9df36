import type { RecordDocument, RecordValues } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { maskAnswers } from './masking';
import { Names } from './names';
import type { RecordRow } from './registry-contract';
import type { Services } from './services';

/** Records as lists show them: personal values masked, in three queries however many there are. */
export async function recordRows(services: Pick<Services, 'store'>, document: RegistryDocument, records: readonly RecordDocument[]): Promise<RecordRow[]> {
  const [opened, names] = await Promise.all([services.store.records.open(records), Names.of(services, [], records.map(({ branchId }) => (branchId === '' ? undefined : branchId)))]);
  return records.map((record, index) => rowOf(document, record, opened[index] ?? {}, names));
}

/** What those records are called, masked where it is personal. */
export async function recordHeadings({ store }: Pick<Services, 'store'>, document: RegistryDocument, records: readonly RecordDocument[]): Promise<Map<string, string>> {
  const headings = records.map((record) => ({ values: Object.hasOwn(record.values, document.heading) ? { [document.heading]: record.values[document.heading] } : {} }));
  const opened = await store.records.open(headings);
  return new Map(records.map(({ _id }, index) => [_id, headingOf(document, maskAnswers(document.schema, opened[index] ?? {}), _id)]));
}

function rowOf(document: RegistryDocument, record: RecordDocument, plain: RecordValues, names: Names): RecordRow {
  const values = maskAnswers(document.schema, plain);
  return {
    id: record._id,
    registry: document.id,
    heading: headingOf(document, values, record._id),
    ...(record.branchId === '' ? {} : { branch: names.branch(record.branchId) }),
    values,
    scores: record.scores,
    revision: record.revision,
    updatedAt: record.updatedAt.toISOString(),
    sample: record.sample,
  };
}

function headingOf({ heading }: RegistryDocument, values: RecordValues, id: string): string {
  const value = values[heading];
  return value === undefined || value === null || value === '' ? id : String(value);
}
