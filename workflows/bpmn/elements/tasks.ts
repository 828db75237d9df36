import type { ThrowEvent } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation, ElementCompiler } from '../compilation';
import { isVariablePath, warnOfReservedName } from '../zeebe';
import { activityBase } from './activity';
import { messageOf } from './event-definition';
import { serviceTask, warnOfInboundConnector } from './service-task';

/** A manual or undefined task: passed at once. */
export const passTask: ElementCompiler = (node, base, compilation) => ({ ...activityBase(node, base, compilation), kind: 'passTask' });

/** A script task in FEEL, or a job when it names a job type. */
export const scriptTask: ElementCompiler = (node, base, compilation) => {
  if (node.extension('zeebe:taskDefinition') !== undefined) return serviceTask(node, base, compilation);
  const { problems, expressions } = compilation;
  const script = node.extension('zeebe:script');
  if (script === undefined) {
    const language = node.text('scriptFormat');
    if (language === undefined) problems.invalid(node, 'a script task needs a zeebe:script with a FEEL expression, or a zeebe:taskDefinition');
    else problems.unsupported(node, `scripts in "${language}" are not supported: write FEEL in a zeebe:script`);
    return undefined;
  }
  const text = script.text('expression');
  const resultVariable = script.text('resultVariable');
  if (text === undefined) problems.invalid(node, 'its zeebe:script has no expression');
  if (resultVariable === undefined) problems.invalid(node, 'its zeebe:script has no resultVariable');
  else if (!isVariablePath(resultVariable)) problems.invalid(node, `its resultVariable "${resultVariable}" is no variable name`);
  else warnOfReservedName(node, resultVariable, problems);
  const expression = text === undefined ? undefined : expressions.feel(node, 'the script', text);
  const plain = activityBase(node, base, compilation);
  if (expression === undefined || resultVariable === undefined) return undefined;
  return { ...plain, kind: 'scriptTask', expression, resultVariable };
};

export const receiveTask: ElementCompiler = (node, base, compilation) => {
  if (node.flag('instantiate', false)) {
    compilation.problems.unsupported(node, 'a receive task that starts the process (instantiate) is not supported: draw a message start event');
  }
  warnOfInboundConnector(node, compilation);
  const message = messageOf(node, node.child('messageRef'), compilation, { needsKey: true });
  const plain = activityBase(node, base, compilation);
  return message && { ...plain, kind: 'receiveTask', message };
};

/** A send task: a job when it names a job type, otherwise its message is published to other instances. */
export const sendTask: ElementCompiler = (node, base, compilation) => {
  if (node.extension('zeebe:taskDefinition') !== undefined) return serviceTask(node, base, compilation);
  if (node.child('messageRef') === undefined) {
    compilation.problems.invalid(node, 'a send task needs a zeebe:taskDefinition with a type, or a message to publish');
    return undefined;
  }
  if (node.child('loopCharacteristics') !== undefined) {
    compilation.problems.unsupported(node, 'a send task that publishes a message cannot be multi-instance: put it into a sub-process');
    return undefined;
  }
  return published(node, compilation, base);
};

function published(node: BpmnNode, compilation: Compilation, base: Omit<ThrowEvent, 'kind' | 'event'>): ThrowEvent | undefined {
  const event = messageOf(node, node.child('messageRef'), compilation, { needsKey: false });
  return event && { ...base, kind: 'throwEvent', event };
}
