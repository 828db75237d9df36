import type { IncidentDocument } from '../../activities/store/documents';
import type { LocalText } from '../../workflows/engine/plan';
import type { IncidentView } from './contract';

/** Incidents with the names of the elements where they stopped. */
export function incidentViews(incidents: readonly IncidentDocument[], nameOf: (incident: IncidentDocument) => LocalText): IncidentView[] {
  return incidents.map((incident) => ({
    id: incident._id,
    instanceId: incident.instanceId,
    elementId: incident.elementId,
    name: nameOf(incident),
    cause: incident.cause,
    message: incident.message,
    raisedAt: incident.raisedAt.toISOString(),
    ...(incident.resolvedAt === undefined ? {} : { resolvedAt: incident.resolvedAt.toISOString() }),
  }));
}
