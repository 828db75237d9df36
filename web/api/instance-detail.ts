import type { EventDocument, InstanceDocument } from '../../activities/store/documents';
import { branchOfItem } from '../../workflows/engine/campaign';
import type { LocalText } from '../../workflows/engine/plan';
import { actionViews } from './actions';
import { commentViews } from './comment-views';
import type { InstanceDetail } from './contract';
import { handRemindersOf, withHandReminders, type HandReminder } from './hand-reminders';
import { incidentViews } from './incident-views';
import { mayCancel } from './instance-access';
import { instanceRef, instanceRows } from './instance-row';
import { branchesInGroups, Names } from './names';
import type { Services } from './services';
import { fileRef, submissionViews } from './submission-views';
import { timelineOf } from './timeline';
import { traceOf } from './trace';
import type { Viewer } from './viewer';
import { waitsOf } from './waits';

/** An instance's page. */
export async function instanceDetail(services: Services, viewer: Viewer, instance: InstanceDocument): Promise<InstanceDetail> {
  const { store } = services;
  const { _id: id, planHash } = instance;
  const [plan, definition, events, submissions, incidents, comments, children, open, parent, cancel, [row]] = await Promise.all([
    store.plans.byHash(planHash), store.definitions.byPlan(planHash), store.events.ofInstance(id), store.submissions.acceptedOf(id), store.incidents.ofInstance(id),
    store.comments.ofInstance(id), store.instances.find({ parentId: id }, { sort: { startedAt: 1 }, limit: 500, without: ['state'] }), store.tasks.openOf(id),
    instance.parentId === undefined ? undefined : store.instances.byId(instance.parentId, ['state']), mayCancel(services, viewer, instance), instanceRows(services, viewer, [instance]),
  ]);
  if (row === undefined) throw new Error(`Instance "${id}" has no row`);
  const reminders = await handRemindersOf(store, events);
  const names = await namesFor(services, events, reminders);
  const nameOf = (elementId: string): LocalText => plan.elements[elementId]?.name ?? { zh: elementId };
  const unresolved = incidents.filter((incident) => incident.resolvedAt === undefined);
  return {
    ...row,
    version: definition?.version ?? 0,
    seq: instance.seq,
    diagram: { xml: definition?.xml ?? '', active: activeOf(instance), ...traceOf(events), incidents: [...new Set(unresolved.map((incident) => incident.elementId))] },
    timeline: withHandReminders(timelineOf(events, { plan, names, instance }), reminders, { plan, names }),
    waits: instance.status === 'running' ? await waitsOf(services, plan, instance, open) : [],
    submissions: await submissionViews(services, viewer, submissions, nameOf),
    actions: await actionViews(services, viewer, plan, instance),
    papers: (await store.files.madeAt(id)).map(fileRef),
    incidentList: incidentViews(incidents, ({ elementId }) => nameOf(elementId)),
    children: await instanceRows(services, viewer, children),
    ...(parent === undefined || !viewer.can('read', 'Instance', parent) ? {} : { parent: instanceRef(parent) }),
    comments: await commentViews(services, comments),
    ...(instance.endReason === undefined ? {} : { endReason: instance.endReason }),
    may: { cancel, retry: unresolved.length > 0 && viewer.can('retry', 'Incident', { branchId: instance.branchId }), comment: viewer.can('comment', 'Instance', instance) },
  };
}

function activeOf(instance: InstanceDocument): string[] {
  return instance.status === 'running' ? [...new Set(instance.standsAt.map(({ elementId }) => elementId))] : [];
}

/** Everybody whom the event log and the reminders by hand name. */
function namesFor(services: Services, events: readonly EventDocument[], reminders: readonly HandReminder[]): Promise<Names> {
  const commands = events.flatMap((event) => event.commands);
  const tasks = commands.flatMap((command) => (command.kind === 'open-task' ? [command.task] : []));
  const people = [
    ...events.map(({ event }) => ('by' in event ? event.by : undefined)),
    ...events.map(({ event }) => ('onBehalfOf' in event ? event.onBehalfOf : undefined)),
    ...commands.map((command) => ('by' in command ? command.by : undefined)),
    ...tasks.flatMap((task) => [task.assignee, ...task.users]),
    ...reminders.flatMap(({ by, to }) => [by, ...to]),
  ];
  const branches = events.flatMap(({ event }) => (event.kind === 'items-added' ? event.items.map(branchOfItem) : event.kind === 'child-exempted' ? [event.branchId] : []));
  return Names.of(services, people, [...branches, ...branchesInGroups(tasks.flatMap((task) => task.groups))]);
}
