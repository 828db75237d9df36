import fc from 'fast-check';
import type { Variables } from '../../feel/types';
import { branchFields, fileFields, personFields, piiPaths } from '../../forms/fields';
import { parseForm } from '../../forms/parse-form';
import { routingVariables } from '../../forms/routing-variables';
import { formOf, reviewForm } from './support/review-form';

const NAME = '示例张三丰';
const PHONE = '13900000000';

const review = parseForm(reviewForm());

/** The routing part of one field's value. */
function passing(property: Record<string, unknown>, value: unknown): unknown {
  return routingVariables(parseForm(formOf({ field: property })), { field: value } as Variables).field;
}

test('names, phones and prose stay out, decisions and ids go in', () => {
  const answers: Variables = {
    result: 'agree',
    reason: `请联系${NAME}，电话 ${PHONE}`,
    meetingDate: '2026-03-02',
    issued: 90,
    collected: 88,
    contactMobile: PHONE,
    members: [
      { name: NAME, post: 'chair', person: 'p-1', note: PHONE },
      { name: NAME, post: 'member' },
    ],
    minutes: ['file-1'],
    planted: PHONE,
  };

  const routing = routingVariables(review, answers);

  expect(routing).toEqual({
    result: 'agree',
    meetingDate: '2026-03-02',
    issued: 90,
    collected: 88,
    members: [{ post: 'chair', person: 'p-1' }, { post: 'member' }],
    minutes: ['file-1'],
  });
  expect(JSON.stringify(routing)).not.toMatch(new RegExp(`${NAME}|${PHONE}`));
});

test.each([
  ['text without a bound', { type: 'string' }, PHONE, undefined],
  ['text with a long bound', { type: 'string', maxLength: 41 }, PHONE, undefined],
  ['short text', { type: 'string', maxLength: 40 }, 'A-12', 'A-12'],
  ['text marked as a variable', { type: 'string', 'x-variable': true }, 'x'.repeat(100), 'x'.repeat(100)],
  ['a personal variable', { type: 'string', 'x-variable': true, 'x-pii': true }, NAME, undefined],
  ['a date', { type: 'string', format: 'date' }, '2026-03-02', '2026-03-02'],
  ['an e-mail address', { type: 'string', format: 'email' }, 'a@example.org', undefined],
  ['a citizen ID', { type: 'string', format: 'cn-id' }, '11010519491231002X', undefined],
  ['a patterned text', { type: 'string', pattern: '^1' }, PHONE, undefined],
  ['a listed option', { type: 'string', enum: ['a'] }, 'a', 'a'],
  ['an option that is not listed', { type: 'string', enum: ['a'] }, NAME, undefined],
  ['prose that was sent as short text', { type: 'string', maxLength: 20 }, `${NAME}${'，'.repeat(60)}`, undefined],
  ['text where a number belongs', { type: 'number' }, PHONE, undefined],
  ['a personal number', { type: 'number', 'x-pii': true }, 13900000000, undefined],
  ['a personal object', { type: 'object', 'x-pii': true, properties: { age: { type: 'number' } } }, { age: 3 }, undefined],
  ['a free-form object', { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } }, { [PHONE]: 'a' }, {}],
  ['a list of prose', { type: 'array', items: { type: 'string' } }, [NAME], undefined],
  ['an empty list', { type: 'array', items: { type: 'string' } }, [], []],
  ['a list of people', { type: 'array', items: { type: 'string' }, 'x-person': {} }, ['p-1'], ['p-1']],
  ['an answer taken back', { type: 'string', maxLength: 5 }, null, null],
])('%s', (_what, property, value, expected) => {
  expect(passing(property, value)).toEqual(expected);
});

test('a field that any branch of the form calls personal is personal', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', maxLength: 10 } }, if: { required: ['b'] }, then: { properties: { a: { 'x-pii': true } } } };

  expect(routingVariables(parseForm(formOf({}, { schema })), { a: NAME })).toEqual({});
});

test('whatever is answered, a personal text never passes', () => {
  const text = fc.constantFrom(NAME, PHONE, `${NAME} ${PHONE}`);
  const answers = fc.record({ reason: text, contactMobile: text, members: fc.array(fc.record({ name: text, note: text, post: text, extra: text })), minutes: fc.array(text), [NAME]: text, issued: text, meetingDate: text });

  fc.assert(
    fc.property(answers, (given) => {
      // Dates and file ids take any short text that was never validated; the API validates before it routes.
      const rest = { ...routingVariables(review, given as Variables), meetingDate: null, minutes: null };
      return !JSON.stringify(rest).includes('示例') && !JSON.stringify(rest).includes(PHONE);
    }),
  );
});

test('personal fields, files, people and branches are found wherever they stand', () => {
  const form = parseForm(
    reviewForm({
      schema: {
        type: 'object',
        properties: {
          mobile: { $ref: 'definitions.json#/$defs/cnMobile' },
          family: { type: 'object', 'x-pii': true, properties: { name: { $ref: 'definitions.json#/$defs/personName' } } },
          members: { type: 'array', items: { type: 'object', properties: { name: { $ref: 'definitions.json#/$defs/personName' }, photo: { $ref: 'definitions.json#/$defs/attachment' }, who: { type: 'string', 'x-person': { role: 'teller' } } } } },
          'kind': { type: 'string' },
          files: { $ref: 'definitions.json#/$defs/attachments' },
          branch: { $ref: 'definitions.json#/$defs/branch' },
        },
        dependencies: { kind: { properties: { secret: { type: 'string', 'x-pii': true } } } },
      },
      uiSchema: {}, rules: [], defaults: {}, needs: [], en: {}, examples: [],
    }),
  );

  expect(piiPaths(form)).toEqual(['/mobile', '/family', '/members/*/name', '/secret']);
  expect(fileFields(form)).toMatchObject([{ path: '/members/*/photo', maxBytes: 20971520 }, { path: '/files', max: 10 }]);
  expect(personFields(form)).toEqual([{ path: '/members/*/who', role: 'teller' }]);
  expect(branchFields(form)).toEqual(['/branch']);
});
