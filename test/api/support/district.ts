import type { BranchDocument, Post } from '../../../activities/store/documents';
import { hashPassword } from '../../../activities/store/passwords';
import type { Store } from '../../../activities/store/connect-store';

export const PASSWORD = 'right-horse-7';

/** A district with two towns, and a village under the first. Ids carry a suffix: Temporal remembers ids between tests. */
export interface District {
  readonly root: string;
  readonly town: string;
  readonly village: string;
  readonly otherTown: string;
}

/** Logins by what they do; each has one post. */
export const LOGINS = {
  admin: 'admin', vp: 'district_exec_vp', vp2: 'district_exec_vp', secgen: 'district_secgen', officer: 'district_org_officer', officer2: 'district_org_officer', president: 'district_president',
  coordinator: 'hsc_coordinator', volunteer: 'hsc_volunteer', lead: 'inspection_lead', inspector: 'inspector', finance: 'finance_officer', board: 'supervisory_board', dpo: 'dpo',
  townSecretary: 'branch_secretary', townPresident: 'branch_president', townVp: 'branch_vp', townHonorary: 'branch_hon_president', townPrep: 'prep_team', townTeller: 'teller', townScrutineer: 'scrutineer',
  villageSecretary: 'branch_secretary', otherSecretary: 'branch_secretary', otherPresident: 'branch_president',
} as const;

export type Login = keyof typeof LOGINS;

export async function addDistrict(store: Store, suffix: string): Promise<District> {
  const district: District = { root: `district-${suffix}`, town: `town-${suffix}`, village: `village-${suffix}`, otherTown: `other-${suffix}` };
  await store.branches.addMissing([
    branch(district.root, '示例区红十字会', '区', undefined, '2028-05-01'),
    branch(district.town, '示例镇红十字会', '镇', district.root, '2026-03-01'),
    branch(district.village, '=示例村红十字会', '村', district.town, '2027-01-01'),
    branch(district.otherTown, '示例街道红十字会', '街道', district.root, '2030-01-01'),
  ]);
  const passwordHash = await hashPassword(PASSWORD);
  await store.people.createMissing(
    (Object.keys(LOGINS) as Login[]).map((login) => ({ id: personId(login), login, name: `示例${login}`, passwordHash, posts: [postOf(login, district)], mustChangePassword: false })),
  );
  await store.limits.putShipped([{ processId: 'api-request', limitId: 'apply_days', title: { zh: '填写时限', en: 'Time to apply' }, value: 5, unit: '工作日', basis: { tag: 'D', text: '设计默认值' } }]);
  return district;
}

export function personId(login: Login): string {
  return `person-${login.toLowerCase()}`;
}

function postOf(login: Login, { root, town, village, otherTown }: District): Post {
  const role = LOGINS[login];
  if (login.startsWith('town')) return { role, branchId: town };
  if (login.startsWith('village')) return { role, branchId: village };
  if (login.startsWith('other')) return { role, branchId: otherTown };
  return { role, branchId: root };
}

function branch(_id: string, name: string, kind: BranchDocument['kind'], parentId: string | undefined, termEnd: string): Omit<BranchDocument, 'ancestors' | 'updatedAt' | 'revision'> {
  return {
    _id, name, kind, ...(parentId === undefined ? {} : { parentId }), status: 'active', termNo: 3, termStart: '2021-03-01', termEnd, termYears: 5, variant: 'standard', supervisorMode: 'none',
    membersAdult: 40, membersYouth: 10, membersGroup: 2, officers: [{ name: '示例会长', post: '会长', from: '2021-03-01', source: '选举' }], terms: [], sample: true,
  };
}
