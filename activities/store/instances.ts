import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { InstanceDocument } from './documents';
import { anything } from './model';

/** What `store.instances` can do. */
export type Instances = ReturnType<typeof instancesOf>;

/** The read model of process instances; `writeSteps` alone changes it. */
export function instancesOf(connection: Connection) {
  const collection = openCollection<InstanceDocument>(
    connection,
    'instances',
    {
      processId: String,
      planHash: String,
      processName: anything,
      businessKey: String,
      title: String,
      titleEn: String,
      branchId: String,
      subject: String,
      status: String,
      incidents: Number,
      seq: Number,
      startedAt: Date,
      startedBy: String,
      endedAt: Date,
      endReason: String,
      parentId: String,
      origin: String,
      standsAt: anything,
      due: Date,
      updatedAt: Date,
      state: anything,
    },
    [
      { keys: { status: 1, branchId: 1, updatedAt: -1 } },
      { keys: { processId: 1, businessKey: 1, status: 1 } },
      { keys: { processId: 1, status: 1, updatedAt: -1 } },
      { keys: { startedBy: 1, updatedAt: -1 } },
      { keys: { branchId: 1, updatedAt: -1 } },
      { keys: { parentId: 1 }, options: { sparse: true } },
      { keys: { origin: 1 }, options: { sparse: true } },
      { keys: { status: 1, incidents: 1 } },
      { keys: { updatedAt: -1 } },
      { keys: { subject: 1, startedAt: -1 }, options: { sparse: true } },
      { keys: { 'state.calendar.version': 1 }, options: { partialFilterExpression: { status: 'running' } } },
    ],
  );
  return {
    ...collection,
    isThere: async (id: string): Promise<boolean> => (await collection.model.exists({ _id: id })) !== null,
    /** Those that were started with this business key, newest first. */
    ofBusinessKey: (processId: string, businessKey: string) =>
      collection.find({ processId, businessKey }, { sort: { startedAt: -1 }, without: ['state'] }),
    /** Ids of the running ones that count by another holiday table: none but these are looked at, however many run. */
    ofOtherCalendar: (version: string) => collection.model.find({ status: 'running', 'state.calendar.version': { $ne: version } }, { _id: 1 }).lean<{ _id: string }[]>(),
  };
}
