import { conditionProblems, type Condition } from './conditions';
import type { RegistryDocument } from './document';
import { fieldsOfRegistry } from './fields';
import { countsOf, type Count, type MetricsDocument, type Selection } from './metrics';
import type { InputProblem } from '../forms/invalid-input';

/** Everything wrong with metrics over these registries: unknown registries and fields, conditions that mean nothing, ids twice. */
export function metricProblems(document: MetricsDocument, registries: ReadonlyMap<string, RegistryDocument>): InputProblem[] {
  const counts = countsOf(document);
  const ids = [...document.metrics, ...document.funnels].map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...twice.map((id) => ({ path: `/${id}`, message: `there is another one called "${id}"` })), ...counts.flatMap((count) => problemsOf(count, registries.get(count.registry)))];
}

function problemsOf(count: Count, registry: RegistryDocument | undefined): InputProblem[] {
  const path = `/${count.name}`;
  if (registry === undefined) return [{ path, message: `there is no registry "${count.registry}"` }];
  return [...conditionProblems(registry, conditionsIn(count.where), path), ...fieldProblems(count, registry, path)];
}

function conditionsIn(where: Selection): Condition[] {
  return where.flatMap((part) => ('anyOf' in part ? part.anyOf.flat() : [part]));
}

function fieldProblems(count: Count, registry: RegistryDocument, path: string): InputProblem[] {
  if (count.kind === 'count') return [];
  const field = fieldsOfRegistry(registry).get(count.field);
  const wanted = count.kind === 'years' ? ['date'] : ['integer', 'number'];
  if (field === undefined) return [{ path, message: `the registry has no field "${count.field}"` }];
  return wanted.includes(field.kind) && !field.personal ? [] : [{ path, message: `"${count.field}" is no ${wanted.join(' or ')} that may be counted` }];
}
