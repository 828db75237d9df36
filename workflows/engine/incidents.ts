import type { IncidentCause } from './commands';
import type { Run } from './run';
import type { Move, Token } from './state';

/** The token stops here until somebody retries; the rest of the instance goes on. */
export function raiseIncident(run: Run, token: Token, cause: IncidentCause, message: string, resume: Move): void {
  const id = `${run.instanceId}/${token.elementId}/${run.newId('i')}`;
  run.incidents.put(id, { id, tokenId: token.id, elementId: token.elementId, cause, message, since: run.now, resume });
  run.emit({ kind: 'raise-incident', incidentId: id, elementId: token.elementId, cause, message });
}
