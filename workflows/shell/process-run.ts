import { ApplicationFailure, condition, log } from '@temporalio/workflow';
import type { StepWrite } from '../../activities/contract';
import { nextTimer, refusal, step } from '../engine';
import type { Command } from '../engine/commands';
import type { EngineEvent } from '../engine/events';
import type { Plan } from '../engine/plan';
import type { State, Timer } from '../engine/state';
import type { CancelInstance, ChildEnded, MessageSignal, PendingCommand, StepAnswer } from '../messages';
import { ChildStarter } from './child-starter';
import { Deliveries } from './deliveries';
import { JobRunner } from './job-runner';
import { WriteQueue } from './write-queue';

/** Why a child is cancelled when nobody asked for it: its caller was interrupted. */
const BY_ITSELF: CancelInstance = { by: 'system', reason: '上级事项已不再需要' };

/** Timers fired without a pause: a workflow task must not take long. */
const TIMERS_AT_ONCE = 50;

export interface RunFacts {
  readonly plan: Plan;
  readonly planHash: string;
  readonly parentId?: string;
}

/** One run of an instance: takes events one by one, hands their commands to Temporal, and has every step written in order. */
export class ProcessRun {
  readonly #writes = new WriteQueue();
  readonly #jobs: JobRunner;
  readonly #children: ChildStarter;
  readonly #deliveries: Deliveries;
  #state: State;
  #end: Extract<Command, { kind: 'end' }> | undefined;
  /** The first timer, and the state that it was looked up in. */
  #timer: Timer | undefined;
  #timerOf: State | undefined;

