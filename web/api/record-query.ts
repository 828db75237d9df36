import { Value } from '@sinclair/typebox/value';
import { conditionQuery, type RecordFilter } from '../../activities/store/condition-query';
import { districtDay } from '../../activities/store/district-day';
import { isSortable } from '../../activities/store/record-indexes';
import { literally } from '../../activities/store/people';
import type { Value as Json } from '../../feel/types';
import { InvalidInput, type InputProblem } from '../../forms/invalid-input';
import { conditionProblems, type Condition } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import type { KeyRing } from '../../codec/cipher';
import { closed, paging } from './parse';
import { inReach } from './registry-access';
import { openedTerm, searchesPersonal } from './search-terms';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** What a list of records is asked for. */
export interface RecordQuery {
  readonly filter: RecordFilter;
  readonly sort: { readonly path: string; readonly descending: boolean };
  readonly page: number;
  readonly size: number;
  /** What was typed into the search box. */
  readonly searched: string;
}

const Paging = closed(paging);
const LONGEST_SEARCH = 100;
const MOST_VALUES = 50;

/** Reads `q`, `sort`, `page`, `size`, `f.<field>`, `from.<field>` and `until.<field>`. Throws `InvalidInput`, naming each part that means nothing. */
export function recordQuery({ store, viewer, at, config }: Services & { readonly viewer: Viewer; readonly at: Date }, document: RegistryDocument, query: unknown): RecordQuery {
  const parts = Object.entries(query as object).map(([name, value]) => [name, textsOf(value)] as const);
  const problems: InputProblem[] = [];
  const open = (term: string, path: string): string => openTerm(document, store.keys, { term, path }, problems);
  const conditions = parts.flatMap(([name, texts]) => conditionsOf(document, name, texts, problems, open));
  problems.push(...conditionProblems(document, conditions));
  const one = (name: string): string | undefined => parts.find(([part]) => part === name)?.[1][0];
  const numbers = Value.Convert(Paging, { ...(one('page') === undefined ? {} : { page: one('page') }), ...(one('size') === undefined ? {} : { size: one('size') }) });
  if (!Value.Check(Paging, numbers)) problems.push(...[...Value.Errors(Paging, numbers)].map(({ path, message }) => ({ path, message })));
  const sort = sortOf(document, one('sort') ?? document.list.sort, problems);
  const q = one('q') ?? '';
  const searched = q === '' || (!searchesPersonal(document) && openedTerm(store.keys, document.id, q) === undefined) ? q : open(q, 'q');
  if (problems.length > 0) throw new InvalidInput(problems);
  const days = { today: districtDay(at, config.zone) };
  const filters = [inReach(viewer, document), conditionQuery(document, conditions, days, store.records.lookups), searchOf(document, searched, store.records.lookups.candidates)].filter((filter) => Object.keys(filter).length > 0);
  const { page = 1, size = 20 } = numbers as { readonly page?: number; readonly size?: number };
  return { filter: filters.length === 0 ? {} : { $and: filters }, sort, page, size, searched: searched.trim() };
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

const KNOWN: ReadonlySet<string> = new Set(['q', 'sort', 'page', 'size']);

function conditionsOf(document: RegistryDocument, name: string, texts: readonly string[], problems: InputProblem[], open: (term: string, path: string) => string): Condition[] {
  if (KNOWN.has(name)) return [];
  const [kind = '', fieldName = ''] = name.split(/\.(.*)/s);
  const field = fieldsOfRegistry(document).get(fieldName);
  if (!['f', 'from', 'until'].includes(kind) || field === undefined || !document.list.filters.includes(fieldName)) {
    problems.push({ path: name, message: 'the list can’t be narrowed by this' });
    return [];
  }
  if (kind !== 'f') return texts.slice(0, 1).filter((text) => text !== '').map((text) => rangeOf(field, kind === 'from' ? 'from' : 'until', text));
  const values = texts.flatMap((text) => text.split(',')).filter((text) => text !== '').slice(0, MOST_VALUES);
  return values.length === 0 ? [] : [{ field: fieldName, op: 'in', value: values.map((text) => valueOf(field, field.personal ? open(text, name) : text)) }];
}

/** What may be personal stands sealed in an address; as it was typed it is refused, and the refusal does not repeat it. */
function openTerm({ id }: RegistryDocument, keys: KeyRing, { term, path }: { readonly term: string; readonly path: string }, problems: InputProblem[]): string {
  const text = openedTerm(keys, id, term);
  if (text === undefined) problems.push({ path, message: `seal what may be personal first: POST /api/registries/${id}/search-terms` });
  return text ?? '';
}

function rangeOf({ name, kind }: RegistryField, op: 'from' | 'until', text: string): Condition {
  return { field: name, op, value: kind === 'number' || kind === 'integer' ? Number(text) : text };
}

function valueOf({ kind }: RegistryField, text: string): Json {
  if (kind === 'boolean') return text === 'true';
  return (kind === 'number' || kind === 'integer') && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function sortOf(document: RegistryDocument, sort: string, problems: InputProblem[]): RecordQuery['sort'] {
  const name = sort.replace(/^-/, '');
  const descending = sort.startsWith('-');
  const score = document.scores?.find(({ id }) => `score.${id}` === name);
  if (score !== undefined) return { path: `scores.${score.id}.points`, descending };
  if (name === 'updatedAt' || name === 'createdAt') return { path: name, descending };
  const field = fieldsOfRegistry(document).get(name);
  if (field === undefined || !isSortable(document)(field)) problems.push({ path: 'sort', message: `the list can’t be put in the order of "${name}"` });
  return { path: `values.${name}`, descending };
}

/** Any of the fields: parts of open texts, personal ones by their exact value. */
function searchOf(document: RegistryDocument, text: string, hashes: (registry: string, field: string, value: string) => string[]): RecordFilter {
  const wanted = text.trim().slice(0, LONGEST_SEARCH);
  if (wanted === '') return {};
  const places = (document.list.search ?? []).flatMap((name): RecordFilter[] => {
    const field = fieldsOfRegistry(document).get(name);
    if (field === undefined) return [];
    return [field.personal ? { [`lookups.${name}`]: { $in: hashes(document.id, name, wanted) } } : { [`values.${name}`]: literally(wanted) }];
  });
  return { $or: [{ _id: wanted }, ...places] };
}
