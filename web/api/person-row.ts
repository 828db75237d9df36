import type { PersonDocument } from '../../activities/store/documents';
import { isBranchRole } from '../../activities/store/posts';
import type { PersonRow } from './contract';
import { Names, roleName } from './names';
import type { Services } from './services';

/** Accounts as the list of people shows them. */
export async function personRows(services: Services, people: readonly PersonDocument[]): Promise<PersonRow[]> {
  const names = await Names.of(services, [], people.flatMap((person) => person.posts.map((post) => post.branchId)));
  return people.map((person) => ({
    id: person._id,
    login: person.login,
    name: person.name,
    disabled: person.disabled,
    mustChangePassword: person.mustChangePassword,
    posts: person.posts.map(({ role, branchId }) => ({ role, roleName: roleName(role), branch: names.branch(branchId) })),
    ...(person.lastSignInAt === undefined ? {} : { lastSignInAt: person.lastSignInAt.toISOString() }),
  }));
}

/** What the rules about accounts look at. */
export function accountOf(posts: readonly { readonly role: string }[]): { readonly holdsDistrictPost: boolean } {
  return { holdsDistrictPost: posts.some((post) => !isBranchRole(post.role)) };
}
