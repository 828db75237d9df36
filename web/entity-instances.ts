import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { recordVariables } from '../activities/records';
import type { EntityDocument, PlanDocument } from '../activities/store/documents';
import type { RecordDocument } from '../activities/store/record-documents';
import type { Store } from '../activities/store/connect-store';
import { Refused } from '../client/refused';
import { branchVariable, instanceCalendar, startProcess } from '../client/start-process';
import { evaluate, FeelError, functionsIn } from '../feel';
import type { Calendar, Variables } from '../feel/types';
import type { RegistryDocument } from '../registries/document';

export interface EntityParts {
  readonly store: Store;
  readonly client: Client;
  readonly taskQueue?: string;
  /** Instances begun in a second: nobody waits for them, and people's own requests go first. */
  readonly perSecond?: number;
  /** Told of what is tried again later. */
  readonly onError: (error: unknown) => void;
  readonly now?: () => Date;
}

type Plan = PlanDocument['plan'];

/** A process that runs for each record of a registry. */
interface EachProcess {
  readonly plan: Plan & { readonly each: NonNullable<Plan['each']> };
  readonly planHash: string;
  readonly registry: RegistryDocument;
}

const PER_SECOND = 20;
const AT_ONCE = 4;
const PART = 500;
const LEASE_MS = 2 * 60_000;
/** A record that was written for so long may still come into sight with an older date: an import is written under one. */
const OVERLAP_MS = 15 * 60_000;
/** A condition that asks for the day holds for as long at most. */
const A_DAY_MS = 24 * 3600_000;

/**
 * Sees to it that a process with `boai:each` runs for every record that fulfils its condition: begun once, each time that
 * a record comes to fulfil it. Safe to repeat, and to run in several processes: what is due is written down first.
 */
