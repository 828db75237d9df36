import { createMongoAbility, subject, type ForcedSubject, type MongoAbility, type RawRuleOf } from '@casl/ability';
import type { Post } from '../../activities/store/documents';
import { isBranchRole } from '../../activities/store/posts';
import type { StandIn } from './stand-ins';

export type Action = 'read' | 'start' | 'claim' | 'complete' | 'reassign' | 'cancel' | 'comment' | 'manage' | 'retry' | 'change' | 'remind' | 'direct' | 'edit' | 'unmask' | 'erase' | 'copy' | 'correct';
export type Resource = 'Task' | 'Instance' | 'Process' | 'Branch' | 'Person' | 'Incident' | 'Limit' | 'Indicator' | 'Channel' | 'Campaign' | 'Registry' | 'Record';
export type Ability = MongoAbility<[Action, Resource | ForcedSubject<Resource>]>;

/** Whose rules are made: the posts held today, and for each branch with a post the ids of it and everything under it. */
export interface Holder {
  readonly id: string;
  readonly posts: readonly Post[];
  readonly groups: readonly string[];
  readonly under: ReadonlyMap<string, readonly string[]>;
  /** Those who are away and whose tasks the holder does meanwhile. */
  readonly standIns: readonly Pick<StandIn, 'id' | 'groups'>[];
}

/** District posts that don't see what goes on in branches: their own tasks only. */
const OWN_TASKS_ONLY: ReadonlySet<string> = new Set(['hsc_volunteer']);
const DIRECTORS = ['district_secgen', 'district_exec_vp', 'admin'];
/** Whoever answers for the plan, or for a part of it. */
const INDICATOR_READERS = ['admin', 'district_president', 'district_exec_vp', 'district_secgen', 'district_org_officer', 'inspection_lead', 'inspector', 'supervisory_board', 'finance_officer', 'hsc_coordinator', 'branch_president', 'branch_secretary'];
/** District posts that look at inspections and at the district as a whole. */
const SUPERVISORS = ['admin', 'district_president', 'district_exec_vp', 'district_secgen', 'district_org_officer', 'inspection_lead', 'inspector', 'supervisory_board'];
const INDICATOR_KEEPERS = ['admin', 'district_secgen', 'inspection_lead'];
/** Who says which branches take part in a campaign. */
const CAMPAIGNERS = ['inspection_lead', 'district_secgen', 'district_exec_vp', 'admin'];
const KEEPERS = ['admin', 'district_org_officer'];
/** District posts that see to it that others keep their dates. */
const CHASERS = [...DIRECTORS, 'district_org_officer', 'inspection_lead', 'hsc_coordinator'];

/** Every rule of who may do what. A route asks these and nothing else. */
export function abilityOf(holder: Holder): Ability {
  const rules: RawRuleOf<Ability>[] = [
    ...reading(holder), ...working(holder), ...starting(holder), ...directing(holder), ...keeping(holder), ...registering(holder),
    // Last, so that nothing above overrules it: who decided an earlier step does not decide this one, nor does the deputy of that person.
    { action: ['claim', 'complete'], subject: 'Task', conditions: { excludedActors: { $in: [holder.id, ...holder.standIns.map(({ id }) => id)] } }, inverted: true },
  ];
  return createMongoAbility<Ability>(rules);
}

/** The ids of the branches that the holder sees, or `all`. */
export function visibleBranches(holder: Pick<Holder, 'posts' | 'under'>): readonly string[] | 'all' {
  if (holder.posts.some((post) => !isBranchRole(post.role) && !OWN_TASKS_ONLY.has(post.role))) return 'all';
  return [...new Set(holder.posts.filter((post) => isBranchRole(post.role)).flatMap((post) => holder.under.get(post.branchId) ?? []))];
}

/** The ids of the branches whose records those roles show to the holder, or `all`. */
export function reachOf(holder: Pick<Holder, 'posts' | 'under'>, roles: readonly string[]): readonly string[] | 'all' {
  const posts = holder.posts.filter((post) => roles.includes(post.role));
  if (posts.some((post) => !isBranchRole(post.role) && !OWN_TASKS_ONLY.has(post.role))) return 'all';
  return [...new Set(posts.filter((post) => isBranchRole(post.role)).flatMap((post) => holder.under.get(post.branchId) ?? []))];
}

/** A document with its kind, as `Ability.can` asks for it. */
export function a<T extends object>(kind: Resource, document: T) {
  return subject(kind, { ...document } as Record<PropertyKey, unknown>) as ForcedSubject<Resource>;
}

function has(holder: Holder, roles: readonly string[]): boolean {
  return holder.posts.some((post) => roles.includes(post.role));
}

/** District roles see every branch; branch roles see theirs and everything under it; each sees what is theirs to do. */
function reading(holder: Holder): RawRuleOf<Ability>[] {
  const branches = visibleBranches(holder);
  const inSight = branches === 'all' ? {} : { branchId: { $in: [...branches] } };
  return [
    { action: 'read', subject: ['Process', 'Limit'] },
    { action: ['read', 'comment'], subject: 'Instance', conditions: inSight },
    { action: ['read', 'comment'], subject: 'Instance', conditions: { startedBy: holder.id } },
    { action: 'read', subject: ['Task', 'Incident', 'Branch'], conditions: inSight },
    ...mine(holder).map((conditions) => ({ action: 'read' as const, subject: 'Task' as const, conditions })),
    { action: 'read', subject: 'Task', conditions: { completedBy: holder.id } },
  ];
}

