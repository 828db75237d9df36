import { checkExpression, functionsIn, namesIn, rootsIn } from '../../feel/index';

test.each([
  ['review.result = "同意" and branchId != null', ['branchId', 'review.result']],
  ['count(xs) + now().year', ['xs']],
  ['for b in branches return b.name + limits.a', ['branches', 'branches.name', 'limits.a']],
  ['for i in 1..n, x in xs return x.y * i', ['n', 'xs', 'xs.y']],
  ['some m in members[age > 60] satisfies m.post = wanted', ['age', 'members', 'members.age', 'members.post', 'wanted']],
  ['members[item.age > 60].name', ['members', 'members.age']],
  ['{a: 1, b: a + z.q}.b', ['z.q']],
  ['{f: function(x) x + y + f(x)}.f(k)', ['k', 'y']],
  ['function(x) x', []],
  ['`a-b`.c + 审查.结果', ['a-b.c', '审查.结果']],
  ['date and time(date: d, time: t)', ['d', 't']],
  ['x in (? > low)', ['low', 'x']],
  ['1 +', []],
])('%s mentions %j', (expression, names) => {
  expect(namesIn(expression)).toEqual(names);
});

test('a name inside a filter need not be a variable', () => {
  expect(rootsIn('members[age > limit].name + other')).toEqual(['members', 'other']);
});

test('the functions that are called are known', () => {
  expect(functionsIn('count(xs) > 1 and date("2026-03-02") < today() and get or else(a, true)')).toEqual(['count', 'date', 'get or else', 'today']);
});

test.each([
  ['a.b + 1', { ok: true }],
  ['get or else(x, 1) + working days between(a, b)', { ok: true }],
  ['a +', { ok: false, message: 'it ends too early', position: 3 }],
  ['a + * b', { ok: false, message: 'unexpected "* b" at 5', position: 4 }],
  ['1 + total(x)', { ok: false, message: 'there is no function "total"', position: 4 }],
  ['x instance of number or y instance of money', { ok: false, message: 'there is no type "money"', position: 0 }],
])('%s is checked without being run', (expression, expected) => {
  expect(checkExpression(expression)).toEqual(expected);
});
