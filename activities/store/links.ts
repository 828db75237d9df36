import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { LinkDocument } from './documents';
import { anything } from './model';

/** What `store.links` can do. */
export type Links = ReturnType<typeof linksOf>;

/** Links by which somebody without an account fills in one form, once. Each change of state is a compare-and-set. */
export function linksOf(connection: Connection) {
  const collection = openCollection<LinkDocument>(
    connection,
    'links',
    {
      tokenHash: String, kind: String, taskId: String, instanceId: String, processId: String, branchId: String, label: String, createdBy: String, createdAt: Date, expiresAt: Date,
      openedAt: Date, key: String, keyAt: Date, usedAt: Date, revokedAt: Date, revokedBy: String, sms: anything,
    },
    [
      { keys: { tokenHash: 1 }, options: { unique: true } },
      { keys: { taskId: 1, createdAt: -1 } },
      { keys: { processId: 1, createdBy: 1, createdAt: -1 } },
    ],
  );
  const { model } = collection;
  const usable = { usedAt: null, revokedAt: null };
  const change = async (filter: object, update: object): Promise<boolean> => (await model.updateOne(filter, update)).modifiedCount === 1;

  return {
    ...collection,
    byIds: (ids: readonly string[]) => collection.find({ _id: { $in: [...new Set(ids)] } }),
    byTokenHash: (tokenHash: string) => collection.findOne({ tokenHash }),
    ofTask: (taskId: string) => collection.find({ taskId, kind: 'task' }, { sort: { createdAt: -1 }, limit: 50 }),
    /** Links to the start form of a process that a person made. */
    ofStarter: (processId: string, createdBy: string) => collection.find({ processId, createdBy, kind: 'start' }, { sort: { createdAt: -1 }, limit: 20 }),
    opened: (id: string, at: Date) => change({ _id: id, openedAt: null }, { $set: { openedAt: at } }),
    /** Takes the link for the submission with that key; false when another one has it, or it is used up or revoked. */
    reserve: async (id: string, key: string, at: Date): Promise<boolean> =>
      (await model.updateOne({ _id: id, ...usable, key: { $in: [null, key] } } as never, { $set: { key, keyAt: at } })).matchedCount === 1,
    /** Gives the link back: the submission was refused, and another may be made. */
    giveBack: (id: string, key: string) => change({ _id: id, usedAt: null, key }, { $unset: { key: 1, keyAt: 1 } }),
    used: (id: string, key: string, at: Date, instanceId: string) => change({ _id: id, key, usedAt: null }, { $set: { usedAt: at, instanceId } }),
    /** False when it is used up or revoked already, or a submission is on its way. */
    revoke: (id: string, by: string, at: Date) => change({ _id: id, ...usable, key: null }, { $set: { revokedAt: at, revokedBy: by } }),
    /** Takes away whom the links to these instances and tasks were for. */
    forgetWhom: async (instanceIds: readonly string[], taskIds: readonly string[]): Promise<void> => {
      await model.updateMany({ $or: [{ instanceId: { $in: [...instanceIds] } }, { taskId: { $in: [...taskIds] } }] }, { $set: { label: '***' } });
    },
    told: (id: string, sms: NonNullable<LinkDocument['sms']>) => change({ _id: id }, { $set: { sms } }),
  };
}
