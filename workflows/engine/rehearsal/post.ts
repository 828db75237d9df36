import type { Variables } from '../../../feel/types';
import type { Command } from '../commands';
import type { Plan } from '../plan';
import type { State } from '../state';
import type { Agenda } from './agenda';
import type { RehearsalOptions } from './options';

interface Subscription {
  readonly instanceId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey: string;
}

interface Letter {
  readonly messageId: string;
  readonly correlationKey: string;
  readonly variables: Variables;
}

const DAY_MS = 86_400_000;

/** Brings messages and signals from one rehearsed instance to another; what nobody sends comes from outside after a day. */
export class Post {
  readonly #subscriptions = new Map<string, Subscription>();
  /** Messages that nobody waited for yet, by name. */
  readonly #letters = new Map<string, Letter[]>();

  constructor(
    private readonly agenda: Agenda,
    private readonly options: RehearsalOptions,
  ) {}

  handle(instanceId: string, instance: { readonly plan: Plan; readonly state: State }, command: Command, now: number): void {
    switch (command.kind) {
      case 'subscribe':
        return this.#subscribe(instanceId, instance.plan, command, now);
      case 'subscribe-signal':
        this.#subscriptions.set(command.subscriptionId, { instanceId, kind: 'signal', name: command.name, correlationKey: '' });
        if (isOnTheWay(instance.plan, command.elementId)) this.#signalFromOutside(instanceId, command, now);
        return;
      case 'unsubscribe':
        this.#subscriptions.delete(command.subscriptionId);
        return;
      case 'publish-message':
        return this.#publish(command, now);
      case 'broadcast-signal':
        for (const id of this.#listeners(command.name)) this.agenda.add({ at: now, instanceId: id, event: { ...command, kind: 'signal-received' } });
        return;
      default:
        return;
    }
  }

  #subscribe(instanceId: string, plan: Plan, command: Extract<Command, { kind: 'subscribe' }>, now: number): void {
    const { subscriptionId, elementId, name, correlationKey } = command;
    this.#subscriptions.set(subscriptionId, { instanceId, kind: 'message', name, correlationKey });
    const waiting = this.#letters.get(name) ?? [];
    const letter = waiting.find((one) => one.correlationKey === correlationKey);
    if (letter) {
      this.#letters.set(name, waiting.filter((one) => one !== letter));
      this.#deliver(instanceId, subscriptionId, letter, now);
    } else if (!command.action && isOnTheWay(plan, elementId)) {
      const variables = this.options.messages ? this.options.messages(name, elementId) : {};
      if (variables) this.#deliver(instanceId, subscriptionId, { messageId: `outside/${subscriptionId}`, correlationKey, variables }, now + DAY_MS);
    }
  }

  #publish({ messageId, name, correlationKey, variables }: Extract<Command, { kind: 'publish-message' }>, now: number): void {
    const letter = { messageId, correlationKey, variables };
    const waiting = [...this.#subscriptions].find(([, one]) => one.kind === 'message' && one.name === name && one.correlationKey === correlationKey);
    if (waiting) this.#deliver(waiting[1].instanceId, waiting[0], letter, now);
    else this.#letters.set(name, [...(this.#letters.get(name) ?? []), letter]);
  }

  #deliver(instanceId: string, subscriptionId: string, { messageId, variables }: Letter, at: number): void {
    this.agenda.add({ at, instanceId, event: { kind: 'message-received', messageId, subscriptionId, variables } });
  }

  #signalFromOutside(instanceId: string, { subscriptionId, name, elementId }: Extract<Command, { kind: 'subscribe-signal' }>, now: number): void {
    const variables = this.options.messages ? this.options.messages(name, elementId) : {};
    if (variables) this.agenda.add({ at: now + DAY_MS, instanceId, event: { kind: 'signal-received', signalId: `outside/${subscriptionId}`, name, variables } });
  }

  #listeners(name: string): ReadonlySet<string> {
    return new Set([...this.#subscriptions.values()].filter((one) => one.kind === 'signal' && one.name === name).map((one) => one.instanceId));
  }
}

/** Boundary events and event sub-processes are exceptions: a rehearsal does not send what would trigger them. */
function isOnTheWay(plan: Plan, elementId: string): boolean {
  const kind = plan.elements[elementId]?.kind;
  return kind === 'catchEvent' || kind === 'receiveTask';
}
