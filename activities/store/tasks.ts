import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { TaskDocument } from './documents';
import { anything } from './model';

/** What `store.tasks` can do. */
export type Tasks = ReturnType<typeof tasksOf>;

/** User tasks: opened and closed by `writeSteps`, claimed and reassigned here by compare-and-set on the revision. */
export function tasksOf(connection: Connection) {
  const collection = openCollection<TaskDocument>(
    connection,
    'tasks',
    {
      instanceId: String,
      processId: String,
      elementId: String,
      name: anything,
      title: String,
      titleEn: String,
      formId: String,
      formHash: String,
      branchId: String,
      groups: [String],
      users: [String],
      excludedActors: [String],
      assignee: String,
      due: Date,
      dueAssumed: Boolean,
      followUp: Date,
      priority: Number,
      inputs: anything,
      record: String,
      related: anything,
      script: anything,
      byLink: Boolean,
      state: String,
      openedAt: Date,
      closedAt: Date,
      completedBy: String,
      completedFor: String,
      submissionId: String,
      claimedBy: String,
      claimedAt: Date,
      claimedFor: String,
      revision: Number,
      seq: Number,
    },
    [
      { keys: { groups: 1, state: 1, due: 1 } },
      { keys: { users: 1, state: 1, due: 1 } },
      { keys: { claimedBy: 1, state: 1, due: 1 } },
      { keys: { assignee: 1, state: 1, due: 1 } },
      { keys: { branchId: 1, state: 1, due: 1 } },
      { keys: { instanceId: 1, openedAt: 1 } },
      { keys: { completedBy: 1, closedAt: -1 } },
      { keys: { state: 1, due: 1 } },
      { keys: { record: 1, openedAt: -1 }, options: { sparse: true } },
    ],
  );

  /** Changes an open task if it still has that revision; the changed task, or undefined when somebody was first. */
  const change = async (id: string, revision: number, also: object, update: object): Promise<TaskDocument | undefined> => {
    const changed = await collection.model
      .findOneAndUpdate({ _id: id, state: 'open', revision, ...also }, { ...update, $inc: { revision: 1 } }, { returnDocument: 'after' })
      .lean();
    return (changed ?? undefined) as TaskDocument | undefined;
  };

  return {
    ...collection,
    ofInstance: (instanceId: string) => collection.find({ instanceId }, { sort: { openedAt: 1 } }),
    openOf: (instanceId: string) => collection.find({ instanceId, state: 'open' }, { sort: { openedAt: 1 } }),
    /** Takes an unclaimed task for a person, or out of the hands of an absent one; undefined when it is closed, claimed, or not at that revision. */
    claim: (id: string, by: string, revision: number, principal?: string) =>
      change(id, revision, { claimedBy: { $in: [null, by, ...(principal === undefined ? [] : [principal])] } }, { $set: { claimedBy: by, claimedAt: new Date(), ...(principal === undefined ? {} : { claimedFor: principal }) } }),
    /** Gives a claimed task back; undefined unless that person holds it at that revision. */
    release: (id: string, by: string, revision: number) => change(id, revision, { claimedBy: by }, { $unset: { claimedBy: 1, claimedAt: 1, claimedFor: 1 } }),
    /** Hands an open task to a person, whoever held it; undefined when it is closed or not at that revision. */
    reassign: (id: string, to: string, revision: number) => change(id, revision, {}, { $set: { assignee: to, claimedBy: to, claimedAt: new Date() }, $unset: { claimedFor: 1 } }),
    /** Gives a person's open tasks at a branch to a successor; without one they go back to their groups. How many were changed. */
    passOn: async ({ branchId, from, to }: { readonly branchId: string; readonly from: string; readonly to: string | undefined }): Promise<number> => {
      const theirs = { branchId, state: 'open' as const };
      const changed = await collection.model.bulkWrite([
        { updateMany: { filter: { ...theirs, claimedBy: from }, update: to === undefined ? { $unset: { claimedBy: 1, claimedAt: 1, claimedFor: 1 }, $inc: { revision: 1 } } : { $set: { claimedBy: to }, $inc: { revision: 1 } } } },
        { updateMany: { filter: { ...theirs, assignee: from }, update: to === undefined ? { $unset: { assignee: 1 } } : { $set: { assignee: to } } } },
        ...(to === undefined ? [] : [{ updateMany: { filter: { ...theirs, users: from }, update: { $set: { 'users.$': to } } } }]),
      ]);
      return changed.modifiedCount;
    },
  };
}
