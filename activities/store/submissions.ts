import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { SubmissionDocument } from './documents';
import { anything } from './model';

/** What `store.submissions` can do. */
export type Submissions = ReturnType<typeof submissionsOf>;

/** What people handed in; pending until the step that took it is written. */
export function submissionsOf(connection: Connection) {
  const collection = openCollection<SubmissionDocument>(
    connection,
    'submissions',
    { instanceId: String, taskId: String, elementId: String, formId: String, formHash: String, answers: anything, answerHash: String, by: String, onBehalfOf: String, at: Date, status: String, seq: Number, consents: anything },
    [
      { keys: { instanceId: 1, at: -1 } },
      { keys: { taskId: 1, status: 1 } },
      { keys: { status: 1, at: 1 } },
    ],
  );
  return {
    ...collection,
    acceptedOf: (instanceId: string) => collection.find({ instanceId, status: 'accepted' }, { sort: { at: -1 } }),
    /** Those that no step has taken since that instant. */
    pendingSince: (before: Date, limit: number) => collection.find({ status: 'pending', at: { $lt: before } }, { sort: { at: 1 }, limit }),
    /** Marks a pending submission as refused; an accepted one stays as it is. */
    refuse: async (id: string) => {
      await collection.model.updateOne({ _id: id, status: 'pending' }, { $set: { status: 'refused' } });
    },
    /** Puts a start form's submission, and its task id, at the instance that it began. */
    place: async (id: string, instanceId: string) => {
      await collection.model.updateOne({ _id: id }, { $set: { instanceId, taskId: `${instanceId}/start` } });
    },
    accept: async (id: string, seq?: number) => {
      await collection.model.updateOne({ _id: id, status: { $ne: 'accepted' } }, { $set: { status: 'accepted', ...(seq === undefined ? {} : { seq }) } });
    },
  };
}
