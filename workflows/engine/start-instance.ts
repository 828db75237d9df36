import type { EngineEvent } from './events';
import type { Plan } from './plan';
import type { Run } from './run';
import { ROOT } from './scopes';

/** Opens the root scope and sets out from the start event. */
export function startInstance(run: Run, event: Extract<EngineEvent, { kind: 'started' }>): void {
  run.status = 'running';
  run.calendar = event.calendar;
  run.startedAt = run.now;
  run.startedBy = event.by;
  const instance = { id: run.instanceId, process: run.plan.id, startedBy: event.by, startedAt: run.now };
  run.scopes.put(ROOT, { id: ROOT, elementId: run.plan.id, variables: { ...event.variables, instance }, since: run.now });
  const token = run.addToken({ elementId: event.startEvent ?? defaultStart(run.plan), scopeId: ROOT });
  run.queue.push({ kind: 'begin', tokenId: token.id });
}

function defaultStart(plan: Plan): string {
  const none = plan.root.starts.find((id) => {
    const element = plan.elements[id];
    return element?.kind === 'startEvent' && element.event.kind === 'none';
  });
  return none ?? plan.root.starts[0] ?? '';
}
