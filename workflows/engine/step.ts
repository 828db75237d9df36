import type { Command } from './commands';
import type { EngineEvent } from './events';
import { settle } from './moves';
import type { Plan } from './plan';
import { refusal } from './refusal';
import { followVariables } from './reschedule';
import { Run } from './run';
import type { State } from './state';
import { takeEvent } from './take-event';

export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
}

/**
 * What follows from an event: the next state, and what the outside world must do.
 * Pure and total: an event that is refused (see `refusal`) gives back the very same state and no commands.
 * `now` is an ISO instant, a timer event's is the timer's due instant.
 */
export function step(plan: Plan, state: State, event: EngineEvent, now: string): Step {
  if (refusal(state, event)) return { state, commands: [] };
  const run = new Run(plan, state, now);
  takeEvent(run, event);
  settle(run);
  followVariables(run);
  return { state: run.result(), commands: run.commands };
}
