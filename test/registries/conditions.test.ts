import { conditionProblems, conditionValue } from '../../registries/conditions';
import { parseRegistry } from '../../registries/parse-registry';
import { donorRegistry } from './support/sample-registry';

const registry = parseRegistry(donorRegistry());
const days = { today: '2026-03-02', from: '2026-01-01', to: '2026-02-28' };

test('words in values stand for days', () => {
  expect(['$today', '$yearStart', '$from', '$to', '$daysAgo:365', '$daysAhead:30', 'x', 5].map((value) => conditionValue(value, days))).toEqual(['2026-03-02', '2026-01-01', '2026-01-01', '2026-02-28', '2025-03-02', '2026-04-01', 'x', 5]);
});

test('without a period it is the year so far', () => {
  expect(['$from', '$to'].map((value) => conditionValue(value, { today: '2026-03-02' }))).toEqual(['2026-01-01', '2026-03-02']);
});

test('sound conditions are accepted', () => {
  expect(
    conditionProblems(registry, [
      { field: 'status', op: 'in', value: ['active', 'lost'] }, { field: 'enrolledOn', op: 'before', value: '$daysAgo:365' }, { field: 'phone', op: 'filled' }, { field: 'phone', op: 'is', value: '13800000001' },
      { field: 'createdAt', op: 'from', value: '$from' }, { field: 'score.risk', op: 'gt', value: 20 }, { field: 'branchId', op: 'is', value: 'lianjing' },
    ]),
  ).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['is no list', {}, ': conditions are a list'],
  ['names no field', [{ field: 'age', op: 'is', value: 1 }], '/0/field: the registry has no field "age"'],
  ['carries an operator of the database', [{ field: 'status', op: 'is', value: { $ne: '' } }], '/0/value: it must be a text, a number or true or false'],
  ['reaches into the database', [{ field: '$where', op: 'is', value: '1' }], '/0/field: the registry has no field "$where"'],
  ['has an unknown operator', [{ field: 'status', op: '$ne', value: 'x' }], '/0/op: "$ne" is none of'],
  ['asks for what is sealed', [{ field: 'name', op: 'is', value: '张' }], '/0/field: "name" is personal: only "empty" and "filled" can ask for it'],
  ['compares a text as a number', [{ field: 'attempts', op: 'gt', value: '3' }], '/0/value: "gt" takes a number'],
  ['has a wrong word', [{ field: 'enrolledOn', op: 'before', value: '$tomorrow' }], '/0/value: "$tomorrow" is none of'],
  ['has a value too many', [{ field: 'note', op: 'empty', value: 1 }], '/0/value: "empty" takes no value'],
  ['has an unknown member', [{ field: 'note', op: 'empty', or: [] }], '/0/or: a condition has'],
  ['names an unknown score', [{ field: 'score.luck', op: 'gt', value: 1 }], '/0/field: the registry has no score "luck"'],
])('a condition that %s is refused', (_reason, conditions, expected) => {
  expect(conditionProblems(registry, conditions).map(({ path, message }) => `${path}: ${message}`.slice(0, expected.length))).toContain(expected);
});
