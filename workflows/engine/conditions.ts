import type { Variables } from '../../feel/types';
import type { Flow, Gateway } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';

/** The outgoing flows whose condition holds, in the order drawn; the default flow when none does; empty when there is none either. */
export function flowsThatHold(run: Run, gateway: Gateway, variables: Variables, which: 'first' | 'all'): string[] {
  const taken: string[] = [];
  for (const id of gateway.outgoing) {
    const flow = run.plan.flows[id];
    if (!flow || id === gateway.default || !holds(run, flow, variables)) continue;
    taken.push(id);
    if (which === 'first') break;
  }
  return taken.length === 0 && gateway.default !== undefined ? [gateway.default] : taken;
}

function holds(run: Run, flow: Flow, variables: Variables): boolean {
  if (flow.condition === undefined) return true;
  const { value } = run.evaluate(flow.condition, variables);
  if (typeof value === 'boolean') return value;
  throw new Problem('condition', `流向“${flow.id}”的条件“${flow.condition}”应为真或假，实际为 ${shown(value)}`);
}
