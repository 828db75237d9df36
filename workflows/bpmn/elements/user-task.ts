import type { RelatedRecords, UserTask, Valued } from '../../engine/plan';
import { localTextOf, markOf, notActorOf, remindersOf, separated } from '../boai-properties';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation, ElementCompiler } from '../compilation';
import { expressionOf, NAME } from '../process-properties';
import { propertiesOf } from '../zeebe';
import { activityBase } from './activity';

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?(\[[^\]]+\])?)?$/;
const MAX_PRIORITY = 100;

/** A user task; `zeebe:userTask` and the older job-worker style mean the same here. */
export const userTask: ElementCompiler = (node, base, compilation) => {
  const form = formOf(node, compilation);
  const element: UserTask = {
    ...activityBase(node, base, compilation),
    kind: 'userTask',
    ...(form === undefined ? {} : { form }),
    ...assignmentOf(node, compilation),
    ...scheduleOf(node, compilation),
    reminders: remindersOf(node, compilation),
    notActorOf: notActorOf(node),
    ...aboutOf(node, compilation),
    ...(markOf(node, 'boai:byLink', compilation) ? { byLink: true } : {}),
  };
  return element;
};

/** What stands beside the form: the record that the task is about, what belongs to it, and what to say. */
function aboutOf(node: BpmnNode, compilation: Compilation): Pick<UserTask, 'record' | 'related' | 'script'> {
  const record = expressionOf(node, 'boai:record', compilation);
  const related = relatedOf(node, compilation);
  const script = localTextOf(node, 'boai:script', compilation);
  markOf(node, 'boai:corrects', compilation);
  const copies = propertiesOf(node)['boai:copy'];
  if (copies !== undefined && (!NAME.test(copies) || node.extension('zeebe:formDefinition') === undefined)) compilation.problems.invalid(node, 'boai:copy names the file field of its form that takes the copy');
  if (related.length > 0 && propertiesOf(node)['boai:record'] === undefined) compilation.problems.invalid(node, 'boai:related needs boai:record: it lists what names that record');
  return { ...(record === undefined ? {} : { record }), ...(related.length === 0 ? {} : { related }), ...(script === undefined ? {} : { script }) };
}

function relatedOf(node: BpmnNode, { problems }: Compilation): readonly RelatedRecords[] {
  const entries = (propertiesOf(node)['boai:related'] ?? '').split(';').map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.flatMap((entry) => {
    const [registry = '', by, field = '', ...rest] = entry.split(/\s+/);
    if (by === 'by' && rest.length === 0 && NAME.test(registry) && NAME.test(field)) return [{ registry, field }];
    problems.invalid(node, `boai:related: "${entry}" is not understood: write <registry> by <its field>, separated by semicolons`);
    return [];
  });
}

/** The id of the form that a user task or a start event shows; other ways to name a form are a warning. */
export function formOf(node: BpmnNode, { problems }: Compilation): string | undefined {
  const definition = node.extension('zeebe:formDefinition');
  if (definition === undefined) return undefined;
  const formId = definition.text('formId');
  const elsewhere = definition.text('externalReference') ?? definition.text('formKey');
  if (formId?.startsWith('=')) {
    problems.unsupported(node, `its form is chosen by the expression "${formId}": a form must be fixed, since its version is pinned at publish`);
    return undefined;
  }
  if (formId === undefined && elsewhere !== undefined) problems.warn(node, `the form "${elsewhere}" is not one of ours: it is shown without a form`);
  else if (formId === undefined) problems.invalid(node, 'its zeebe:formDefinition names no form (formId)');
  if (definition.text('bindingType') === 'versionTag') problems.warn(node, 'the version tag of its form is not heeded: the latest form is pinned at publish');
  return formId;
}

function assignmentOf(node: BpmnNode, { expressions }: Compilation): Pick<UserTask, 'assignee' | 'candidateGroups' | 'candidateUsers'> {
  const definition = node.extension('zeebe:assignmentDefinition');
  const text = definition?.text('assignee');
  const assignee = text === undefined ? undefined : expressions.valued(node, 'the assignee', text);
  const list = (property: 'candidateGroups' | 'candidateUsers'): Valued<readonly string[]> | undefined => {
    const value = definition?.text(property);
    return value === undefined ? undefined : expressions.valuedAs(node, property, value, separated);
  };
  const candidateGroups = list('candidateGroups');
  const candidateUsers = list('candidateUsers');
  return { ...(assignee && { assignee }), ...(candidateGroups && { candidateGroups }), ...(candidateUsers && { candidateUsers }) };
}

function scheduleOf(node: BpmnNode, { expressions }: Compilation): Pick<UserTask, 'due' | 'followUp' | 'priority'> {
  const schedule = node.extension('zeebe:taskSchedule');
  const date = (property: 'dueDate' | 'followUpDate'): Valued<string> | undefined => {
    const text = schedule?.text(property);
    return text === undefined ? undefined : expressions.valuedAs(node, property, text, (fixed) => (INSTANT.test(fixed) ? fixed : undefined), 'a date such as 2026-03-01, or FEEL after "="');
  };
  const due = date('dueDate');
  const followUp = date('followUpDate');
  const text = node.extension('zeebe:priorityDefinition')?.text('priority');
  const priority = text === undefined ? undefined : expressions.valuedAs(node, 'the priority', text, priorityOf, `a whole number from 0 to ${MAX_PRIORITY}`);
  return { ...(due && { due }), ...(followUp && { followUp }), ...(priority && { priority }) };
}

function priorityOf(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= MAX_PRIORITY ? value : undefined;
}
