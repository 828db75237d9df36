import { Value } from '@sinclair/typebox/value';
import type { FormDocument } from './document';
import { FormSchema } from './form-schema';
import { formProblems } from './form-problems';
import { inlineConsents } from './inline-consents';
import { inlineDefinitions } from './inline-definitions';
import { InvalidInput, type InputProblem } from './invalid-input';
import { jsonProblems } from './plain-json';

const MAX_BYTES = 200_000;
const LIMITS = { maxDepth: 32, maxNodes: 20_000 };

/**
 * Reads a form document: its references are inlined, so that what comes back is self-contained.
 * Throws `InvalidInput` with every problem found: of the document's own shape, its schema, rules, examples, uiSchema and texts.
 */
export function parseForm(input: unknown): FormDocument {
  refuseIf(jsonProblems(input, LIMITS));
  if (JSON.stringify(input).length > MAX_BYTES) refuseIf([{ path: '', message: `it is larger than ${MAX_BYTES} bytes` }]);
  refuseIf(shapeProblems(input));
  // The shape has just been checked; a copy keeps the caller's object apart from what is memoised later.
  const written = structuredClone(input) as FormDocument;
  const defined = inlineDefinitions(written.schema);
  refuseIf(defined.problems);
  const { schema, en: ofConsents, problems } = inlineConsents(defined.schema);
  refuseIf(problems);
  const en = { ...defined.en, ...ofConsents };
  const document: FormDocument = Object.keys(en).length === 0 ? { ...written, schema } : { ...written, schema, en: { ...en, ...written.en } };
  refuseIf(formProblems(document));
  return document;
}

function refuseIf(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InvalidInput(problems);
}

function shapeProblems(input: unknown): InputProblem[] {
  const problems = [...Value.Errors(FormSchema, input)].map((error) => ({ path: error.path, message: error.message }));
  // A union reports each of its branches; one message for a place is enough.
  return problems.filter((problem, index) => problems.findIndex((other) => other.path === problem.path) === index);
}
