import { evaluateWithNotes, FeelError, type Evaluation } from '../../feel';
import type { Calendar, Variables } from '../../feel/types';
import type { Command } from './commands';
import { MAX_EXPRESSION_STEPS, MAX_RECEIVED, MAX_TOKENS, MAX_VISITS_PER_STEP } from './limits';
import type { Element, Feel, Plan, Valued } from './plan';
import { Problem } from './problem';
import type { Move, ScopeState, State, Token } from './state';
import { Journal, TrackedMap } from './tracked-map';

/** One step under way: a copy-on-write view of the state, the commands so far, and the moves still to make. */
export class Run {
  readonly #journal = new Journal();
  readonly scopes: TrackedMap<State['scopes'][string]>;
  readonly tokens: TrackedMap<State['tokens'][string]>;
  readonly timers: TrackedMap<State['timers'][string]>;
  readonly tasks: TrackedMap<State['tasks'][string]>;
  readonly answered: TrackedMap<State['answered'][string]>;
  readonly jobs: TrackedMap<State['jobs'][string]>;
  readonly subscriptions: TrackedMap<State['subscriptions'][string]>;
  readonly children: TrackedMap<State['children'][string]>;
  readonly incidents: TrackedMap<State['incidents'][string]>;
  readonly openings: TrackedMap<number>;
  readonly commands: Command[] = [];
  readonly queue: Move[] = [];
  /** Scopes that lost a token in this move and may have ended. */
  readonly touched = new Set<string>();
  /** Names of variables written in this step: what due dates may depend on. */
  readonly changed = new Set<string>();
  status: State['status'];
  calendar: Calendar;
  startedAt: string;
  startedBy: string;
  escalated: string | undefined;
  #next: number;
  #received: readonly string[];
  #visits = 0;
  #expressionSteps = 0;
  #tokenCount = 0;
  /** How many tokens each scope holds. */
  readonly #tokenCounts = new Map<string, number>();

