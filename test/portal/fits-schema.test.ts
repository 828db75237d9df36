import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { projectRoot } from '../../cli/project-root';
import { fitsSchema } from '../../web/ui/components/form/fits-schema';

type Node = Readonly<Record<string, unknown>>;

/** Draft-07 as Ajv has it, without formats, which `fitsSchema` leaves to the form's validator. */
const ajv = new Ajv({ strict: false, validateFormats: false });

const catalogue = join(projectRoot, 'forms', 'catalogue');
const forms = readdirSync(catalogue, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.form.json'))
  .map((file) => ({ file, document: JSON.parse(readFileSync(join(catalogue, file), 'utf8')) as { readonly schema: Node; readonly examples: readonly Node[] } }));

/** Every schema within a schema, and itself. */
function schemasIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(schemasIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(schemasIn)];
}

test.each(forms)('conditions of $file are answered as Ajv answers them, for every example and with each answer missing', ({ document }) => {
  const conditions = schemasIn(document.schema).flatMap((schema) => ('if' in schema ? [schema['if'] as Node] : [])).map((schema) => ({ schema, judge: ajv.compile(schema) }));
  const answers = document.examples.flatMap((example) => [example, ...Object.keys(example).map((left) => Object.fromEntries(Object.entries(example).filter(([name]) => name !== left)))]);

  const differing = conditions.flatMap(({ schema, judge }) => answers.filter((answer) => fitsSchema(schema, answer, document.schema) !== judge(answer)));

  expect(differing).toEqual([]);
});

const scalar = fc.oneof(fc.constantFrom('a', 'b', 'ab', '', 'é', 0, 1, 2, 2.5, -1, true, false, null), fc.integer({ min: -3, max: 9 }));
const data = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { maxKeys: 3, noNullPrototype: true })),
})).value;

const schema = fc.letrec<{ readonly schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object') }),
    fc.record({ const: scalar }),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3, comparator: 'SameValueZero' }) }),
    fc.record({ minimum: fc.integer({ min: -2, max: 2 }), exclusiveMaximum: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ minLength: fc.nat(2), maxLength: fc.nat(3), pattern: fc.constantFrom('^a', 'b$', '.') }, { requiredKeys: [] }),
    fc.record({ required: fc.uniqueArray(fc.constantFrom('x', 'y')), properties: fc.dictionary(fc.constantFrom('x', 'y'), tie('schema'), { maxKeys: 2 }) }),
    fc.record({ properties: fc.dictionary(fc.constantFrom('x'), tie('schema')), additionalProperties: tie('schema') }),
    fc.record({ items: tie('schema'), minItems: fc.nat(2), uniqueItems: fc.boolean() }),
    fc.record({ contains: tie('schema') }),
    fc.record({ dependencies: fc.record({ x: fc.oneof(fc.constant(['y']), tie('schema')) }) }),
    fc.record({ if: tie('schema'), then: tie('schema'), else: tie('schema') }),
    fc.record({ not: tie('schema') }),
    fc.constantFrom('allOf', 'anyOf', 'oneOf').chain((keyword) => fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((parts) => ({ [keyword]: parts }))),
  ),
})).schema;

test('any schema is answered as Ajv answers it', () => {
  fc.assert(
    fc.property(schema, data, (given, value) => {
      expect(fitsSchema(given, value)).toBe(ajv.validate(given as Node | boolean, value));
    }),
    { numRuns: 300 },
  );
});
