import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { DraftDocument } from './documents';
import { anything } from './model';

/** A field that somebody else changed since the saver looked, and that the save changed too. */
export interface DraftConflict {
  readonly field: string;
  readonly theirs: unknown;
  readonly by: string;
  readonly at: Date;
}

export interface DraftSave {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
  readonly baseRevision: number;
  /** Changed top-level fields; null removes. Names are checked by the caller: no dot, no dollar sign. */
  readonly changes: { readonly [field: string]: unknown };
}

/** Many savers of one draft at once: each lost race is tried again this often. */
const ATTEMPTS = 20;

/** Drafts, merged field by field: two people who type into different fields both keep what they typed. */
export type Drafts = ReturnType<typeof draftsOf>;

export function draftsOf(connection: Connection) {
  const collection = openCollection<DraftDocument>(connection, 'drafts', { answers: anything, fields: anything, revision: Number, updatedAt: Date, handedIn: Number }, [{ keys: { updatedAt: 1 } }]);

  /** Compare-and-set, tried again after each lost race; nothing is written when `next` gives nothing. */
  async function change<T extends { readonly draft: DraftDocument }>(id: string, next: (current: DraftDocument | undefined) => T | undefined): Promise<T | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const current = await collection.byId(id);
      const changed = next(current);
      if (changed === undefined || (await replace(current?.revision, changed.draft))) return changed;
    }
    throw new Error(`Draft "${id}" changed ${ATTEMPTS} times while it was being saved`);
  }

  /** False when somebody else was first. */
  async function replace(revision: number | undefined, draft: DraftDocument): Promise<boolean> {
    if (revision === undefined) return collection.insert(draft);
    return (await collection.model.replaceOne({ _id: draft._id, revision }, draft)).matchedCount === 1;
  }

  return {
    ...collection,
    /** Undefined when what was typed has been handed in meanwhile: nothing of it is kept. */
    save: (request: DraftSave) => change(request.id, (current) => (isLate(current, request) ? undefined : mergeDraft(current, request))),
    /** Empties a draft whose answers were handed in, and remembers that: the next form of its kind begins anew, whatever save is still on its way. */
    handIn: async (id: string, at: Date) => {
      await change(id, (current) => {
        const revision = (current?.revision ?? 0) + 1;
        return { draft: { _id: id, answers: {}, fields: {}, revision, handedIn: revision, updatedAt: at } };
      });
    },
    remove: async (id: string) => {
      await collection.model.deleteOne({ _id: id });
    },
    /** Forgets what was handed in before `at`; a save of before that time still finds no draft of its revision. */
    forgetHandedIn: async (at: Date) => {
      await collection.model.deleteMany({ updatedAt: { $lt: at }, $expr: { $eq: ['$revision', '$handedIn'] } });
    },
  };
}

/** Whether what the saver knew has been handed in since. */
function isLate(current: DraftDocument | undefined, { baseRevision }: DraftSave): boolean {
  return current === undefined ? baseRevision > 0 : baseRevision < (current.handedIn ?? 0);
}

/** The draft with the changes in it, one revision later. Ours is stored; what theirs was is told. */
export function mergeDraft(current: DraftDocument | undefined, request: DraftSave): { readonly draft: DraftDocument; readonly conflicts: readonly DraftConflict[] } {
  const revision = (current?.revision ?? 0) + 1;
  const answers = new Map(Object.entries(current?.answers ?? {}));
  const fields = new Map(Object.entries(current?.fields ?? {}));
  const conflicts: DraftConflict[] = [];
  for (const [field, value] of Object.entries(request.changes)) {
    const last = fields.get(field);
    const theirs = answers.get(field);
    if (last && last.by !== request.by && last.revision > request.baseRevision && JSON.stringify(theirs ?? null) !== JSON.stringify(value)) conflicts.push({ field, theirs: theirs ?? null, by: last.by, at: last.at });
    if (value === null) answers.delete(field);
    else answers.set(field, value);
    fields.set(field, { by: request.by, at: request.at, revision });
  }
  return { draft: { ...current, _id: request.id, answers: Object.fromEntries(answers), fields: Object.fromEntries(fields), revision, updatedAt: request.at }, conflicts };
}
