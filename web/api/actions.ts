import type { InstanceDocument } from '../../activities/store/documents';
import { possibleActions, type PossibleAction } from '../../workflows/engine';
import type { Plan } from '../../workflows/engine/plan';
import type { ActionView } from './contract';
import { firstAnswers } from './draft-views';
import { actorOf } from './instance-access';
import { Names } from './names';
import type { Services } from './services';
import { actionContext, calendarOf } from './task-context';
import type { Viewer } from './viewer';

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
  const actor = actorOf(viewer, instance, action);
  const may = actor !== undefined;
  const document = await services.forms.document(hash);
  const context = may ? actionContext(instance, action.subscriptionId, document) : {};
  const options = { context, now: services.now().toISOString(), zone: services.config.zone, calendar: calendarOf(instance), side: 'server' as const };
  const { subscriptionId, elementId, name } = action;
  const principal = actor === undefined || actor === viewer.id ? {} : { onBehalfOf: (await Names.of(services, [actor], [])).person(actor) };
  const earlier = may ? await services.store.submissions.acceptedOf(instance._id) : [];
  return { subscriptionId, elementId, name, form: await services.forms.view(hash, viewer.person.locale), context, answers: may ? firstAnswers(document, options, earlier) : {}, may, ...principal };
}
