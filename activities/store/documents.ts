/** The shapes of what MongoDB holds, as plain objects, by resource. Models and indexes stand beside, one file per collection. */
export type * from './documents/audit';
export type * from './documents/branches';
export type * from './documents/definitions';
export type * from './documents/entities';
export type * from './documents/instances';
export type * from './documents/links';
export type * from './documents/messages';
export type * from './documents/notifications';
export type * from './documents/people';
export type * from './documents/places';
export type * from './documents/tasks';
