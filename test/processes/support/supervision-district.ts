import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value, Variables } from '../../../feel/types';
import { checkAnswers } from '../../../forms/check-answers';
import { compileForm, type CompiledForm } from '../../../forms/compile-form';
import type { Condition } from '../../../registries/conditions';
import type { RegistryDocument } from '../../../registries/document';
import { parseRegistry } from '../../../registries/parse-registry';
import { formOfRegistry } from '../../../registries/registry-form';
import type { OpenedTask } from '../../../workflows/engine/commands';
import type { RehearsalOptions } from '../../../workflows/engine/rehearsal/options';
import { calendar, tell, type Story, type Told } from './story';

type Job = Parameters<NonNullable<RehearsalOptions['jobs']>>[0];
type Row = { readonly [name: string]: Value };

/** A case that a process began and did not wait for. */
export interface Begun {
  readonly process: string;
  readonly key: string;
  readonly variables: Variables;
}

/** Two towns and six others, one of each kind that has a score sheet of its own. */
export const BRANCHES: readonly Row[] = [
  { id: 'lianjing', name: '莲泾镇', kind: '镇', parentId: 'xiuzhou' },
  { id: 'yunqiao', name: '云桥街道', kind: '街道', parentId: 'xiuzhou' },
  { id: 'cun-1', name: '荷塘村', kind: '村', parentId: 'lianjing' },
  { id: 'cun-2', name: '桑泾村', kind: '村', parentId: 'lianjing' },
  { id: 'shequ-1', name: '晴川社区', kind: '社区', parentId: 'yunqiao' },
  { id: 'xuexiao-1', name: '中心小学', kind: '学校', parentId: 'lianjing' },
  { id: 'yiyuan-1', name: '卫生院', kind: '医疗卫生机构', parentId: 'lianjing' },
  { id: 'qiye-1', name: '莲丰纺织', kind: '企业', parentId: 'lianjing' },
].map((branch) => ({ ...branch, status: 'active', membersAdult: 100 }));

const CATALOGUE = join(__dirname, '../../../registries/catalogue');
const forms = new Map<string, CompiledForm>();
const examplesOf = (registry: string): RegistryDocument['examples'] => (JSON.parse(readFileSync(join(CATALOGUE, `${registry}.registry.json`), 'utf8')) as RegistryDocument).examples;

/** Registries as a rehearsal has them: in memory, found by equality, changed in the order of the story. */
export class Ledger {
  readonly begun: Begun[] = [];
  readonly notices: { readonly to: Value; readonly text: string }[] = [];
  readonly #registries = new Map<string, Map<string, Row>>();
  #ids = 0;

  constructor(branches: readonly Row[] = BRANCHES) {
    for (const branch of branches) this.#of('branch').set(String(branch['id']), branch);
    examplesOf('score-sheet').forEach((sheet, index) => this.#of('score-sheet').set(`sheet-${index}`, { id: `sheet-${index}`, ...(sheet as Row) }));
  }

  rows(registry: string): readonly Row[] {
    return [...this.#of(registry).values()];
  }

  put(registry: string, id: string, row: Row): void {
    this.#of(registry).set(id, { id, ...row });
  }

  readonly answer = (job: Job): Variables | undefined => {
    const input: Variables = { ...job.headers, ...job.variables };
    switch (job.type) {
      case 'record.find':
        return this.#find(input);
      case 'record.save':
        return this.#save(input);
      case 'case.start':
        this.begun.push({ process: String(input['process']), key: String(input['key']), variables: { ...(input['variables'] as Variables), branchId: job.variables['branchId'] ?? null } });
        return { instanceId: 'begun' };
      case 'document.render':
        return { fileId: 'paper' };
      case 'notify':
        this.notices.push({ to: input['to'] ?? null, text: String(input['text']) });
        return {};
      default:
        return undefined;
    }
  };

  #of(registry: string): Map<string, Row> {
    const known = this.#registries.get(registry) ?? new Map<string, Row>();
    this.#registries.set(registry, known);
    return known;
  }

  #find(input: Variables): Variables {
    const where = (input['where'] ?? {}) as Row | readonly Condition[];
    const conditions = Array.isArray(where) ? (where as readonly Condition[]) : Object.entries(where as Row).map(([field, value]): Condition => ({ field, op: Array.isArray(value) ? 'in' : 'is', value }));
    const fits = this.rows(String(input['registry'])).filter((row) => conditions.every((condition) => holds(condition, row[condition.field] ?? null)));
    const sort = String(input['sort'] ?? '').replace('-', '');
    const sorted = sort === '' ? fits : [...fits].sort((a, b) => String(b[sort]).localeCompare(String(a[sort])));
    return { records: sorted.slice(0, Number(input['limit'] ?? 100)), total: fits.length };
  }

