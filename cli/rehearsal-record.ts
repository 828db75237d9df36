import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../feel/types';
import { routingVariables } from '../forms/routing-variables';
import { parseRegistry } from '../registries/parse-registry';
import { formOfRegistry } from '../registries/registry-form';
import type { Plan } from '../workflows/engine/plan';
import { projectRoot } from './project-root';

/** What an instance that runs for a record begins with: the first example of its registry; nothing for a process that runs for none. */
export function sampleRecord({ each }: Plan, branchId: string): Variables {
  if (each === undefined) return {};
  return { recordId: 'sample', record: { ...exampleOf(each.registry), id: 'sample', branchId, scores: {} } };
}

function exampleOf(registry: string): Variables {
  try {
    const document = parseRegistry(JSON.parse(readFileSync(join(projectRoot, 'registries', 'catalogue', `${registry}.registry.json`), 'utf8')));
    // Examples are plain JSON, as records are.
    return routingVariables(formOfRegistry(document), (document.examples[0] ?? {}) as Variables);
  } catch {
    // A model that others wrote may name a registry that we don't ship.
    return {};
  }
}
