import type { LocalText, Plan } from '../../workflows/engine/plan';
import { piiPaths } from '../../forms/fields';
import { personalPaths } from '../../registries/personal';
import type { Store } from './connect-store';
import { formIds } from './plan-references';

/** The registry that impact assessments are kept in. */
export const ASSESSMENTS = 'impact-assessment';
/** One that is to be done again held until then. */
const ONCE_APPROVED = ['有效', '待重评'];

/** What may handle personal data. */
export interface Handling {
  readonly kind: 'process' | 'registry';
  readonly id: string;
}

/** Whether the impact of handling personal data has been assessed (PIPL art. 55–56), and until when that holds. */
export interface Assessed {
  readonly state: 'valid' | 'overdue' | 'none';
  readonly recordId?: string;
  /** `YYYY-MM-DD` */
  readonly reviewOn?: string;
}

/** The assessment that covers a process or registry on that day; undefined where none are kept. */
export async function assessmentOf(store: Pick<Store, 'registries' | 'records'>, { kind, id }: Handling, today: string): Promise<Assessed | undefined> {
  if ((await store.registries.latest(ASSESSMENTS)) === undefined) return undefined;
  const named = { $or: [{ [`values.${kind === 'process' ? 'processes' : 'registries'}`]: id }, { 'values.others': id }] };
  const found = await store.records.of(ASSESSMENTS).find({ 'values.status': { $in: ONCE_APPROVED }, ...named } as never, { sort: { 'values.reviewOn': -1 } });
  const valid = found.find(({ values }) => values['status'] === ONCE_APPROVED[0] && String(values['reviewOn']) >= today);
  const one = valid ?? found[0];
  if (one === undefined) return { state: 'none' };
  const reviewOn = one.values['reviewOn'];
  return { state: valid === undefined ? 'overdue' : 'valid', recordId: one._id, ...(typeof reviewOn === 'string' ? { reviewOn } : {}) };
}

/** Whether a form of the process asks for anything personal. */
export async function handlesPersonalData({ forms }: Pick<Store, 'forms'>, plan: Plan): Promise<boolean> {
  const versions = await forms.find({ _id: { $in: formIds(plan).flatMap((id) => plan.forms[id] ?? []) } });
  return versions.some(({ document }) => piiPaths(document).length > 0);
}

/** What is published, handles personal data, and has no assessment that holds on that day. */
export async function unassessed(store: Pick<Store, 'registries' | 'records' | 'definitions' | 'plans' | 'forms'>, today: string): Promise<(Handling & { readonly name: LocalText; readonly state: 'overdue' | 'none' })[]> {
  const registries = (await store.registries.all()).filter(({ document }) => personalPaths(document).length > 0).map(({ document: { id, title } }) => ({ kind: 'registry' as const, id, name: title }));
  const definitions = await store.definitions.find({ latest: true }, { sort: { processId: 1 }, without: ['xml'] });
  const processes = await Promise.all(definitions.map(async ({ processId: id, name, planHash }) => ((await handlesPersonalData(store, await store.plans.byHash(planHash))) ? [{ kind: 'process' as const, id, name }] : [])));
  const all = await Promise.all([...processes.flat(), ...registries].map(async (one) => ({ ...one, assessed: await assessmentOf(store, one, today) })));
  return all.flatMap(({ assessed, ...one }) => (assessed === undefined || assessed.state === 'valid' ? [] : [{ ...one, state: assessed.state }]));
}