export function entityInstances({ store, client, taskQueue, perSecond = PER_SECOND, onError, now = () => new Date() }: EntityParts) {
  const me = randomUUID();
  let stopped = false;

  const processes = async (): Promise<EachProcess[]> => {
    const definitions = await store.definitions.find({ latest: true }, { without: ['xml'] });
    const all = await Promise.all(
      definitions.map(async ({ planHash }): Promise<EachProcess | undefined> => {
        const plan = await store.plans.byHash(planHash);
        const { each } = plan;
        const registry = each && (await store.registries.latest(each.registry))?.document;
        return each && registry ? { plan: { ...plan, each }, planHash, registry } : undefined;
      }),
    );
    return all.filter((one) => one !== undefined);
  };

  /** Notes which of the records have come to fulfil the condition, and which do no more. */
  const look = async (process: EachProcess, records: readonly RecordDocument[]): Promise<void> => {
    const calendar = instanceCalendar();
    const branches = new Map((await store.branches.byIds(records.map(({ branchId }) => branchId))).map((branch) => [branch._id, branchVariable(branch)]));
    const left: string[] = [];
    await eachOf(records, AT_ONCE, async (record) => {
      const variables = entityVariables(process.registry, record);
      const branch = branches.get(record.branchId);
      if (!fulfils(process.plan, variables, calendar, now(), onError)) left.push(record._id);
      else await store.entities.enter({ processId: process.plan.id, registry: process.registry.id, recordId: record._id, key: keyOf(process.plan, branch === undefined ? variables : { ...variables, branch }, calendar, now()) }, now());
    });
    await store.entities.leave(process.plan.id, left);
  };

  /** Begins what is due, at the set rate; how many began. */
  const begin = async (process: EachProcess): Promise<number> => {
    let begun = 0;
    for (;;) {
      const due = await store.entities.due(process.plan.id, PART);
      const before = begun;
      await eachOf(due, AT_ONCE, async (entity) => {
        if (stopped) return;
        const pause = new Promise((resolve) => setTimeout(resolve, (AT_ONCE * 1_000) / perSecond));
        if (await beginOne(process, entity)) begun += 1;
        await pause;
      });
      // What could not begin is due the next time.
      if (stopped || due.length < PART || begun === before) return begun;
    }
  };

  /** What was begun by hand or by a message, before the process ran by itself for the record, counts as its first turn, though it has ended. */
  const begunBefore = async ({ id }: Plan, { turn, key }: EntityDocument): Promise<string | undefined> => (turn === 1 ? (await store.instances.ofBusinessKey(id, key)).at(-1)?._id : undefined);

  const beginOne = async ({ plan, registry }: EachProcess, entity: EntityDocument): Promise<boolean> => {
    const record = await store.records.byId(registry.id, entity.recordId);
    if (record === undefined) return false;
    const earlier = await begunBefore(plan, entity);
    if (earlier !== undefined) {
      await store.entities.began(entity, earlier);
      return false;
    }
    const { branchId, ...variables } = entityVariables(registry, record);
    try {
      const engine = { client, store, ...(taskQueue === undefined ? {} : { taskQueue }) };
      const { instanceId } = await startProcess(engine, { processId: plan.id, branchId, variables, by: 'system', key: `each/${entity._id}/${entity.turn}` });
      await store.entities.began(entity, instanceId);
      return true;
    } catch (error) {
      // Somebody began it by hand.
      if (error instanceof Refused && error.code === 'AlreadyRunning') await store.entities.began(entity, error.instanceId ?? '');
      else onError(error);
      return false;
    }
  };

  const sweepOne = async (process: EachProcess): Promise<number> => {
    const { plan, planHash, registry } = process;
    const at = now();
    const lease = await store.entities.lease(plan.id, me, at, new Date(at.getTime() + LEASE_MS));
    if (lease === undefined) return 0;
    const isTimed = asksForTheDay(plan) && (lease.fullAt?.getTime() ?? 0) < at.getTime() - A_DAY_MS;
    const isFull = lease.planHash !== planHash || lease.until === undefined || isTimed;
    const filter = isFull || lease.until === undefined ? {} : { updatedAt: { $gte: lease.until } };
    for await (const part of store.records.parts(registry.id, filter, PART)) {
      if (stopped) break;
      await look(process, part);
      await store.entities.lease(plan.id, me, now(), new Date(now().getTime() + LEASE_MS));
    }
    if (stopped) return 0;
    await store.entities.release(plan.id, me, { planHash, until: new Date(at.getTime() - OVERLAP_MS), ...(isFull ? { fullAt: at } : {}) });
    return begin(process);
  };

  return {
    /** Nothing more begins; what was begun is finished. */
    stop(): void {
      stopped = true;
    },

    /** Looks at every record that has changed since the last time, and begins what is due. How many instances began. */
    async sweep(): Promise<number> {
      let begun = 0;
      for (const process of await processes()) begun += await sweepOne(process);
      return begun;
    },

    /** Looks at these records of a registry now. How many instances began. */
    async changed(registryId: string, recordIds: readonly string[]): Promise<number> {
      let begun = 0;
      for (const process of (await processes()).filter(({ registry }) => registry.id === registryId)) {
        await look(process, await store.records.byIds(registryId, recordIds));
        begun += await begin(process);
      }
      return begun;
    },
  };
}

/** What an instance begins with: the record's id and branch, and what is not personal about it. */
function entityVariables(registry: RegistryDocument, record: RecordDocument): { readonly recordId: string; readonly branchId: string; readonly record: Variables } {
  return { recordId: record._id, branchId: record.branchId, record: recordVariables(registry, record) };
}

function fulfils({ each, zone, id }: EachProcess['plan'], { record }: { readonly record: Variables }, calendar: Calendar, at: Date, onError: (error: unknown) => void): boolean {
  if (each.when === undefined) return true;
  try {
    return evaluate(each.when, record, { now: at.toISOString(), zone, calendar }) === true;
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    onError(new Error(`The condition of "${id}" cannot be told for a record of "${each.registry}": ${error.message}`));
    return false;
  }
}

function asksForTheDay({ each }: EachProcess['plan']): boolean {
  return functionsIn(each.when ?? 'true').some((name) => name === 'today' || name === 'now');
}

/** What the instance will be known by, as far as the record and its branch tell it. */
function keyOf({ businessKey, zone }: Plan, variables: Variables & { readonly recordId: string }, calendar: Calendar, at: Date): string {
  try {
    return businessKey === undefined ? variables.recordId : String(evaluate(businessKey, variables, { now: at.toISOString(), zone, calendar }));
  } catch (error) {
    if (error instanceof FeelError) return variables.recordId;
    throw error;
  }
}

async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
