import type { InstanceDocument } from '../../activities/store/documents';
import { possibleActions, type PossibleAction } from '../../workflows/engine';
import type { OpenAction } from '../../workflows/engine/commands';
import type { Plan } from '../../workflows/engine/plan';
import type { ActionView } from './contract';
import { firstAnswers } from './draft-views';
import type { Services } from './services';
import { actionContext, calendarOf } from './task-context';
import type { Viewer } from './viewer';

/** Whether the viewer may take the action: one of its groups, in sight of the instance. */
export function mayAct(viewer: Viewer, instance: InstanceDocument, { groups }: Pick<OpenAction, 'groups'>): boolean {
  return instance.status === 'running' && viewer.can('read', 'Instance', instance) && groups.some((group) => viewer.groups.includes(group));
}

/** What people may do at this moment, besides their tasks. */
export async function actionViews(services: Services, viewer: Viewer, plan: Plan, instance: InstanceDocument): Promise<ActionView[]> {
  if (instance.status !== 'running') return [];
  const views = possibleActions(plan, instance.state).map(async (action) => viewOf(services, viewer, plan, instance, action));
  return (await Promise.all(views)).filter((view) => view !== undefined);
}

async function viewOf(services: Services, viewer: Viewer, plan: Plan, instance: InstanceDocument, action: PossibleAction): Promise<ActionView | undefined> {
  const hash = plan.forms[action.form];
  // A plan that was put there by a test, without its forms.
  if (hash === undefined) return undefined;
  const may = mayAct(viewer, instance, action);
  const document = await services.forms.document(hash);
  const context = may ? actionContext(instance, action.subscriptionId, document) : {};
  const options = { context, now: services.now().toISOString(), zone: services.config.zone, calendar: calendarOf(instance), side: 'server' as const };
  const { subscriptionId, elementId, name } = action;
  const earlier = may ? await services.store.submissions.acceptedOf(instance._id) : [];
  return { subscriptionId, elementId, name, form: await services.forms.view(hash, viewer.person.locale), context, answers: may ? firstAnswers(document, options, earlier) : {}, may };
}
