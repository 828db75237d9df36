import type { CallActivity } from '../plan';
import { withoutInstance } from '../variables';
import { textOf } from '../waits';
import type { ElementBehaviour } from './behaviour';

/** A call activity starts another process and waits until it has ended. */
export const callActivity: ElementBehaviour<CallActivity> = {
  enter(element, token, run, visible) {
    const process = textOf(run, element.process, visible, '被调用的流程');
    const variables = withoutInstance(element.propagateAllParent ? visible : (token.locals ?? {}));
    const childId = `${run.instanceId}/${element.id}/${run.open(element.id)}`;
    const planHash = run.plan.called[process];
    run.tokens.put(token.id, { ...token, childId });
    run.children.put(childId, { tokenId: token.id, elementId: element.id });
    run.emit({ kind: 'start-child', childId, elementId: element.id, process, ...(planHash === undefined ? {} : { planHash }), variables });
  },
};
