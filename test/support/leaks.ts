import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { Connection } from 'mongoose';
import type { Store } from '../../activities/store/connect-store';
import { isSealed } from '../../activities/store/personal-data';
import { personalFields } from '../../registries/personal';

/** What is published with forms and registries holds invented examples, which are nobody's. */
const PUBLISHED: ReadonlySet<string> = new Set(['forms', 'registries', 'definitions', 'plans']);
/** What more records than these have in common (a friend, a symptom) says nothing of anybody. */
const MOST_ALIKE = 8;
const AT_ONCE = 12;

/** Texts by where they stand. */
export type Texts = ReadonlyMap<string, string>;

/** Everything personal that records and handed-in answers hold, as people typed it: names, numbers, addresses, relatives, what was said. */
export async function personalTexts(store: Store): Promise<string[]> {
  const found = new Map<string, number>();
  const submissions = (await store.submissions.find({})).map(({ answers }) => answers);
  for (const [index, opened] of (await store.personal.openMany(submissions)).entries()) for (const text of new Set(unsealedIn(submissions[index], opened))) found.set(text, (found.get(text) ?? 0) + 1);
  for (const { document } of await store.registries.all()) {
    const fields = personalFields(document);
    if (fields.length === 0) continue;
    for await (const part of store.records.parts(document.id, {})) {
      for (const values of await store.records.open(part)) for (const text of new Set(fields.flatMap((field) => valuesIn(values[field])))) found.set(text, (found.get(text) ?? 0) + 1);
    }
  }
  return [...found].flatMap(([text, times]) => (times <= MOST_ALIKE && [...text].length >= 2 ? [text] : []));
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [];
}

/** The texts that are sealed in what is stored. */
function unsealedIn(stored: unknown, opened: unknown): string[] {
  if (isSealed(stored)) return valuesIn(opened);
  if (typeof stored !== 'object' || stored === null || typeof opened !== 'object' || opened === null) return [];
  return Object.entries(stored).flatMap(([name, value]) => unsealedIn(value, (opened as Readonly<Record<string, unknown>>)[name]));
}

/** Everything that a database holds, readable: collection by collection, bytes as what they might say. */
export async function databaseText({ db }: Connection): Promise<Texts> {
  if (!db) throw new Error('The connection to MongoDB is not open');
  const names = (await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => !name.startsWith('system.') && !PUBLISHED.has(name));
  return new Map(await Promise.all(names.map(async (name) => [name, textsIn(await db.collection(name).find({}).toArray()).join('\n')] as const)));
}

/**
 * Everything that Temporal knows of the instances of a client's namespace: ids, memos, search attributes and histories with
 * their failures, as it stores them and decoded.
 */
export async function temporalText(client: Client): Promise<Texts> {
  const texts = new Map<string, string>();
  const waiting: string[] = [];
  for await (const { workflowId, memo, searchAttributes, raw } of client.workflow.list()) {
    texts.set(workflowId, textsIn([workflowId, memo, searchAttributes, raw]).join('\n'));
    waiting.push(workflowId);
  }
  const next = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) texts.set(id, `${texts.get(id) ?? ''}\n${await historyText(client, id)}`);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return texts;
}

async function historyText(client: Client, workflowId: string): Promise<string> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const payloads: Payload[] = [];
  const texts = textsIn(history, payloads);
  const decoded = await client.options.loadedDataConverter.payloadCodecs.reduce<Promise<Payload[]>>(async (done, codec) => codec.decode(await done), Promise.resolve(payloads));
  return [...texts, ...decoded.map(({ data }) => Buffer.from(data ?? []).toString())].join('\n');
}

/** Every text in a value: names of members, texts, numbers, bytes as what they might say. Payloads are handed out as well. */
function textsIn(value: unknown, payloads: Payload[] = [], texts: string[] = []): string[] {
  if (typeof value === 'string') texts.push(value);
  else if (typeof value === 'number' || typeof value === 'bigint') texts.push(String(value));
  else if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString());
  else if (isBinary(value)) texts.push(Buffer.from(value.buffer).toString());
  else if (Array.isArray(value)) for (const item of value) textsIn(item, payloads, texts);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    if ('metadata' in value && 'data' in value && value.data instanceof Uint8Array) payloads.push(value as Payload);
    for (const [name, item] of Object.entries(value)) textsIn(item, payloads, texts).push(name);
  }
  return texts;
}

/** GridFS's chunks, for example. */
function isBinary(value: unknown): value is { readonly buffer: Uint8Array } {
  return typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'Binary';
}

/** Which of the secrets stand in which of the texts, `place: secret`. */
export function leaks(texts: Texts, secrets: readonly string[]): string[] {
  if (secrets.length === 0 || secrets.includes('')) throw new Error('There is nothing to search for');
  // One pass for all of them: a search for each would take a hundred times as long.
  const any = new RegExp(secrets.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  return [...texts].flatMap(([place, text]) => [...new Set(Array.from(text.matchAll(any), ([found]) => found))].map((found) => `${place}: ${found}`));
}
