import type { DefinitionDocument } from '../../activities/store/documents';
import type { ProcessRow } from './contract';
import { mayStart } from './process-access';
import type { Services } from './services';
import { inSight, type Viewer } from './viewer';

/** A process as lists show it, with how many of it run in the viewer's sight. */
export async function processRow({ store }: Services, viewer: Viewer, definition: Omit<DefinitionDocument, 'xml'>): Promise<ProcessRow> {
  const { processId, name, version, planHash } = definition;
  const [plan, running] = await Promise.all([store.plans.byHash(planHash), store.instances.count({ processId, status: 'running', ...inSight(viewer) })]);
  const documentation = plan.properties['boai:description'];
  return { id: processId, name, version, ...(documentation === undefined ? {} : { description: { zh: documentation } }), mayStart: mayStart(viewer, plan), running };
}
