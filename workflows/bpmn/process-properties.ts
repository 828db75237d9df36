import type { EachRecord, LocalText, Plan, Valued } from '../engine/plan';
import { markOf, separated } from './boai-properties';
import type { BpmnNode } from './bpmn-node';
import type { Compilation } from './compilation';
import { propertiesOf } from './zeebe';

const ROLE = /^[a-z][a-z0-9_]*$/i;
/** An id as registries and their fields have it. */
export const NAME = /^[a-z][a-zA-Z0-9_-]*$/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What the `boai:` properties of a process say of its plan. */
export function processProperties(process: BpmnNode, compilation: Compilation): Pick<Plan, 'description' | 'starters' | 'branchKinds' | 'businessKey' | 'title' | 'titleEn' | 'subject' | 'each' | 'byLink' | 'remindAt'> {
  const expression = (property: string): string | undefined => expressionOf(process, property, compilation);
  const description = descriptionOf(process, compilation);
  const branchKinds = separated(propertiesOf(process)['boai:branchKinds'] ?? '');
  const businessKey = expression('boai:businessKey');
  const title = expression('boai:title');
  const titleEn = expression('boai:titleEn');
  if (titleEn !== undefined && title === undefined) compilation.problems.invalid(process, 'boai:titleEn says in English what boai:title says, which is missing');
  const subject = expression('boai:subject');
  const each = eachOf(process, compilation);
  const remindAt = remindAtOf(process, compilation);
  return {
    ...(description === undefined ? {} : { description }),
    starters: startersOf(process, compilation),
    ...(branchKinds.length === 0 ? {} : { branchKinds }),
    ...(businessKey === undefined ? {} : { businessKey }),
    ...(title === undefined ? {} : { title }),
    ...(titleEn === undefined ? {} : { titleEn }),
    ...(subject === undefined ? {} : { subject }),
    ...(each === undefined ? {} : { each }),
    ...(markOf(process, 'boai:byLink', compilation) ? { byLink: true } : {}),
    ...(remindAt === undefined ? {} : { remindAt }),
  };
}

/** FEEL in a property, with or without a leading `=`. */
export function expressionOf(node: BpmnNode, property: string, { expressions }: Compilation): string | undefined {
  const text = propertiesOf(node)[property];
  return text === undefined ? undefined : expressions.looseFeel(node, property, text.trim());
}

/** The `documentation` of a process, with its English beside it. */
function descriptionOf(process: BpmnNode, { problems }: Compilation): LocalText | undefined {
  const zh = process.children('documentation').flatMap((node) => node.text('text') ?? []).join('\n');
  const en = propertiesOf(process)['boai:descriptionEn'];
  if (zh !== '') return { zh, ...(en ? { en } : {}) };
  if (en !== undefined) problems.invalid(process, 'boai:descriptionEn says in English what <documentation> says, which is missing');
  return undefined;
}

/** Roles in the `boai:starters` of a process; wrong ones are refused. */
function startersOf(process: BpmnNode, { problems }: Compilation): readonly string[] {
  const starters = separated(propertiesOf(process)['boai:starters'] ?? '');
  for (const starter of starters.filter((role) => !ROLE.test(role))) problems.invalid(process, `boai:starters: "${starter}" is no role id`);
  return starters;
}

/** `boai:each` and its condition; an instance for each record must be known by the record, so that it never runs twice. */
function eachOf(process: BpmnNode, compilation: Compilation): EachRecord | undefined {
  const { problems } = compilation;
  const properties = propertiesOf(process);
  const registry = properties['boai:each'];
  const when = expressionOf(process, 'boai:eachWhen', compilation);
  if (registry === undefined) {
    if (properties['boai:eachWhen'] !== undefined) problems.invalid(process, 'boai:eachWhen needs boai:each, which names the registry');
    return undefined;
  }
  if (!NAME.test(registry)) problems.invalid(process, `boai:each: "${registry}" is no registry id`);
  if (properties['boai:businessKey'] === undefined) problems.invalid(process, 'boai:each needs a boai:businessKey, usually "=recordId": it keeps a record from having two running instances');
  return { registry, ...(when === undefined ? {} : { when }) };
}

function remindAtOf(process: BpmnNode, { expressions }: Compilation): Valued<string> | undefined {
  const text = propertiesOf(process)['boai:remindAt'];
  return text === undefined ? undefined : expressions.valuedAs(process, 'boai:remindAt', text, (fixed) => (TIME_OF_DAY.test(fixed) ? fixed : undefined), 'a time of day such as 08:30, or FEEL after "="');
}
