import type { NewPerson } from '../people';
import type { OfficerEntry, Post } from '../documents';
import { SAMPLE_DISTRICT_ID, type SampleBranch } from './branches';
import { sampleNames, type SampleName } from './names';

/** A sample account; the password hash is added when it is stored. */
export type SamplePerson = Omit<NewPerson, 'passwordHash'>;

export interface SamplePeople {
  readonly people: readonly SamplePerson[];
  /** Officers by branch id, as its register shows them. */
  readonly officers: ReadonlyMap<string, readonly OfficerEntry[]>;
}

/** Sign-ins worth trying first: login, name, and the roles at the district. */
const DISTRICT: readonly (SampleName & { readonly roles: readonly string[] })[] = [
  { login: 'admin', name: '管理员', roles: ['admin'] },
  { login: 'shenping', name: '沈平', roles: ['district_president'] },
  { login: 'luwei', name: '陆伟', roles: ['district_exec_vp'] },
  { login: 'fangjie', name: '方洁', roles: ['district_secgen'] },
  { login: 'xulin', name: '许琳', roles: ['district_org_officer'] },
  { login: 'gaoxia', name: '高霞', roles: ['district_org_officer'] },
  { login: 'taoying', name: '陶英', roles: ['hsc_coordinator'] },
  { login: 'guomei', name: '郭梅', roles: ['hsc_volunteer'] },
  { login: 'mabin', name: '马斌', roles: ['inspection_lead'] },
  { login: 'hejun', name: '何军', roles: ['inspector'] },
  { login: 'dengli', name: '邓丽', roles: ['inspector'] },
  // Whoever visited may not re-check.
  { login: 'tanbin', name: '谭斌', roles: ['inspector'] },
  { login: 'yuanyan', name: '袁燕', roles: ['inspector'] },
  { login: 'caihong', name: '蔡红', roles: ['finance_officer'] },
  { login: 'jiangtao', name: '蒋涛', roles: ['supervisory_board'] },
  { login: 'panyun', name: '潘云', roles: ['dpo'] },
];

/** The first town's people, whom the guide and the demo name. */
const FIRST_TOWN_ID = 'lianjing';
const FIRST_TOWN: { readonly [role: string]: SampleName } = {
  branch_secretary: { login: 'zhangmin', name: '张敏' },
  branch_president: { login: 'wangqiang', name: '王强' },
  branch_vp: { login: 'lijuan', name: '李娟' },
  branch_hon_president: { login: 'zhaogang', name: '赵刚' },
  prep_team: { login: 'sunli', name: '孙丽' },
  teller: { login: 'wufang', name: '吴芳' },
  scrutineer: { login: 'zhoubo', name: '周波' },
};

const TOWN_ROLES = ['branch_secretary', 'branch_president', 'branch_vp', 'branch_hon_president', 'prep_team', 'teller', 'scrutineer'] as const;
const SMALL_ROLES = ['branch_secretary', 'branch_president'] as const;
const POST_NAMES: { readonly [role: string]: string } = { branch_president: '会长', branch_vp: '副会长', branch_secretary: '秘书长', branch_hon_president: '名誉会长' };

/** Accounts for every role of the district and of each branch, and the officers that they are. The same branches give the same people. */
export function samplePeople(branches: readonly SampleBranch[]): SamplePeople {
  const nextName = sampleNames([...DISTRICT, ...Object.values(FIRST_TOWN)].map(({ login }) => login));
  const people: SamplePerson[] = DISTRICT.map(({ login, name, roles }) => personOf({ login, name }, roles.map((role) => ({ role, branchId: SAMPLE_DISTRICT_ID }))));
  const officers = new Map<string, OfficerEntry[]>();

  for (const branch of branches.filter(({ _id }) => _id !== SAMPLE_DISTRICT_ID)) {
    const isTown = branch.parentId === SAMPLE_DISTRICT_ID;
    const entries: OfficerEntry[] = [];
    for (const role of isTown ? TOWN_ROLES : SMALL_ROLES) {
      const name = (branch._id === FIRST_TOWN_ID ? FIRST_TOWN[role] : undefined) ?? nextName();
      const person = personOf(name, postsOf(role, branch, isTown));
      people.push(person);
      const post = POST_NAMES[role];
      if (post !== undefined) entries.push({ personId: person.id, name: person.name, post, from: branch.termStart, source: role === 'branch_hon_president' ? '聘任' : branch.variant === 'appointed-record' ? '当然' : '选举' });
    }
    officers.set(branch._id, entries);
  }
  return { people, officers };
}

/** In a small branch the secretary prepares the election too; in a town a person of its own does, with the secretary. */
function postsOf(role: string, { _id: branchId }: SampleBranch, isTown: boolean): Post[] {
  const roles = role === 'branch_secretary' ? [role, 'prep_team', ...(isTown ? [] : ['teller'])] : [role];
  return roles.map((held) => ({ role: held, branchId }));
}

function personOf({ login, name }: SampleName, posts: readonly Post[]): SamplePerson {
  return { id: `person-${login}`, login, name, posts, sample: true };
}
