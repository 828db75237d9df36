import type { LocalText, Reminder } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import type { Compilation } from './compilation';
import { parseReminders } from './reminders';
import { propertiesOf } from './zeebe';

/** Where each of our own properties may stand; `*` is any element. docs/modelling.md says what they mean. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'boai:en': ['*'],
  'boai:descriptionEn': ['process'],
  'boai:starters': ['process'],
  'boai:branchKinds': ['process'],
  'boai:businessKey': ['process'],
  'boai:background': ['process'],
  'boai:title': ['process'],
  'boai:titleEn': ['process'],
  'boai:subject': ['process'],
  'boai:each': ['process'],
  'boai:eachWhen': ['process'],
  'boai:remindAt': ['process'],
  'boai:reminders': ['process', 'userTask'],
  'boai:notActorOf': ['userTask'],
  'boai:record': ['userTask'],
  'boai:related': ['userTask'],
  'boai:copy': ['userTask'],
  'boai:corrects': ['userTask'],
  'boai:script': ['userTask'],
  'boai:scriptEn': ['userTask'],
  'boai:byLink': ['process', 'userTask'],
  'boai:papersByLink': ['userTask'],
  'boai:action': ['startEvent', 'boundaryEvent', 'intermediateCatchEvent'],
  'boai:actors': ['startEvent', 'boundaryEvent', 'intermediateCatchEvent'],
  'boai:campaign': ['callActivity'],
  'boai:stage': ['*'],
  'boai:stageEn': ['*'],
  'boai:role': ['lane', 'participant'],
};

/** When neither the task nor its process says anything. */
const DEFAULT_REMINDERS = '-1d, 0d, +3wd';

/** Refuses properties that begin with `boai:` and are unknown, or stand where they mean nothing. */
export function checkBoaiProperties(node: BpmnNode, { problems }: Compilation): void {
  for (const name of Object.keys(propertiesOf(node)).filter((property) => property.startsWith('boai:'))) {
    const places = PLACES[name];
    if (places === undefined) problems.invalid(node, `the property "${name}" is not known`);
    else if (!places.includes('*') && !places.includes(node.type)) {
      problems.invalid(node, `the property "${name}" belongs on a ${places.join(' or a ')}, not on a ${node.type}`);
    }
  }
}

/** Reminders of a user task: its own, else its process's, else the default. An empty property means none. */
export function remindersOf(node: BpmnNode, compilation: Compilation): readonly Reminder[] {
  const own = propertiesOf(node)['boai:reminders'];
  if (own !== undefined) return readReminders(node, own, compilation);
  const inherited = propertiesOf(processOf(node) ?? node)['boai:reminders'];
  return parseReminders(inherited ?? DEFAULT_REMINDERS).reminders;
}

/** Checks the reminders of the process itself: a wrong text is reported there once, not by each task that inherits it. */
export function checkReminders(process: BpmnNode, compilation: Compilation): void {
  const text = propertiesOf(process)['boai:reminders'];
  if (text !== undefined) readReminders(process, text, compilation);
}

function readReminders(node: BpmnNode, text: string, { problems }: Compilation): readonly Reminder[] {
  const { reminders, wrong } = parseReminders(text);
  for (const part of wrong) {
    problems.invalid(node, `boai:reminders: "${part}" is not understood: write an offset such as -3d, +5wd, 12h or 50%, then "!" for an escalation, then a role or role@variable`);
  }
  return reminders;
}

function processOf(node: BpmnNode): BpmnNode | undefined {
  return node.type === 'process' ? node : node.parent && processOf(node.parent);
}

/** Ids in the `boai:notActorOf` of a user task. */
export function notActorOf(node: BpmnNode): readonly string[] {
  return separated(propertiesOf(node)['boai:notActorOf'] ?? '');
}

/** Whether a property that can only be `true` or `false` is true; another value is refused. */
export function markOf(node: BpmnNode, property: string, { problems }: Compilation): boolean {
  const text = propertiesOf(node)[property];
  if (text !== undefined && text !== 'true' && text !== 'false') problems.invalid(node, `${property}: "${text}" is not understood: write true or false`);
  return text === 'true';
}

/** A text with its English in a property of its own: `boai:stage` and `boai:stageEn`. English alone is refused. */
export function localTextOf(node: BpmnNode, property: string, { problems }: Compilation): LocalText | undefined {
  const properties = propertiesOf(node);
  const zh = properties[property];
  const en = properties[`${property}En`];
  if (!zh) {
    if (zh !== undefined || en !== undefined) problems.invalid(node, `${property} is empty or missing`);
    return undefined;
  }
  return { zh, ...(en ? { en } : {}) };
}

/** The parts of a text between commas. */
export function separated(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}