/** A task is for its candidates: by group, by name, or by assignment. Who is assigned excludes the rest of the group. */
function working(holder: Holder): RawRuleOf<Ability>[] {
  return mine(holder).map((conditions) => ({ action: ['claim', 'complete'], subject: 'Task', conditions: { state: 'open', ...conditions } }));
}

/** The holder's own, and those of whom the holder stands in for. */
function mine(holder: Holder): object[] {
  const unassigned = { assignee: { $exists: false } };
  return [holder, ...holder.standIns].flatMap(({ id, groups }) => [{ groups: { $in: [...groups] }, ...unassigned }, { users: id, ...unassigned }, { assignee: id }, { claimedBy: id }]);
}

/** A process is started by the roles that its model names: at the district for any branch, in a branch for it and what is under it. */
function starting(holder: Holder): RawRuleOf<Ability>[] {
  return holder.posts.map((post) => ({
    action: 'start',
    subject: 'Process',
    conditions: isBranchRole(post.role) ? { starters: post.role, branchId: { $in: [...(holder.under.get(post.branchId) ?? [])] } } : { starters: post.role },
  }));
}

function directing(holder: Holder): RawRuleOf<Ability>[] {
  const presidedOver = holder.posts.filter((post) => post.role === 'branch_president').map((post) => post.branchId);
  return [
    ...(has(holder, CHASERS) ? [{ action: 'remind' as const, subject: 'Task' as const }] : []),
    ...(presidedOver.length > 0 ? [{ action: ['reassign', 'remind'] as Action[], subject: 'Task' as const, conditions: { branchId: { $in: presidedOver } } }] : []),
    // Who started takes back what nobody has worked on yet.
    { action: 'cancel', subject: 'Instance', conditions: { startedBy: holder.id, workedOnByOthers: false } },
    ...(has(holder, DIRECTORS) ? [{ action: 'reassign' as const, subject: 'Task' as const }, { action: 'cancel' as const, subject: 'Instance' as const }] : []),
    ...(has(holder, SUPERVISORS) ? [{ action: 'read' as const, subject: 'Campaign' as const }] : []),
    ...(has(holder, CAMPAIGNERS) ? [{ action: 'direct' as const, subject: 'Campaign' as const }] : []),
  ];
}

/** The administrator keeps accounts and limits; the organisation officer keeps the accounts of branches. Both mend what stopped. */
function keeping(holder: Holder): RawRuleOf<Ability>[] {
  return [
    ...(has(holder, ['admin']) ? [{ action: 'manage' as const, subject: 'Person' as const }, { action: 'change' as const, subject: 'Limit' as const }, { action: 'manage' as const, subject: 'Channel' as const }] : []),
    ...(has(holder, INDICATOR_READERS) ? [{ action: 'read' as const, subject: 'Indicator' as const }] : []),
    ...(has(holder, INDICATOR_KEEPERS) ? [{ action: 'change' as const, subject: 'Indicator' as const }] : []),
    ...(has(holder, ['district_org_officer']) ? [{ action: 'manage' as const, subject: 'Person' as const, conditions: { holdsDistrictPost: false } }] : []),
    ...(has(holder, [...KEEPERS, ...DIRECTORS]) ? [{ action: 'read' as const, subject: 'Person' as const }] : []),
    ...(has(holder, KEEPERS) ? [{ action: 'retry' as const, subject: 'Incident' as const }] : []),
  ];
}

/**
 * A registry names the roles that read, edit and unmask it. At the district they reach every record, in a branch those of it
 * and of what is under it; who has own tasks only reaches the records of those tasks. The data protection officer erases, and copies and corrects for who asks.
 */
function registering(holder: Holder): RawRuleOf<Ability>[] {
  const posts = holder.posts.flatMap((post): RawRuleOf<Ability>[] => {
    const { role } = post;
    const own: RawRuleOf<Ability>[] = [{ action: 'read', subject: 'Registry', conditions: { readers: role } }, { action: 'unmask', subject: 'Registry', conditions: { unmaskers: role } }];
    if (OWN_TASKS_ONLY.has(role)) return own;
    const reach = isBranchRole(role) ? { branchId: { $in: [...(holder.under.get(post.branchId) ?? [])] } } : {};
    return [
      ...own,
      { action: 'edit', subject: 'Registry', conditions: { editors: role } },
      { action: 'read', subject: 'Record', conditions: { readers: role, ...reach } },
      { action: 'edit', subject: 'Record', conditions: { editors: role, ...reach } },
      { action: 'unmask', subject: 'Record', conditions: { unmaskers: role, ...reach } },
    ];
  });
  return [...posts, ...(has(holder, ['dpo']) ? [{ action: ['erase', 'copy', 'correct'] as Action[], subject: 'Record' as const, conditions: { readers: 'dpo' } }] : [])];
}
