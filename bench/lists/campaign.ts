import type { Store } from '../../activities/store/connect-store';
import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';

const CAMPAIGN = 'supervision-cycle/bench';
const DAY_MS = 86_400_000;

/** A campaign of 179 children in every stage, written as the engine would leave it: what is measured is reading it. */
export async function addCampaign(store: Store): Promise<string> {
  const [parent, child] = await Promise.all([planOf(store, 'supervision-cycle'), planOf(store, 'branch-inspection')]);
  const call = Object.values(parent.plan.elements).find((element) => element.kind === 'callActivity' && element.campaign === true);
  const tasks = Object.values(child.plan.elements).filter((element) => element.kind === 'userTask' && element.stage !== undefined);
  if (call === undefined || tasks.length === 0) throw new Error('The shipped campaign has no stages');
  const branches = await store.branches.find({ parentId: { $ne: null as never } }, { sort: { _id: 1 }, without: ['officers', 'terms'] });
  const now = Date.now();
  const instances = [instanceOf({ _id: CAMPAIGN, processId: parent.plan.id, planHash: parent.hash, branchId: branches[0]?.parentId ?? '', title: '示例督导' }, now)];
  const opened: TaskDocument[] = [];
  branches.forEach((branch, index) => {
    const _id = `${CAMPAIGN}/${call.id}/${index + 1}`;
    instances.push(instanceOf({ _id, processId: child.plan.id, planHash: child.hash, branchId: branch._id, title: branch.name, parentId: CAMPAIGN }, now));
    const reached = index % tasks.length;
    tasks.slice(0, reached + 1).forEach((element, step) => {
      const isDone = step < reached;
      opened.push({
        _id: `${_id}/${element.id}/1`, instanceId: _id, processId: child.plan.id, elementId: element.id, name: element.name, title: branch.name, branchId: branch._id, groups: [`branch_secretary@${branch._id}`], users: [], excludedActors: [],
        due: new Date(now + ((index % 9) - 4) * DAY_MS), dueAssumed: false, priority: 50, inputs: {}, state: isDone ? 'completed' : 'open', openedAt: new Date(now - (20 - step) * DAY_MS), ...(isDone ? { closedAt: new Date(now - (18 - step) * DAY_MS) } : {}), revision: 0, seq: step + 1,
      });
    });
  });
  await store.instances.model.insertMany(instances);
  await store.tasks.model.insertMany(opened);
  return CAMPAIGN;
}

async function planOf(store: Store, processId: string) {
  const definition = await store.definitions.latest(processId);
  if (definition === undefined) throw new Error(`"${processId}" is not published`);
  return { hash: definition.planHash, plan: await store.plans.byHash(definition.planHash) };
}

function instanceOf(own: Pick<InstanceDocument, '_id' | 'processId' | 'planHash' | 'branchId' | 'title'> & { readonly parentId?: string }, now: number): InstanceDocument {
  return {
    processName: { zh: '督导' }, businessKey: own._id, status: 'running', incidents: 0, seq: 1, startedAt: new Date(now), startedBy: 'system', standsAt: [], updatedAt: new Date(now),
    state: { scopes: {}, tokens: {} } as never, ...own,
  };
}
