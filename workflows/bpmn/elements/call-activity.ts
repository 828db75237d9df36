import { markOf } from '../boai-properties';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation, ElementCompiler } from '../compilation';
import type { ActivityBase } from '../../engine/plan';
import { activityBase } from './activity';

/** A call activity: another process, named by `zeebe:calledElement`. */
export const callActivity: ElementCompiler = (node, base, compilation) => {
  const { problems, expressions } = compilation;
  const called = node.extension('zeebe:calledElement');
  const expression = called?.text('processIdExpression');
  const text = called?.text('processId') ?? (expression === undefined ? undefined : `=${expression.replace(/^=/, '')}`);
  const plain = activityBase(node, base, compilation);
  if (called === undefined || text === undefined) {
    problems.invalid(node, 'a call activity needs a zeebe:calledElement with a processId');
    return undefined;
  }
  if (called.text('bindingType') === 'versionTag') problems.warn(node, 'the version tag of the called process is not heeded: the latest version is pinned at publish');
  if (called.text('businessId') !== undefined) problems.warn(node, 'the businessId is not heeded: the called process has its own boai:businessKey');
  const process = expressions.valued(node, 'the processId', text);
  const campaign = campaignOf(node, plain, compilation);
  if (process === undefined) return undefined;
  return {
    ...plain,
    kind: 'callActivity',
    process,
    propagateAllParent: called.flag('propagateAllParentVariables', true),
    propagateAllChild: called.flag('propagateAllChildVariables', true),
    ...(campaign ? { campaign } : {}),
  };
};

/** Items come and go in mid-campaign, so all of them run at once, and each has a name by which its branch is known. */
function campaignOf(node: BpmnNode, { multiInstance }: ActivityBase, compilation: Compilation): boolean {
  const campaign = markOf(node, 'boai:campaign', compilation);
  if (!campaign || multiInstance === undefined) {
    if (campaign && node.child('loopCharacteristics') === undefined) compilation.problems.invalid(node, 'boai:campaign belongs on a multi-instance call activity');
    return campaign;
  }
  if (multiInstance.sequential) compilation.problems.invalid(node, 'boai:campaign: its items run at the same time: a sequential multi-instance cannot be one');
  if (multiInstance.inputElement === undefined) compilation.problems.invalid(node, 'boai:campaign needs an inputElement: a branch id, or a context with branchId');
  return campaign;
}
