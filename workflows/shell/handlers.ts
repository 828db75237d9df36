import { condition, setHandler, defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { State } from '../engine/state';
import type { EngineEvent } from '../engine/events';
import {
  QUERIES,
  SIGNALS,
  UPDATES,
  type AddItems,
  type BpmnSignal,
  type CalendarChanged,
  type CancelInstance,
  type ChangeVariables,
  type ChildEnded,
  type CompleteTask,
  type ExemptChild,
  type InstanceFacts,
  type MessageSignal,
  type RetryIncident,
  type StepAnswer,
  type TakeAction,
} from '../messages';
import type { ProcessRun } from './process-run';

/** What handlers know of the run: there is none while a child still loads its plan. */
export interface Reception {
  run: ProcessRun | undefined;
  updates: number;
  continueRequested: boolean;
}

/** Registers every update, signal and query, before anything else is awaited: whatever arrives early waits for the run. */
export function receive(reception: Reception, facts: InstanceFacts): void {
  update<CompleteTask>(reception, UPDATES.completeTask, (complete) => ({ kind: 'task-completed', ...complete }));
  update<RetryIncident>(reception, UPDATES.retryIncident, (retry) => ({ kind: 'incident-retried', ...retry }));
  update<CancelInstance>(reception, UPDATES.cancel, (cancel) => ({ kind: 'cancelled', ...cancel }));
  update<ChangeVariables>(reception, UPDATES.changeVariables, (change) => ({ kind: 'variables-changed', ...change }));
  update<TakeAction>(reception, UPDATES.takeAction, (action) => ({ kind: 'action-taken', ...action }));
  update<AddItems>(reception, UPDATES.addItems, (items) => ({ kind: 'items-added', ...items }));
  update<ExemptChild>(reception, UPDATES.exemptChild, (exemption) => ({ kind: 'child-exempted', ...exemption }));
  signal<BpmnSignal>(reception, SIGNALS.bpmnSignal, (received) => ({ kind: 'signal-received', ...received }));
  setHandler(defineSignal<[MessageSignal]>(SIGNALS.message), async (message) => {
    await (reception.run ?? (await started(reception))).takeMessage(message);
  });
  signal<ChildEnded>(reception, SIGNALS.childEnded, (ended) => ({ kind: 'child-ended', ...ended }));
  signal<CancelInstance>(reception, SIGNALS.cancelled, (cancel) => ({ kind: 'cancelled', ...cancel }));
  signal<CalendarChanged>(reception, SIGNALS.calendarChanged, (changed) => ({ kind: 'calendar-changed', ...changed }));
  setHandler(defineSignal(SIGNALS.continueAsNew), () => {
    reception.continueRequested = true;
  });
  setHandler(defineQuery<State | undefined>(QUERIES.state), () => reception.run?.state);
  setHandler(defineQuery<InstanceFacts>(QUERIES.facts), () => facts);
}

function update<Payload>(reception: Reception, name: string, eventOf: (payload: Payload) => EngineEvent): void {
  const handler = async (payload: Payload): Promise<StepAnswer> => {
    reception.updates += 1;
    const run = reception.run ?? (await started(reception));
    return run.takeOrRefuse(eventOf(payload));
  };
  setHandler(defineUpdate<StepAnswer, [Payload]>(name), handler, { validator: (payload) => reception.run?.check(eventOf(payload)) });
}

function signal<Payload>(reception: Reception, name: string, eventOf: (payload: Payload) => EngineEvent): void {
  setHandler(defineSignal<[Payload]>(name), async (payload) => {
    const run = reception.run ?? (await started(reception));
    await run.take(eventOf(payload));
  });
}

async function started(reception: Reception): Promise<ProcessRun> {
  await condition(() => reception.run !== undefined);
  // The condition above has just held.
  return reception.run as ProcessRun;
}
