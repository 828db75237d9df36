import { exemptChild } from '../../client/updates';
import { Refused } from '../../client/refused';
import { branchVariable } from '../../client/start-process';
import type { Value } from '../../feel/types';
import type { BranchDocument, InstanceDocument } from '../../activities/store/documents';
import { campaignOf } from '../../workflows/engine/campaign';
import type { Plan } from '../../workflows/engine/plan';
import { Refusal } from './refusal';
import type { Services } from './services';

/** The items for branches that join a campaign, of the shape that those have which are in it. Throws `CampaignOver`, `InvalidInput`. */
export async function itemsFor({ store }: Services, instance: InstanceDocument, elementId: string, branchIds: readonly string[]): Promise<readonly Value[]> {
  const plan = await store.plans.byHash(instance.planHash);
  const sample = sampleItem(plan, instance, elementId);
  const branches = await store.branches.byIds(branchIds);
  const unfit = branchIds.filter((branchId) => !branches.some(({ _id, status }) => _id === branchId && status === 'active'));
  if (unfit.length > 0) throw new Refusal('InvalidInput', { zh: `这些组织不存在或已不活动：${unfit.join('、')}。`, en: `These branches do not exist, or are not active: ${unfit.join(', ')}.` });
  const known = new Map(branches.map((branch) => [branch._id, branch]));
  return branchIds.flatMap((branchId) => {
    const branch = known.get(branchId);
    return branch === undefined ? [] : [itemOf(branch, sample)];
  });
}

/** The item of some child that runs. */
function sampleItem(plan: Plan, instance: InstanceDocument, elementId: string): Value {
  const element = plan.elements[elementId];
  const name = element?.kind === 'callActivity' && element.campaign ? element.multiInstance?.inputElement : undefined;
  const campaign = name === undefined || instance.status !== 'running' ? undefined : campaignOf(instance.state, elementId);
  if (name === undefined || campaign === undefined) throw new Refusal('CampaignOver', { zh: '这次活动没有在进行，不能增加组织。', en: 'This campaign does not run: no branch can be added.' });
  const token = Object.values(instance.state.tokens).find((one) => one.scopeId === campaign.scope.id && one.loop !== undefined);
  return token?.locals?.[name] ?? '';
}

/** A plain id, or a context with the same names: what the branch itself tells, nothing for the rest. */
function itemOf(branch: BranchDocument, sample: Value): Value {
  if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return branch._id;
  // What processes may know of a branch is a context.
  const told = branchVariable(branch) as { readonly [name: string]: Value };
  const entries = Object.keys(sample).map((name): [string, Value] => [name, told[name] ?? told[name.replace(/^branch(.)/, (_, first: string) => first.toLowerCase())] ?? null]);
  return { ...Object.fromEntries(entries), branchId: branch._id };
}

export interface Exemption {
  readonly childIds: readonly string[];
  readonly reason: string;
  readonly by: string;
}

export interface Exempted {
  /** Children that are out of the campaign now; those that had ended before are not among them. */
  readonly exempted: readonly string[];
  readonly visible: boolean;
}

/** Takes children out of a campaign, one by one; whoever has ended meanwhile stays as it is, so it is safe to repeat. */
export async function exemptChildren({ store, temporal }: Services, instance: InstanceDocument, elementId: string, { childIds, reason, by }: Exemption): Promise<Exempted> {
  const foreign = childIds.filter((childId) => !childId.startsWith(`${instance._id}/${elementId}/`));
  if (foreign.length > 0) throw new Refusal('InvalidInput', { zh: `这些不是本次活动的事项：${foreign.join('、')}。`, en: `These do not belong to this campaign: ${foreign.join(', ')}.` });
  const children = new Map((await store.instances.find({ _id: { $in: [...childIds] } }, { without: ['state'] })).map((child) => [child._id, child.branchId]));
  const exempted: string[] = [];
  let allVisible = true;
  for (const childId of childIds) {
    try {
      const { visible } = await exemptChild(temporal, instance._id, { childId, branchId: children.get(childId) ?? '', by, reason });
      allVisible &&= visible;
      exempted.push(childId);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'ChildOver') throw error;
    }
  }
  return { exempted, visible: allVisible };
}
