import type { Connection, Model, QueryFilter, SchemaDefinition } from 'mongoose';
import { modelOf, type Index } from './model';

/** What every stored document has. */
export interface Stored {
  readonly _id: string;
}

export type Filter<T> = QueryFilter<T>;

export interface FindOptions {
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
  /** Fields to leave out, for lists: `['state']`. */
  readonly without?: readonly string[];
}

/** One collection: plain objects in and out. `model` is for the files of this folder alone. */
export interface Collection<T extends Stored> {
  readonly model: Model<T>;
  byId(id: string, without?: readonly string[]): Promise<T | undefined>;
  find(filter: Filter<T>, options?: FindOptions): Promise<T[]>;
  findOne(filter: Filter<T>, options?: FindOptions): Promise<T | undefined>;
  count(filter: Filter<T>): Promise<number>;
  /** False when the id is taken already; nothing is changed then. */
  insert(document: T): Promise<boolean>;
}

/** Opens a collection with its schema and the indexes of its queries; `createIndexes` is called by `connectStore`. */
export function openCollection<T extends Stored>(connection: Connection, name: string, fields: SchemaDefinition, indexes: readonly Index[]): Collection<T> {
  const model = modelOf<T>(connection, name, fields, indexes);
  return {
    model,
    byId: async (id, without = []) => plain<T>(await model.findOne({ _id: id } as Filter<T>, leaveOut(without)).lean()),
    find: async (filter, options = {}) => (await query(model, filter, options).lean()) as unknown as T[],
    findOne: async (filter, options = {}) => (await query(model, filter, { ...options, limit: 1 }).lean())[0] as unknown as T | undefined,
    count: (filter) => model.countDocuments(filter).exec(),
    insert: async (document) => {
      try {
        await model.collection.insertOne(document as never);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
  };
}

/** Whether MongoDB refused a write because the key is there already. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}

function query<T>(model: Model<T>, filter: Filter<T>, options: FindOptions) {
  const found = model.find(filter, leaveOut(options.without ?? []));
  if (options.sort) found.sort(options.sort);
  if (options.skip) found.skip(options.skip);
  if (options.limit) found.limit(options.limit);
  return found;
}

function leaveOut(fields: readonly string[]): Record<string, 0> {
  return Object.fromEntries(fields.map((field) => [field, 0]));
}

function plain<T>(found: unknown): T | undefined {
  return found === null ? undefined : (found as T);
}
