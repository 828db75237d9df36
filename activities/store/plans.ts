import type { Connection } from 'mongoose';
import type { Plan } from '../../workflows/engine/plan';
import { openCollection } from './collection';
import type { PlanDocument } from './documents';
import { anything } from './model';

const KEEP_IN_MEMORY = 200;

/** What `store.plans` can do. */
export type Plans = ReturnType<typeof plansOf>;

/** Compiled plans by content hash; they never change, so those used lately stay in memory. */
export function plansOf(connection: Connection) {
  const collection = openCollection<PlanDocument>(connection, 'plans', { plan: anything }, []);
  const recent = new Map<string, Plan>();
  return {
    ...collection,
    /** The plan with that hash; throws when none is stored. */
    byHash: async (hash: string): Promise<Plan> => {
      const known = recent.get(hash);
      if (known) return known;
      const found = await collection.byId(hash);
      if (!found) throw new Error(`No plan with the hash "${hash}" is stored`);
      if (recent.size >= KEEP_IN_MEMORY) recent.delete([...recent.keys()][0] ?? '');
      recent.set(hash, found.plan);
      return found.plan;
    },
  };
}
