import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { currentKey, decryptBytes, encryptBytes, keyById, type KeyRing } from '../../codec/cipher';
import { openCollection } from './collection';

/** A personal value as MongoDB holds it: `$enc` names the data key that sealed it. */
export interface SealedValue {
  readonly $enc: string;
  readonly data: string;
}

/**
 * A person's (or another subject's) data key, wrapped by a key of the environment. Taking it away makes all that it
 * sealed unreadable; that it was taken away stays noted, so that nothing is sealed for that subject again.
 */
interface DataKeyDocument {
  /** The subject, for example `person/p1` or `instance/…`. */
  readonly _id: string;
  /** Id of the environment's key. */
  readonly wrappedBy?: string;
  readonly wrapped?: string;
  readonly createdAt: Date;
  readonly forgottenAt?: Date;
}

type Answers = { readonly [name: string]: unknown };

/** How long another process may still read with a key that was destroyed. */
const REMEMBER_MS = 30_000;

/** What `store.personal` can do. */
export type PersonalData = ReturnType<typeof personalDataOf>;

/** Seals personal values one by one under a data key of their subject. */
export function personalDataOf(connection: Connection, keys: KeyRing) {
  const collection = openCollection<DataKeyDocument>(connection, 'datakeys', { wrappedBy: String, wrapped: String, createdAt: Date, forgottenAt: Date }, [{ keys: { wrappedBy: 1 } }]);
  const recent = new Map<string, { readonly key: Buffer; readonly until: number }>();

  const unwrap = ({ _id, wrappedBy, wrapped }: DataKeyDocument): Buffer | undefined =>
    wrappedBy === undefined || wrapped === undefined ? undefined : decryptBytes(keyById(keys, wrappedBy).key, Buffer.from(wrapped, 'base64'), _id);
  const wrap = (subject: string, key: Buffer): { readonly wrappedBy: string; readonly wrapped: string } => {
    const { id, key: wrapping } = currentKey(keys);
    return { wrappedBy: id, wrapped: encryptBytes(wrapping, key, subject).toString('base64') };
  };
  const dataKey = async (subject: string): Promise<Buffer | undefined> => {
    const known = recent.get(subject);
    if (known && known.until > Date.now()) return known.key;
    recent.delete(subject);
    const document = await collection.byId(subject);
    const key = document && unwrap(document);
    if (key) recent.set(subject, { key, until: Date.now() + REMEMBER_MS });
    return key;
  };
  /** Undefined for a subject that was forgotten. */
  const dataKeyOrNew = async (subject: string): Promise<Buffer | undefined> => {
    const found = await dataKey(subject);
    if (found) return found;
    const key = randomBytes(32);
    // Somebody may have made it at the same moment: theirs holds.
    return (await collection.insert({ _id: subject, ...wrap(subject, key), createdAt: new Date() })) ? key : dataKey(subject);
  };
  /** Keys of many subjects in one query; those that are missing are made, or left out, as those that were forgotten always are. */
  const dataKeys = async (subjects: Iterable<string>, missing: 'made' | 'left-out'): Promise<Map<string, Buffer>> => {
    const wanted = [...new Set(subjects)];
    const documents = await collection.find({ _id: { $in: wanted } });
    const known = new Set(documents.map(({ _id }) => _id));
    const without = missing === 'made' ? wanted.filter((subject) => !known.has(subject)) : [];
    if (without.length > 0) {
      const createdAt = new Date();
      // Somebody may make one at the same moment: theirs holds, and is read below.
      await collection.model.collection.bulkWrite(without.map((subject) => ({ updateOne: { filter: { _id: subject as never }, update: { $setOnInsert: { ...wrap(subject, randomBytes(32)), createdAt } }, upsert: true } })), { ordered: false });
      documents.push(...(await collection.find({ _id: { $in: without } })));
    }
    return new Map(documents.flatMap((document) => {
      const key = unwrap(document);
      return key === undefined ? [] : [[document._id, key] as const];
    }));
  };
  const openValue = async (sealed: SealedValue): Promise<unknown> => {
    const key = await dataKey(sealed.$enc);
    return key === undefined ? null : (JSON.parse(decryptBytes(key, Buffer.from(sealed.data, 'base64'), sealed.$enc).toString()) as unknown);
  };

  return {
    model: collection.model,
    /**
     * The answers with what stands at the paths (JSON pointers, `*` for any array item) sealed under the subject's key;
     * null stands there for a subject that was forgotten, of whom nothing is kept any more.
     */
    async seal(subject: string, answers: Answers, paths: readonly string[]): Promise<Answers> {
      if (paths.length === 0) return answers;
      return sealedBy(await dataKeyOrNew(subject), subject, answers, paths);
    },
    /** The same for many at once: two queries, however many subjects there are. */
    async sealMany(items: readonly { readonly subject: string; readonly answers: Answers }[], paths: readonly string[]): Promise<Answers[]> {
      if (paths.length === 0) return items.map(({ answers }) => answers);
      const made = await dataKeys(items.map(({ subject }) => subject), 'made');
      return items.map(({ subject, answers }) => sealedBy(made.get(subject), subject, answers, paths));
    },
    /** `open` for many at once, in one query. */
    async openMany(items: readonly Answers[]): Promise<Answers[]> {
      const subjects = new Set<string>();
      for (const item of items) subjectsIn(item, subjects);
      const found = subjects.size === 0 ? new Map<string, Buffer>() : await dataKeys(subjects, 'left-out');
      return items.map((item) => openedBy(item, found) as Answers);
    },
    /** The answers as people typed them; null stands where the subject's key has been destroyed. */
    open: async (answers: Answers): Promise<Answers> => (await opened(answers, openValue)) as Answers,
    /** Destroys the subject's key, and with it all that it sealed, wherever a copy of that is; false when there was none. */
    async forget(subject: string): Promise<boolean> {
      const now = new Date();
      const before = await collection.model.collection.findOneAndUpdate({ _id: subject as never }, { $unset: { wrapped: 1, wrappedBy: 1 }, $set: { forgottenAt: now }, $setOnInsert: { createdAt: now } }, { upsert: true });
      recent.delete(subject);
      return before?.['wrapped'] !== undefined;
    },
    /** Wraps every data key by the environment's present key, so that an older one can be retired; how many were changed. */
    async rewrap(): Promise<number> {
      const old = await collection.find({ wrappedBy: { $exists: true, $ne: currentKey(keys).id } });
      for (const document of old) {
        const key = unwrap(document);
        if (key !== undefined) await collection.model.collection.updateOne({ _id: document._id as never, wrapped: document.wrapped }, { $set: wrap(document._id, key) });
      }
      return old.length;
    },
  };
}

