import type { DefinitionDocument } from '../../activities/store/documents';
import type { Plan } from '../../workflows/engine/plan';
import type { ProcessRow } from './contract';
import { mayStart } from './process-access';
import type { Services } from './services';
import { inSight, type Viewer } from './viewer';

/** A process as lists show it, with how many of it run in the viewer's sight. */
export async function processRow(services: Services, viewer: Viewer, definition: Omit<DefinitionDocument, 'xml'>): Promise<ProcessRow> {
  const { store } = services;
  const { processId, name, version, planHash } = definition;
  const [plan, running] = await Promise.all([store.plans.byHash(planHash), store.instances.count({ processId, status: 'running', ...inSight(viewer) })]);
  return { id: processId, name, version, ...(plan.description === undefined ? {} : { description: plan.description }), mayStart: mayStart(viewer, plan), ...(await aboutOf(services, plan)), running };
}

/** The record that the start form asks for, in the first field with `x-record`. */
async function aboutOf({ forms }: Services, plan: Plan): Promise<Pick<ProcessRow, 'about'>> {
  const hash = plan.startForm === undefined ? undefined : plan.forms[plan.startForm];
  if (hash === undefined) return {};
  const { schema } = await forms.document(hash);
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, { readonly 'x-record'?: { readonly registry?: string } }>>);
  const [field, asked] = properties.find(([, property]) => property['x-record'] !== undefined) ?? [];
  const registry = asked?.['x-record']?.registry;
  return field === undefined || registry === undefined ? {} : { about: { registry, field } };
}
