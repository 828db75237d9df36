import { processorMs } from '../support/processor-time';
import { InvalidInput } from '../../forms/invalid-input';
import { parseForm } from '../../forms/parse-form';
import { REVIEW_FORM, formOf, reviewForm } from './support/review-form';

/** What parsing complains about, as `path: message`. */
function complaints(input: unknown): string[] {
  try {
    parseForm(input);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const rule = (changes: Record<string, unknown>) => reviewForm({ rules: [{ ...REVIEW_FORM.rules[0], ...changes }] });

test('a sound form is accepted, and its shared definitions are put in place with their English', () => {
  const form = parseForm(reviewForm());

  expect(JSON.stringify(form)).not.toContain('$ref');
  expect(form.schema).toMatchObject({ properties: { contactMobile: { pattern: '^1[3-9]\\d{9}$', 'x-pii': true }, meetingDate: { format: 'date', title: '开会日期' } } });
  expect(form.en?.['/schema/properties/contactMobile/title']).toBe('Mobile number');
  expect(form.en?.['/schema/properties/meetingDate/title']).toBeUndefined();
});

test('parsing does not change what it is given, and parses its own result to the same', () => {
  const input = reviewForm();

  const form = parseForm(input);

  expect(input).toEqual(REVIEW_FORM);
  expect(parseForm(form)).toEqual(form);
});

test("a form's own definitions are put in place and dropped", () => {
  const form = parseForm(formOf({ a: { $ref: '#/definitions/short' } }, { schema: { type: 'object', properties: { a: { $ref: '#/definitions/short' } }, definitions: { short: { type: 'string', maxLength: 5 } } } }));

  expect(form.schema).toEqual({ type: 'object', properties: { a: { type: 'string', maxLength: 5 } } });
});

describe('a form is refused, with the place and the reason, when', () => {
  test.each([
    ['it is no object', 'x', ': Expected object'],
    ['it has an unknown member', reviewForm({ colour: 1 }), '/colour: Unexpected property'],
    ['its id has no step', reviewForm({ id: 'sample' }), '/id:'],
    ['its root is no object', formOf({}, { schema: { type: 'array' } }), "/schema/type: Expected 'object'"],
    ['its schema is no draft-07', formOf({ a: { type: 'text' } }), '/schema/properties/a/type: enum'],
    ['its schema has an unknown keyword', formOf({ a: { type: 'string', maxLenght: 3 } }), '/schema: strict mode: unknown keyword: "maxLenght"'],
    ['its schema has an unknown format', formOf({ a: { type: 'string', format: 'phone' } }), '/schema: unknown format "phone"'],
    ['one of our own keywords has the wrong shape', formOf({ a: { type: 'string', 'x-file': { accept: [] } } }), '/schema: keyword "x-file" value is invalid'],
    ['a pattern needs a backreference', formOf({ a: { type: 'string', pattern: '(a)\\1' } }), '/schema: error parsing regexp'],
    ['a reference is remote', formOf({ a: { $ref: 'https://example.org/a.json' } }), '/schema/properties/a: "https://example.org/a.json" is not a reference'],
    ['a reference names nothing', formOf({ a: { $ref: 'definitions.json#/$defs/nobody' } }), '/schema/properties/a: "definitions.json#/$defs/nobody" names nothing'],
    ['a reference reaches into a prototype', formOf({ a: { $ref: '#/constructor/name' } }), '/schema/properties/a: "#/constructor/name" names nothing'],
    ['a rule can not be read', rule({ must: 'collected <=' }), '/rules/0/must: FEEL: it ends too early'],
    ['a rule calls a function that is not there', rule({ must: 'total(collected) > 1' }), '/rules/0/must: FEEL: there is no function "total"'],
    ['a rule names an answer that is not there', rule({ must: 'colected <= issued' }), '/rules/0/must: "colected" is neither an answer'],
    ['a rule uses context that the form does not need', rule({ must: 'collected < context.size' }), '/rules/0/must: "context.size" is not among the form\'s needs'],
    ['a rule stands beside no answer', rule({ at: '/members/0/nothing' }), '/rules/0/at: the form has no answer'],
    ['a rule for each item names no list', rule({ each: 'issued', must: 'item.post != null', at: '/post' }), '/rules/0/each: the form has no list "issued"'],
    ['a rule for each item stands beside nothing of an item', rule({ each: 'members', must: 'item.post != null', at: '/nothing' }), '/rules/0/at: the form has no answer at "/nothing"'],
    ['a rule speaks of an item without a list', rule({ must: 'item.post != null' }), '/rules/0/must: "item" is neither an answer'],
    ['two rules have one id', reviewForm({ rules: [REVIEW_FORM.rules[0], REVIEW_FORM.rules[0]] }), '/rules/0/id'.replace('0', '1')],
    ['a default belongs to no answer', reviewForm({ defaults: { other: '1' } }), '/defaults/other: the form has no answer'],
    ['a default looks at an answer', reviewForm({ defaults: { issued: 'collected' } }), '/defaults/issued: "collected" is neither'],
    ['uiSchema names no answer', reviewForm({ uiSchema: { members: { items: { nmae: {} } } } }), '/uiSchema/members/items/nmae: the form has no answer'],
    ['a quick answer belongs to no question', reviewForm({ uiSchema: { 'ui:quick': { field: 'rsult', values: ['pass'] } } }), '/uiSchema/ui:quick: the form has no answer "rsult"'],
    ['a quick answer is no choice', reviewForm({ uiSchema: { 'ui:quick': { field: 'result', values: ['maybe'] } } }), '/uiSchema/ui:quick: "maybe" is no choice of "result"'],
    ['a group holds no answer', reviewForm({ uiSchema: { 'ui:groups': [{ title: '结论', fields: ['rsult'] }] } }), '/uiSchema/ui:groups/0: the form has no answer "rsult"'],
    ['uiSchema orders no answer', reviewForm({ uiSchema: { 'ui:order': ['rsult', '*'] } }), '/uiSchema/ui:order: the form has no answer "rsult"'],
    ['English stands where there is no Chinese', reviewForm({ en: { '/schema/properties/reslt/title': 'x' } }), 'there is no text'],
    ['an example breaks the schema', reviewForm({ examples: [{ result: 'agree' }] }), '/examples/0/meetingDate: 请填写“开会日期”'],
    ['an example breaks a rule', reviewForm({ examples: [{ ...REVIEW_FORM.examples[0], collected: 91 }] }), '/examples/0/collected: 收回票数不能多于发出票数'],
    ['an answer is called like a FEEL function', formOf({ date: { type: 'string' } }), '/schema/properties/date: "date" is the name of a FEEL function'],
    ['an answer is called context', formOf({ context: { type: 'string' } }), '/schema/properties/context'],
    ['an answer has a name that no expression can use', formOf({ 'a-b': { type: 'string' } }), '/schema/properties/a-b: "a-b" can\'t stand in expressions'],
  ])('%s', (_when, input, expected) => {
    expect(complaints(input).join('\n')).toContain(expected);
  });
});

test('every problem is named, not only the first', () => {
  const found = complaints(reviewForm({ defaults: { other: '1' }, uiSchema: { nothing: {} }, rules: [{ ...REVIEW_FORM.rules[0], at: '/x', must: 'y' }] }));

  expect(found).toHaveLength(5);
});

describe('hostile documents are refused in no time', () => {
  const timed = (input: unknown): string => {
    let found = '';
    expect(processorMs(() => (found = complaints(input).join('\n')))).toBeLessThan(4_000);
    return found;
  };

  test('references that go round', () => {
    const definitions = { a: { properties: { next: { $ref: '#/definitions/b' } } }, b: { properties: { back: { $ref: '#/definitions/a' } } } };

    expect(timed(formOf({}, { schema: { type: 'object', properties: { a: { $ref: '#/definitions/a' } }, definitions } }))).toContain('refers to itself');
    expect(timed(formOf({}, { schema: { type: 'object', properties: { a: { $ref: '#/properties/a' } } } }))).toContain('refers to itself');
    expect(timed(formOf({}, { schema: { type: 'object', properties: { a: { $ref: '#' } } } }))).toContain('is not a reference');
  });

  test('references that double at every step', () => {
    const definitions = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`d${n}`, n === 24 ? { type: 'string' } : { anyOf: [{ $ref: `#/definitions/d${n + 1}` }, { $ref: `#/definitions/d${n + 1}` }] }]));

    expect(timed(formOf({}, { schema: { type: 'object', properties: { a: { $ref: '#/definitions/d0' } }, definitions } }))).toContain('more than 20000 parts');
  });

  test('deep, large, endless, and foreign values', () => {
    let deep: unknown = { type: 'string' };
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    const round: Record<string, unknown> = {};
    round.self = round;

    expect(timed(formOf({ a: deep }))).toContain('nested deeper than 32 levels');
    expect(timed(formOf({ a: round }))).toContain('nested deeper than 32 levels');
    expect(timed(reviewForm({ description: { zh: '长'.repeat(900) }, en: Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`/schema/${n}`, '长'.repeat(100)])) }))).toContain('larger than 200000 bytes');
    expect(timed(formOf({ a: { type: 'number', maximum: JSON.parse('1e309') as number } }))).toContain('no finite number');
    expect(timed(formOf({ a: { type: 'string', default: () => 1 } }))).toContain('a function is no JSON');
    expect(timed(formOf({ a: { type: 'string', default: new Date(0) } }))).toContain('no plain JSON object');
  });

  test('keys that reach into prototypes', () => {
    const planted: unknown = JSON.parse('{"format":1,"id":"sample.small","title":{"zh":"示例"},"schema":{"type":"object","properties":{"__proto__":{"type":"string"}}},"examples":[]}');

    expect(timed(planted)).toContain('the key "__proto__" is not allowed');
    expect(timed(formOf({ constructor: { type: 'string' } }))).toContain('the key "constructor" is not allowed');
  });
});

test('each of several patterns in a form keeps to itself', () => {
  const properties = { a: { type: 'string', pattern: '^a$' }, b: { type: 'string', pattern: '^b$' } };

  expect(complaints(formOf(properties, { examples: [{ a: 'a', b: 'b' }] }))).toEqual([]);
  expect(complaints(formOf(properties, { examples: [{ a: 'b', b: 'a' }] }))).toHaveLength(2);
});
