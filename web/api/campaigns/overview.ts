import { districtDay } from '../../../activities/store/district-day';
import type { BranchDocument } from '../../../activities/store/documents';
import { addDays } from '../../../feel/day';
import type { CampaignBranch, CampaignView, OverviewFigure, OverviewGroup, SupervisionOverview } from '../campaign-contract';
import { areaScope } from '../area-scope';
import { branchRef } from '../names';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { campaignProcesses, campaignView } from './campaign-view';
import { countsOf } from './matrix';
import { OPEN_FINDINGS } from '../../../activities/store/overview-counts';
import { overviewNumbers, type BranchNumbers } from './overview-numbers';

/** What supervisors look at first: the running inspection, terms, donors and rectifications, in sum, by town and by kind. */
export async function supervisionOverview(services: Services, viewer: Viewer, asked: string | undefined, at: Date): Promise<SupervisionOverview> {
  const today = districtDay(at, services.config.zone);
  const scope = await areaScope(services, viewer, asked);
  const branches = [...scope.branches.values()].filter((branch) => scope.ids.has(branch._id) && branch.parentId !== undefined && branch.status === 'active');
  const [cycle, numbers] = await Promise.all([latestCampaign(services, viewer, at), overviewNumbers(services, { branches, today, at })]);
  const rows = (cycle?.rows ?? []).filter(({ branch }) => scope.ids.has(branch.id));
  return {
    asOf: today, ...(scope.isDistrict ? {} : { branch: branchRef(scope.area) }), towns: scope.towns.map(branchRef),
    ...(cycle === undefined ? {} : { cycle: { id: cycle.id, title: cycle.title, ...(cycle.titleEn === undefined ? {} : { titleEn: cycle.titleEn }), counts: countsOf(rows), onTime: rows.filter((row) => row.state !== 'exempted' && row.state !== 'waiting' && row.lateDays === 0).length } }),
    figures: figuresOf(numbers, today, scope.isDistrict ? undefined : scope.area._id),
    byTown: scope.towns.filter(({ _id }) => scope.ids.has(_id)).map((town) => groupOf(town._id, town.name, branches.filter((branch) => branch._id === town._id || branch.ancestors.includes(town._id)), { rows, numbers })),
    byKind: [...new Set(branches.map(({ kind }) => kind))].map((kind) => groupOf(kind, kind, branches.filter((branch) => branch.kind === kind), { rows, numbers })),
  };
}

/** The newest campaign that runs; else the newest that has ended. */
async function latestCampaign(services: Services, viewer: Viewer, at: Date): Promise<CampaignView | undefined> {
  const processes = await campaignProcesses(services);
  const newest = (status: 'running' | 'completed') => services.store.instances.findOne({ processId: { $in: [...processes] }, status }, { sort: { updatedAt: -1 } });
  const instance = (await newest('running')) ?? (await newest('completed'));
  return instance === undefined ? undefined : campaignView(services, viewer, instance, at);
}

function figuresOf(numbers: ReadonlyMap<string, BranchNumbers>, today: string, town: string | undefined): OverviewFigure[] {
  const open = `/registries/finding?f.status=${OPEN_FINDINGS.join(',')}`;
  const yesterday = addDays(today, -1);
  const sum = (of: keyof BranchNumbers): number => [...numbers.values()].reduce((total, each) => total + each[of], 0);
  const within = (path: string, name: string): string => (town === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(town)}`);
  return [
    { id: 'terms-overdue', value: sum('termsOverdue'), to: within('/branches?term=overdue', 'town'), isBad: true },
    { id: 'terms-due', value: sum('termsDue'), to: within('/branches?term=12m', 'town'), isBad: false },
    { id: 'elections-running', value: sum('elections'), to: '/instances?process=branch-reelection&status=running', isBad: false },
    { id: 'donors-due', value: sum('donorsDue'), to: within('/tasks?view=all&process=donor-retention', 'branch'), isBad: false },
    { id: 'donors-overdue', value: sum('donorsOverdue'), to: within('/tasks?view=all&process=donor-retention&due=overdue', 'branch'), isBad: true },
    { id: 'rectifications-open', value: sum('rectificationsOpen'), to: within(open, 'f.branchId'), isBad: false },
    { id: 'rectifications-overdue', value: sum('rectificationsOverdue'), to: within(`${open}&until.limitOn=${yesterday}`, 'f.branchId'), isBad: true },
    { id: 'tasks-overdue', value: sum('tasksOverdue'), to: within('/tasks?view=all&due=overdue', 'branch'), isBad: true },
  ];
}

interface Found {
  readonly rows: readonly CampaignBranch[];
  readonly numbers: ReadonlyMap<string, BranchNumbers>;
}

function groupOf(key: string, title: string, branches: readonly BranchDocument[], { rows, numbers }: Found): OverviewGroup {
  const ids = new Set(branches.map(({ _id }) => _id));
  const { done, running, late, untouched } = countsOf(rows.filter(({ branch }) => ids.has(branch.id)));
  const sum = (of: keyof BranchNumbers): number => branches.reduce((total, { _id }) => total + (numbers.get(_id)?.[of] ?? 0), 0);
  return {
    key, title, branches: branches.length, cycle: { done, running, late, untouched },
    termsDue: sum('termsDue'), termsOverdue: sum('termsOverdue'), rectificationsOpen: sum('rectificationsOpen'), rectificationsOverdue: sum('rectificationsOverdue'), tasksOverdue: sum('tasksOverdue'),
  };
}
