import { Schema, type Connection, type IndexDefinition, type IndexOptions, type Model, type SchemaDefinition } from 'mongoose';

/** One index: its keys, and options where it needs some. */
export interface Index {
  readonly keys: IndexDefinition;
  readonly options?: IndexOptions;
}

/**
 * The model of a collection whose documents have a string `_id`. Unknown fields are refused, so a typing mistake never
 * becomes stored data. Asked twice for the same connection it answers the same model.
 */
export function modelOf<T extends { readonly _id: string }>(connection: Connection, name: string, fields: SchemaDefinition, indexes: readonly Index[] = []): Model<T> {
  const known = connection.models[name];
  // One name is always asked for with one document type.
  if (known !== undefined) return known as unknown as Model<T>;
  const schema = new Schema({ _id: { type: String, required: true }, ...fields }, { collection: name, versionKey: false, strict: 'throw', minimize: false, autoIndex: false, autoCreate: false, id: false });
  for (const { keys, options } of indexes) schema.index(keys, options ?? {});
  return connection.model(name, schema) as unknown as Model<T>;
}

/** A nested object or list that is stored as it is. */
export const anything = Schema.Types.Mixed;