  constructor(
    readonly plan: Plan,
    readonly state: State,
    /** ISO instant of the event. */
    readonly now: string,
  ) {
    this.scopes = new TrackedMap(state.scopes, this.#journal);
    this.tokens = new TrackedMap(state.tokens, this.#journal);
    this.timers = new TrackedMap(state.timers, this.#journal);
    this.tasks = new TrackedMap(state.tasks, this.#journal);
    this.answered = new TrackedMap(state.answered, this.#journal);
    this.jobs = new TrackedMap(state.jobs, this.#journal);
    this.subscriptions = new TrackedMap(state.subscriptions, this.#journal);
    this.children = new TrackedMap(state.children, this.#journal);
    this.incidents = new TrackedMap(state.incidents, this.#journal);
    this.openings = new TrackedMap(state.openings, this.#journal);
    this.status = state.status;
    this.calendar = state.calendar;
    this.startedAt = state.startedAt;
    this.startedBy = state.startedBy;
    this.escalated = state.escalated;
    this.#next = state.next;
    this.#received = state.received;
    for (const token of this.tokens.values()) this.#count(token.scopeId, 1);
  }

  get instanceId(): string {
    return this.state.instanceId;
  }

  emit(command: Command): void {
    this.commands.push(command);
  }

  /** A new id, unique in the instance. */
  newId(prefix: 's' | 't' | 'i'): string {
    return `${prefix}${this.#next++}`;
  }

  /** Counts another opening of the element, from 1. */
  open(elementId: string): number {
    const opening = (this.openings.get(elementId) ?? 0) + 1;
    this.openings.put(elementId, opening);
    return opening;
  }

  elementOf(token: Token): Element {
    const element = this.plan.elements[token.elementId];
    if (!element) throw new Problem('error', `流程中没有步骤“${token.elementId}”`);
    return element;
  }

  scopeOf(token: Token): ScopeState {
    const scope = this.scopes.get(token.scopeId);
    if (!scope) throw new Problem('error', `步骤“${token.elementId}”所在的范围已不存在`);
    return scope;
  }

  addToken(token: Omit<Token, 'id' | 'since'>): Token {
    const added: Token = { id: this.newId('t'), since: this.now, ...token };
    this.tokens.put(added.id, added);
    this.#count(added.scopeId, 1);
    return added;
  }

  dropToken(token: Token): void {
    if (!this.tokens.get(token.id)) return;
    this.tokens.drop(token.id);
    this.#count(token.scopeId, -1);
    this.touched.add(token.scopeId);
  }

  #count(scopeId: string, difference: 1 | -1): void {
    const count = this.#tokenCounts.get(scopeId) ?? 0;
    this.#tokenCounts.set(scopeId, count + difference);
    this.#tokenCount += difference;
    this.#journal.record(() => {
      this.#tokenCounts.set(scopeId, count);
      this.#tokenCount -= difference;
    });
  }

  hasTokens(scopeId: string): boolean {
    return (this.#tokenCounts.get(scopeId) ?? 0) > 0;
  }

  tokensIn(scopeId: string): Token[] {
    return this.tokens.values().filter((token) => token.scopeId === scopeId);
  }

  /** Counts a visit to an element; past the step's budget the token stops. */
  visit(): void {
    this.#visits += 1;
    if (this.#visits > MAX_VISITS_PER_STEP) throw new Problem('budget', `流程不经等待就循环：一次走过了超过 ${MAX_VISITS_PER_STEP} 个步骤`);
    if (this.#tokenCount > MAX_TOKENS) throw new Problem('budget', `同时进行的分支超过 ${MAX_TOKENS} 个`);
  }

  /** Evaluates as of `now`; whatever goes wrong stops the token. */
  evaluate(expression: Feel, variables: Variables, now = this.now): Evaluation {
    if (this.#expressionSteps > MAX_EXPRESSION_STEPS) throw new Problem('budget', '一次办理中的表达式计算量过大');
    try {
      const evaluation = evaluateWithNotes(expression, variables, { now, zone: this.plan.zone, calendar: this.calendar });
      this.#expressionSteps += evaluation.steps;
      return evaluation;
    } catch (error) {
      if (error instanceof FeelError) this.#expressionSteps += error.steps;
      if (error instanceof FeelError) throw new Problem('expression', `表达式无法计算：${error.message}`);
      throw new Problem('expression', `表达式“${expression}”无法计算：${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** A fixed value as it is, an expression's value otherwise. */
  valueOf(valued: Valued<Evaluation['value']>, variables: Variables, now = this.now): Evaluation {
    return valued.kind === 'fixed' ? { value: valued.value, assumedYears: [], steps: 0 } : this.evaluate(valued.feel, variables, now);
  }

  hasReceived(id: string): boolean {
    return this.#received.includes(id);
  }

  receive(id: string): void {
    this.#received = [...this.#received.slice(1 - MAX_RECEIVED), id];
  }

  /** Does all of it or, when it throws, nothing of it. */
  attempt(work: () => void): void {
    this.#journal.commit();
    const [commands, queue, next, escalated, status] = [this.commands.length, this.queue.length, this.#next, this.escalated, this.status];
    const touched = [...this.touched];
    try {
      work();
    } catch (error) {
      this.#journal.rollBack();
      this.commands.length = commands;
      this.queue.length = queue;
      this.#next = next;
      this.escalated = escalated;
      this.status = status;
      this.touched.clear();
      for (const scope of touched) this.touched.add(scope);
      throw error;
    }
  }

  result(): State {
    const { state } = this;
    return {
      schema: state.schema,
      semantics: state.semantics,
      instanceId: state.instanceId,
      seq: state.seq + 1,
      status: this.status,
      startedAt: this.startedAt,
      startedBy: this.startedBy,
      calendar: this.calendar,
      scopes: this.scopes.record(),
      tokens: this.tokens.record(),
      timers: this.timers.record(),
      tasks: this.tasks.record(),
      answered: this.answered.record(),
      jobs: this.jobs.record(),
      subscriptions: this.subscriptions.record(),
      children: this.children.record(),
      incidents: this.incidents.record(),
      received: this.#received,
      openings: this.openings.record(),
      next: this.#next,
      called: state.called,
      ...(this.escalated === undefined ? {} : { escalated: this.escalated }),
    };
  }
}
