import type { Connection } from 'mongoose';
import { openCollection, type Filter } from './collection';
import type { PersonDocument, Post } from './documents';
import { anything } from './model';
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
  /** Part of a name. */
  readonly name?: string;
  readonly disabled?: boolean;
}

/** The login is taken already. */
export class LoginTaken extends Error {
  override readonly name = 'LoginTaken';
}

/** Accounts and their posts. */
export type People = ReturnType<typeof peopleOf>;

export function peopleOf(connection: Connection) {
  const collection = openCollection<PersonDocument>(
    connection,
    'people',
    {
      login: { type: String, required: true }, name: { type: String, required: true }, passwordHash: { type: String, required: true },
      mustChangePassword: Boolean, disabled: Boolean, posts: [anything], groups: [String], sample: Boolean, locale: String,
      failedSignIns: Number, lockedUntil: Date, createdAt: Date, lastSignInAt: Date, sessionsEndedAt: Date,
    },
    [{ keys: { login: 1 }, options: { unique: true } }, { keys: { groups: 1 } }, { keys: { 'posts.branchId': 1 } }, { keys: { 'posts.role': 1 } }, { keys: { name: 1 } }],
  );
  const { model } = collection;
  /** The changed person, or undefined when there is none with that id. */
  const change = async (id: string, update: Partial<PersonDocument>, unset: readonly (keyof PersonDocument)[] = []): Promise<PersonDocument | undefined> => {
    const changed = await model.findOneAndUpdate({ _id: id }, { $set: update, $unset: Object.fromEntries(unset.map((name) => [name, 1])) }, { returnDocument: 'after' }).lean();
    return (changed ?? undefined) as PersonDocument | undefined;
  };

  return {
    ...collection,
    byLogin: (login: string) => collection.findOne({ login: login.toLowerCase() }),
    byIds: (ids: readonly string[]) => collection.find({ _id: { $in: [...new Set(ids)] } }),
    /** Enabled people who hold one of the groups, by name. */
    inGroups: (groups: readonly string[]) => collection.find({ groups: { $in: [...groups] }, disabled: false }, { sort: { name: 1, _id: 1 } }),

    /** Throws `LoginTaken`. */
    async create(person: NewPerson): Promise<PersonDocument> {
      const document = documentOf(person);
      if (!(await collection.insert(document))) throw new LoginTaken(person.login);
      return document;
    },

    /** Adds those that are not there yet, by id; for seeding, safe to repeat. */
    async createMissing(people: readonly NewPerson[]): Promise<void> {
      const present = new Set((await collection.find({ _id: { $in: people.map((person) => person.id) } })).map((person) => person._id));
      const missing = people.filter((person) => !present.has(person.id));
      if (missing.length > 0) await model.insertMany(missing.map(documentOf));
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
      const person = await model.findOneAndUpdate({ _id: id }, { $inc: { failedSignIns: 1 } }, { returnDocument: 'after' }).lean();
      if (person && person.failedSignIns >= allowed) await change(id, { lockedUntil, failedSignIns: 0 });
    },

    async list(filter: PeopleFilter, page: number, size: number): Promise<{ readonly rows: PersonDocument[]; readonly total: number }> {
      const query = queryOf(filter);
      const [rows, total] = await Promise.all([
        collection.find(query, { sort: { name: 1, _id: 1 }, skip: (page - 1) * size, limit: size }),
        collection.count(query),
      ]);
      return { rows, total };
    },
  };
}

function documentOf(person: NewPerson): PersonDocument {
  return {
    _id: person.id, login: person.login.toLowerCase(), name: person.name, passwordHash: person.passwordHash, mustChangePassword: person.mustChangePassword ?? true,
    disabled: false, posts: person.posts, groups: groupsOf(person.posts), sample: person.sample ?? false, locale: 'zh', failedSignIns: 0, createdAt: new Date(),
  };
}

/** The text as a pattern that matches just it. */
export function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
}

function queryOf(filter: PeopleFilter): Filter<PersonDocument> {
  const post = { ...(filter.role === undefined ? {} : { role: filter.role }), ...(filter.branchIds === undefined ? {} : { branchId: { $in: [...filter.branchIds] } }) };
  return {
    ...(Object.keys(post).length === 0 ? {} : { posts: { $elemMatch: post } }),
    ...(filter.disabled === undefined ? {} : { disabled: filter.disabled }),
    ...(filter.name === undefined || filter.name === '' ? {} : { name: literally(filter.name) }),
    ...(filter.text === undefined || filter.text === '' ? {} : { $or: [{ name: literally(filter.text) }, { login: literally(filter.text) }] }),
  };
}
