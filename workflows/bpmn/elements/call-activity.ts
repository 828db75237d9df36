import type { ElementCompiler } from '../compilation';
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
  if (process === undefined) return undefined;
  return {
    ...plain,
    kind: 'callActivity',
    process,
    propagateAllParent: called.flag('propagateAllParentVariables', true),
    propagateAllChild: called.flag('propagateAllChildVariables', true),
  };
};
