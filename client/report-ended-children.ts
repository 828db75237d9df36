import { WorkflowNotFoundError } from '@temporalio/client';
import type { InstanceDocument } from '../activities/store/documents';
import { SIGNALS, type ChildEnded } from '../workflows/messages';
import type { Engine } from './start-process';

/** Tells running parents again of children that have ended; a parent that knows already takes no notice. */
export async function reportEndedChildren({ client, store }: Engine): Promise<void> {
  const children = await store.instances.find({ parentId: { $exists: true }, status: { $ne: 'running' } }, { without: ['state'] });
  const parents = new Map<string, InstanceDocument | undefined>();
  for (const child of children) {
    const parentId = child.parentId ?? '';
    if (!parents.has(parentId)) parents.set(parentId, await store.instances.byId(parentId));
    const parent = parents.get(parentId);
    if (parent?.status !== 'running' || !Object.hasOwn(parent.state.children, child._id)) continue;
    const last = await store.events.bySeq(child._id, child.seq);
    const end = last?.commands.find((command) => command.kind === 'end');
    if (end?.kind !== 'end') continue;
    const ended: ChildEnded = { childId: child._id, outcome: end.outcome, variables: end.variables, ...(end.errorCode === undefined ? {} : { errorCode: end.errorCode }) };
    await client.workflow.getHandle(parentId).signal(SIGNALS.childEnded, ended).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  }
}
