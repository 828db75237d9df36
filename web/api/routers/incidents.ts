import { Type } from '@sinclair/typebox';
import { retryIncident } from '../../../client/updates';
import type { Variables } from '../../../feel/types';
import type { Filter } from '../../../activities/store/collection';
import type { IncidentDocument } from '../../../activities/store/documents';
import type { IncidentView, Page } from '../contract';
import { incidentViews } from '../incident-views';
import { closed, paging, parse, parseQuery } from '../parse';
import { notFound, Refusal } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { inSight } from '../viewer';

const ListQuery = closed({ open: Type.Optional(Type.Literal('1')), ...paging });
const Retry = closed({ variables: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown(), { maxProperties: 100 })) });

/** Steps that stopped, and trying them again. */
export function incidentRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/incidents', may('read', 'Incident'), listIncidents)

    .post('/incidents/:id/retry', may('retry', 'Incident'), async (call) => {
      const { variables } = parse(Retry, call.request.body ?? {});
      const incident = await call.store.incidents.byId(call.param('id'));
      if (incident === undefined) throw notFound({ zh: '异常', en: 'The incident' });
      call.viewer.mustBeAbleTo('retry', 'Incident', incident);
      if (incident.resolvedAt !== undefined) throw new Refusal('NotRunning', { zh: '该异常已经处理。', en: 'This incident is resolved already.' });
      // The body is JSON, which is what variables are.
      const changed = variables === undefined ? {} : { variables: variables as Variables };
      const { seq, visible } = await retryIncident(call.temporal, incident.instanceId, { incidentId: incident.incidentId, by: call.viewer.id, ...changed });
      return { seq, visible };
    });
}

async function listIncidents(call: Call): Promise<Page<IncidentView>> {
  const { open, page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const { store } = call;
  const filter: Filter<IncidentDocument> = { ...inSight(call.viewer), ...(open === undefined ? {} : { resolvedAt: null as never }) };
  const [rows, total] = await Promise.all([store.incidents.find(filter, { sort: { raisedAt: -1, _id: 1 }, skip: (page - 1) * size, limit: size }), store.incidents.count(filter)]);
  const instances = await store.instances.find({ _id: { $in: rows.map((row) => row.instanceId) } }, { without: ['state'] });
  const plans = new Map(await Promise.all(instances.map(async (instance) => [instance._id, await store.plans.byHash(instance.planHash)] as const)));
  return { rows: incidentViews(rows, ({ instanceId, elementId }) => plans.get(instanceId)?.elements[elementId]?.name ?? { zh: elementId }), total, page, size };
}
