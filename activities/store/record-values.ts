import { isDeepStrictEqual } from 'node:util';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import { personalPaths } from '../../registries/personal';
import type { PersonalData } from './personal-data';
import { subjectOfRecord } from './personal-subjects';
import type { RecordChangeDocument, RecordDocument, RecordValues } from './record-documents';
import type { Lookups } from './record-lookups';
import { scoresOf } from './record-scores';

/** What sealing and finding need. */
export interface RecordTools {
  readonly personal: PersonalData;
  readonly lookups: Lookups;
}

/** A record's plain values as they are about to be stored. */
export interface PlainRecord {
  readonly id: string;
  readonly values: RecordValues;
}

/** What follows from a record's values, ready to be stored. */
export type StoredValues = Pick<RecordDocument, 'branchId' | 'values' | 'lookups' | 'key' | 'scores'>;

/** Whose data key seals a record's personal fields. */
export function subjectOf(document: RegistryDocument, { id, values }: PlainRecord): string {
  const field = document.subject === undefined ? undefined : fieldsOfRegistry(document).get(document.subject);
  const about = field === undefined ? undefined : values[field.name];
  if (field?.record === undefined) return subjectOfRecord(document.id, id);
  if (typeof about !== 'string' || about === '') throw new Error(`A record of "${document.id}" names nobody in its field "${field.name}"`);
  return subjectOfRecord(field.record, about);
}

/** Values as they are compared and searched: nothing empty, instants in UTC, so that texts sort as times do. */
export function tidied(document: RegistryDocument, values: RecordValues): RecordValues {
  const fields = fieldsOfRegistry(document);
  const entries = Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined || value === null || value === '') return [];
    if (fields.get(name)?.kind !== 'date-time' || typeof value !== 'string') return [[name, value]];
    const instant = new Date(value);
    return [[name, Number.isNaN(instant.getTime()) ? value : instant.toISOString()]];
  });
  return Object.fromEntries(entries);
}

/** Seals records' personal values, a few queries for all of them, and computes what is stored beside. */
export async function storedValues({ personal, lookups }: RecordTools, document: RegistryDocument, records: readonly PlainRecord[], at: Date): Promise<StoredValues[]> {
  const sealed = await personal.sealMany(records.map((record) => ({ subject: subjectOf(document, record), answers: record.values })), personalPaths(document));
  return records.map(({ id, values: plain }, index): StoredValues => {
    const stored = sealed[index] ?? {};
    // Of somebody whose data were erased nothing personal comes back, nor what it could be found by.
    const values = Object.fromEntries(Object.entries(plain).filter(([name]) => stored[name] !== null));
    const branchId = document.branch === undefined ? '' : String(values[document.branch] ?? '');
    const key = lookups.keyOf(document, values);
    return { branchId, values: Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null)), lookups: lookups.of(document, values), ...(key === undefined ? {} : { key }), scores: scoresOf(document, { id, branchId, values }, at) };
  });
}

/** Opens records' values; a personal value whose key was destroyed is not there. */
export async function openValues(personal: PersonalData, records: readonly Pick<RecordDocument, 'values'>[]): Promise<RecordValues[]> {
  const opened = await personal.openMany(records.map(({ values }) => values));
  return opened.map((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)));
}

type Changes = RecordChangeDocument['changes'];

/** The fields whose plain values differ, with their stored (sealed) values before and after. */
export function changesBetween(before: { readonly plain: RecordValues; readonly stored: RecordValues } | undefined, after: { readonly plain: RecordValues; readonly stored: RecordValues }): Changes {
  const names = [...new Set([...Object.keys(before?.plain ?? {}), ...Object.keys(after.plain)])];
  return names.flatMap((field) => {
    if (isDeepStrictEqual(before?.plain[field], after.plain[field])) return [];
    const [from, to] = [before?.stored[field], after.stored[field]];
    return [{ field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
  });
}
