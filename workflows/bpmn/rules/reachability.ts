import type { Element } from '../../engine/plan';
import type { Compilation } from '../compilation';

/** Warns of elements that no token ever enters, and of those that no token can get out of. */
export function checkReachability({ elements, flows, nodes, problems }: Compilation): void {
  const all = Object.values(elements);
  const next = new Map(all.map((element) => [element.id, followers(element)]));
  const entered = closure(all.filter(isEntry).map((element) => element.id), (id) => next.get(id) ?? []);
  const before = new Map<string, string[]>();
  for (const [id, targets] of next) for (const target of targets) before.set(target, before.get(target) ?? []).get(target)?.push(id);
  const finished = closure(all.filter((element) => (next.get(element.id) ?? []).length === 0).map((element) => element.id), (id) => before.get(id) ?? []);

  for (const element of all) {
    const node = nodes.get(element.id);
    if (!entered.has(element.id)) problems.warn(node, 'it is never reached', 'invalid');
    else if (!finished.has(element.id)) problems.warn(node, 'there is no way out of it: every path leads back', 'invalid');
  }

  function followers(element: Element): readonly string[] {
    const targets = element.outgoing.flatMap((id) => flows[id]?.to ?? []);
    return [...targets, ...('boundary' in element ? element.boundary : []), ...linked(element)];
  }

  function linked(element: Element): readonly string[] {
    if (element.kind !== 'throwEvent' || element.event.kind !== 'link') return [];
    const { name } = element.event;
    return all.flatMap((other) => (other.kind === 'catchEvent' && other.scope === element.scope && other.event.kind === 'link' && other.event.name === name ? [other.id] : []));
  }
}

function isEntry(element: Element): boolean {
  return element.kind === 'startEvent' || element.kind === 'eventSubProcess' || ('isForCompensation' in element && element.isForCompensation);
}

function closure(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) for (const target of next(id)) found.add(target);
  return found;
}
