import { processorMs } from '../support/processor-time';
import { failureOf, valueOf } from './support/evaluating';

describe('an expression that does too much fails in no time', () => {
  test.each([
    'for i in 1..1000000 return i',
    'for i in 1..1000, j in 1..1000, k in 1..1000 return i',
    'for i in 1..400 return for j in 1..400 return for k in 1..400 return k',
    'every i in 1..100000000000 satisfies true',
    'count(for i in 1..99999 return (1..99999)[item > 1])',
    '{f: function(x) f(x + 1), r: f(1)}.r',
    '{f: function(x) [f(x), f(x)], r: f(1)}.r',
    `{a: [1, 1], ${Array.from({ length: 25 }, (_, n) => `${String.fromCharCode(98 + n)}: [${String.fromCharCode(97 + n)}, ${String.fromCharCode(97 + n)}]`).join(', ')}}`,
    `{a: "xxxxxxxxxx", ${Array.from({ length: 25 }, (_, n) => `${String.fromCharCode(98 + n)}: ${String.fromCharCode(97 + n)} + ${String.fromCharCode(97 + n)}`).join(', ')}}.z`,
    `{a: [1, 1], ${Array.from({ length: 25 }, (_, n) => `${String.fromCharCode(98 + n)}: concatenate(${String.fromCharCode(97 + n)}, ${String.fromCharCode(97 + n)})`).join(', ')}}.z`,
    `${'('.repeat(5000)}1${')'.repeat(5000)}`,
    `${'['.repeat(9000)}`,
    `1${' + 1'.repeat(6000)}`,
    `matches("${'a'.repeat(100)}", "${'(a{1,100}){1,100}'}")`,
    'a '.repeat(4000) + ' )',
  ].map((expression) => [expression.slice(0, 60), expression] as const))('%s', (_start, expression) => {
    expect(processorMs(() => expect(failureOf(expression)).not.toBe(''))).toBeLessThan(4_000);
  });

  test('a pattern that would take a backtracking engine for ever takes no time', () => {
    const input = `${'a'.repeat(50_000)}!`;

    expect(processorMs(() => expect(valueOf('matches(input, "^(a+)+$")', { input })).toBe(false))).toBeLessThan(4_000);
  });

  test('what real processes loop over is within the budget', () => {
    const branches = Array.from({ length: 179 }, (_, n) => ({ id: `b${n}`, members: n, kind: n % 4 }));

    expect(valueOf('sum(for k in 0..3 return count(branches[kind = k and members > 10 and id != ""]))', { branches })).toBe(168);
  });
});

describe('prototypes are out of reach', () => {
  test.each([
    ['constructor', null],
    ['__proto__', null],
    ['a.__proto__', null],
    ['a.constructor.name', null],
    ['list[1].toString', null],
    ['text.length', null],
    ['numbers.length', [null, null, null]],
    ['get value(a, "constructor")', null],
    ['list[constructor = null].n', [1, 2]],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test('a key called __proto__ stays a key', () => {
    const value = valueOf('context merge(context put({}, "__proto__", {x: 1}), planted)', JSON.parse('{"planted":{"__proto__":{"y":2}}}'));

    expect(JSON.stringify(value)).toBe('{"__proto__":{"y":2}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x ?? ({} as Record<string, unknown>).y).toBeUndefined();
  });
});
