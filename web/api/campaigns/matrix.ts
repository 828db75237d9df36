import type { TaskDocument } from '../../../activities/store/documents';
import type { LocalText, Plan } from '../../../workflows/engine/plan';
import type { CampaignBranch, CampaignCell, CampaignCounts } from '../campaign-contract';
import type { Family, FamilyInstance } from './family';

export interface Stage {
  readonly id: string;
  readonly title: LocalText;
}

const DAY_MS = 86_400_000;

/** The columns: stages of the children's own processes first, then of what they call and begin, each in the order of its elements. */
export function stagesOf(plans: Iterable<Plan>): readonly Stage[] {
  const stages = new Map<string, Stage>();
  for (const plan of plans) {
    for (const element of Object.values(plan.elements)) {
      if (element.stage !== undefined && !stages.has(element.stage.zh)) stages.set(element.stage.zh, { id: element.stage.zh, title: element.stage });
    }
  }
  return [...stages.values()];
}

/** One branch's line, without what the branch is called. */
export type Line = Omit<CampaignBranch, 'branch'>;

/** What a child and everything that came of it has done in each stage, at that moment. */
export function lineOf(child: FamilyInstance, family: Family, stages: readonly Stage[], now: Date): Line {
  const members = family.members.get(child._id) ?? [child];
  const tasks = members.flatMap((member) => (family.tasks.get(member._id) ?? []).map((task) => ({ task, stage: family.plans.get(member.planHash)?.elements[task.elementId]?.stage?.zh })));
  const isOver = members.every(({ status }) => status !== 'running');
  const cells = stages.map(({ id }) => cellOf(tasks.filter(({ stage }) => stage === id).map(({ task }) => task), isOver, now));
  const lateMs = Math.max(0, ...tasks.flatMap(({ task }) => (task.state === 'open' && task.due !== undefined ? [now.getTime() - task.due.getTime()] : [])));
  return {
    instanceId: child._id,
    state: stateOf(child, isOver),
    ...(child.endReason === undefined ? {} : { why: child.endReason }),
    lateDays: Math.ceil(lateMs / DAY_MS),
    cells,
  };
}

/** A campaign takes children out by cancelling them. */
function stateOf({ status }: FamilyInstance, isOver: boolean): Line['state'] {
  if (status === 'cancelled') return 'exempted';
  if (status === 'failed') return 'stopped';
  return isOver ? 'done' : 'running';
}

function cellOf(tasks: readonly TaskDocument[], isOver: boolean, now: Date): CampaignCell {
  const open = tasks.filter(({ state }) => state === 'open');
  const due = open.flatMap((task) => task.due ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  if (open.length > 0) {
    return { state: due !== undefined && due < now ? 'late' : 'open', ...(due === undefined ? {} : { due: due.toISOString() }), taskIds: open.map(({ _id }) => _id) };
  }
  const done = tasks.filter(({ state }) => state === 'completed').sort((a, b) => (a.closedAt?.getTime() ?? 0) - (b.closedAt?.getTime() ?? 0));
  const last = done.at(-1);
  if (last === undefined) return { state: isOver || tasks.length > 0 ? 'passed' : 'none', taskIds: [] };
  const wasLate = done.some((task) => task.due !== undefined && task.closedAt !== undefined && task.closedAt > task.due);
  return { state: 'done', ...(last.closedAt === undefined ? {} : { at: last.closedAt.toISOString() }), ...(wasLate ? { wasLate } : {}), taskIds: [] };
}

export function countsOf(lines: readonly Line[]): CampaignCounts {
  const active = lines.filter(({ state }) => state !== 'exempted');
  return {
    total: lines.length,
    done: active.filter(({ state }) => state === 'done').length,
    running: active.filter(({ state }) => state === 'running').length,
    late: active.filter(({ lateDays }) => lateDays > 0).length,
    untouched: active.filter(({ state, cells }) => state === 'waiting' || (state === 'running' && cells.every((cell) => cell.state !== 'done'))).length,
    exempted: lines.length - active.length,
  };
}
