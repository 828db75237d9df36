import type { LocalText } from '../../../workflows/engine/plan';
import type { BranchRef, PersonRef } from './shared';

/** GET, POST { login, password }, DELETE /api/session; POST /api/session/password { current, next }; PATCH /api/session { locale } */
export interface Session {
  readonly person: PersonRef & { readonly login: string; readonly locale: 'zh' | 'en' };
  readonly mustChangePassword: boolean;
  /** What the organisation is called: the name of the district's branch. */
  readonly district: string;
  readonly posts: readonly { readonly role: string; readonly roleName: LocalText; readonly branch: BranchRef }[];
  /** What the navigation shows: `tasks`, `start`, `instances`, `branches`, `registries`, `people`, `limits`, `channels`; and what lists offer: `remind`, `reassign`. */
  readonly may: readonly string[];
  /** Sent back in the header `x-csrf-token` with every request that changes something. */
  readonly csrfToken: string;
  readonly sample: boolean;
  /** Those who are away and whose tasks I do, and until when (`YYYY-MM-DD`). */
  readonly standsInFor: readonly { readonly person: PersonRef; readonly until: string }[];
}

/** GET /api/session/options, without signing in: whether this is the sample district, and the logins that may be tried. */
export interface SignInOptions {
  readonly district: string;
  readonly sample: boolean;
  readonly accounts: readonly { readonly login: string; readonly password: string; readonly name: string; readonly post: LocalText; readonly branch: string }[];
}
