import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { DefinitionDocument } from './documents';
import { anything } from './model';

/** What `store.definitions` can do. */
export type Definitions = ReturnType<typeof definitionsOf>;

/** Published process definitions, every version of them. */
export function definitionsOf(connection: Connection) {
  const collection = openCollection<DefinitionDocument>(
    connection,
    'definitions',
    { processId: String, version: Number, latest: Boolean, name: anything, xml: String, planHash: String, publishedAt: Date, publishedBy: String, startsBySchedule: Boolean, messageStarts: anything, signalStarts: anything },
    [
      { keys: { processId: 1, version: -1 }, options: { unique: true } },
      { keys: { latest: 1, processId: 1 } },
      { keys: { planHash: 1 } },
      { keys: { 'messageStarts.name': 1 } },
      { keys: { 'signalStarts.name': 1 } },
    ],
  );
  return {
    ...collection,
    latest: (processId: string) => collection.findOne({ processId }, { sort: { version: -1 } }),
    /** The plan of the newest version; undefined when none is published. */
    latestPlanHash: async (processId: string) => (await collection.findOne({ processId }, { sort: { version: -1 }, without: ['xml'] }))?.planHash,
    /** The newest version of every process. */
    allLatest: () => collection.find({ latest: true }, { sort: { processId: 1 } }),
    /** Adds a version as the newest one; false when that number is taken. */
    publish: async (definition: DefinitionDocument): Promise<boolean> => {
      if (!(await collection.insert(definition))) return false;
      await collection.model.updateMany({ processId: definition.processId, version: { $lt: definition.version }, latest: true }, { $set: { latest: false } });
      return true;
    },
    startedByMessage: (name: string) => collection.find({ latest: true, 'messageStarts.name': name }, { without: ['xml'] }),
    startedBySignal: (name: string) => collection.find({ latest: true, 'signalStarts.name': name }, { without: ['xml'] }),
    byPlan: (planHash: string) => collection.findOne({ planHash }),
  };
}
