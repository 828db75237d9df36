import type { Connection, QueryFilter } from 'mongoose';
import type { PersonDocument, Post } from './documents';
import { anything, modelOf } from './model';
import { groupsOf } from './posts';

/** Someone to be added: `passwordHash` from `hashPassword`. */
export interface NewPerson {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly posts: readonly Post[];
  readonly mustChangePassword?: boolean;
  readonly sample?: boolean;
}

/** Which people a list shows. `branchIds` limits it to those with a post there. */
export interface PeopleFilter {
  readonly branchIds?: readonly string[];
  readonly role?: string;
  /** Part of a name or a login. */
  readonly text?: string;
  readonly disabled?: boolean;
}

/** The login is taken already. */
export class LoginTaken extends Error {
  override readonly name = 'LoginTaken';
}

/** Accounts and their posts. */
export type People = ReturnType<typeof peopleOf>;

export function peopleOf(connection: Connection) {
  const model = modelOf<PersonDocument>(
    connection,
    'people',
    {
      login: { type: String, required: true }, name: { type: String, required: true }, passwordHash: { type: String, required: true },
      mustChangePassword: Boolean, disabled: Boolean, posts: [anything], groups: [String], sample: Boolean, locale: String,
      failedSignIns: Number, lockedUntil: Date, createdAt: Date, lastSignInAt: Date, sessionsEndedAt: Date,
    },
    [{ keys: { login: 1 }, options: { unique: true } }, { keys: { groups: 1 } }, { keys: { 'posts.branchId': 1 } }, { keys: { 'posts.role': 1 } }, { keys: { name: 1 } }],
  );
  const change = async (id: string, update: Partial<PersonDocument>, unset: readonly (keyof PersonDocument)[] = []): Promise<PersonDocument | null> =>
    model.findByIdAndUpdate(id, { $set: update, $unset: Object.fromEntries(unset.map((name) => [name, 1])) }, { returnDocument: 'after' }).lean<PersonDocument>();

  return {
    model,
    byId: (id: string) => model.findById(id).lean<PersonDocument>(),
    byLogin: (login: string) => model.findOne({ login: login.toLowerCase() }).lean<PersonDocument>(),
    byIds: (ids: readonly string[]) => model.find({ _id: { $in: [...new Set(ids)] } }).lean<PersonDocument[]>(),
    /** Enabled people who hold one of the groups, by name. */
    inGroups: (groups: readonly string[]) => model.find({ groups: { $in: [...groups] }, disabled: false }).sort({ name: 1, _id: 1 }).lean<PersonDocument[]>(),

    /** Throws `LoginTaken`. */
    async create(person: NewPerson): Promise<PersonDocument> {
      const document: PersonDocument = {
        _id: person.id, login: person.login.toLowerCase(), name: person.name, passwordHash: person.passwordHash, mustChangePassword: person.mustChangePassword ?? true,
        disabled: false, posts: person.posts, groups: groupsOf(person.posts), sample: person.sample ?? false, locale: 'zh', failedSignIns: 0, createdAt: new Date(),
      };
      try {
        await model.create(document);
      } catch (error) {
        if (isDuplicate(error)) throw new LoginTaken(person.login);
        throw error;
      }
      return document;
    },

    /** Adds those that are not there yet, by id; for seeding, safe to repeat. */
    async createMissing(people: readonly NewPerson[]): Promise<void> {
      const present = new Set((await model.find({ _id: { $in: people.map((person) => person.id) } }, { _id: 1 }).lean<{ _id: string }[]>()).map((person) => person._id));
      const missing = people.filter((person) => !present.has(person.id));
      if (missing.length === 0) return;
      await model.insertMany(missing.map((person): PersonDocument => ({
        _id: person.id, login: person.login.toLowerCase(), name: person.name, passwordHash: person.passwordHash, mustChangePassword: person.mustChangePassword ?? true,
        disabled: false, posts: person.posts, groups: groupsOf(person.posts), sample: person.sample ?? false, locale: 'zh', failedSignIns: 0, createdAt: new Date(),
      })));
    },

    rename: (id: string, name: string) => change(id, { name }),
    setPosts: (id: string, posts: readonly Post[]) => change(id, { posts, groups: groupsOf(posts) }),
    setLocale: (id: string, locale: 'zh' | 'en') => change(id, { locale }),
    /** Disabling ends every session. */
    setDisabled: (id: string, disabled: boolean) => change(id, disabled ? { disabled, sessionsEndedAt: new Date() } : { disabled, failedSignIns: 0 }, disabled ? [] : ['lockedUntil']),
    /** Ends every session that began before `sessionsEndedAt`, and every lock. */
    setPassword: (id: string, passwordHash: string, mustChangePassword: boolean, sessionsEndedAt: Date) =>
      change(id, { passwordHash, mustChangePassword, sessionsEndedAt, failedSignIns: 0 }, ['lockedUntil']),
    signedIn: (id: string, at: Date) => change(id, { lastSignInAt: at, failedSignIns: 0 }, ['lockedUntil']),

    /** Counts a failed sign-in; from the `allowed`-th on the account is locked until `lockedUntil`. */
    async signInFailed(id: string, allowed: number, lockedUntil: Date): Promise<void> {
      const person = await model.findByIdAndUpdate(id, { $inc: { failedSignIns: 1 } }, { returnDocument: 'after' }).lean<PersonDocument>();
      if (person && person.failedSignIns >= allowed) await change(id, { lockedUntil, failedSignIns: 0 });
    },

    async list(filter: PeopleFilter, page: number, size: number): Promise<{ readonly rows: PersonDocument[]; readonly total: number }> {
      const query = queryOf(filter);
      const [rows, total] = await Promise.all([
        model.find(query).sort({ name: 1, _id: 1 }).skip((page - 1) * size).limit(size).lean<PersonDocument[]>(),
        model.countDocuments(query),
      ]);
      return { rows, total };
    },
  };
}

/** Whether MongoDB refused a write because a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}

/** The text as a pattern that matches just it. */
export function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
}

function queryOf(filter: PeopleFilter): QueryFilter<PersonDocument> {
  const post = { ...(filter.role === undefined ? {} : { role: filter.role }), ...(filter.branchIds === undefined ? {} : { branchId: { $in: [...filter.branchIds] } }) };
  return {
    ...(Object.keys(post).length === 0 ? {} : { posts: { $elemMatch: post } }),
    ...(filter.disabled === undefined ? {} : { disabled: filter.disabled }),
    ...(filter.text === undefined || filter.text === '' ? {} : { $or: [{ name: literally(filter.text) }, { login: literally(filter.text) }] }),
  };
}
