import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoresOf } from '../../../activities/store/record-scores';
import { recordVariables } from '../../../activities/records';
import type { RecordDocument } from '../../../activities/store/record-documents';
import type { Value, Variables } from '../../../feel/types';
import { checkAnswers } from '../../../forms/check-answers';
import { compileForm } from '../../../forms/compile-form';
import type { RegistryDocument } from '../../../registries/document';
import { withoutPersonal } from '../../../registries/personal';
import { parseRegistry } from '../../../registries/parse-registry';
import { formOfRegistry } from '../../../registries/registry-form';
import type { RehearsalOptions } from '../../../workflows/engine/rehearsal/options';
import { calendar } from './story';

type Job = Parameters<NonNullable<RehearsalOptions['jobs']>>[0];

const root = join(__dirname, '../../../registries/catalogue');
const registries = new Map<string, RegistryDocument>();

/** A shipped registry, parsed. */
export function shippedRegistry(id: string): RegistryDocument {
  const known = registries.get(id) ?? parseRegistry(JSON.parse(readFileSync(join(root, `${id}.registry.json`), 'utf8')));
  registries.set(id, known);
  return known;
}

/** Registries in memory: what the jobs of a rehearsed process save and find, checked as the real ones are. */
export class RegistryWorld {
  /** What the real job would have refused. */
  readonly invalid: string[] = [];
  readonly jobs: Job[] = [];
  readonly #records = new Map<string, Variables>();

  constructor(seed: { readonly [key: string]: Variables } = {}, private readonly scoredAt = '2026-03-02T01:00:00Z') {
    for (const [key, values] of Object.entries(seed)) this.#records.set(key, values);
  }

  record(key: string): Variables {
    return this.#records.get(key) ?? {};
  }

  /** All records of a registry, in the order in which they were made. */
  all(registry: string): readonly Variables[] {
    return [...this.#records].flatMap(([key, values]) => (key.startsWith(`${registry}/`) ? [values] : []));
  }

  change(key: string, values: Variables): void {
    this.#records.set(key, { ...this.record(key), ...values });
  }

  /** A record as a process finds it. */
  known(key: string): Variables | undefined {
    const [registry = '', id = ''] = key.split('/');
    const values = this.#records.get(key);
    if (values === undefined) return undefined;
    const document = shippedRegistry(registry);
    const branchId = String(values['branchId'] ?? 'lianjing');
    const record = { _id: id, branchId, values, scores: scoresOf(document, { id, branchId, values }, new Date(this.scoredAt)) };
    return recordVariables(document, record as unknown as RecordDocument);
  }

  readonly run = (job: Job): Variables => {
    this.jobs.push(job);
    const { type, variables } = job;
    if (type === 'record.find') {
      if (typeof variables['earlierThan'] === 'string') return { records: [], total: this.#earlier(String(variables['registry']), variables['earlierThan']) };
      const records = this.#found(String(variables['registry']), (variables['where'] ?? {}) as Variables);
      return { records, total: records.length };
    }
    if (type === 'record.erase') return { erased: this.#erase(variables) };
    if (type === 'case.start') return { instanceId: 'started' };
    return type === 'record.save' ? { recordId: this.#save(variables) } : {};
  };

  #found(registry: string, where: Variables): Variables[] {
    const wanted = Object.entries(where);
    return [...this.#records].flatMap(([key, values]) => {
      const [of, id = ''] = key.split('/');
      const fits = ([field, value]: [string, Value]): boolean => [value].flat().includes((field === 'id' ? id : values[field]) ?? null);
      return of === registry && wanted.every(fits) ? [this.known(key) ?? {}] : [];
    });
  }

  /** How many others of the registry have more points for priority; the job itself, with its conditions, is tested on a database. */
  #earlier(registry: string, id: string): number {
    const points = (key: string): number => Number((this.known(key)?.['scores'] as Variables | undefined)?.['priority'] ?? 0);
    const own = points(`${registry}/${id}`);
    return [...this.#records.keys()].filter((key) => key.startsWith(`${registry}/`) && points(key) > own).length;
  }

  #erase({ registry, recordId }: Variables): boolean {
    const key = `${String(registry)}/${String(recordId)}`;
    const known = this.#records.get(key);
    if (known !== undefined) this.#records.set(key, withoutPersonal(shippedRegistry(String(registry)), known) as Variables);
    return known !== undefined;
  }

  #save(variables: Variables): string {
    const registry = String(variables['registry']);
    const document = shippedRegistry(registry);
    const id = typeof variables['recordId'] === 'string' ? variables['recordId'] : `${registry}-${this.all(registry).length + 1}`;
    const merged = { ...this.record(`${registry}/${id}`), ...(variables['values'] as Variables), ...this.#copied(document, variables) };
    const values = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined));
    // Late enough for whatever day the rehearsal has come to.
    const problems = checkAnswers(compileForm(formOfRegistry(document)), values, { context: {}, now: '2060-01-01T00:00:00Z', zone: 'Asia/Shanghai', calendar, side: 'server' });
    this.invalid.push(...problems.filter(({ level }) => level === 'error').map(({ at, rule }) => `${registry}${at}: ${rule}`));
    const strange = Object.keys(values).filter((name) => !Object.hasOwn(document.schema['properties'] as object, name));
    this.invalid.push(...strange.map((name) => `${registry}: no field "${name}"`));
    this.#records.set(`${registry}/${id}`, values);
    return id;
  }

  /** Personal answers never come to a rehearsal; the registry's example stands for them. */
  #copied(document: RegistryDocument, { valuesFrom, fields }: Variables): Variables {
    if (typeof valuesFrom !== 'string' || typeof fields !== 'string') return {};
    const names = fields.split(',').map((pair) => pair.split('=')[0]?.trim() ?? '');
    const example = document.examples[0] ?? {};
    return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(example, name) ? [[name, example[name] as Value]] : [])));
  }
}
