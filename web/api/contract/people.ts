import type { LocalText } from '../../../workflows/engine/plan';
import type { BranchRef, PersonRef } from './shared';

/** GET /api/people?branch&role&q&disabled&page&size; POST /api/people { name, login, posts } → { person, initialPassword }; PATCH /api/people/:id { name?, posts?, disabled? }; POST /api/people/:id/password-reset → { initialPassword } */
export interface PersonRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly posts: readonly { readonly role: string; readonly roleName: LocalText; readonly branch: BranchRef }[];
  readonly lastSignInAt?: string;
}

/** GET /api/directory?q&role&branch&limit: people for pickers; or ?ids=a,b: what those people are called. GET /api/roles → { id, name, branchRole }[] */
export interface DirectoryEntry extends PersonRef {
  readonly posts: readonly LocalText[];
}
