import type { Client } from '@temporalio/client';
import type { BranchDocument } from '../activities/store/documents';
import type { Store } from '../activities/store/connect-store';
import { Refused } from '../client/refused';
import { startProcess } from '../client/start-process';

const PROCESS = 'term-watch';
/** Starting them is nobody's hurry; people's own requests go first. */
const AT_ONCE = 2;

/**
 * Sees to it that the term of every active branch is watched. A term that has been watched once is not watched again,
 * so this may run at every start and in several processes. Answers how many watches began.
 */
export async function ensureTermWatches(store: Store, client: Client, taskQueue?: string): Promise<number> {
  if ((await store.definitions.latest(PROCESS)) === undefined) return 0;
  const [branches, watches] = await Promise.all([store.branches.find({ status: 'active', parentId: { $ne: null as never } }), store.instances.find({ processId: PROCESS }, { without: ['state', 'standsAt'] })]);
  const watched = new Set(watches.map((instance) => instance.businessKey));
  const missing = branches.filter((branch) => branch.termEnd !== '' && !watched.has(`${branch._id}/${branch.termNo}`));
  let begun = 0;
  const next = async (): Promise<void> => {
    for (let branch = missing.pop(); branch !== undefined; branch = missing.pop()) {
      if (await watch(branch)) begun += 1;
    }
  };
  const watch = async ({ _id, termNo }: BranchDocument): Promise<boolean> => {
    try {
      await startProcess({ client, store, ...(taskQueue === undefined ? {} : { taskQueue }) }, { processId: PROCESS, branchId: _id, variables: {}, by: 'system', key: `${PROCESS}/${_id}/${termNo}` });
      return true;
    } catch (error) {
      // Another process was a moment faster.
      if (error instanceof Refused && error.code === 'AlreadyRunning') return false;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return begun;
}
