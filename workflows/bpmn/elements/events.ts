import type { ElementBase } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation, ElementCompiler } from '../compilation';
import type { Position } from '../support-table';
import { eventDefinitionOf } from './event-definition';
import { jobOf } from './service-task';

const startPosition = (node: BpmnNode): Position => {
  if (node.parent?.flag('triggeredByEvent', false) !== true) return 'start';
  return node.flag('isInterrupting', true) ? 'start of an event sub-process, interrupting' : 'start of an event sub-process, non-interrupting';
};

/** A start event; inside an embedded sub-process it must be a none start event. */
export const startEvent: ElementCompiler = (node, base, compilation) => {
  const position = startPosition(node);
  const event = eventDefinitionOf(node, position, compilation);
  if (event === undefined) return undefined;
  const embedded = position === 'start' && node.parent?.type !== 'process';
  if (embedded && event.kind !== 'none') {
    compilation.problems.invalid(node, `the start event of an embedded sub-process cannot be a ${event.kind} event`);
    return undefined;
  }
  if (position === 'start' && (event.kind === 'message' || event.kind === 'signal') && event.name.kind === 'feel') {
    compilation.problems.unsupported(node, `the name "=${event.name.feel}" must be fixed: nothing is running yet that could evaluate it`);
  }
  return { ...base, kind: 'startEvent', event, interrupting: position !== 'start of an event sub-process, non-interrupting' };
};

/** An end event; a message end event with a job type becomes that job. */
export const endEvent: ElementCompiler = (node, base, compilation) => {
  const job = messageJob(node, base, compilation);
  if (job !== undefined) return job;
  const event = eventDefinitionOf(node, 'end', compilation);
  return event && { ...base, kind: 'endEvent', event };
};

export const intermediateThrowEvent: ElementCompiler = (node, base, compilation) => {
  const job = messageJob(node, base, compilation);
  if (job !== undefined) return job;
  const event = eventDefinitionOf(node, 'intermediate throw', compilation);
  return event && { ...base, kind: 'throwEvent', event };
};

export const intermediateCatchEvent: ElementCompiler = (node, base, compilation) => {
  const event = eventDefinitionOf(node, 'intermediate catch', compilation);
  return event && { ...base, kind: 'catchEvent', event };
};

/** A boundary event; what it is attached to is looked at by the boundary rules. */
export const boundaryEvent: ElementCompiler = (node, base, compilation) => {
  const isCompensation = node.children('eventDefinitions').some((definition) => definition.type === 'compensateEventDefinition');
  const interrupting = isCompensation || node.flag('cancelActivity', true);
  const event = eventDefinitionOf(node, interrupting ? 'boundary, interrupting' : 'boundary, non-interrupting', compilation);
  const attachedTo = node.child('attachedToRef')?.id;
  if (attachedTo === undefined) {
    compilation.problems.invalid(node, 'a boundary event must be attached to an activity (attachedToRef)');
    return undefined;
  }
  return event && { ...base, kind: 'boundaryEvent', attachedTo, interrupting, event };
};

function messageJob(node: BpmnNode, base: ElementBase, compilation: Compilation) {
  const isMessage = node.children('eventDefinitions').some((definition) => definition.type === 'messageEventDefinition');
  if (!isMessage || node.extension('zeebe:taskDefinition') === undefined) return undefined;
  return jobOf(node, { ...base, boundary: [], isForCompensation: false }, compilation);
}
