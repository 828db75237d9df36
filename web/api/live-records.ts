import { BRANCH_REGISTRIES } from '../../activities/store/branch-views';
import type { BranchDocument } from '../../activities/store/documents';
import type { RecordChangeDocument } from '../../activities/store/record-documents';
import type { Store } from '../../activities/store/connect-store';
import type { RegistryDocument } from '../../registries/document';
import type { LiveEvent } from './contract';
import { recordFacts, registryFacts, workedOn } from './registry-access';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** Records of a registry that changed at about the same time. */
export interface RecordsChange {
  readonly kind: 'records';
  readonly document: RegistryDocument;
  /** An id is missing where which of them changed is not worth telling: all of that branch's may have. */
  readonly records: readonly { readonly id?: string; readonly branchId: string }[];
}

/** An import writes thousands at once: they are told together. */
const GATHER_MS = 500;
/** More than that in a burst are told by branch. */
const MOST = 200;

/** What one registry gathers: the branches of each record, two of one that moved. */
type Gathered = Map<string, Set<string>>;

/** Gathers what changes in registries, and tells it registry by registry. */
export function recordGatherer({ registries }: Pick<Store, 'registries'>, tell: (change: RecordsChange) => void, onError: (error: unknown) => void) {
  const waiting = new Map<string, Gathered>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async (): Promise<void> => {
    timer = undefined;
    const due = [...waiting];
    waiting.clear();
    const documents = new Map((await registries.latestOf(due.map(([registry]) => registry))).map(({ document }) => [document.id, document]));
    for (const [registry, gathered] of due) {
      const document = documents.get(registry);
      if (document !== undefined) tell({ kind: 'records', document, records: recordsOf(gathered) });
    }
  };
  const gather = (registry: string, id: string, branchId: string): void => {
    const gathered: Gathered = waiting.get(registry) ?? new Map();
    waiting.set(registry, gathered.set(id, (gathered.get(id) ?? new Set()).add(branchId)));
    timer ??= setTimeout(() => void flush().catch(onError), GATHER_MS).unref();
  };

  return {
    /** An entry of a record's history; who merely looked at it changed nothing. */
    changed: ({ kind, registry, recordId, branchId, formerBranchId }: RecordChangeDocument): void => {
      if (kind === 'unmasked') return;
      gather(registry, recordId, branchId);
      // Where it was it must be seen to go.
      if (formerBranchId !== undefined) gather(registry, recordId, formerBranchId);
    },
    /** The org tree is shown by registries of its own, whose records elections and mergers write without a history. */
    branchChanged: ({ _id }: Pick<BranchDocument, '_id'>): void => {
      for (const registry of BRANCH_REGISTRIES) gather(registry, registry === 'branch' ? _id : `${ANY}${_id}`, _id);
    },
    stop: (): void => clearTimeout(timer),
  };
}

/** Before the id of a branch: some record of it. */
const ANY = '*';

function recordsOf(gathered: Gathered): RecordsChange['records'] {
  if (gathered.size > MOST) return [...new Set([...gathered.values()].flatMap((branches) => [...branches]))].map((branchId) => ({ branchId }));
  return [...gathered].flatMap(([id, branches]) => [...branches].map((branchId) => (id.startsWith(ANY) ? { branchId } : { id, branchId })));
}

/** What the viewer may hear of it: the records in their reach, and those that a task of theirs is about. */
export async function recordsEvent({ store }: Pick<Services, 'store'>, viewer: Viewer, { document, records }: RecordsChange): Promise<LiveEvent | undefined> {
  if (!viewer.can('read', 'Registry', registryFacts(document))) return undefined;
  const inReach = (branchId: string): boolean => viewer.can('read', 'Record', recordFacts(document, { branchId }));
  const seen = records.filter(({ branchId }) => inReach(branchId));
  const near = new Set(seen.map(({ id }) => id));
  const others = records.flatMap(({ id }) => (id === undefined || near.has(id) ? [] : [id]));
  const byTask = others.length === 0 ? [] : await workedOn({ store, viewer }, document.id, others);
  if (seen.length + byTask.length === 0) return undefined;
  const ids = [...new Set([...seen.flatMap(({ id }) => id ?? []), ...byTask])];
  return { kind: 'records-changed', registry: document.id, ...(seen.some(({ id }) => id === undefined) ? {} : { recordIds: ids }) };
}
