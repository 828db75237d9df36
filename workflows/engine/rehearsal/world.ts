import type { Variables } from '../../../feel/types';
import type { Command } from '../commands';
import type { EngineEvent } from '../events';
import { initialState } from '../initial-state';
import { nextTimer } from '../next-timer';
import { actionName } from '../action-of';
import { refusal } from '../refusal';
import { ROOT } from '../scopes';
import type { Plan } from '../plan';
import type { State, Timer } from '../state';
import { step } from '../step';
import { Actors } from './actors';
import { Agenda, type Appointment } from './agenda';
import { lineOf, nameOf } from './line-of';
import { Post } from './post';
import type { RehearsalOptions, TimelineEntry } from './options';

const DAY_MS = 86_400_000;

interface Instance {
  readonly plan: Plan;
  state: State;
  readonly parent?: { readonly instanceId: string; readonly childId: string };
}

/** Everything that a rehearsal stands in for: people, jobs, messages, called processes, and the clock. */
export class World {
  readonly agenda = new Agenda();
  readonly timeline: TimelineEntry[] = [];
  readonly reached = new Map<string, Set<string>>();
  readonly plans = new Map<string, Plan>();
  readonly instances = new Map<string, Instance>();
  /** Variables of ended instances. */
  readonly results = new Map<string, Variables>();
  readonly actors: Actors;
  readonly #post: Post;
  readonly #taskElements = new Map<string, string>();
  #keys = 0;
  now: number;

  constructor(readonly options: RehearsalOptions) {
    this.now = Date.parse(options.start);
    this.actors = new Actors(this.agenda, options);
    this.#post = new Post(this.agenda, options);
  }

  open(plan: Plan, instanceId: string, variables: Variables, parent?: Instance['parent']): void {
    const { calendar } = this.options;
    this.plans.set(plan.id, plan);
    if (!this.reached.has(plan.id)) this.reached.set(plan.id, new Set());
    this.instances.set(instanceId, { plan, state: initialState(instanceId, calendar, { called: parent !== undefined }), ...(parent ? { parent } : {}) });
    this.#note(instanceId, plan, { kind: 'started' });
    const startEvent = parent ? undefined : this.options.startEvent;
    this.agenda.add({ at: this.now, instanceId, event: { kind: 'started', variables, by: 'rehearsal', calendar, ...(startEvent === undefined ? {} : { startEvent }) } });
  }

  /** The timer that fires first of all instances. */
  firstTimer(): { readonly at: number; readonly instanceId: string; readonly timer: Timer } | undefined {
    let first: { at: number; instanceId: string; timer: Timer } | undefined;
    for (const [instanceId, { state }] of this.instances) {
      const timer = nextTimer(state);
      const at = timer ? Date.parse(timer.due) : NaN;
      if (timer && (!first || at < first.at)) first = { at, instanceId, timer };
    }
    return first;
  }

  fire(instanceId: string, timer: Timer): void {
    const instance = this.instances.get(instanceId);
    if (instance && timer.taskId === undefined) this.#note(instanceId, instance.plan, { kind: 'timer', elementId: timer.elementId, name: nameOf(instance.plan, timer.elementId) });
    this.take(instanceId, { kind: 'timer-fired', timerId: timer.id });
  }

  /** What was arranged happens, if it still can. */
  keep(appointment: Appointment): void {
    const { instanceId, event } = appointment;
    const before = this.instances.get(instanceId);
    if (!before || !this.actors.isLeft(appointment) || refusal(before.state, event)) return;
    this.actors.done(appointment);
    if (event.kind === 'action-taken') this.#noteAction(instanceId, before, event);
    this.take(instanceId, event);
  }

