/**
 * What the portal and the API say to each other, by resource. Everything is JSON under `/api`; instants are ISO strings.
 * Errors are `Problem` with the status that `errors.ts` chose. Lists are paged on the server.
 */
export type * from './contract/branches';
export type * from './contract/instances';
export type * from './contract/links';
export type * from './contract/notices';
export type * from './contract/people';
export type * from './contract/processes';
export type * from './contract/session';
export type * from './contract/shared';
export type * from './contract/tasks';
