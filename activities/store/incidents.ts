import type { Connection } from 'mongoose';
import { openCollection } from './collection';
import type { IncidentDocument } from './documents';

/** What `store.incidents` can do. */
export type Incidents = ReturnType<typeof incidentsOf>;

/** Steps that failed and wait for a person. */
export function incidentsOf(connection: Connection) {
  const collection = openCollection<IncidentDocument>(
    connection,
    'incidents',
    { instanceId: String, incidentId: String, elementId: String, branchId: String, cause: String, message: String, raisedAt: Date, resolvedAt: Date, resolvedBy: String },
    [{ keys: { instanceId: 1, raisedAt: -1 } }, { keys: { resolvedAt: 1, raisedAt: -1 } }],
  );
  return {
    ...collection,
    ofInstance: (instanceId: string) => collection.find({ instanceId }, { sort: { raisedAt: -1 } }),
  };
}
