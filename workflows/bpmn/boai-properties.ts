import type { Reminder } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import type { Compilation } from './compilation';
import { parseReminders } from './reminders';
import { propertiesOf } from './zeebe';

/** Where each of our own properties may stand; `*` is any element. docs/modelling.md says what they mean. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'boai:en': ['*'],
  'boai:starters': ['process'],
  'boai:businessKey': ['process'],
  'boai:background': ['process'],
  'boai:title': ['process'],
  'boai:reminders': ['process', 'userTask'],
  'boai:notActorOf': ['userTask'],
  'boai:role': ['lane', 'participant'],
};

/** When neither the task nor its process says anything. */
const DEFAULT_REMINDERS = '-1d, 0d, +3wd';

const ROLE = /^[a-z][a-z0-9_]*$/i;

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
    problems.invalid(node, `boai:reminders: "${part}" is not understood: write an offset such as -3d, +5wd or 12h, then "!" for an escalation, then a role or role@variable`);
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

/** Roles in the `boai:starters` of a process; wrong ones are refused. */
export function startersOf(process: BpmnNode, { problems }: Compilation): readonly string[] {
  const starters = separated(propertiesOf(process)['boai:starters'] ?? '');
  for (const starter of starters.filter((role) => !ROLE.test(role))) problems.invalid(process, `boai:starters: "${starter}" is no role id`);
  return starters;
}

/** `boai:businessKey` and `boai:title`: FEEL, with or without a leading `=`. */
export function processExpressions(process: BpmnNode, { expressions }: Compilation): { readonly businessKey?: string; readonly title?: string } {
  const properties = propertiesOf(process);
  const read = (name: string): string | undefined => {
    const text = properties[name];
    return text === undefined ? undefined : expressions.looseFeel(process, name, text.trim());
  };
  const businessKey = read('boai:businessKey');
  const title = read('boai:title');
  return { ...(businessKey === undefined ? {} : { businessKey }), ...(title === undefined ? {} : { title }) };
}

function separated(text: string): readonly string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}
