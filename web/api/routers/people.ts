import { randomUUID } from 'node:crypto';
import { Type, type Static } from '@sinclair/typebox';
import { ROLES } from '../../../forms/roles';
import { InvalidInput, type InputProblem } from '../../../forms/invalid-input';
import type { PersonDocument, Post } from '../../../activities/store/documents';
import { hashPassword, initialPassword } from '../../../activities/store/passwords';
import { LoginTaken } from '../../../activities/store/people';
import { isBranchRole } from '../../../activities/store/posts';
import type { Page, PersonRow } from '../contract';
import { closed, id, paging, parse, parseQuery } from '../parse';
import { accountOf, personRows } from '../person-row';
import { forbidden, notFound, Refusal } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const PostBody = closed({ role: Type.Union(ROLES.map((role) => Type.Literal(role.id))), branchId: id, from: Type.Optional(day), to: Type.Optional(day) });
const Posts = Type.Array(PostBody, { maxItems: 50 });
const name = Type.String({ minLength: 1, maxLength: 50, pattern: '\\S' });
const NewPerson = closed({ name, login: Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{2,39}$' }), posts: Posts });
const Change = closed({ name: Type.Optional(name), posts: Type.Optional(Posts), disabled: Type.Optional(Type.Boolean()) });
const ListQuery = closed({ branch: Type.Optional(id), role: Type.Optional(id), q: Type.Optional(Type.String({ maxLength: 50 })), disabled: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])), ...paging });

/** Accounts: who may sign in, and with which posts. */
export function peopleRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/people', may('read', 'Person'), listPeople)
    .post('/people', may('manage', 'Person'), createPerson)
    .patch('/people/:id', may('manage', 'Person'), changePerson)
    .post('/people/:id/password-reset', may('manage', 'Person'), resetPassword);
}

async function listPeople(call: Call): Promise<Page<PersonRow>> {
  const { branch, role, q, disabled, page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const filter = { ...(branch === undefined ? {} : { branchIds: [branch] }), ...(role === undefined ? {} : { role }), ...(q === undefined ? {} : { text: q }), ...(disabled === undefined ? {} : { disabled: disabled === '1' }) };
  const { rows, total } = await call.store.people.list(filter, page, size);
  return { rows: await personRows(call, rows), total, page, size };
}

async function createPerson(call: Call): Promise<{ readonly person: PersonRow; readonly initialPassword: string }> {
  const body = parse(NewPerson, call.request.body);
  await mustExist(call, body.posts);
  call.viewer.mustBeAbleTo('manage', 'Person', accountOf(body.posts));
  const password = initialPassword();
  try {
    const person = await call.store.people.create({ id: `person-${randomUUID()}`, login: body.login, name: body.name.trim(), passwordHash: await hashPassword(password), posts: plain(body.posts) });
    await audit(call, 'person.created', person._id, { posts: person.groups });
    call.response.status(201);
    return { person: await row(call, person), initialPassword: password };
  } catch (error) {
    if (error instanceof LoginTaken) throw new Refusal('LoginTaken', { zh: '这个登录名已有人使用。', en: 'This login is taken.' });
    throw error;
  }
}

async function changePerson(call: Call): Promise<PersonRow> {
  const { store } = call;
  let person = await manageable(call);
  const body = parse(Change, call.request.body);
  if (body.disabled === true && person._id === call.viewer.id) throw forbidden({ zh: '不能停用自己的账号。', en: 'You can’t disable your own account.' });
  if (body.posts !== undefined) {
    await mustExist(call, body.posts);
    call.viewer.mustBeAbleTo('manage', 'Person', accountOf(body.posts));
  }
  if (body.name !== undefined) person = (await store.people.rename(person._id, body.name.trim())) ?? person;
  if (body.posts !== undefined) {
    person = (await store.people.setPosts(person._id, plain(body.posts))) ?? person;
    await audit(call, 'person.posts-changed', person._id, { posts: person.groups });
  }
  if (body.disabled !== undefined && body.disabled !== person.disabled) {
    person = (await store.people.setDisabled(person._id, body.disabled)) ?? person;
    if (body.disabled) await leaveNothingBehind(call, person._id);
    await audit(call, body.disabled ? 'person.disabled' : 'person.enabled', person._id, {});
  }
  return row(call, person);
}

/** Sessions end, and what the person had claimed goes back to the others. */
async function leaveNothingBehind({ store }: Call, personId: string): Promise<void> {
  await store.sessions.endAllOf(personId);
  const held = await store.tasks.find({ state: 'open', $or: [{ claimedBy: personId }, { assignee: personId }] }, { without: ['inputs'] });
  for (const branchId of new Set(held.map((task) => task.branchId))) await store.tasks.passOn({ branchId, from: personId, to: undefined });
}

async function resetPassword(call: Call): Promise<{ readonly initialPassword: string }> {
  const person = await manageable(call);
  const password = initialPassword();
  await call.store.people.setPassword(person._id, await hashPassword(password), true, call.at);
  await call.store.sessions.endAllOf(person._id);
  await audit(call, 'person.password-reset', person._id, {});
  return { initialPassword: password };
}

async function manageable(call: Call): Promise<PersonDocument> {
  const person = await call.store.people.byId(call.param('id'));
  if (person === undefined) throw notFound({ zh: '人员', en: 'The person' });
  call.viewer.mustBeAbleTo('manage', 'Person', accountOf(person.posts));
  return person;
}

/** Every post is at a branch that exists; district roles are held at the district, which has no parent. */
async function mustExist({ store }: Call, posts: Static<typeof Posts>): Promise<void> {
  const branches = new Map((await store.branches.byIds(posts.map((post) => post.branchId))).map((branch) => [branch._id, branch]));
  const problems = posts.flatMap((post, index): InputProblem[] => {
    const branch = branches.get(post.branchId);
    if (branch === undefined) return [{ path: `/posts/${index}/branchId`, message: `there is no branch "${post.branchId}"` }];
    if (!isBranchRole(post.role) && branch.parentId !== undefined) return [{ path: `/posts/${index}/role`, message: `"${post.role}" is held at the district only` }];
    return [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}

function plain(posts: Static<typeof Posts>): Post[] {
  return posts.map(({ role, branchId, from, to }) => ({ role, branchId, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }));
}

async function row(call: Call, person: PersonDocument): Promise<PersonRow> {
  const [first] = await personRows(call, [person]);
  if (first === undefined) throw new Error(`Person "${person._id}" has no row`);
  return first;
}

function audit(call: Call, action: string, subject: string, detail: { readonly [name: string]: unknown }): Promise<void> {
  return call.store.audit.add({ at: call.at, by: call.viewer.id, action, subject, detail });
}
