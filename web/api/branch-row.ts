import { DateTime } from 'luxon';
import type { BranchDocument, InstanceDocument } from '../../activities/store/documents';
import type { LocalText } from '../../workflows/engine/plan';
import type { BranchNode, BranchRow } from './contract';
import { instanceRef } from './instance-row';
import { Names } from './names';
import type { Services } from './services';

/** Processes that are about a branch's term, the most telling first. */
const ABOUT_TERM = ['branch-reelection', 'new-establishment', 'dissolve-merge', 'defer', 'mid-term-change'];

/** Branches as lists show them, each with what runs about its term. */
export async function branchRows(services: Services, branches: readonly BranchDocument[], at: Date): Promise<BranchRow[]> {
  const ids = branches.map((branch) => branch._id);
  const [names, running] = await Promise.all([
    Names.of(services, [], branches.map((branch) => branch.parentId)),
    services.store.instances.find({ branchId: { $in: ids }, status: 'running', processId: { $in: ABOUT_TERM } }, { without: ['state'] }),
  ]);
  return branches.map((branch): BranchRow => {
    const about = runningAbout(branch._id, running);
    const president = holderOf(branch, '会长');
    const secretary = holderOf(branch, '秘书长');
    return {
      id: branch._id, name: branch.name, kind: branch.kind, status: branch.status, termNo: branch.termNo, termEnd: branch.termEnd, daysLeft: daysLeft(branch.termEnd, at, services.config.zone), variant: branch.variant,
      ...(branch.parentId === undefined ? {} : { parent: names.branch(branch.parentId) }),
      ...(president === undefined ? {} : { president }),
      ...(secretary === undefined ? {} : { secretary }),
      members: branch.membersAdult + branch.membersYouth + branch.membersGroup,
      ...(about === undefined ? {} : { running: { ...instanceRef(about), standsAt: standsAt(about) } }),
    };
  });
}

/** Days from today to that day, in the district's zone; negative once it is over. */
export function daysLeft(day: string, at: Date, zone: string): number {
  const today = DateTime.fromJSDate(at, { zone }).startOf('day');
  return Math.round(DateTime.fromISO(day, { zone }).diff(today, 'days').days);
}

/** The branches as a tree; one whose parent is out of sight stands at the top. */
export function branchTree(branches: readonly BranchDocument[], at: Date, zone: string): BranchNode[] {
  const ids = new Set(branches.map((branch) => branch._id));
  const byParent = new Map<string, BranchDocument[]>();
  for (const branch of branches) {
    const above = branch.parentId !== undefined && ids.has(branch.parentId) ? branch.parentId : '';
    byParent.set(above, [...(byParent.get(above) ?? []), branch]);
  }
  const nodesUnder = (parentId: string): BranchNode[] =>
    (byParent.get(parentId) ?? []).map((branch) => ({ id: branch._id, name: branch.name, kind: branch.kind, daysLeft: daysLeft(branch.termEnd, at, zone), children: nodesUnder(branch._id) }));
  return nodesUnder('');
}

function runningAbout(branchId: string, running: readonly InstanceDocument[]): InstanceDocument | undefined {
  const here = running.filter((instance) => instance.branchId === branchId);
  return here.sort((a, b) => ABOUT_TERM.indexOf(a.processId) - ABOUT_TERM.indexOf(b.processId))[0];
}

function standsAt(instance: InstanceDocument): LocalText {
  const names = instance.standsAt.map(({ name }) => name);
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ zh, en }) => en ?? zh).join(', ') };
}

function holderOf(branch: BranchDocument, post: string): string | undefined {
  return branch.officers.find((officer) => officer.post === post && officer.to === undefined)?.name;
}