  constructor(
    private readonly facts: RunFacts,
    state: State,
  ) {
    const { instanceId } = state;
    this.#state = state;
    this.#jobs = new JobRunner({ instanceId, processId: facts.plan.id }, (event) => void this.take(event));
    this.#children = new ChildStarter(
      Object.keys(state.children),
      () => ({ instanceId, by: this.#state.startedBy, calendar: this.#state.calendar }),
      (event) => void this.take({ kind: 'child-ended', ...event }),
    );
    this.#deliveries = new Deliveries(instanceId);
  }

  get state(): State {
    return this.#state;
  }

  /** What is still under way and can be begun again by its id. */
  get pending(): readonly PendingCommand[] {
    return [...this.#jobs.pending, ...this.#children.pending];
  }

  /** True when every step is written and delivered, and every start of a child answered. */
  get settled(): boolean {
    return this.#writes.idle && this.#deliveries.idle && !this.#children.busy;
  }

  get jobsRunning(): boolean {
    return this.#jobs.count > 0;
  }

  /** Begins again what the run before had under way, and to write. Called in a scope that a cancellation does not reach. */
  resume(pending: readonly PendingCommand[]): void {
    void this.#writes.drain();
    for (const command of pending) this.#execute(command, BY_ITSELF);
  }

  /** Takes an event at the present moment, after every timer that was due before it. */
  take(event: EngineEvent): Promise<StepAnswer> {
    this.fireDueTimers();
    return this.#take(event, new Date(Date.now()).toISOString());
  }

  /** Takes a message; one that came too late for its subscription goes back. */
  takeMessage(message: MessageSignal): Promise<StepAnswer> {
    const event: EngineEvent = { kind: 'message-received', ...message };
    this.fireDueTimers();
    const refused = refusal(this.#state, event);
    // The closed subscription must be written first, or it would be found again.
    if (refused && refused.code !== 'Repeated') this.#deliveries.giveBack(message.messageId, message.subscriptionId, () => condition(() => this.#writes.idle));
    return this.take(event);
  }

  /** Like `take`, but throws the refusal, for callers who want to know. */
  takeOrRefuse(event: EngineEvent): Promise<StepAnswer> {
    this.fireDueTimers();
    const refused = refusal(this.#state, event);
    if (refused?.code === 'Repeated') return Promise.resolve(this.#answer({ repeated: true, visible: this.#writes.idle }));
    if (refused) throw ApplicationFailure.create({ message: refused.message, type: refused.code, nonRetryable: true });
    return this.take(event);
  }

  /** Throws when the event is refused; changes nothing and does no I/O, so that it can stand in a validator. */
  check(event: EngineEvent): void {
    const refused = this.#state.status === 'new' ? undefined : refusal(this.#state, event);
    if (refused && refused.code !== 'Repeated') throw ApplicationFailure.create({ message: refused.message, type: refused.code, nonRetryable: true });
  }

  /** Fires what is due, the earliest first, each at its own instant; after a long sleep of a short cycle, only the first of them. */
  fireDueTimers(): void {
    for (let fired = 0; fired < TIMERS_AT_ONCE; fired += 1) {
      const timer = this.nextTimer;
      if (!timer || this.#state.status !== 'running' || Date.parse(timer.due) > Date.now()) return;
      void this.#take({ kind: 'timer-fired', timerId: timer.id }, timer.due);
    }
  }

  /** The timer that fires first. */
  get nextTimer(): Timer | undefined {
    if (this.#timerOf !== this.#state) {
      this.#timer = nextTimer(this.#state);
      this.#timerOf = this.#state;
    }
    return this.#timer;
  }

  /** An ended instance waits for no job. */
  abandonJobs(): void {
    this.#jobs.cancelAll();
  }

  /** What the parent is told of the end. */
  childEnded(childId: string): ChildEnded {
    const end = this.#end;
    if (!end) return { childId, outcome: 'failed', variables: {}, message: `Instance "${this.#state.instanceId}" has not ended` };
    return { childId, outcome: end.outcome, variables: end.variables, ...(end.errorCode === undefined ? {} : { errorCode: end.errorCode }) };
  }

  #take(event: EngineEvent, now: string): Promise<StepAnswer> {
    const { plan } = this.facts;
    const { state, commands } = step(plan, this.#state, event, now);
    if (state === this.#state) return Promise.resolve(this.#answer({ repeated: false, visible: true }));
    this.#state = state;
    const reason = event.kind === 'cancelled' || event.kind === 'child-exempted' ? { by: event.by, reason: event.reason } : BY_ITSELF;
    for (const command of commands) this.#execute(command, reason);
    if (event.kind === 'child-ended') this.#children.ended(event.childId);
    if (event.kind === 'message-received' || commands.some(needsDelivery)) this.#deliveries.expect(state.seq);
    return this.#write(event, now, commands);
  }

  #write(event: EngineEvent, now: string, commands: readonly Command[]): Promise<StepAnswer> {
    const answer = this.#answer({ repeated: false, visible: true, commands });
    const { plan, planHash, parentId } = this.facts;
    const { instanceId, seq } = this.#state;
    const write: StepWrite = { instanceId, processId: plan.id, planHash, ...(parentId === undefined ? {} : { parentId }), seq, event, now, commands, state: this.#state };
    return this.#writes.add(write, () => this.#deliveries.written(seq)).then((visible) => ({ ...answer, visible }));
  }

  #answer(options: { readonly repeated: boolean; readonly visible: boolean; readonly commands?: readonly Command[] }): StepAnswer {
    const { repeated, visible, commands = [] } = options;
    const opened = commands.flatMap((command) => (command.kind === 'open-task' ? [command.task.id] : []));
    return { seq: this.#state.seq, visible, opened, status: this.#state.status, repeated };
  }

  #execute(command: Command, reason: CancelInstance): void {
    switch (command.kind) {
      case 'start-job':
        return this.#jobs.start(command);
      case 'cancel-job':
        return this.#jobs.cancel(command.jobId);
      case 'start-child':
        return this.#children.start(command);
      case 'cancel-child':
        return this.#children.cancel(command.childId, reason);
      case 'end':
        this.#end = command;
        return;
      case 'raise-incident':
        return log.warn('Incident raised', { incidentId: command.incidentId, elementId: command.elementId, cause: command.cause });
      default:
        // All other commands are documents: `writeSteps` writes them.
        return;
    }
  }
}

function needsDelivery(command: Command): boolean {
  return command.kind === 'subscribe' || command.kind === 'publish-message' || command.kind === 'broadcast-signal';
}
