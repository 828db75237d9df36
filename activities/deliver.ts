import type { Variables } from '../feel/types';
import type { Command } from '../workflows/engine/commands';
import type { BpmnSignal, MessageSignal } from '../workflows/messages';
import type { MessageDocument, SubscriptionDocument } from './store/documents';
import type { Store } from './store/connect-store';

/** Instances as an activity reaches them. */
export interface Instances {
  /** False when the instance is not running. */
  message(instanceId: string, message: MessageSignal): Promise<boolean>;
  /** False when the instance is not running. */
  signal(instanceId: string, signal: BpmnSignal): Promise<boolean>;
  /** Starts an instance; the same key again starts none, nor does a business key that is running. Answers the id of the one that runs. Throws for a process that is not published. */
  start(start: InstanceStart): Promise<string>;
}

export interface InstanceStart {
  readonly processId: string;
  /** The none start event when absent. */
  readonly startEvent?: string;
  readonly variables: Variables;
  readonly key: string;
}

/** A message from outside an instance; the same id again changes nothing. */
export interface OutsideMessage {
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  /** How long it waits for a subscriber. */
  readonly livesMs: number;
  /** The instance that caused it, which does not hear of its own doing. */
  readonly except?: string;
}

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * Brings messages and subscribers together. Each side writes its own document first and looks for the other then,
 * so neither can miss the other; both are reserved by compare-and-set, so a message goes to one subscription of a
 * process, however many look at once; and an instance takes a message id once, so that repeating is harmless.
 */
export function deliverer(store: Store, instances: Instances) {
  const handOver = async (message: MessageDocument, subscription: SubscriptionDocument): Promise<boolean> => {
    const { processId, subscriptionId, instanceId } = subscription;
    if (message.except === instanceId) return false;
    if (!(await store.subscriptions.take(subscription._id, message._id))) return false;
    if (!(await store.messages.deliverTo(message._id, processId, subscription._id))) {
      await store.subscriptions.giveBack(subscription._id, message._id);
      return false;
    }
    if (await instances.message(instanceId, { messageId: message._id, subscriptionId, variables: message.variables })) return true;
    await store.subscriptions.close(subscription._id, new Date());
    await store.messages.undeliver(message._id, processId, subscription._id);
    return false;
  };

  const fromPublisher = async (messageId: string): Promise<void> => {
    const message = await store.messages.byId(messageId);
    if (!message) return;
    const served = new Set<string>();
    for (const subscription of await store.subscriptions.waitingFor(message.name, message.correlationKey)) {
      if (!served.has(subscription.processId) && (await handOver(message, subscription))) served.add(subscription.processId);
    }
    await startByMessage(message);
  };

  const startByMessage = async (message: MessageDocument): Promise<void> => {
    for (const { processId, messageStarts } of await store.definitions.startedByMessage(message.name)) {
      const start = messageStarts.find(({ name }) => name === message.name);
      if (!start || !(await store.messages.deliverTo(message._id, processId, `start/${start.startEvent}`))) continue;
      await instances.start({ processId, startEvent: start.startEvent, variables: message.variables, key: message._id });
    }
  };

  const fromSubscriber = async (subscriptionId: string): Promise<void> => {
    const subscription = await store.subscriptions.byId(subscriptionId);
    if (!subscription?.open || subscription.correlationKey === undefined) return;
    for (const message of await store.messages.waitingFor(subscription.name, subscription.correlationKey, subscription.processId, new Date())) {
      if (await handOver(message, subscription)) return;
    }
  };

  const broadcast = async ({ name, signalId, variables }: CommandOf<'broadcast-signal'>): Promise<void> => {
    const listeners = await store.subscriptions.listeningTo(name);
    const ids = [...new Set(listeners.map((listener) => listener.instanceId))];
    for (const instanceId of ids) await instances.signal(instanceId, { signalId, name, variables });
    for (const { processId, signalStarts } of await store.definitions.startedBySignal(name)) {
      for (const { startEvent } of signalStarts.filter((start) => start.name === name)) await instances.start({ processId, startEvent, variables, key: `${signalId}/${startEvent}` });
    }
  };

  const deliver = async (instanceId: string, seq: number): Promise<void> => {
    const written = await store.events.bySeq(instanceId, seq);
    if (!written) throw new Error(`Step ${seq} of "${instanceId}" is not written yet`);
    for (const command of written.commands) {
      if (command.kind === 'publish-message') await fromPublisher(command.messageId);
      if (command.kind === 'subscribe') await fromSubscriber(`${instanceId}#${command.subscriptionId}`);
      if (command.kind === 'broadcast-signal') await broadcast(command);
    }
    // What stays subscribed after a message may have the next one.
    if (written.event.kind === 'message-received') await fromSubscriber(`${instanceId}#${written.event.subscriptionId}`);
  };

  const returnMessage = async (instanceId: string, messageId: string, subscriptionId: string): Promise<void> => {
    const subscription = await store.subscriptions.byId(`${instanceId}#${subscriptionId}`);
    if (!subscription) return;
    await store.messages.undeliver(messageId, subscription.processId, subscription._id);
    await fromPublisher(messageId);
  };

  /** Writes all of them, and looks for subscribers of all of them at once: most messages of a bulk have none. */
  const publish = async (messages: readonly OutsideMessage[]): Promise<void> => {
    const at = new Date();
    await store.messages.insertAll(
      messages.map(({ id, name, correlationKey, variables, livesMs, except }) => ({ _id: id, name, correlationKey, variables, at, expiresAt: new Date(at.getTime() + livesMs), deliveredTo: [], ...(except === undefined ? {} : { except }) })),
    );
    const awaited = await store.subscriptions.awaitedAmong(messages);
    const starting = new Set<string>();
    for (const name of new Set(messages.map((message) => message.name))) if ((await store.definitions.startedByMessage(name)).length > 0) starting.add(name);
    for (const { id, name, correlationKey } of messages) if (starting.has(name) || awaited.has(`${name}#${correlationKey}`)) await fromPublisher(id);
  };

  return { deliver, returnMessage, publish };
}
