import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordChangeDocument } from '../activities/store/record-documents';
import type { Store } from '../activities/store/connect-store';
import type { entityInstances } from './entity-instances';

/** How often everything that changed is looked at, whatever was heard. */
const SWEEP_MS = 10 * 60_000;
/** Changes that come together are looked at together. */
const GATHER_MS = 200;
const PAUSE_MS = 1_000;

interface Watching {
  readonly store: Store;
  readonly instances: ReturnType<typeof entityInstances>;
  readonly onError: (error: unknown) => void;
  readonly onBegun?: (begun: number) => void;
}

/** Looks at a record as soon as its history has a new entry, whoever wrote it, and at all that changed every ten minutes. */
export function watchEntities({ store, instances, onError, onBegun = () => undefined }: Watching): { stop(): Promise<void> } {
  const waiting = new Map<string, Set<string>>();
  let stopped = false;
  let stream: ReturnType<typeof open> | undefined;
  let working: Promise<void> = Promise.resolve();

  const open = () => store.connection.collection('recordchanges').watch([{ $match: { operationType: 'insert', 'fullDocument.kind': { $ne: 'unmasked' } } }, { $project: { 'fullDocument.registry': 1, 'fullDocument.recordId': 1 } }]);
  const queue = (work: () => Promise<number>): void => {
    working = working.then(async () => {
      if (!stopped) onBegun(await work());
    }).catch(onError);
  };
  const lookAtWaiting = async (): Promise<number> => {
    let begun = 0;
    for (const [registry, ids] of [...waiting]) {
      waiting.delete(registry);
      begun += await instances.changed(registry, [...ids]);
    }
    return begun;
  };
  const hear = ({ registry, recordId }: Pick<RecordChangeDocument, 'registry' | 'recordId'>): void => {
    if (waiting.size === 0) setTimeout(() => queue(lookAtWaiting), GATHER_MS).unref();
    waiting.set(registry, (waiting.get(registry) ?? new Set()).add(recordId));
  };
  const follow = async (): Promise<void> => {
    while (!stopped) {
      stream = open();
      try {
        for await (const change of stream as AsyncIterable<{ readonly fullDocument?: RecordChangeDocument }>) if (change.fullDocument) hear(change.fullDocument);
      } catch (error) {
        if (!stopped) onError(error);
      }
      // What was missed meanwhile, the sweep finds.
      await sleep(PAUSE_MS, undefined, { ref: false });
      queue(() => instances.sweep());
    }
  };

  void follow().catch(onError);
  queue(() => instances.sweep());
  const sweeping = setInterval(() => queue(() => instances.sweep()), SWEEP_MS);
  return {
    async stop() {
      stopped = true;
      instances.stop();
      clearInterval(sweeping);
      await stream?.close().catch(() => undefined);
      await working;
    },
  };
}
