import { WorkflowNotFoundError } from '@temporalio/client';
import type { Calendar } from '../feel/types';
import { SEMANTICS } from '../workflows/engine/semantics';
import { SIGNALS, type CalendarChanged } from '../workflows/messages';
import type { Engine } from './start-process';

export interface FanOut {
  /** Instances a second, so that people's own requests are not kept waiting. */
  readonly perSecond: number;
  /** Called after each instance with how many are done, and of how many. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Has every running instance of older semantics continue as new: it goes on with the present ones. Answers how many were told;
 * one that has taken no step since it was told before is told again, which changes nothing.
 */
export async function upgradeInstances(engine: Engine, options: FanOut): Promise<number> {
  const older = await engine.store.instances.model.find({ status: 'running', 'state.semantics': { $ne: SEMANTICS } }, { _id: 1 }).lean<{ _id: string }[]>();
  return tell(engine, older, SIGNALS.continueAsNew, undefined, options);
}

/** Tells every running instance that counts by another holiday table of the new one, so that its open deadlines move. Answers how many were told. */
export async function announceCalendar(engine: Engine, calendar: Calendar, options: FanOut): Promise<number> {
  const payload: CalendarChanged = { calendar };
  return tell(engine, await engine.store.instances.ofOtherCalendar(calendar.version), SIGNALS.calendarChanged, payload, options);
}

async function tell({ client }: Engine, ids: readonly { readonly _id: string }[], signal: string, payload: unknown, { perSecond, progress }: FanOut): Promise<number> {
  let told = 0;
  for (const [index, { _id }] of ids.entries()) {
    const next = new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
    try {
      await client.workflow.getHandle(_id).signal(signal, ...(payload === undefined ? [] : [payload]));
      told += 1;
    } catch (error) {
      // It has ended in the meantime.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
    progress?.(index + 1, ids.length);
    await next;
  }
  return told;
}
