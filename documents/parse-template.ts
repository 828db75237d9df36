import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { checkExpression } from '../feel';
import { InvalidInput, type InputProblem } from '../forms/invalid-input';
import type { PaperTemplate } from './document';
import { expressionsIn } from './placeholders';

const Text = Type.String({ minLength: 1, maxLength: 4000 });
const Name = Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$' });
const Column = Type.Object({ title: Text, text: Text, width: Type.Union([Type.Number({ minimum: 10, maximum: 450 }), Type.Literal('*')]), centered: Type.Optional(Type.Boolean()) }, { additionalProperties: false });
const Node = Type.Recursive((Self) =>
  Type.Union([
    Text,
    Type.Object({ level: Type.Union([Type.Literal(1), Type.Literal(2)]), text: Text }, { additionalProperties: false }),
    Type.Object({ note: Text }, { additionalProperties: false }),
    Type.Object({ columns: Type.Array(Column, { minItems: 1, maxItems: 8 }), rows: Text, as: Name }, { additionalProperties: false }),
    Type.Object({ each: Text, as: Name, content: Type.Array(Self) }, { additionalProperties: false }),
    Type.Object({ when: Text, content: Type.Array(Self) }, { additionalProperties: false }),
  ]),
);
const Head = Type.Object({ issuer: Text, number: Text, heading: Text, to: Type.Optional(Text), signed: Text, signedOn: Text, copies: Type.Optional(Text) }, { additionalProperties: false });

const TemplateSchema = Type.Object(
  {
    format: Type.Literal(1),
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 60 }),
    title: Type.Object({ zh: Text, en: Type.Optional(Text) }, { additionalProperties: false }),
    fileName: Text,
    head: Head,
    content: Type.Array(Node, { minItems: 1, maxItems: 200 }),
    example: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

/** Reads a template. Throws `InvalidInput` with every problem: of its shape, and of the FEEL in its texts. */
export function parseTemplate(input: unknown): PaperTemplate {
  const shape = [...Value.Errors(TemplateSchema, input)].map(({ path, message }) => ({ path, message }));
  if (shape.length > 0) throw new InvalidInput(shape.filter((problem, index) => shape.findIndex(({ path }) => path === problem.path) === index));
  // The shape has just been checked.
  const template = input as PaperTemplate;
  const problems = [...feelProblems(template.fileName, '/fileName'), ...feelProblems(template.head, '/head'), ...feelProblems(template.content, '/content')];
  if (problems.length > 0) throw new InvalidInput(problems);
  return template;
}

/** `each`, `rows` and `when` are FEEL as they stand; every other text holds it between double braces. */
function feelProblems(value: unknown, path: string, key = ''): InputProblem[] {
  if (typeof value === 'string') {
    const expressions = ['each', 'rows', 'when'].includes(key) ? [value] : key === 'as' ? [] : expressionsIn(value);
    return expressions.flatMap((expression) => {
      const check = checkExpression(expression);
      return check.ok ? [] : [{ path, message: `FEEL "${expression}": ${check.message}` }];
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => feelProblems(item, `${path}/${name}`, name));
}