  #save(input: Variables): Variables {
    const registry = this.#of(String(input['registry']));
    const id = typeof input['recordId'] === 'string' ? input['recordId'] : `${String(input['registry'])}-${(this.#ids += 1)}`;
    const values = { ...registry.get(id), ...(input['values'] as Row) };
    mustBeValid(String(input['registry']), values);
    registry.set(id, { ...values, id });
    return { recordId: id };
  }
}

/** As the database has them: a day that is not there is neither before nor after another. */
function holds({ op, value = null }: Condition, is: Value): boolean {
  switch (op) {
    case 'is':
      return is === value;
    case 'in':
      return (value as readonly Value[]).includes(is);
    case 'from':
      return typeof is === 'string' && is >= String(value);
    case 'until':
      return typeof is === 'string' && is <= String(value);
    default:
      throw new Error(`A rehearsal's register does not know "${op}"`);
  }
}

/** What the job refuses, a rehearsal refuses too. */
function mustBeValid(registry: string, row: Row): void {
  const known = forms.get(registry) ?? compileForm(formOfRegistry(parseRegistry(JSON.parse(readFileSync(join(CATALOGUE, `${registry}.registry.json`), 'utf8')))));
  forms.set(registry, known);
  const values = Object.fromEntries(Object.entries(row).filter(([name, value]) => name !== 'id' && value !== null));
  const problems = checkAnswers(known, values, { context: {}, now: '2026-12-31T01:00:00Z', zone: 'Asia/Shanghai', calendar, side: 'server' }).filter(({ level }) => level === 'error');
  if (problems.length > 0) throw new Error(`${registry}: ${problems.map(({ at, rule }) => `${at} (${rule})`).join(', ')} in ${JSON.stringify(values)}`);
}

/** The branch that a task is about: by its group, else by the name above its form. */
export function branchOf(task: OpenedTask): string {
  const held = task.groups.find((group) => group.includes('@'))?.split('@')[1];
  return held ?? String(BRANCHES.find(({ name }) => name === task.inputs['branch_name'])?.['id'] ?? '');
}

const rowsOf = (task: OpenedTask, name: string): readonly Row[] => (task.inputs[name] ?? []) as readonly Row[];

/** How a conscientious district answers: every figure as last quarter, every item met. */
export const CONSCIENTIOUS: NonNullable<Story['answers']> = {
  'cycle-plan': { exempt: [], onsite_add: [] },
  'self-report': (task) => ({ items: rowsOf(task, 'items').map((item) => ({ ...item, actual: item['result'] === 'boolean' ? 1 : (item['last'] ?? 100), ...(item['result'] === 'ratio' ? { den: item['last'] ?? 100 } : {}), self_score: item['points'], ...(item['evidence_needed'] === true ? { evidence: ['photo'] } : {}) })), has_practice: false }),
  'desk-review': (task) => ({ checks: rowsOf(task, 'checks').map((check) => ({ ...check, verdict: 'ok' })), result: 'accept', scores: rowsOf(task, 'score_rows').map((row) => ({ ...row, score: row['na'] === true ? undefined : (row['score'] ?? 0) })), findings: rowsOf(task, 'finding_rows') }),
  'onsite-check': (task) => ({ items: rowsOf(task, 'score_rows').map((row) => ({ ...row, result: '符合', score: row['points'] })), findings: [] }),
  'finding-confirm': (task) => ({ rows: rowsOf(task, 'finding_rows') }),
  'score-finalise': (task) => ({ total: task.inputs['total'], grade: task.inputs['grade'] }),
  recheck: { rechecker: 'person-other' },
  'notice-issue': (task) => ({ rows: rowsOf(task, 'rows') }),
};

/** Tells the cases that a story began, each from its own day, and those that they begin, in the order of time. */
export async function tellBegun(told: Told, ledger: Ledger, story: Partial<Story> = {}): Promise<readonly (Told & Begun & { readonly on: string })[]> {
  const starts = told.timeline.filter(({ kind, detail }) => kind === 'job' && detail === 'case.start').map(({ at }) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10));
  const begun = ledger.begun.splice(0);
  const cases: (Told & Begun & { readonly on: string })[] = [];
  for (const [index, one] of begun.entries()) {
    const on = starts[index] ?? '';
    const branch = BRANCHES.find(({ id }) => id === one.variables['branchId']) ?? {};
    const its = await tell({ process: one.process, start: on, branch: branch as Variables, variables: one.variables, jobs: ledger.answer, answers: { ...CONSCIENTIOUS, ...story.answers }, ...(story.never === undefined ? {} : { never: story.never }), ...(story.on === undefined ? {} : { on: story.on }), until: story.until ?? '2028-12-31' });
    cases.push({ ...its, ...one, on }, ...(await tellBegun(its, ledger, story)));
  }
  return cases;
}
