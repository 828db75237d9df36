import { Type } from '@sinclair/typebox';
import { ROLES } from '../../../forms/roles';
import type { PersonDocument } from '../../../activities/store/documents';
import type { DirectoryEntry } from '../contract';
import { Names } from '../names';
import { closed, id, parseQuery } from '../parse';
import { anyone, Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { calendarOf } from '../task-context';

const DirectoryQuery = closed({ q: Type.Optional(Type.String({ maxLength: 50 })), role: Type.Optional(id), branch: Type.Optional(id), ids: Type.Optional(Type.String({ maxLength: 5000 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) });
const MOST_IDS = 100;

/** What pickers choose from: people, roles; and the calendar that forms count with. */
export function directoryRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/directory', signedIn, directory)
    .get('/roles', signedIn, async () => ROLES.map(({ id: role, name, ofBranch }) => ({ id: role, name, branchRole: ofBranch })))
    // Published by the State Council; forms by link count with it too.
    .get('/calendar', anyone, async () => calendarOf(undefined));
}

/** Names and posts of people at the branches in sight and at the district; never logins. */
async function directory(call: Call): Promise<DirectoryEntry[]> {
  const { q, role, branch, ids, limit = 20 } = parseQuery(DirectoryQuery, call.request.query);
  const { store } = call;
  const visible = await visibleBranchIds(call);
  // Whom a form names already has to be shown, wherever that person's post is.
  if (ids !== undefined) return entries(call, await store.people.byIds(ids.split(',').slice(0, MOST_IDS)), visible);
  const branchIds = branch === undefined ? visible : [branch].filter((one) => visible === undefined || visible.includes(one));
  const { rows } = await store.people.list({ ...(branchIds === undefined ? {} : { branchIds }), ...(role === undefined ? {} : { role }), ...(q === undefined ? {} : { name: q }), disabled: false }, 1, limit);
  return entries(call, rows, visible);
}

async function entries(call: Call, rows: readonly PersonDocument[], visible: readonly string[] | undefined): Promise<DirectoryEntry[]> {
  const names = await Names.of(call, [], rows.flatMap((person) => person.posts.map((post) => post.branchId)));
  return rows.map((person) => ({
    id: person._id,
    name: person.name,
    posts: person.posts.filter((post) => visible === undefined || visible.includes(post.branchId)).map((post) => names.group(`${post.role}@${post.branchId}`)),
  }));
}

/** Ids of the branches whose people may be picked; undefined for all of them. */
async function visibleBranchIds({ viewer, store }: Call): Promise<readonly string[] | undefined> {
  if (viewer.branches === 'all') return undefined;
  const own = await store.branches.byIds(viewer.posts.map((post) => post.branchId));
  return [...new Set([...viewer.branches, ...own.flatMap((branch) => branch.ancestors)])];
}
