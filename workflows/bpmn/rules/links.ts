import type { Element } from '../../engine/plan';
import type { Compilation } from '../compilation';

/** Every link that is thrown is caught exactly once in its scope; one that is caught is thrown somewhere. */
export function checkLinks({ elements, nodes, problems }: Compilation): void {
  const all = Object.values(elements);
  const thrown = all.filter((element) => element.kind === 'throwEvent').flatMap(linkOf);
  const caught = all.filter((element) => element.kind === 'catchEvent').flatMap(linkOf);
  for (const link of thrown) {
    const targets = caught.filter((other) => other.scope === link.scope && other.name === link.name);
    if (targets.length === 0) problems.invalid(nodes.get(link.id), `nothing in its scope catches the link "${link.name}"`);
  }
  for (const link of caught) {
    const twins = caught.filter((other) => other.scope === link.scope && other.name === link.name);
    if (twins.length > 1) problems.invalid(nodes.get(link.id), `the link "${link.name}" is caught more than once in its scope`);
    const sources = thrown.filter((other) => other.scope === link.scope && other.name === link.name);
    if (sources.length === 0) problems.warn(nodes.get(link.id), `nothing in its scope throws the link "${link.name}"`, 'invalid');
  }
}

function linkOf(element: Element): readonly { readonly id: string; readonly scope: string; readonly name: string }[] {
  if ((element.kind !== 'throwEvent' && element.kind !== 'catchEvent') || element.event.kind !== 'link') return [];
  return [{ id: element.id, scope: element.scope, name: element.event.name }];
}
