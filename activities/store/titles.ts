import { evaluate } from '../../feel';
import type { Variables } from '../../feel/types';
import type { StepWrite } from '../contract';
import type { Feel, Plan } from '../../workflows/engine/plan';

/** `record/<registry>/<id>`, `person/<id>`. */
const SUBJECT = /^(record\/[a-z][a-zA-Z0-9_-]*|person)\/[^/\s]+$/;

/** The instance's variables after a step; when it has ended, those that it ended with. */
export function variablesOf({ state, commands }: StepWrite): Variables {
  const root = state.scopes['root'];
  if (root) return root.variables;
  const end = commands.find((command) => command.kind === 'end');
  return end?.kind === 'end' ? end.variables : {};
}

/** The branch that the instance is about; empty for none. */
export function branchOf(step: StepWrite): string {
  const { branchId } = variablesOf(step);
  return typeof branchId === 'string' ? branchId : '';
}

/** What lists show for an instance: the plan's title over the instance's variables, else the process's name. */
export function titleOf(plan: Plan, step: StepWrite): string {
  return textOf(plan.title, plan, step) ?? plan.name.zh;
}

/** The same in English, where the plan says how; without a title it is the process's name. */
export function titleEnOf(plan: Plan, step: StepWrite): string | undefined {
  return plan.title === undefined ? plan.name.en : textOf(plan.titleEn, plan, step);
}

/** The business key over the instance's variables; undefined when the plan has none, or it cannot be evaluated. */
export function businessKeyOf(plan: Plan, step: StepWrite): string | undefined {
  return textOf(plan.businessKey, plan, step);
}

/** Whose data key seals what is handed in: as the plan says over these variables, if that names somebody. */
export function subjectOf(plan: Plan, variables: Variables, { startedAt, calendar }: Pick<StepWrite['state'], 'startedAt' | 'calendar'>): string | undefined {
  const subject = textFrom(plan.subject, plan, variables, { startedAt, calendar });
  return subject !== undefined && SUBJECT.test(subject) ? subject : undefined;
}

function textOf(expression: Feel | undefined, plan: Plan, step: StepWrite): string | undefined {
  return textFrom(expression, plan, variablesOf(step), step.state);
}

function textFrom(expression: Feel | undefined, plan: Plan, variables: Variables, { startedAt, calendar }: Pick<StepWrite['state'], 'startedAt' | 'calendar'>): string | undefined {
  if (expression === undefined) return undefined;
  try {
    const value = evaluate(expression, variables, { now: startedAt, zone: plan.zone, calendar });
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    // A title that cannot be read must not stop the process.
    return undefined;
  }
}
