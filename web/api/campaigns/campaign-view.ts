import type { BranchDocument, InstanceDocument } from '../../../activities/store/documents';
import type { Plan } from '../../../workflows/engine/plan';
import type { CampaignBranch, CampaignRow, CampaignView } from '../campaign-contract';
import { instanceRows } from '../instance-row';
import { branchRef } from '../names';
import { notFound } from '../refusal';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { familyOf, type Family } from './family';
import { countsOf, lineOf, stagesOf, type Line } from './matrix';

const NOT_STARTED: Omit<Line, 'cells'> = { state: 'waiting', lateDays: 0 };

/** The call activity that makes the process a campaign; undefined when it is none. */
export function campaignElement(plan: Plan): string | undefined {
  return Object.values(plan.elements).find((element) => element.kind === 'callActivity' && element.campaign === true)?.id;
}

/** Processes that run campaigns, by their newest versions. */
export async function campaignProcesses({ store }: Pick<Services, 'store'>): Promise<readonly string[]> {
  const definitions = await store.definitions.allLatest();
  const plans = await Promise.all(definitions.map(({ planHash }) => store.plans.byHash(planHash)));
  return plans.filter((plan) => campaignElement(plan) !== undefined).map(({ id }) => id);
}

/** Branch by branch, the branches in the viewer's sight. Throws `NotFound` for an instance that is no campaign. */
export async function campaignView(services: Services, viewer: Viewer, instance: InstanceDocument, at: Date): Promise<CampaignView> {
  const { store } = services;
  const elementId = campaignElement(await store.plans.byHash(instance.planHash));
  if (elementId === undefined) throw notFound({ zh: '批次', en: 'The campaign' });
  const [{ stages, lines }, branches, [row]] = await Promise.all([matrixOf(services, viewer, { instance, elementId, at }), store.branches.find({}, { without: ['officers', 'terms'] }), instanceRows(services, viewer, [instance])]);
  if (row === undefined) throw notFound();
  const known = new Map(branches.map((branch) => [branch._id, branch]));
  return {
    ...row, elementId, counts: countsOf(lines.map(({ line }) => line)),
    stages: stages.map(({ id, title }, index) => ({ id, title, ...stageCounts(lines.map(({ line }) => line), index) })),
    rows: lines.map(({ branchId, line }): CampaignBranch => ({ branch: viewOf(branchId, known), ...line })),
    may: { direct: instance.status === 'running' && viewer.can('direct', 'Campaign', { branchId: instance.branchId }), remind: viewer.ability.can('remind', 'Task') },
  };
}

/** How several campaigns stand, for lists. */
export async function campaignRows(services: Services, viewer: Viewer, instances: readonly InstanceDocument[], at: Date): Promise<CampaignRow[]> {
  const rows = [];
  for (const [index, row] of (await instanceRows(services, viewer, instances)).entries()) {
    const instance = instances[index];
    const elementId = instance === undefined ? undefined : campaignElement(await services.store.plans.byHash(instance.planHash));
    if (instance === undefined || elementId === undefined) throw notFound({ zh: '批次', en: 'The campaign' });
    const { lines } = await matrixOf(services, viewer, { instance, elementId, at });
    rows.push({ ...row, counts: countsOf(lines.map(({ line }) => line)) });
  }
  return rows;
}

interface Asked {
  readonly instance: InstanceDocument;
  readonly elementId: string;
  readonly at: Date;
}

/** The columns, and the lines of the branches in the viewer's sight. */
async function matrixOf(services: Services, viewer: Viewer, { instance, elementId, at }: Asked) {
  const family = await familyOf(services, instance._id);
  const stages = stagesOf(plansInOrder(family));
  const lines = linesOf(instance, elementId, family, stages, at).filter(({ branchId }) => viewer.branches === 'all' || viewer.branches.includes(branchId));
  return { stages, lines };
}

/** The children's own plans first: their stages come before those of what follows. */
function plansInOrder({ children, members, plans }: Family): readonly Plan[] {
  const hashes = new Set([...children.map(({ planHash }) => planHash), ...[...members.values()].flat().map(({ planHash }) => planHash)]);
  return [...hashes].flatMap((hash) => plans.get(hash) ?? []);
}

function linesOf(instance: InstanceDocument, elementId: string, family: Family, stages: ReturnType<typeof stagesOf>, at: Date): readonly { readonly branchId: string; readonly line: Line }[] {
  const children = family.children.filter(({ _id }) => _id.startsWith(`${instance._id}/${elementId}/`));
  const started = children.map((child) => ({ branchId: child.branchId, line: lineOf(child, family, stages, at) }));
  const here = new Set(started.map(({ branchId }) => branchId));
  // The state knows who takes part before their instances have started.
  const waiting = Object.values(instance.state.scopes).flatMap((scope) => (scope.elementId === elementId ? Object.values(scope.loop?.branches ?? {}) : [])).filter((branchId) => !here.has(branchId));
  const cells = stages.map(() => ({ state: 'none' as const, taskIds: [] }));
  return [...started, ...waiting.map((branchId) => ({ branchId, line: { ...NOT_STARTED, cells } }))];
}

function stageCounts(lines: readonly Line[], index: number): { readonly done: number; readonly open: number; readonly late: number } {
  const states = lines.filter(({ state }) => state !== 'exempted').map(({ cells }) => cells[index]?.state);
  return { done: states.filter((state) => state === 'done').length, open: states.filter((state) => state === 'open' || state === 'late').length, late: states.filter((state) => state === 'late').length };
}

function viewOf(branchId: string, known: ReadonlyMap<string, BranchDocument>): CampaignBranch['branch'] {
  const branch = known.get(branchId);
  if (branch === undefined) return { id: branchId, name: branchId, kind: '' };
  const town = [...branch.ancestors, branch._id].map((id) => known.get(id)).find((one) => one?.kind === '镇' || one?.kind === '街道');
  return { ...branchRef(branch), kind: branch.kind, ...(town === undefined ? {} : { town: branchRef(town) }) };
}