export function isSealed(value: unknown): value is SealedValue {
  return typeof value === 'object' && value !== null && '$enc' in value && typeof value.$enc === 'string' && 'data' in value && typeof value.data === 'string';
}

function sealedBy(key: Buffer | undefined, subject: string, answers: Answers, paths: readonly string[]): Answers {
  const sealed = (value: unknown): unknown => {
    if (isSealed(value)) return value;
    return key === undefined ? null : { $enc: subject, data: encryptBytes(key, Buffer.from(JSON.stringify(value)), subject).toString('base64') };
  };
  return paths.reduce<unknown>((value, path) => at(value, path.split('/').slice(1).map(unescapePointer), sealed), answers) as Answers;
}

/** Collects whose data keys a value is sealed by. */
function subjectsIn(value: unknown, into: Set<string>): void {
  if (isSealed(value)) into.add(value.$enc);
  else if (Array.isArray(value)) for (const item of value) subjectsIn(item, into);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date)) for (const item of Object.values(value)) subjectsIn(item, into);
}

function openedBy(value: unknown, keys: ReadonlyMap<string, Buffer>): unknown {
  if (isSealed(value)) {
    const key = keys.get(value.$enc);
    return key === undefined ? null : (JSON.parse(decryptBytes(key, Buffer.from(value.data, 'base64'), value.$enc).toString()) as unknown);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => openedBy(item, keys));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, openedBy(item, keys)]));
}

function at(value: unknown, keys: readonly string[], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (value === undefined || value === null) return value;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (key === '*' || key === String(index) ? at(item, rest, change) : item));
  if (typeof value !== 'object' || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: at((value as Answers)[key], rest, change) };
}

async function opened(value: unknown, open: (sealed: SealedValue) => Promise<unknown>): Promise<unknown> {
  if (isSealed(value)) return open(value);
  if (Array.isArray(value)) return Promise.all(value.map((item) => opened(item, open)));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([name, item]) => [name, await opened(item, open)] as const));
  return Object.fromEntries(entries);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
