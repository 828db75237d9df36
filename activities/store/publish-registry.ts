import { isDeepStrictEqual } from 'node:util';
import { contentHash, formHash } from '../../forms/form-hash';
import { InvalidInput } from '../../forms/invalid-input';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import { personalPaths } from '../../registries/personal';
import { formOfRegistry } from '../../registries/registry-form';
import type { Store } from './connect-store';
import { saveForms } from './publish';
import { resealRecords } from './reseal-records';

export interface PublishedRegistry {
  readonly registryId: string;
  readonly hash: string;
  /** False when this very content is the newest version already. */
  readonly isNew: boolean;
}

/**
 * Makes registries the newest version: their form, their records' collection with its indexes, then the registry itself.
 * What became personal (or is so no longer) is sealed anew first. Throws `InvalidInput` for a registry that none of them knows.
 */
export async function publishRegistries(store: Store, documents: readonly RegistryDocument[], by: string, at = new Date()): Promise<PublishedRegistry[]> {
  const known = new Set([...(await store.registries.all()).map(({ document }) => document.id), ...documents.map(({ id }) => id)]);
  const problems = documents.flatMap((document) =>
    [...fieldsOfRegistry(document).values()].flatMap(({ name, record }) => (record === undefined || known.has(record) ? [] : [{ path: `/schema/properties/${name}/x-record/registry`, message: `there is no registry "${record}"` }])),
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  return Promise.all(documents.map((document) => publish(store, document, by, at)));
}

async function publish(store: Store, document: RegistryDocument, by: string, at: Date): Promise<PublishedRegistry> {
  const hash = contentHash(document);
  const before = await store.registries.latest(document.id);
  const form = formOfRegistry(document);
  await saveForms(store, [form]);
  await store.records.prepare(document);
  if (before !== undefined && isSealedOtherwise(before.document, document)) await resealRecords(store, document);
  if (before?.hash !== hash) await store.registries.save({ _id: hash, registryId: document.id, document, formHash: formHash(form), publishedAt: at, publishedBy: by });
  return { registryId: document.id, hash, isNew: before?.hash !== hash };
}

function isSealedOtherwise(before: RegistryDocument, after: RegistryDocument): boolean {
  const facts = (document: RegistryDocument): unknown => [personalPaths(document), document.key, document.subject, document.branch, [...fieldsOfRegistry(document).values()].filter(({ lookup }) => lookup).map(({ name }) => name)];
  return !isDeepStrictEqual(facts(before), facts(after));
}
