import type { Connection } from 'mongoose';
import { isDuplicate, openCollection } from './collection';
import type { EntityDocument, EntitySweepDocument } from './documents';

/** What `store.entities` can do. */
export type Entities = ReturnType<typeof entitiesOf>;

export interface Entity {
  readonly processId: string;
  readonly registry: string;
  readonly recordId: string;
  /** What the instance will be known by: another one makes it another instance. */
  readonly key: string;
}

/** Which records a process runs for by itself (`boai:each`), and how far each process has looked. */
export function entitiesOf(connection: Connection) {
  const collection = openCollection<EntityDocument>(
    connection,
    'entities',
    { processId: String, registry: String, recordId: String, key: String, active: Boolean, began: Boolean, turn: Number, instanceId: String, since: Date },
    [{ keys: { processId: 1, began: 1, since: 1 }, options: { partialFilterExpression: { began: false } } }],
  );
  const sweeps = openCollection<EntitySweepDocument>(connection, 'entitysweeps', { planHash: String, until: Date, fullAt: Date, leasedBy: String, leasedUntil: Date }, []);
  const idOf = ({ processId, recordId }: Pick<Entity, 'processId' | 'recordId'>): string => `${processId}/${recordId}`;

  return {
    ...collection,
    sweeps,
    /** The record has come to fulfil the condition: its turn counts one up, and an instance is due. False when it fulfilled it before. */
    enter: async (entity: Entity, at: Date): Promise<boolean> => {
      const { processId, registry, recordId, key } = entity;
      const isNews = { $or: [{ active: false }, { key: { $ne: key } }] };
      try {
        await collection.model.updateOne({ _id: idOf(entity), ...isNews } as never, { $set: { processId, registry, recordId, key, active: true, began: false, since: at }, $unset: { instanceId: 1 }, $inc: { turn: 1 } }, { upsert: true });
        return true;
      } catch (error) {
        // It is there, and it is no news.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    /** The record does not fulfil the condition any more: the next time that it does counts again. */
    leave: async (processId: string, recordIds: readonly string[]): Promise<void> => {
      if (recordIds.length === 0) return;
      await collection.model.updateMany({ _id: { $in: recordIds.map((recordId) => idOf({ processId, recordId })) }, active: true }, { $set: { active: false, began: true } });
    },
    /** Those whose instance is due, the oldest first. */
    due: (processId: string, limit: number): Promise<EntityDocument[]> => collection.find({ processId, began: false }, { sort: { since: 1, _id: 1 }, limit }),
    /** The instance of that turn has begun. */
    began: async ({ _id, turn }: Pick<EntityDocument, '_id' | 'turn'>, instanceId: string): Promise<void> => {
      await collection.model.updateOne({ _id, turn }, { $set: { began: true, instanceId } });
    },
    /** Takes the right to look for a process, for so long; undefined while somebody else has it. */
    lease: async (processId: string, by: string, at: Date, until: Date): Promise<EntitySweepDocument | undefined> => {
      try {
        const taken = await sweeps.model.findOneAndUpdate({ _id: processId, $or: [{ leasedUntil: null }, { leasedUntil: { $lt: at } }, { leasedBy: by }] } as never, { $set: { leasedBy: by, leasedUntil: until } }, { upsert: true, returnDocument: 'after' }).lean();
        return (taken ?? undefined) as EntitySweepDocument | undefined;
      } catch (error) {
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },
    /** Gives the right back, with what was looked at. */
    release: async (processId: string, by: string, looked: Partial<Pick<EntitySweepDocument, 'planHash' | 'until' | 'fullAt'>>): Promise<void> => {
      await sweeps.model.updateOne({ _id: processId, leasedBy: by }, { $set: looked, $unset: { leasedBy: 1, leasedUntil: 1 } });
    },
  };
}
