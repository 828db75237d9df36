import type { ActivityBase, ElementBase, MultiInstance } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import { MARKER_SUPPORT } from '../support-table';
import { isVariablePath, warnOfReservedName } from '../zeebe';

/** What every activity has besides an element's base; `boundary` and `compensatedBy` are filled in by the scope. */
export function activityBase(node: BpmnNode, base: ElementBase, compilation: Compilation): ActivityBase {
  const quantities = [node.text('startQuantity'), node.text('completionQuantity')];
  if (quantities.some((quantity) => quantity !== undefined && quantity !== '1')) {
    compilation.problems.unsupported(node, MARKER_SUPPORT['start or completion quantity'].reason);
  }
  if (node.children('resources').length > 0) compilation.problems.warn(node, 'performers and potential owners are not heeded: name people in zeebe:assignmentDefinition');
  const multiInstance = multiInstanceOf(node, compilation);
  return { ...base, boundary: [], isForCompensation: node.flag('isForCompensation', false), ...(multiInstance && { multiInstance }) };
}

function multiInstanceOf(node: BpmnNode, compilation: Compilation): MultiInstance | undefined {
  const { problems, expressions } = compilation;
  const loop = node.child('loopCharacteristics');
  if (loop === undefined) return undefined;
  if (loop.type !== 'multiInstanceLoopCharacteristics') {
    problems.unsupported(node, MARKER_SUPPORT['standard loop'].reason);
    return undefined;
  }
  const behavior = loop.text('behavior');
  if (behavior !== undefined && behavior !== 'All') problems.unsupported(node, MARKER_SUPPORT['multi-instance behaviour'].reason);
  const zeebe = loop.extension('zeebe:loopCharacteristics');
  const collection = zeebe?.text('inputCollection');
  if (zeebe === undefined || collection === undefined) {
    if (loop.child('loopCardinality') !== undefined) problems.unsupported(node, MARKER_SUPPORT['loop cardinality'].reason);
    else problems.invalid(node, 'a multi-instance activity needs an inputCollection in zeebe:loopCharacteristics');
    return undefined;
  }
  const inputCollection = expressions.feel(node, 'the inputCollection', collection);
  const condition = loop.child('completionCondition')?.text('body');
  const completionCondition = condition === undefined ? undefined : expressions.feel(node, 'the completionCondition', condition);
  const inputElement = variable(node, 'inputElement', zeebe, compilation);
  const output = outputOf(node, zeebe, compilation);
  if (inputCollection === undefined) return undefined;
  return {
    sequential: loop.flag('isSequential', false),
    inputCollection,
    ...(inputElement === undefined ? {} : { inputElement }),
    ...output,
    ...(completionCondition === undefined ? {} : { completionCondition }),
  };
}

function outputOf(node: BpmnNode, zeebe: BpmnNode, compilation: Compilation): Pick<MultiInstance, 'outputCollection' | 'outputElement'> {
  const element = zeebe.text('outputElement');
  const outputCollection = variable(node, 'outputCollection', zeebe, compilation);
  if ((outputCollection === undefined) !== (element === undefined)) {
    compilation.problems.invalid(node, 'outputCollection and outputElement of a multi-instance activity belong together');
    return {};
  }
  const outputElement = element === undefined ? undefined : compilation.expressions.feel(node, 'the outputElement', element);
  return outputCollection === undefined || outputElement === undefined ? {} : { outputCollection, outputElement };
}

function variable(node: BpmnNode, property: 'inputElement' | 'outputCollection', zeebe: BpmnNode, { problems }: Compilation): string | undefined {
  const name = zeebe.text(property);
  if (name === undefined) return undefined;
  warnOfReservedName(node, name, problems);
  if (isVariablePath(name) && !name.includes('.')) return name;
  problems.invalid(node, `the ${property} "${name}" is no variable name`);
  return undefined;
}
