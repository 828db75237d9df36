import type { Element, Plan } from './plan';
import type { Rehearsal, RehearsalOptions } from './rehearsal/options';
import { World } from './rehearsal/world';
import { ROOT } from './scopes';
import { withoutInstance } from './variables';

/** Runs a plan on a virtual clock, answering its tasks, and tells what happened when. Pure: the same options give the same timeline. */
export function rehearse(plan: Plan, options: RehearsalOptions): Rehearsal {
  const world = new World(options);
  const rootId = `rehearsal/${plan.id}`;
  world.open(plan, rootId, options.variables ?? {});
  const ended = play(world, options);
  const root = world.instances.get(rootId)?.state;
  return {
    timeline: world.timeline,
    missedActions: world.actors.missed,
    neverReached: neverReached(world),
    stopped: root && root.status !== 'running' && root.status !== 'new' ? 'ended' : ended,
    endedAt: world.timeline.at(-1)?.at ?? options.start,
    variables: withoutInstance(root?.scopes[ROOT]?.variables ?? world.results.get(rootId) ?? {}),
  };
}

function play(world: World, { until, maxSteps = 2_000 }: RehearsalOptions): Rehearsal['stopped'] {
  const end = until === undefined ? Infinity : Date.parse(until);
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const timer = world.firstTimer();
    const appointment = world.agenda.first;
    const at = Math.min(timer?.at ?? Infinity, appointment?.at ?? Infinity);
    if (at === Infinity) return [...world.instances.values()].some(({ state }) => Object.keys(state.incidents).length > 0) ? 'incident' : 'waiting';
    if (at > end) return 'until';
    world.now = Math.max(world.now, at);
    if (appointment && appointment.at === at) {
      world.agenda.takeFirst();
      world.keep(appointment);
    } else if (timer) {
      world.fire(timer.instanceId, timer.timer);
    }
  }
  return 'steps';
}

function neverReached(world: World): Rehearsal['neverReached'] {
  return [...world.plans.values()].flatMap((plan) => {
    const reached = world.reached.get(plan.id);
    return Object.values(plan.elements)
      .filter((element) => !reached?.has(undoneBy(plan, element) ?? element.id))
      .map((element) => ({ process: plan.id, elementId: element.id, name: element.name }));
  });
}

/** No token comes to a compensation event itself, only to what undoes its activity. */
function undoneBy({ elements }: Plan, element: Element): string | undefined {
  if (element.kind !== 'boundaryEvent' || element.event.kind !== 'compensation') return undefined;
  const host = elements[element.attachedTo];
  return host && 'compensatedBy' in host ? host.compensatedBy : undefined;
}
