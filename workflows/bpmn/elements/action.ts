import type { Action, Valued } from '../../engine/plan';
import { separated } from '../boai-properties';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import type { EventKind, Position } from '../support-table';
import { propertiesOf } from '../zeebe';

const CATCHING: readonly Position[] = [
  'start of an event sub-process, interrupting',
  'start of an event sub-process, non-interrupting',
  'intermediate catch',
  'boundary, interrupting',
  'boundary, non-interrupting',
];
const FORM_ID = /^[A-Za-z][A-Za-z0-9_.-]*$/;

/** `boai:action` and `boai:actors` of an event: people may make its message happen, by a form. Only a message event that waits can have them. */
export function actionOf(node: BpmnNode, kind: EventKind, position: Position, { problems, expressions }: Compilation): Action | undefined {
  const properties = propertiesOf(node);
  const form = properties['boai:action'];
  const actors = properties['boai:actors'];
  if (form === undefined) {
    if (actors !== undefined) problems.invalid(node, 'boai:actors needs boai:action, which names the form');
    return undefined;
  }
  if (kind !== 'message' || !CATCHING.includes(position)) {
    problems.invalid(node, 'boai:action belongs on a message event that waits: an intermediate or boundary event, or the start of an event sub-process');
    return undefined;
  }
  if (!FORM_ID.test(form)) problems.invalid(node, `boai:action: "${form}" is no form id`);
  const who: Valued<readonly string[]> | undefined = actors === undefined ? undefined : expressions.valuedAs(node, 'boai:actors', actors, (text) => nonEmpty(separated(text)), 'groups, separated by commas, or FEEL after "="');
  return { form, ...(who === undefined ? {} : { actors: who }) };
}

function nonEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
