import type { BranchDocument, DefinitionDocument } from '../../activities/store/documents';
import type { Plan } from '../../workflows/engine/plan';
import { notFound } from './refusal';
import type { Services } from './services';
import type { Actor, Viewer } from './viewer';

/** The newest version of a process. Throws `NotFound`. */
export async function latestDefinition({ store }: Services, processId: string): Promise<{ readonly definition: DefinitionDocument; readonly plan: Plan }> {
  const definition = await store.definitions.latest(processId);
  if (definition === undefined) throw notFound({ zh: '流程', en: 'The process' });
  return { definition, plan: await store.plans.byHash(definition.planHash) };
}

/** Whether the actor may start the process for the branch, and the process is one for branches of its kind. */
export function mayStartFor(actor: Actor, plan: Plan, branch: Pick<BranchDocument, '_id' | 'kind'>): boolean {
  return (plan.branchKinds?.includes(branch.kind) ?? true) && actor.can('start', 'Process', { starters: [...plan.starters], branchId: branch._id });
}

/** Whether the viewer may start the process for any branch at all. */
export function mayStart(viewer: Viewer, plan: Plan): boolean {
  return plan.starters.some((role) => viewer.roles.includes(role));
}

export function startDraftId(processId: string, personId: string): string {
  return `start/${processId}/${personId}`;
}
