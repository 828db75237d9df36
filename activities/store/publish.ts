import { formHash } from '../../forms/form-hash';
import type { FormDocument } from '../../forms/document';
import { compileBpmn, MAX_PLAN_BYTES, planHash, planSize } from '../../workflows/bpmn';
import type { Plan } from '../../workflows/engine/plan';
import type { Store } from './connect-store';
import type { DefinitionDocument } from './documents';
import { publishProblems } from './publish-problems';
import { calledProcesses, formIds, startsOf } from './plan-references';

export interface PublishRequest {
  readonly xml: string;
  /** New and changed forms, as `parseForm` gives them; forms that are stored already need not come again. */
  readonly forms?: readonly FormDocument[];
  readonly by: string;
  readonly at?: Date;
}

export interface Published {
  readonly processId: string;
  readonly version: number;
  readonly planHash: string;
  /** False when this very content is the newest version already. */
  readonly isNew: boolean;
}

/** A definition that may not be published, with every reason. */
export class PublishRefused extends Error {
  override readonly name = 'PublishRefused';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/**
 * Compiles a definition, checks it against what is published, pins the versions of its forms and called processes,
 * and makes it the newest version. Content that is the newest version already is not published again.
 * Of the given forms, those that it names are stored with it. Throws `BpmnProblems` or `PublishRefused`.
 */
export async function publishDefinition(store: Store, request: PublishRequest): Promise<Published> {
  const { plan: compiled } = await compileBpmn(request.xml);
  const forms = await formsOf(store, compiled, request.forms ?? []);
  const called = await calledPlans(store, compiled);
  const problems = publishProblems({ plan: compiled, forms, called });
  if (problems.length > 0) throw new PublishRefused(problems);

  const plan = pin(compiled, forms, called);
  if (planSize(plan) > MAX_PLAN_BYTES) throw new PublishRefused([`Process "${plan.id}" compiles to ${planSize(plan)} bytes; at most ${MAX_PLAN_BYTES} are allowed`]);
  await saveForms(store, [...forms.values()]);
  return save(store, plan, request);
}

/** Makes these the newest versions of their forms; what is the newest already costs no write. */
export async function saveForms(store: Store, documents: readonly FormDocument[]): Promise<void> {
  const newest = new Set((await store.forms.latestOf(documents.map(({ id }) => id))).map(({ _id }) => _id));
  const versions = documents.map((document) => ({ _id: formHash(document), formId: document.id, document }));
  await Promise.all(versions.filter(({ _id }) => !newest.has(_id)).map((version) => store.forms.save(version)));
}

/** The forms that the plan names: the given ones first, then what is stored. */
async function formsOf(store: Store, plan: Plan, given: readonly FormDocument[]): Promise<ReadonlyMap<string, FormDocument>> {
  const ids = formIds(plan);
  const stored = await store.forms.latestOf(ids);
  const found = new Map([...stored.map(({ document }) => document), ...given].map((document) => [document.id, document]));
  return new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id) as FormDocument]] : [])));
}

/** Newest plan hash by called process; null for one that is not published. */
async function calledPlans(store: Store, plan: Plan): Promise<ReadonlyMap<string, string | null>> {
  const entries = calledProcesses(plan).map(async (id) => [id, (await store.definitions.latestPlanHash(id)) ?? null] as const);
  return new Map(await Promise.all(entries));
}

function pin(plan: Plan, forms: ReadonlyMap<string, FormDocument>, called: ReadonlyMap<string, string | null>): Plan {
  const formHashes = [...forms].map(([id, document]) => [id, formHash(document)]);
  // A process that calls itself cannot hold its own hash: it finds its newest version when it runs.
  const planHashes = [...called].flatMap(([id, hash]) => (hash === null || id === plan.id ? [] : [[id, hash] as const]));
  return { ...plan, forms: Object.fromEntries(formHashes), called: Object.fromEntries(planHashes) };
}

async function save(store: Store, plan: Plan, request: PublishRequest): Promise<Published> {
  const hash = await planHash(plan);
  await store.plans.insert({ _id: hash, plan });
  for (;;) {
    const latest = await store.definitions.latest(plan.id);
    if (latest?.planHash === hash && latest.xml === request.xml) return { processId: plan.id, version: latest.version, planHash: hash, isNew: false };
    const version = (latest?.version ?? 0) + 1;
    const document: DefinitionDocument = {
      _id: `${plan.id}@${version}`,
      processId: plan.id,
      version,
      latest: true,
      name: plan.name,
      xml: request.xml,
      planHash: hash,
      publishedAt: request.at ?? new Date(),
      publishedBy: request.by,
      ...startsOf(plan),
    };
    // Somebody published the same number at the same moment: the next one is ours.
    if (await store.definitions.publish(document)) return { processId: plan.id, version, planHash: hash, isNew: true };
  }
}
