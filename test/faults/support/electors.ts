import type { Store } from '../../../activities/store/connect-store';
import type { Post } from '../../../activities/store/documents';
import { hashPassword } from '../../../activities/store/passwords';

export const PASSWORD = 'right-horse-7';

/** The logins of those who take the first steps of an election, and of who keeps the donors; everybody holds the post at every branch. */
export const ELECTORS = ['secretary', 'president', 'officer', 'vp', 'coordinator'] as const;
export type Elector = (typeof ELECTORS)[number];

const DISTRICT = 'faults-district';
/** Far enough away that no reminder is due while the test runs. */
const termEndYear = new Date().getFullYear() + 2;
export const TERM_END = `${termEndYear}-06-30`;
export const PROPOSED_DATE = `${termEndYear}-06-01`;

export async function addElectors(store: Store, branches: readonly string[]): Promise<void> {
  await store.branches.addMissing([branch(DISTRICT, '区', undefined), ...branches.map((id) => branch(id, '镇', DISTRICT))]);
  const passwordHash = await hashPassword(PASSWORD);
  const posts: Readonly<Record<Elector, readonly Post[]>> = {
    secretary: branches.map((branchId) => ({ role: 'branch_secretary', branchId })),
    president: branches.map((branchId) => ({ role: 'branch_president', branchId })),
    officer: [{ role: 'district_org_officer', branchId: DISTRICT }],
    vp: [{ role: 'district_exec_vp', branchId: DISTRICT }],
    coordinator: [{ role: 'hsc_coordinator', branchId: DISTRICT }],
  };
  await store.people.createMissing(ELECTORS.map((login) => ({ id: `person-${login}`, login, name: `示例${login}`, passwordHash, posts: posts[login], mustChangePassword: false })));
}

function branch(id: string, kind: '区' | '镇', parentId: string | undefined): Parameters<Store['branches']['addMissing']>[0][number] {
  return {
    _id: id, name: `示例${id}红十字会`, kind, ...(parentId === undefined ? {} : { parentId }), status: 'active', termNo: 3, termStart: `${termEndYear - 5}-07-01`, termEnd: TERM_END, termYears: 5, variant: 'full', supervisorMode: 'none',
    membersAdult: 240, membersYouth: 0, membersGroup: 1, officers: [], terms: [], sample: true,
  };
}
