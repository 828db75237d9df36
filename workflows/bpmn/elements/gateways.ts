import type { Gateway } from '../../engine/plan';
import type { ElementCompiler } from '../compilation';

/** A gateway of a kind; what its flows must look like is looked at by the gateway rules. */
function gateway(kind: Gateway['kind']): ElementCompiler {
  return (node, base, { problems }) => {
    if (node.flag('instantiate', false)) {
      problems.unsupported(node, 'an event-based gateway that starts the process (instantiate) is not supported: draw start events');
    }
    if (node.text('eventGatewayType') === 'Parallel') problems.unsupported(node, 'a parallel event-based gateway is not supported');
    const fallback = node.child('default')?.id;
    return { ...base, kind, ...(fallback === undefined ? {} : { default: fallback }) };
  };
}

export const exclusiveGateway = gateway('exclusiveGateway');
export const parallelGateway = gateway('parallelGateway');
export const inclusiveGateway = gateway('inclusiveGateway');
export const eventBasedGateway = gateway('eventBasedGateway');