  take(instanceId: string, event: EngineEvent): void {
    const instance = this.instances.get(instanceId);
    if (!instance) return;
    const { state, commands } = step(instance.plan, instance.state, event, this.#iso());
    instance.state = state;
    for (const command of commands) this.#carryOut(instanceId, instance, command);
  }

  #carryOut(instanceId: string, instance: Instance, command: Command): void {
    if (command.kind === 'open-task') this.#taskElements.set(command.task.id, command.task.elementId);
    if (command.kind === 'trace' && command.what === 'entered') this.reached.get(instance.plan.id)?.add(command.id);
    const line = lineOf(instance.plan, command, (taskId) => this.#taskElements.get(taskId) ?? '');
    if (line) this.#note(instanceId, instance.plan, line);
    switch (command.kind) {
      case 'open-task':
        return this.#answer(instanceId, instance.plan, command);
      case 'start-job':
        return this.#work(instanceId, command);
      case 'start-child':
        return this.#call(instanceId, command);
      case 'cancel-child':
        return this.take(command.childId, { kind: 'cancelled', by: 'rehearsal', reason: '' });
      case 'end':
        this.results.set(instanceId, command.variables);
        return this.#report(instance, command);
      case 'subscribe':
        if (command.action) this.actors.wait(instanceId, instance.plan, { ...command, action: command.action }, this.now, () => instance.state.scopes[ROOT]?.variables ?? {});
        return this.#post.handle(instanceId, instance, command, this.now);
      default:
        return this.#post.handle(instanceId, instance, command, this.now);
    }
  }

  #answer(instanceId: string, plan: Plan, { task }: Extract<Command, { kind: 'open-task' }>): void {
    const { answer } = this.options;
    const given = answer ? answer(task, plan) : { answers: {} };
    if (!given) return;
    const delay = given.delayMs ?? this.#usualDelay(task.due);
    this.#keys += 1;
    // Somebody else than those who may not; a rehearsal has people enough.
    const by = given.by ?? somebodyElse(task.excludedActors);
    const event = { kind: 'task-completed', taskId: task.id, answers: given.answers, by, key: `k${this.#keys}`, answerHash: String(this.#keys) } as const;
    this.agenda.add({ at: this.now + delay, instanceId, event });
  }

  /** Half of the time until it is due, in whole days if there are any, so that nobody works at night; a day without a due date. */
  #usualDelay(due: string | undefined): number {
    const half = due === undefined ? 0 : Math.floor((Date.parse(due) - this.now) / 2);
    if (half <= 0) return DAY_MS;
    return half < DAY_MS ? half : half - (half % DAY_MS);
  }

  #work(instanceId: string, command: Extract<Command, { kind: 'start-job' }>): void {
    const result = this.options.jobs?.(command) ?? {};
    const { errorCode } = result as { readonly errorCode?: unknown };
    const event: EngineEvent =
      typeof errorCode === 'string' && Object.keys(result).length === 1
        ? { kind: 'job-failed', jobId: command.jobId, message: errorCode, errorCode }
        : { kind: 'job-completed', jobId: command.jobId, variables: result as Variables };
    this.agenda.add({ at: this.now, instanceId, event });
  }

  #call(instanceId: string, { childId, process, variables }: Extract<Command, { kind: 'start-child' }>): void {
    const plan = this.options.called?.[process];
    if (plan) return this.open(plan, childId, variables, { instanceId, childId });
    this.agenda.add({ at: this.now, instanceId, event: { kind: 'child-ended', childId, outcome: 'completed', variables: {} } });
  }

  #report({ parent }: Instance, { outcome, variables, errorCode }: Extract<Command, { kind: 'end' }>): void {
    if (!parent) return;
    const event = { kind: 'child-ended', childId: parent.childId, outcome, variables, ...(errorCode === undefined ? {} : { errorCode }) } as const;
    this.agenda.add({ at: this.now, instanceId: parent.instanceId, event });
  }

  #noteAction(instanceId: string, { plan, state }: Instance, { subscriptionId, by }: Extract<EngineEvent, { kind: 'action-taken' }>): void {
    const eventId = state.subscriptions[subscriptionId]?.action?.eventId ?? '';
    this.#note(instanceId, plan, { kind: 'action', elementId: eventId, name: actionName(plan, eventId), who: [by] });
  }

  #note(instanceId: string, plan: Plan, line: Omit<TimelineEntry, 'at' | 'process' | 'instanceId'>): void {
    this.timeline.push({ at: this.#iso(), process: plan.id, instanceId, ...line });
  }

  #iso(): string {
    return new Date(this.now).toISOString();
  }
}

function somebodyElse(excluded: readonly string[]): string {
  let number = 1;
  while (excluded.includes(`person-${number}`)) number += 1;
  return `person-${number}`;
}
