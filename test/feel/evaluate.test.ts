import { evaluate } from '../../feel/index';
import { CONTEXT, failureOf, valueOf } from './support/evaluating';

describe('an expression is worth', () => {
  test.each([
    // names and paths
    ['a.b + 1', 2],
    ['审查.结果 = "同意" and 审查.票数 >= 2', true],
    ['`odd-name` + a.`x-y`', 8],
    ['list.tag', ['a', 'b']],
    ['missing.foo.bar', null],
    ['missing > 3', null],
    ['missing + 1', null],
    ['get value(a, missing)', null],
    ['get value(a, ["b", missing])', null],
    ['[missing, 1]', [null, 1]],
    ['nothing = null and missing = null', true],
    // logic
    ['true or missing', true],
    ['false and missing', false],
    ['true and missing', null],
    ['if missing then 1 else 2', 2],
    ['if text then 1 else 2', 2],
    ['not(a.b = 1)', false],
    // numbers
    ['0.1 + 0.2 = 0.3', true],
    ['0.1 + 0.2', 0.3],
    ['1000000.1 - 1000000', 0.1],
    ['1.1 * 3', 3.3],
    ['1 / 3 * 3 = 1', true],
    ['sum([0.1, 0.2, 0.3])', 0.6],
    ['2 ** 10', 1024],
    ['1 / 0', null],
    ['-a.b', -1],
    ['decimal(2.675, 2)', 2.68],
    ['decimal(2.5, 0)', 2],
    ['round half up(-2.5, 0)', -3],
    ['round down(2.789, 2)', 2.78],
    ['floor(-1.5)', -2],
    ['modulo(-5, 3)', 1],
    ['median([10, 9, 1])', 9],
    ['mean([1, 2, 6])', 3],
    ['max(numbers)', 3],
    ['min("2026-01-02", "2026-01-01")', '2026-01-01'],
    // comparison
    ['a.b in [1..3]', true],
    ['a.b in (1..3]', false],
    ['a.b in (>5, 1)', true],
    ['a.b in (? > 0)', true],
    ['text in ("x", "y")', true],
    ['a.b between 1 and 3', true],
    ['"1" = 1', null],
    ['[1, {x: 2}] = [1, {x: 2}]', true],
    // lists and contexts
    ['list[n > 1].tag', ['b']],
    ['list[item.tag = "a"].n', [1]],
    ['list[2].tag', 'b'],
    ['list[-1].tag', 'b'],
    ['numbers[item >= 2]', [3, 2]],
    ['for i in 1..2, j in [10, 20] return i * j', [10, 20, 20, 40]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for x in numbers return x + sum(partial)', [3, 4, 9]],
    ['for d in date("2026-02-28")..date("2026-03-01") return d', ['2026-02-28', '2026-03-01']],
    ['some x in numbers satisfies x > 2', true],
    ['every x in numbers satisfies x > 2', false],
    ['sort(numbers)', [1, 2, 3]],
    ['sort(list, function(p, q) p.n > q.n).tag', ['b', 'a']],
    ['{n: 1, m: n + 1}.m', 2],
    ['{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r', 120],
    ['context put(a, ["c", "d"], 2).c', { d: 2 }],
    ['context merge({x: 1}, {x: 2, y: 3})', { x: 2, y: 3 }],
    ['get entries({x: 1})', [{ key: 'x', value: 1 }]],
    ['get or else(missing, "z")', 'z'],
    ['is defined(nothing) and not(is defined(a.zz))', true],
    ['distinct values([1, 2, 1, "a", {x: 1}, {x: 1}])', [1, 2, 'a', { x: 1 }]],
    ['list contains(list, {n: 2, tag: "b"})', true],
    ['index of([1, 2, 1], 1)', [1, 3]],
    ['flatten([[1, [2]], 3])', [1, 2, 3]],
    ['insert before(remove([1, 2, 4], 2), 2, 3)', [1, 3, 4]],
    ['partition([1, 2, 3], 2)', [[1, 2], [3]]],
    ['count([])', 0],
    // texts
    ['string length("中文😀")', 3],
    ['substring("中文😀字", 3, 1)', '😀'],
    ['upper case("ab") + lower case("CD")', 'ABcd'],
    ['string join(["甲", null, "乙"], "、")', '甲、乙'],
    ['replace("示例甲", "(.)例", "$1*")', '示*甲'],
    ['split("a,b,,c", ",")', ['a', 'b', '', 'c']],
    ['extract("a1b22", "[0-9]+")', ['1', '22']],
    ['matches("Abc", "^a", "i")', true],
    ['"\\u4e2d\\"\\n"', '中"\n'],
    ['string([1.10, "a", {k: null}])', '[1.1, "a", {k:null}]'],
    ['number("12.5") + 1', 13.5],
    ['number("1.234,5", ".", ",")', 1234.5],
    ['number("abc")', null],
    ['/* note */ a.b // rest', 1],
    // types
    ['today() instance of date and list instance of list<context>', true],
    ['overlaps([1..3], [3..5]) and before([1..2], [3..4]) and includes([1..5], 3)', true],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });
});

describe('dates', () => {
  test.each([
    ['today()', '2026-03-02'],
    ['now()', '2026-03-02T09:00:00+08:00'],
    ['now() + duration("PT1H")', '2026-03-02T10:00:00+08:00'],
    ['date(2026, 2, 28) + duration("P1D")', '2026-03-01'],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date("2026-02-30")', null],
    ['@"2026-03-02T08:00:00"', '2026-03-02T08:00:00'],
    ['duration("PT36H")', 'P1DT12H'],
    ['duration("P1D") * 3', 'P3D'],
    ['duration("P14M")', 'P1Y2M'],
    ['years and months duration("2020-01-15", today())', 'P6Y1M'],
    ['years and months duration(date("2020-01-15"), today()).years >= 5', true],
    ['last day of month("2024-02-03")', '2024-02-29'],
    ['day of week(due)', 'Thursday'],
    ['date and time(date(due), time("09:00:00"))', '2026-03-05T09:00:00'],
    ['today().year', 2026],
    ['{d: today()}', { d: '2026-03-02' }],
  ])('%s is %j', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test('kept as ISO strings compare with dates as the dates they write', () => {
    expect(valueOf('due > today() and due = date("2026-03-05") and due in [today()..today() + duration("P7D")]')).toBe(true);
    expect(valueOf('due < "2026-03-10"')).toBe(true);
  });

  test('kept as ISO strings take part in date arithmetic', () => {
    expect(valueOf('due + duration("P1D")')).toBe('2026-03-06');
    expect(valueOf('due - today()')).toBe('P3D');
    expect(valueOf('due - "2026-03-01"')).toBe('P4D');
    expect(valueOf('startedAt - now()')).toBe('PT19H');
  });

  test('of an instant are those of the district, not of Greenwich', () => {
    expect(valueOf('date(startedAt)')).toBe('2026-03-03');
    expect(valueOf('date("2026-03-02T16:00:00Z") = date("2026-03-03")')).toBe(true);
  });

  test('beside a date and time compare by the day', () => {
    expect(valueOf('now() = today() and now() < date(due)')).toBe(true);
  });
});

describe('a FeelError that quotes the expression says why', () => {
  test.each([
    ['a.b +', 'it ends too early'],
    ['a.b + )', 'unexpected ")" at 7'],
    ['', 'the expression is empty'],
    ['text + 1', '"+" can\'t join the string "x" and the number 1'],
    ['text > 1', 'the string "x" can\'t be compared with the number 1'],
    ['today() > ""', 'the date 2026-03-02 can\'t be compared with the string ""'],
    ['uuid()', 'there is no function "uuid"'],
    ['count(1, 2)', '"count" takes at most 1 arguments, not 2'],
    ['count(lst: [])', '"count" has no parameter "lst"'],
    ['upper case(3)', '"string" must be a string, not the number 3'],
    ['function(x) x', 'its result holds a function'],
    ['{r: [1..3]}', 'its result holds a range'],
    ['10 ** 400', 'is too large'],
    ['@"tomorrow"', '@"tomorrow" is no date, time or duration'],
    ['assert(a, a.b > 3, "too small")', 'too small'],
    ['matches(text, "(a)\\\\1")', 'the pattern "(a)\\1" is not supported'],
    ['add working days("soon", 1)', '"from" must be a date'],
    ['add working days(today(), 1.5)', '"n" must be a whole number'],
    ['date("9999-12-31") + duration("P1D")', 'lies beyond the calendar'],
    ['add working days("9999-12-31", 1)', 'lie beyond the calendar'],
  ])('%s', (expression, reason) => {
    const failure = failureOf(expression);

    expect(failure).toContain(reason);
    expect(failure).toContain(`FEEL "${expression}"`);
  });

  test('a variable named like a built-in function is refused where it would be mistaken', () => {
    expect(failureOf('date > today()', { date: '2026-03-02' })).toContain('the variable "date" is named like a built-in function');
    expect(failureOf('count(xs)', { count: 3, xs: [1] })).toContain('"count" is named like a built-in');
    expect(valueOf('xs', { count: 3, xs: [1] })).toEqual([1]);
  });

  test('`context` is free for what comes with a task', () => {
    expect(valueOf('context.size + 1', { context: { size: 2 } })).toBe(3);
  });
});

test('variables are never changed', () => {
  const variables = Object.freeze({ list: Object.freeze([3, 1, 2]), a: Object.freeze({ b: 1 }) });

  expect(valueOf('{s: sort(list), r: reverse(list), p: context put(a, "b", 2), i: insert before(list, 1, 9)}', variables)).toEqual({ s: [1, 2, 3], r: [2, 1, 3], p: { b: 2 }, i: [9, 3, 1, 2] });
});

test('the same expression over the same variables gives the same, whatever the machine clock and zone', () => {
  const zone = process.env.TZ;
  try {
    const values = ['UTC', 'America/New_York', 'Asia/Shanghai'].map((tz) => {
      process.env.TZ = tz;
      return JSON.stringify(evaluate('{n: now(), t: today(), d: date("2026-03-02T16:00:00Z"), e: end of day(today()), w: add working days(today(), 30)}', {}, CONTEXT));
    });

    expect(new Set(values).size).toBe(1);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a variable "instance" is read beside the operator "instance of"', () => {
  const context = { now: '2026-03-02T01:00:00Z', zone: 'Asia/Shanghai', calendar: { version: 'none', years: {} } };

  expect(evaluate('instance.id + "!"', { instance: { id: 'i' } }, context)).toBe('i!');
  expect(evaluate('x instance of number', { x: 1 }, context)).toBe(true);
});
