import type { Variables } from '../../../feel/types';
import type { Plan } from '../../../workflows/engine/plan';
import { SEMANTICS, type Semantics } from '../../../workflows/engine/semantics';
import type { RunProcessInput } from '../../../workflows/messages';

/** A root instance's argument. */
export function startOfPlan(instanceId: string, plan: Plan, planHash: string, variables: Variables, semantics: Semantics = SEMANTICS): RunProcessInput {
  return { instanceId, plan, planHash, semantics, start: { kind: 'started', variables: { branchId: 'b1', ...variables }, by: 'tester', key: instanceId, calendar: { version: 'test', years: {} } } };
}
