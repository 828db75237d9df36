import type { Store } from '../activities/store/connect-store';
import type { Variables } from '../feel/types';
import type { Command, OpenedTask } from '../workflows/engine/commands';
import type { EngineEvent } from '../workflows/engine/events';
import type { State } from '../workflows/engine/state';

export interface HandInput {
  readonly instanceId: string;
  readonly branchId: string;
  readonly planHash: string;
  readonly by: string;
}

export interface HandDecision {
  /** 1 is the request, 2 the approval. */
  readonly step: number;
  readonly taskId: string;
  readonly answers: Variables;
  readonly by: string;
  readonly key: string;
  readonly answerHash: string;
}

export interface HandActivities {
  started(input: HandInput): Promise<void>;
  decided(input: HandInput, decision: HandDecision): Promise<void>;
}

const NAMES = ['submit', 'approve'];

/** Writes through the product's own store, so that the documents and their number are the same on both sides. */
export function createHandActivities(store: Store): HandActivities {
  const write = (input: HandInput, seq: number, event: EngineEvent, commands: readonly Command[]): Promise<void> => {
    const now = new Date().toISOString();
    return store.writeSteps([{ instanceId: input.instanceId, processId: 'two-task-approval', planHash: input.planHash, seq, event, now, commands, state: stateOf(input, seq, event, commands, now) }]);
  };
  return {
    started: (input) => {
      const calendar = { version: 'bench', years: {} };
      return write(input, 1, { kind: 'started', variables: { branchId: input.branchId }, by: input.by, calendar }, [{ kind: 'open-task', task: taskOf(input, 1) }]);
    },
    decided: (input, { step, taskId, answers, by, key, answerHash }) => {
      const close: Command = { kind: 'close-task', taskId, outcome: 'completed', by, key };
      const next: Command = step === 1 ? { kind: 'open-task', task: taskOf(input, 2) } : { kind: 'end', outcome: 'completed', variables: {} };
      return write(input, step + 1, { kind: 'task-completed', taskId, answers, by, key, answerHash }, [close, next]);
    },
  };
}

function taskOf(input: HandInput, step: number): OpenedTask {
  const elementId = NAMES[step - 1] ?? '';
  const groups = [step === 1 ? `branch_secretary@${input.branchId}` : 'district_org_officer'];
  return { id: `${input.instanceId}/${elementId}/1`, elementId, name: { zh: elementId }, groups, users: [], excludedActors: [], dueAssumed: false, priority: 50, inputs: {}, openedAt: new Date().toISOString() };
}

/** As much of the state as the written documents show. */
function stateOf(input: HandInput, seq: number, event: EngineEvent, commands: readonly Command[], now: string): State {
  const tasks = commands.flatMap((command) => (command.kind === 'open-task' ? [[command.task.id, { task: command.task, tokenId: '1' }] as const] : []));
  const answers = event.kind === 'task-completed' ? event.answers : {};
  return {
    schema: 1,
    semantics: 1,
    instanceId: input.instanceId,
    seq,
    status: seq === 3 ? 'completed' : 'running',
    startedAt: now,
    startedBy: input.by,
    calendar: { version: 'bench', years: {} },
    scopes: { root: { id: 'root', elementId: 'two-task-approval', variables: { ...answers, branchId: input.branchId } } },
    tokens: {},
    timers: {},
    tasks: Object.fromEntries(tasks),
    answered: {},
    jobs: {},
    subscriptions: {},
    children: {},
    incidents: {},
    received: [],
    openings: {},
  } as unknown as State;
}
