import type { Command } from './commands';
import type { Run } from './run';
import type { Token } from './state';
import { disarm } from './waits';

/** A token sets out on a flow and will enter its target. */
export function take(run: Run, flowId: string, scopeId: string): void {
  const flow = run.plan.flows[flowId];
  if (!flow) return;
  run.emit({ kind: 'trace', what: 'taken', id: flowId });
  const token = run.addToken({ elementId: flow.to, scopeId, via: flowId });
  run.queue.push({ kind: 'enter', tokenId: token.id });
}

export function trace(run: Run, what: Extract<Command, { kind: 'trace' }>['what'], token: Token): void {
  // The instances of a loop are not told apart in the diagram: their body stands for them.
  if (token.loop === undefined) run.emit({ kind: 'trace', what, id: token.elementId });
}

/** The token ends here; whoever waits for a compensation handler is told. */
export function endToken(run: Run, token: Token): void {
  run.dropToken(token);
  const { thrower } = token;
  if (thrower === undefined || !run.tokens.get(thrower)) return;
  if (run.tokens.values().some((other) => other.thrower === thrower)) return;
  run.queue.push({ kind: 'complete', tokenId: thrower, variables: {} });
}

/** Takes the token back with all that it waits for, holds open or contains. */
export function cancelToken(run: Run, token: Token): void {
  withdraw(run, token);
  if (token.inside) trace(run, 'cancelled', token);
  endToken(run, token);
}

/** Closes what the token waits for and contains; the token itself stays. */
export function withdraw(run: Run, token: Token): void {
  const { id } = token;
  disarm(run, { tokenId: id });
  for (const [taskId, task] of run.tasks.entries()) if (task.tokenId === id) closeTask(run, taskId, { outcome: 'cancelled' });
  for (const [jobId, job] of run.jobs.entries()) {
    if (job.tokenId !== id) continue;
    run.jobs.drop(jobId);
    run.emit({ kind: 'cancel-job', jobId });
  }
  for (const [childId, child] of run.children.entries()) {
    if (child.tokenId !== id) continue;
    run.children.drop(childId);
    run.emit({ kind: 'cancel-child', childId });
  }
  for (const incident of run.incidents.values()) if (incident.tokenId === id) resolveIncident(run, incident.id);
  for (const scope of run.scopes.values()) if (scope.ownerToken === id) closeScope(run, scope.id);
}

/** Cancels every token of the scope and forgets the scope. */
export function closeScope(run: Run, scopeId: string): void {
  cancelTokensIn(run, scopeId);
  disarm(run, { scopeId });
  run.scopes.drop(scopeId);
  run.touched.delete(scopeId);
}

export function cancelTokensIn(run: Run, scopeId: string): void {
  for (const { id } of run.tokensIn(scopeId)) {
    const token = run.tokens.get(id);
    if (token) cancelToken(run, token);
  }
}

/** Closes the task for everybody; its reminders go with it. */
export function closeTask(run: Run, taskId: string, how: { outcome: 'completed'; by: string; key: string } | { outcome: 'cancelled' }): void {
  run.tasks.drop(taskId);
  for (const timer of run.timers.values()) if (timer.taskId === taskId) run.timers.drop(timer.id);
  run.emit({ kind: 'close-task', taskId, ...how });
}

export function resolveIncident(run: Run, incidentId: string, by?: string): void {
  run.incidents.drop(incidentId);
  run.emit({ kind: 'resolve-incident', incidentId, ...(by === undefined ? {} : { by }) });
}
