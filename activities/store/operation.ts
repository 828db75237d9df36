import type { Stored } from './collection';

/** One guarded write of a bulk. */
export type Operation =
  | { readonly updateOne: { readonly filter: object; readonly update: object; readonly upsert?: boolean } }
  | { readonly updateMany: { readonly filter: object; readonly update: object } };

/** Inserts the document unless its id is there already; what somebody changed since stays. */
export function insertOnce<T extends Stored>(document: T): Operation {
  const { _id, ...fields } = document;
  return { updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true } };
}
