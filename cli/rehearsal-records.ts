import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordVariables } from '../activities/records';
import type { RecordDocument } from '../activities/store/record-documents';
import { scoresOf } from '../activities/store/record-scores';
import type { Value, Variables } from '../feel/types';
import type { RegistryDocument } from '../registries/document';
import { parseRegistry } from '../registries/parse-registry';

/** The id of the record that a rehearsal is about. */
export const SAMPLE_RECORD = 'sample';
const BRANCH = 'sample';

/**
 * Registries as a rehearsal has them: kept in memory, a first example in each, so that a process finds what it saved.
 * What people would type is not known here: personal fields have their examples.
 */
export class RehearsalRecords {
  readonly #documents = new Map<string, RegistryDocument | undefined>();
  readonly #records = new Map<string, Map<string, Variables>>();

  /** `folder` holds `<id>.registry.json`; scores are those of `start`. */
  constructor(private readonly folder: string, private readonly start: string) {}

  /** The sample record as a process knows it; undefined when there is no such registry. */
  sample(registry: string): Variables | undefined {
    return this.#known(registry, SAMPLE_RECORD);
  }

  /** What `record.find`, `record.save` and `record.erase` give back; undefined for a registry that nobody wrote a file for. */
  result(type: string, known: Variables): Variables | undefined {
    const registry = String(known['registry']);
    if (this.#document(registry) === undefined) return undefined;
    // What changes a branch's term or officers is no plain saving of a record.
    if (typeof known['operation'] === 'string') return undefined;
    if (type === 'record.erase') return { erased: this.#of(registry).has(String(known['recordId'])) };
    if (type === 'record.find') return this.#find(registry, known['where'] ?? {});
    return type === 'record.save' ? { recordId: this.#save(registry, known) } : undefined;
  }

  #find(registry: string, where: Value): Variables {
    const wanted = Array.isArray(where) || typeof where !== 'object' || where === null ? [] : Object.entries(where as Variables);
    const records = [...this.#of(registry).keys()].flatMap((id): Variables[] => {
      const record = this.#known(registry, id);
      return record === undefined ? [] : [record];
    });
    const found = records.filter((record) => wanted.every(([field, value]) => (Array.isArray(value) ? (value as readonly Value[]).includes(record[field] ?? null) : record[field] === value)));
    return { records: found, total: found.length };
  }

  #save(registry: string, { recordId, values }: Variables): string {
    const records = this.#of(registry);
    const id = typeof recordId === 'string' ? recordId : `${registry}-${records.size}`;
    const changes = typeof values === 'object' && values !== null && !Array.isArray(values) ? (values as Variables) : {};
    records.set(id, Object.fromEntries(Object.entries({ ...records.get(id), ...changes }).filter(([, value]) => value !== null)));
    return id;
  }

  #known(registry: string, id: string): Variables | undefined {
    const document = this.#document(registry);
    const values = this.#of(registry).get(id);
    if (document === undefined || values === undefined) return undefined;
    const record = { _id: id, branchId: BRANCH, values, scores: scoresOf(document, { id, branchId: BRANCH, values }, new Date(this.start)) };
    // Nothing else of a record is asked for.
    return recordVariables(document, record as unknown as RecordDocument);
  }

  #of(registry: string): Map<string, Variables> {
    const kept = this.#records.get(registry) ?? new Map([[SAMPLE_RECORD, (this.#document(registry)?.examples[0] ?? {}) as Variables]]);
    this.#records.set(registry, kept);
    return kept;
  }

  #document(registry: string): RegistryDocument | undefined {
    if (!this.#documents.has(registry)) {
      const file = join(this.folder, `${registry}.registry.json`);
      this.#documents.set(registry, existsSync(file) ? parseRegistry(JSON.parse(readFileSync(file, 'utf8'))) : undefined);
    }
    return this.#documents.get(registry);
  }
}
