import { ROLES } from '../../forms/roles';
import type { BranchDocument } from '../../activities/store/documents';
import type { LocalText } from '../../workflows/engine/plan';
import type { BranchRef, PersonRef } from './contract';
import type { Services } from './services';

const roleNames: ReadonlyMap<string, LocalText> = new Map(ROLES.map((role) => [role.id, role.name]));

/** Who acts through a link is called `link/<its id>`. */
const BY_LINK = 'link/';

export function roleName(role: string): LocalText {
  return roleNames.get(role) ?? { zh: role };
}

/** Names of people and branches for one answer, read in a few queries however many there are. */
export class Names {
  private constructor(private readonly people: ReadonlyMap<string, string>, private readonly branches: ReadonlyMap<string, string>) {}

  static async of({ store }: Pick<Services, 'store'>, personIds: Iterable<string | undefined>, branchIds: Iterable<string | undefined>): Promise<Names> {
    const ids = defined(personIds);
    const linkIds = ids.filter((id) => id.startsWith(BY_LINK)).map((id) => id.slice(BY_LINK.length));
    const [people, branches, links] = await Promise.all([store.people.byIds(ids), store.branches.byIds(defined(branchIds)), linkIds.length === 0 ? [] : store.links.byIds(linkIds)]);
    const named = [...people.map((person) => [person._id, person.name] as const), ...links.map((link) => [`${BY_LINK}${link._id}`, `通过链接（${link.label}）`] as const)];
    return new Names(new Map(named), new Map(branches.map((branch) => [branch._id, branch.name])));
  }

  person(id: string): PersonRef {
    return { id, name: this.people.get(id) ?? (id === 'system' ? '系统' : id) };
  }

  branch(id: string): BranchRef {
    return { id, name: this.branches.get(id) ?? id };
  }

  /** 基层秘书长（新塍镇红十字会） */
  group(group: string): LocalText {
    const [role = group, branchId] = group.split('@');
    const name = roleName(role);
    if (branchId === undefined) return name;
    const branch = this.branch(branchId).name;
    return { zh: `${branch} ${name.zh}`, en: `${name.en ?? name.zh}, ${branch}` };
  }
}

/** Ids of the branches that groups name. */
export function branchesInGroups(groups: readonly string[]): string[] {
  return groups.flatMap((group) => group.split('@')[1] ?? []);
}

export function branchRef(branch: BranchDocument): BranchRef {
  return { id: branch._id, name: branch.name };
}

function defined(ids: Iterable<string | undefined>): string[] {
  return [...new Set(ids)].filter((id): id is string => id !== undefined);
}
