import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import type { StepWrite } from '../contract';
import { asInState } from './as-in-state';
import type { AuditDocument, EventDocument, SubmissionDocument } from './documents';
import { eventId } from './events';
import type { Tasks } from './tasks';
import { branchOf } from './titles';

/**
 * Stray steps: a worker writes a step before Temporal hears of it. Killed in between, it leaves a step that never was;
 * what comes first afterwards, somebody else's answer or a timer, takes its number. The later of two steps of one number
 * is the one that Temporal knows.
 */
export function strayStepsOf(connection: Connection, tasks: Tasks) {
  const events = () => connection.collection<EventDocument>('events');
  return {
    /** The number of the first step that stands in the log as another, earlier one; undefined when all were written before, or later ones are there. */
    async first(steps: readonly StepWrite[]): Promise<number | undefined> {
      const logged = await events().find({ _id: { $in: steps.map(({ instanceId, seq }) => eventId(instanceId, seq)) } }).toArray();
      const bySeq = new Map(logged.map((event) => [event.seq, event]));
      return steps.find(({ seq, event, now }) => {
        const known = bySeq.get(seq);
        return known !== undefined && known.now < new Date(now) && !isDeepStrictEqual(known.event, plain(event));
      })?.seq;
    },

    /** Takes steps out of the log from that number on, with what they said to people; what they closed is open again, their answers wait again. The audit says so. */
    async takeBack(step: StepWrite, seq: number): Promise<void> {
      const { instanceId, state, now } = step;
      const from = { instanceId, seq: { $gte: seq } };
      const ids = (await events().find(from, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
      const submissions = connection.collection<SubmissionDocument>('submissions');
      const audit = connection.collection<AuditDocument>('audit');
      await Promise.all([
        submissions.updateMany({ ...from, status: 'accepted' }, { $set: { status: 'pending' }, $unset: { seq: 1 } }),
        // A notification's id is its step's, `#` and a number; `$` follows `#`.
        connection.collection<{ _id: string }>('notifications').deleteMany({ $or: ids.map((id) => ({ _id: { $gte: `${id}#`, $lt: `${id}$` } })) }),
        audit.deleteMany({ _id: { $in: ids } }),
        audit.updateOne({ _id: `${eventId(instanceId, seq)}#replaced` }, { $setOnInsert: { at: new Date(now), by: 'system', action: 'step.replaced', subject: instanceId, branchId: branchOf(step), detail: { seq } } }, { upsert: true }),
        ...Object.entries(await asInState(tasks, state, now)).map(([name, operations]) => (operations.length === 0 ? undefined : connection.collection(name).bulkWrite(operations as never[], { ordered: true }))),
        connection.collection<{ _id: string }>('instances').updateOne({ _id: instanceId, seq: { $gte: seq } }, { $set: { seq: seq - 1 } }),
      ]);
      // Last: as long as they stand there, all this is done again.
      await events().deleteMany(from);
    },
  };
}

/** As MongoDB gives it back. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
