import { Value } from '@sinclair/typebox/value';
import { InvalidInput, type InputProblem } from '../forms/invalid-input';
import { parseForm } from '../forms/parse-form';
import { jsonProblems } from '../forms/plain-json';
import type { RegistryDocument } from './document';
import { formOfRegistry } from './registry-form';
import { registryProblems } from './registry-problems';
import { RegistrySchema } from './registry-schema';

const LIMITS = { maxDepth: 32, maxNodes: 20_000 };

/**
 * Reads a registry document: its references are inlined, so that what comes back is self-contained.
 * Throws `InvalidInput` with every problem found: what forms must fulfil, and what only registries have.
 */
export function parseRegistry(input: unknown): RegistryDocument {
  refuseIf(jsonProblems(input, LIMITS));
  refuseIf(shapeProblems(input));
  // The shape has just been checked.
  const written = structuredClone(input) as RegistryDocument;
  // The pointers of a registry's own form are those of the registry: both have schema, rules, examples and texts at their root.
  const { schema, en } = parseForm(formOfRegistry(written));
  const document: RegistryDocument = { ...written, schema, ...(en === undefined ? {} : { en }) };
  refuseIf(registryProblems(document));
  return document;
}

function refuseIf(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InvalidInput(problems);
}

function shapeProblems(input: unknown): InputProblem[] {
  const problems = [...Value.Errors(RegistrySchema, input)].map((error) => ({ path: error.path, message: error.message }));
  // A union reports each of its branches; one message for a place is enough.
  return problems.filter((problem, index) => problems.findIndex((other) => other.path === problem.path) === index);
}
