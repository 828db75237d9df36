import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from '../../forms/invalid-input';
import { fieldsOfRegistry } from '../../registries/fields';
import { parseRegistry } from '../../registries/parse-registry';
import { personalPaths, withoutPersonal } from '../../registries/personal';
import { formOfRegistry } from '../../registries/registry-form';
import { DONOR_REGISTRY, donorRegistry, withFields } from './support/sample-registry';

/** What parsing complains about, as `path: message`. */
function complaints(input: unknown): string[] {
  try {
    parseRegistry(input);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const list = (changes: object) => donorRegistry({ list: { ...DONOR_REGISTRY.list, ...changes } });
const factor = (when: string) => donorRegistry({ scores: [{ ...DONOR_REGISTRY.scores[0], factors: [{ id: 'one', when, points: 1, reason: { zh: '示例' } }] }] });

test('a sound registry is accepted, and parses its own result to the same', () => {
  const registry = parseRegistry(donorRegistry());

  expect(registry.schema).toMatchObject({ properties: { phone: { pattern: '^1[3-9]\\d{9}$', 'x-pii': true, 'x-lookup': true } } });
  expect(parseRegistry(registry)).toEqual(registry);
});

test('its fields are known with their words, in both languages where there are both', () => {
  const fields = fieldsOfRegistry(parseRegistry(donorRegistry()));

  expect(fields.get('status')).toMatchObject({
    title: { zh: '状态', en: 'Status' }, kind: 'text', personal: false,
    values: [{ value: 'registered', title: { zh: '登记', en: 'Registered' } }, { value: 'active', title: { zh: '活跃' } }, { value: 'lost', title: { zh: '失联' } }],
  });
  expect(fields.get('phone')).toMatchObject({ personal: true, lookup: true });
  expect([...fields.values()].map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'list', 'text', 'text', 'date', 'date-time', 'integer', 'boolean', 'list', 'text']);
});

test('what is personal is left out, as is what the schema does not know', () => {
  const registry = parseRegistry(donorRegistry());

  expect(personalPaths(registry)).toEqual(['/registryNo', '/name', '/phone', '/relatives']);
  expect(withoutPersonal(registry, { ...DONOR_REGISTRY.examples[0], unknown: 'x' })).toEqual({ town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 1, isStudent: true, tags: ['a'], note: '示例' });
});

test('its form is a form like any other', () => {
  expect(formOfRegistry(parseRegistry(donorRegistry()))).toMatchObject({ format: 1, id: 'registry.sample-donor', rules: [{ id: 'lost-was-called' }] });
});

describe('a registry is refused, with the place and the reason, when', () => {
  test.each<[string, unknown, string]>([
    ['it is no object', 'x', ': Expected object'],
    ['it has an unknown member', donorRegistry({ colour: 1 }), '/colour: Unexpected property'],
    ['its id is a sentence', donorRegistry({ id: 'My donors' }), '/id: Expected string to match'],
    ['it has no example', donorRegistry({ examples: [] }), '/examples: Expected array length to be greater or equal to 1'],
    ['an example is no valid record', donorRegistry({ examples: [{ name: '陈某某', town: 'x', status: 'gone' }] }), '/examples/0/status:'],
    ['an example breaks a rule', donorRegistry({ examples: [{ name: '陈某某', town: 'x', status: 'lost', attempts: 1 }] }), '/examples/0/attempts: 失联须至少联系过三次。 (lost-was-called)'],
    ['its schema has an unknown keyword', withFields({ a: { type: 'string', maxLenght: 3 } }), '/schema: strict mode: unknown keyword: "maxLenght"'],
    ['a mask is none of ours', withFields({ a: { type: 'string', 'x-pii': true, 'x-mask': 'stars' } }), '/schema: keyword "x-mask" value is invalid'],
    ['a field is called like what every record has', withFields({ id: { type: 'string' } }), '/schema/properties/id: every record has a "id" of its own'],
    ['"branchId" is not the owning branch', withFields({ branchId: { type: 'string' } }), '/schema/properties/branchId: every record has a "branchId" of its own; name this field as "branch"'],
    ['what is not personal is masked', withFields({ a: { type: 'string', 'x-mask': 'text' } }), '/schema/properties/a: "x-mask" stands on a field that is not "x-pii"'],
    ['what is not personal is hashed', withFields({ a: { type: 'string', 'x-lookup': true } }), '/schema/properties/a: "x-lookup" stands on a field that is not "x-pii"'],
    ['a part of a group is hashed', withFields({ a: { type: 'object', properties: { b: { type: 'string', 'x-pii': true, 'x-lookup': true } } } }), '/schema/properties/a/properties/b: "x-lookup" needs a plain field of the record itself'],
    ['a record reference names no registry', withFields({ a: { type: 'string', 'x-record': {} } }), '/schema: keyword "x-record" value is invalid'],
    ['a field holds a file', withFields({ a: { type: 'string', 'x-file': { accept: ['.pdf'], maxBytes: 1 } } }), '/schema/properties/a: a registry keeps no files'],
    ['the heading is no field', donorRegistry({ heading: 'title' }), '/heading: the registry has no field "title"'],
    ['the heading is a list', donorRegistry({ heading: 'tags' }), '/heading: "tags" is a list, and can\'t name a record'],
    ['the key names no field', donorRegistry({ key: ['number'] }), '/key/0: the registry has no field "number"'],
    ['the key has a list', donorRegistry({ key: ['tags'] }), '/key/0: "tags" is a list, and can\'t be part of a key'],
    ['the branch is no field', donorRegistry({ branch: 'village' }), '/branch: the registry has no field "village"'],
    ['the branch holds no branch', donorRegistry({ branch: 'note' }), '/branch: "note" is not marked "x-branch"'],
    ['the subject holds no record', donorRegistry({ subject: 'note' }), '/subject: "note" is not marked "x-record"'],
    ['the subject may be missing', withFields({ of: { type: 'string', maxLength: 40, 'x-record': { registry: 'person' } } }, { subject: 'of' }), '/subject: "of" must be required'],
    ['a column is no field', list({ columns: ['age'] }), '/list/columns/0: the registry has no field "age"'],
    ['a filter is no field', list({ filters: ['age'] }), '/list/filters/0: the registry has no field "age"'],
    ['a filter is sealed', list({ filters: ['name'] }), '/list/filters/0: "name" is personal, and can be searched by only with "x-lookup"'],
    ['what is searched is sealed', list({ search: ['name'] }), '/list/search/0: "name" is personal, and can be searched by only with "x-lookup"'],
    ['what is searched is no text', list({ search: ['attempts'] }), '/list/search/0: "attempts" is no text: make it a filter'],
    ['the order is by no field', list({ sort: '-age' }), '/list/sort: the registry has no field "age"'],
    ['the order is by what is sealed', list({ sort: 'phone' }), '/list/sort: "phone" is personal, and is stored sealed: it has no order'],
    ['a role is unknown', donorRegistry({ access: { read: ['boss'], edit: [] } }), '/access/read/0: there is no role "boss"'],
    ['somebody may change what they can\'t read', donorRegistry({ access: { read: ['dpo'], edit: ['admin'] } }), '/access/read: "admin" may do more than read, but not read'],
    ['people may change a managed registry', donorRegistry({ managed: true }), '/access/edit: processes alone write a managed registry'],
    ['a score can\'t be read', factor('attempts >='), '/scores/0/factors/0/when: FEEL: it ends too early'],
    ['a score names no field', factor('age > 3'), '/scores/0/factors/0/when: "age" is no field of this registry'],
    ['a score names what is personal', factor('phone != null'), '/scores/0/factors/0/when: "phone" is personal: a score looks at what is not'],
    ['two scores have one name', donorRegistry({ scores: [DONOR_REGISTRY.scores[0], DONOR_REGISTRY.scores[0]] }), '/scores/1/id: another score is called "risk"'],
  ])('%s', (_reason, input, expected) => {
    expect(complaints(input).map((complaint) => complaint.slice(0, expected.length))).toContain(expected);
  });
});

const CATALOGUE = join(__dirname, '../../registries/catalogue');

test.each(readdirSync(CATALOGUE))('the shipped registry %s is sound, and its file is called like it', (file) => {
  const registry = parseRegistry(JSON.parse(readFileSync(join(CATALOGUE, file), 'utf8')));

  expect(`${registry.id}.registry.json`).toBe(file);
});
