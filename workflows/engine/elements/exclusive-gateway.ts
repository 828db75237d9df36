import type { Gateway } from '../plan';
import { pass } from '../pass';
import { Problem } from '../problem';
import { flowsThatHold } from '../conditions';
import type { ElementBehaviour } from './behaviour';

/** An exclusive gateway takes the first flow whose condition holds, else the default flow. */
export const exclusiveGateway: ElementBehaviour<Gateway> = {
  enter(element, token, run, variables) {
    const [flow] = flowsThatHold(run, element, variables, 'first');
    if (flow === undefined && element.outgoing.length > 0) throw new Problem('condition', `网关“${element.id}”没有一个条件成立，也没有默认流向`);
    pass(run, token, flow === undefined ? [] : [flow]);
  },
};
