import type { Command } from '../../../workflows/engine/commands';
import type { EngineEvent } from '../../../workflows/engine/events';
import type { State } from '../../../workflows/engine/state';

/** Keeps the outside world's books: what it was told to open and close. Throws when a command does not fit them. */
export class Ledger {
  readonly open = { tasks: new Set<string>(), jobs: new Set<string>(), subscriptions: new Set<string>(), children: new Set<string>(), incidents: new Set<string>() };
  readonly #ever = new Set<string>();
  readonly #inside = new Map<string, number>();
  ends = 0;

  /** Books an event that was taken, and the commands that followed from it. */
  book(event: EngineEvent, commands: readonly Command[]): void {
    if (event.kind === 'job-completed' || event.kind === 'job-failed') this.#close('jobs', event.jobId);
    if (event.kind === 'child-ended') this.#close('children', event.childId);
    for (const command of commands) this.#bookCommand(command);
  }

  #bookCommand(command: Command): void {
    if (this.ends > 0) throw new Error(`"${command.kind}" came after the end`);
    switch (command.kind) {
      case 'open-task':
        return this.#open('tasks', command.task.id);
      case 'close-task':
        return this.#close('tasks', command.taskId);
      case 'reschedule-task':
      case 'remind':
        if (!this.open.tasks.has(command.taskId)) throw new Error(`"${command.kind}" for a task that is not open`);
        return;
      case 'start-job':
        return this.#open('jobs', command.jobId);
      case 'cancel-job':
        return this.#close('jobs', command.jobId);
      case 'subscribe':
      case 'subscribe-signal':
        return this.#open('subscriptions', command.subscriptionId);
      case 'unsubscribe':
        return this.#close('subscriptions', command.subscriptionId);
      case 'start-child':
        return this.#open('children', command.childId);
      case 'cancel-child':
        return this.#close('children', command.childId);
      case 'raise-incident':
        return this.#open('incidents', command.incidentId);
      case 'resolve-incident':
        return this.#close('incidents', command.incidentId);
      case 'end':
        this.ends += 1;
        return;
      case 'trace':
        if (command.what === 'taken') return;
        this.#inside.set(command.id, (this.#inside.get(command.id) ?? 0) + (command.what === 'entered' ? 1 : -1));
        return;
      case 'publish-message':
      case 'broadcast-signal':
        return;
    }
  }

  #open(kind: keyof Ledger['open'], id: string): void {
    if (this.#ever.has(`${kind} ${id}`)) throw new Error(`${kind}: "${id}" was opened twice`);
    this.#ever.add(`${kind} ${id}`);
    this.open[kind].add(id);
  }

  #close(kind: keyof Ledger['open'], id: string): void {
    if (!this.open[kind].delete(id)) throw new Error(`${kind}: "${id}" was closed but not open`);
  }

  /** What the books say must be what the state says. */
  check(state: State): void {
    for (const kind of ['tasks', 'jobs', 'subscriptions', 'children', 'incidents'] as const) {
      same([...this.open[kind]].sort(), Object.keys(state[kind]).sort(), kind);
    }
    const inside = new Map<string, number>();
    for (const token of Object.values(state.tokens)) if (token.inside && token.loop === undefined) inside.set(token.elementId, (inside.get(token.elementId) ?? 0) + 1);
    same([...this.#inside].filter(([, count]) => count !== 0).sort(), [...inside].sort(), 'elements entered and not left');
    same(this.ends, state.status === 'running' || state.status === 'new' ? 0 : 1, 'ends');
  }
}

/** Every token has a reason to be where it is, and everything that waits has its token. */
export function checkTokens(state: State): void {
  const { tokens, scopes } = state;
  const owners = new Set(Object.values(scopes).map((scope) => scope.ownerToken));
  const waits = [...Object.values(state.tasks), ...Object.values(state.jobs), ...Object.values(state.children), ...Object.values(state.incidents), ...Object.values(state.subscriptions), ...Object.values(state.timers)];
  const holders = new Set(waits.map((wait) => wait.tokenId));
  const throwers = new Set(Object.values(tokens).map((token) => token.thrower));
  for (const token of Object.values(tokens)) {
    same(token.scopeId in scopes, true, 'scope of a token');
    if (!token.joining && !owners.has(token.id) && !throwers.has(token.id) && !holders.has(token.id)) throw new Error(`Token ${token.id} at ${token.elementId} waits for nothing`);
  }
  for (const { tokenId } of waits) if (tokenId !== undefined) same(tokenId in tokens, true, 'token of a wait');
  for (const { scopeId } of [...Object.values(state.timers), ...Object.values(state.subscriptions)]) {
    if (scopeId !== undefined) same(scopes[scopeId] !== undefined && !scopes[scopeId].interrupted, true, 'an event sub-process waits for an open scope');
  }
  for (const scope of Object.values(scopes)) {
    same(Object.values(tokens).some((token) => token.scopeId === scope.id), true, 'a token in each scope');
    if (scope.ownerToken !== undefined) same(scope.ownerToken in tokens, true, 'owner of a scope');
  }
  if (state.status !== 'running') same({ tokens, scopes, timers: state.timers }, { tokens: {}, scopes: {}, timers: {} }, 'what an ended instance holds');
  else same(waits.length > 0, true, 'something to wait for');
}

/** Cheaper than `expect`, which is called a million times here. */
function same(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}
