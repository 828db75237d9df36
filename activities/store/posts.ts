import { ROLES } from '../../forms/roles';
import type { Post } from './documents';

const branchRoles: ReadonlySet<string> = new Set(ROLES.filter((role) => role.ofBranch).map((role) => role.id));

/** Whether the role is held at one branch rather than at the district. */
export function isBranchRole(role: string): boolean {
  return branchRoles.has(role);
}

/** The posts held on that day (`YYYY-MM-DD`): begun, and not yet over. */
export function postsOn(posts: readonly Post[], day: string): Post[] {
  return posts.filter((post) => (post.from === undefined || post.from <= day) && (post.to === undefined || day <= post.to));
}

/** What tasks name as candidates: `role@branch` for every post, and `role` alone for posts at the district. */
export function groupsOf(posts: readonly Post[]): string[] {
  const groups = posts.flatMap((post) => [`${post.role}@${post.branchId}`, ...(isBranchRole(post.role) ? [] : [post.role])]);
  return [...new Set(groups)];
}
