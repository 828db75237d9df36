import { isDeepStrictEqual } from 'node:util';
import type { Calendar, Variables } from '../../../feel/types';
import { initialState, nextTimer, step } from '../../../workflows/engine';
import type { Command } from '../../../workflows/engine/commands';
import type { EngineEvent } from '../../../workflows/engine/events';
import type { Plan } from '../../../workflows/engine/plan';
import type { Semantics } from '../../../workflows/engine/semantics';
import type { State, TaskState } from '../../../workflows/engine/state';
import { withoutInstance } from '../../../workflows/engine/variables';

export const START = '2026-03-02T01:00:00Z';
export const calendar: Calendar = { version: 'none', years: {} };

/** One instance of a plan, played by hand. Every step is taken twice, the second time from a JSON copy, and on frozen input. */
export class Play {
  state: State;
  now = START;
  readonly events: { event: EngineEvent; now: string }[] = [];
  readonly commands: Command[] = [];
  /** Commands of the last step. */
  last: readonly Command[] = [];
  #keys = 0;

  constructor(
    readonly plan: Plan,
    options: { readonly called?: boolean; readonly calendar?: Calendar; readonly semantics?: Semantics } = {},
  ) {
    frozen(plan);
    this.state = frozen(initialState('i', options.calendar ?? calendar, options));
  }

  static start(plan: Plan, variables: Variables = {}, options: { readonly called?: boolean; readonly calendar?: Calendar; readonly startEvent?: string; readonly semantics?: Semantics } = {}): Play {
    const { startEvent } = options;
    const play = new Play(plan, options);
    play.take({ kind: 'started', variables, by: 'ann', calendar: options.calendar ?? calendar, ...(startEvent === undefined ? {} : { startEvent }) });
    return play;
  }

  take(event: EngineEvent, now = this.now): this {
    const before = this.state;
    const result = step(this.plan, before, frozen(event), now);
    const again = step(this.plan, copy(before), copy(event), now);
    if (JSON.stringify(again) !== JSON.stringify(result)) throw new Error('The same event gave another result');
    if (!isDeepStrictEqual(copy(result.state), result.state)) throw new Error('The state is not plain JSON');
    this.state = frozen(result.state);
    this.last = result.commands;
    this.now = now;
    if (result.state !== before) this.events.push({ event, now });
    this.commands.push(...result.commands);
    return this;
  }

  task(elementId: string): TaskState {
    const found = Object.values(this.state.tasks).find(({ task }) => task.elementId === elementId);
    if (!found) throw new Error(`No open task "${elementId}", open are: ${Object.keys(this.state.tasks).join(', ')}`);
    return found;
  }

  answer(elementId: string, answers: Variables = {}, by = 'ann'): this {
    this.#keys += 1;
    return this.take({ kind: 'task-completed', taskId: this.task(elementId).task.id, answers, by, key: `k${this.#keys}`, answerHash: JSON.stringify(answers) });
  }

  jobId(elementId: string): string {
    const found = Object.entries(this.state.jobs).find(([, job]) => job.elementId === elementId);
    if (!found) throw new Error(`No job of "${elementId}", there are: ${Object.keys(this.state.jobs).join(', ')}`);
    return found[0];
  }

  done(elementId: string, variables: Variables = {}): this {
    return this.take({ kind: 'job-completed', jobId: this.jobId(elementId), variables });
  }

  failed(elementId: string, errorCode?: string): this {
    return this.take({ kind: 'job-failed', jobId: this.jobId(elementId), message: 'no luck', ...(errorCode === undefined ? {} : { errorCode }) });
  }

  /** Fires the earliest timer. */
  tick(): this {
    const timer = nextTimer(this.state);
    if (!timer) throw new Error('No timer is set');
    return this.take({ kind: 'timer-fired', timerId: timer.id }, timer.due);
  }

  message(name: string, variables: Variables = {}, messageId = `m${this.events.length}`): this {
    const found = Object.values(this.state.subscriptions).find((one) => one.kind === 'message' && one.name === name);
    if (!found) throw new Error(`Nobody waits for message "${name}"`);
    return this.take({ kind: 'message-received', messageId, subscriptionId: found.id, variables });
  }

  signal(name: string, variables: Variables = {}, signalId = `g${this.events.length}`): this {
    return this.take({ kind: 'signal-received', signalId, name, variables });
  }

  childEnded(elementId: string, event: Partial<Extract<EngineEvent, { kind: 'child-ended' }>> = {}): this {
    const found = Object.entries(this.state.children).find(([, child]) => child.elementId === elementId);
    if (!found) throw new Error(`No child of "${elementId}"`);
    return this.take({ kind: 'child-ended', childId: found[0], outcome: 'completed', variables: {}, ...event });
  }

  retry(variables?: Variables): this {
    const [incident] = Object.values(this.state.incidents);
    if (!incident) throw new Error('There is no incident');
    return this.take({ kind: 'incident-retried', incidentId: incident.id, by: 'ann', ...(variables ? { variables } : {}) });
  }

  /** Ids of elements with an open task, in order of opening. */
  get open(): string[] {
    return Object.values(this.state.tasks).map(({ task }) => task.elementId);
  }

  get root(): Variables {
    return withoutInstance(this.state.scopes['root']?.variables ?? {});
  }

  /** What was handed over at the end, without `instance`. */
  get result(): Variables | undefined {
    const end = this.commands.find((command) => command.kind === 'end');
    return end && withoutInstance(end.variables);
  }

  get incidents(): string[] {
    return Object.values(this.state.incidents).map(({ cause, elementId }) => `${cause} at ${elementId}`);
  }

  /** The way so far: elements entered. */
  get way(): string[] {
    return this.commands.flatMap((command) => (command.kind === 'trace' && command.what === 'entered' ? [command.id] : []));
  }

  all<K extends Command['kind']>(kind: K): Extract<Command, { kind: K }>[] {
    return this.commands.filter((command): command is Extract<Command, { kind: K }> => command.kind === kind);
  }

  lastOf<K extends Command['kind']>(kind: K): Extract<Command, { kind: K }>[] {
    return this.last.filter((command): command is Extract<Command, { kind: K }> => command.kind === kind);
  }
}

export function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}
