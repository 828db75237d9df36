import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BranchDocument, DraftDocument, InstanceDocument, NotificationDocument, TaskDocument } from '../../activities/store/documents';
import type { RecordChangeDocument } from '../../activities/store/record-documents';
import type { Store } from '../../activities/store/connect-store';
import { recordGatherer, type RecordsChange } from './live-records';

/** A change that somebody may want to hear of; who, is asked listener by listener. */
export type Change =
  | { readonly kind: 'task'; readonly task: Omit<TaskDocument, 'inputs'> }
  | { readonly kind: 'instance'; readonly instance: Omit<InstanceDocument, 'state'> }
  | { readonly kind: 'draft'; readonly draft: DraftDocument; readonly task: TaskDocument }
  | { readonly kind: 'notification'; readonly notification: NotificationDocument }
  | RecordsChange;

export interface Numbered {
  /** `hub-number`: a listener that comes back names the last that it heard. */
  readonly id: string;
  readonly change: Change;
}

export interface Listener {
  hear(numbered: Numbered): void;
  /** What was changed meanwhile is unknown: start over. */
  drop(): void;
}

const REMEMBERED = 1000;
const PAUSE_MS = 1000;

type Watched = { readonly operationType: string; readonly fullDocument?: unknown };
type Stream = AsyncIterable<Watched> & { tryNext(): Promise<Watched | null>; close(): Promise<void> };
/** Nothing where the change is told later, or is nobody's concern. */
type ChangeOf = (document: unknown) => Promise<Change | undefined | void>;

/** Hears of every change once per process, through one change stream per collection, and tells its listeners. */
export class LiveHub {
  private readonly name = randomBytes(6).toString('hex');
  private number = 0;
  private readonly recent: Numbered[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly streams = new Set<Stream>();
  private opening: Promise<unknown> | undefined;
  private closed = false;

  private readonly records: ReturnType<typeof recordGatherer>;

  constructor(private readonly store: Store, private readonly warn: (error: unknown) => void) {
    this.records = recordGatherer(store, (change) => this.publish(change), warn);
  }

  /** Opens the change streams when they are not open yet; returns once all of them stand. */
  async open(): Promise<void> {
    this.opening ??= Promise.all([
      this.watch('tasks', ['inputs'], async (document) => ({ kind: 'task', task: document as TaskDocument })),
      this.watch('instances', ['state'], async (document) => ({ kind: 'instance', instance: document as InstanceDocument })),
      this.watch('drafts', [], (document) => this.draftChange(document as DraftDocument)),
      this.watch('notifications', [], async (document) => ({ kind: 'notification', notification: document as NotificationDocument })),
      this.watch('recordchanges', ['changes'], async (document) => this.records.changed(document as RecordChangeDocument)),
      this.watch('branches', ['officers', 'terms'], async (document) => this.records.branchChanged(document as BranchDocument)),
    ]);
    await this.opening;
  }

  /** Adds a listener; first it hears what it missed since `lastHeard`, if that is known still. The returned function ends it. */
  listen(listener: Listener, lastHeard?: string): () => void {
    const missed = lastHeard === undefined ? -1 : this.recent.findIndex(({ id }) => id === lastHeard);
    if (missed >= 0) for (const numbered of this.recent.slice(missed + 1)) listener.hear(numbered);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.records.stop();
    for (const listener of this.listeners) listener.drop();
    await Promise.allSettled([...this.streams].map((stream) => stream.close()));
  }

  /** Returns once the stream stands; tried again until it does, and whenever it breaks. */
  private async watch(collection: string, without: readonly string[], changeOf: ChangeOf): Promise<void> {
    while (!this.closed) {
      const stream = this.streamOf(collection, without);
      this.streams.add(stream);
      try {
        // Its first answer, even that nothing has happened yet, means that the stream stands.
        const first = await stream.tryNext();
        this.follow(stream, first, changeOf).catch((error: unknown) =>
          this.broken(stream, error, () => this.watch(collection, without, changeOf)).catch(this.warn),
        );
        return;
      } catch (error) {
        await this.giveUp(stream, error);
        await sleep(PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  /** What happens until the next stream stands is lost: whoever listens must load everything again. */
  private async broken(stream: Stream, error: unknown, watchAgain: () => Promise<void>): Promise<void> {
    await this.giveUp(stream, error);
    for (const listener of this.listeners) listener.drop();
    await watchAgain();
  }

  private async giveUp(stream: Stream, error: unknown): Promise<void> {
    this.streams.delete(stream);
    if (!this.closed) this.warn(error);
    await stream.close().catch(() => undefined);
  }

  private streamOf(collection: string, without: readonly string[]): Stream {
    const hidden = Object.fromEntries([...without.map((field) => [`fullDocument.${field}`, 0]), ['updateDescription', 0]]);
    const pipeline = [{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }, { $project: hidden }];
    return this.store.connection.collection(collection).watch(pipeline, { fullDocument: 'updateLookup' }) as unknown as Stream;
  }

  private async follow(stream: Stream, first: Watched | null, changeOf: ChangeOf): Promise<void> {
    if (first !== null) await this.take(first, changeOf);
    for await (const next of stream) await this.take(next, changeOf);
    if (!this.closed) throw new Error('A change stream ended');
  }

  private async take({ fullDocument }: Watched, changeOf: ChangeOf): Promise<void> {
    if (fullDocument === undefined || fullDocument === null) return;
    const change = await changeOf(fullDocument);
    if (change) this.publish(change);
  }

  private async draftChange(draft: DraftDocument): Promise<Change | undefined> {
    const task = await this.store.tasks.byId(draft._id);
    return task === undefined ? undefined : { kind: 'draft', draft, task };
  }

  private publish(change: Change): void {
    this.number += 1;
    const numbered = { id: `${this.name}-${this.number}`, change };
    this.recent.push(numbered);
    if (this.recent.length > REMEMBERED) this.recent.shift();
    for (const listener of this.listeners) listener.hear(numbered);
  }
}
