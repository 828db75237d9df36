import type { SchemaError } from './messages';

/**
 * Leaves of Ajv's errors those that a person can act on: an `if` is told by its branch, and an alternative
 * (`oneOf`, `anyOf`) by the branch that was meant, where one can be made out, else by the alternative alone.
 */
export function withoutNoise(errors: readonly SchemaError[]): readonly SchemaError[] {
  const alternatives = errors.filter((error) => error.keyword === 'oneOf' || error.keyword === 'anyOf');
  const kept = alternatives.reduce((left, alternative) => settled(alternative, left), errors);
  return kept.filter((error) => error.keyword !== 'if');
}

function settled(alternative: SchemaError, errors: readonly SchemaError[]): readonly SchemaError[] {
  const branches = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const branch = branchOf(alternative, error);
    if (branch !== undefined) branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const inside = new Set([...branches.values()].flat());
  const meant = [...branches.values()].filter((branch) => !branch.some((error) => error.keyword === 'const' || error.keyword === 'enum' || error.keyword === 'type'));
  const [only] = meant;
  if (only === undefined || meant.length > 1) return errors.filter((error) => !inside.has(error));
  return errors.filter((error) => error !== alternative && (!inside.has(error) || only.includes(error)));
}

/** The number of the branch that an error comes from; undefined when it comes from elsewhere. */
function branchOf(alternative: SchemaError, error: SchemaError): string | undefined {
  if (error === alternative || !isWithin(error.instancePath, alternative.instancePath)) return undefined;
  const prefix = `${alternative.schemaPath}/`;
  return error.schemaPath.startsWith(prefix) ? error.schemaPath.slice(prefix.length).split('/')[0] : undefined;
}

function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}
