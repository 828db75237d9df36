import type { RecordRow } from '../../../api/registry-contract';

/** What a record is called: in full while its personal values are shown, its id when it has no name. */
export function headingOf(record: Pick<RecordRow, 'id' | 'heading' | 'values'>, shown?: Readonly<Record<string, unknown>>): string {
  if (record.heading === '') return record.id;
  const named = Object.entries(record.values).find(([field, value]) => value === record.heading && typeof shown?.[field] === 'string');
  return named === undefined ? record.heading : String(shown?.[named[0]]);
}
