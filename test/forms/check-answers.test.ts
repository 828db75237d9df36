import { processorMs } from '../support/processor-time';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import { parseForm } from '../../forms/parse-form';
import { checkRules, defaultAnswers } from '../../forms/rules';
import { ANSWERS, SERVER, formOf, reviewForm, told } from './support/review-form';

const review = compileForm(parseForm(reviewForm()));

const check = (answers: unknown, options = SERVER) => told(checkAnswers(review, answers, options));

/** What a form of one property says of a value, in both languages. */
function saying(property: Record<string, unknown>, value: unknown): { at: string; zh: string; en: string | undefined }[] {
  const form = compileForm(parseForm(formOf({ field: { title: '栏目', ...property } }, { en: { '/schema/properties/field/title': 'Field' } })));
  return checkAnswers(form, { field: value }, SERVER).map(({ at, message }) => ({ at, ...message, en: message.en }));
}

test('complete answers have no problem', () => {
  expect(check(ANSWERS)).toEqual([]);
});

test('a form is compiled once for each content', () => {
  expect(compileForm(parseForm(reviewForm()))).toBe(review);
  expect(compileForm(parseForm(reviewForm({ title: { zh: '另一个示例' } })))).not.toBe(review);
});

describe('what is wrong is said in words', () => {
  test.each([
    ['a missing answer', {}, '/result: 请选择“审查结果”'],
    ['a wrong type', { ...ANSWERS, issued: '九十' }, '/issued: “发出票数”应为整数'],
    ['an option that is not listed', { ...ANSWERS, result: 'maybe' }, '/result: 请从列出的选项中选择“审查结果”'],
    ['a wrong date', { ...ANSWERS, meetingDate: '2026-02-30' }, '/meetingDate: “开会日期”应为日期，例如 2026-03-02'],
    ['a negative number', { ...ANSWERS, collected: -1 }, '/collected: “收回票数”不能小于 0'],
    ['a third of a cent', { ...ANSWERS, budget: 0.125 }, '/budget: “金额（元）”最多保留 2 位小数'],
    ['a wrong mobile number', { ...ANSWERS, contactMobile: '12345678901' }, '/contactMobile: “手机号码”格式不正确'],
    ['a place in a list', { ...ANSWERS, members: [{ name: '示例甲', post: 'chair' }, { name: '示例乙' }] }, '/members/1/post: 请选择“职务”（第 2 行）'],
    ['files uploaded twice', { ...ANSWERS, minutes: ['f1', 'f1'] }, '/minutes: “会议记录”第 1 项与第 2 项重复'],
    ['an answer that the form does not know', { ...ANSWERS, extra: 1 }, '/extra: 表单中没有“extra”这一项'],
  ])('%s', (_what, answers, expected) => {
    expect(check(answers)).toContain(expected);
  });

  test.each([
    [{ type: 'string', minLength: 1 }, '', '请填写“栏目”', 'Fill in "Field"'],
    [{ type: 'string', minLength: 5 }, '一二', '“栏目”至少 5 个字', '"Field" needs at least 5 characters'],
    [{ type: 'string', maxLength: 2 }, '一二三', '“栏目”最多 2 个字', '"Field" takes at most 2 characters'],
    [{ type: 'string', enum: ['a'] }, 'b', '请从列出的选项中选择“栏目”', 'Choose "Field" from the options listed'],
    [{ type: 'boolean', const: true }, false, '请勾选“栏目”', 'Tick "Field"'],
    [{ type: 'number', maximum: 3 }, 4, '“栏目”不能大于 3', '"Field" must be at most 3'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, '“栏目”必须大于 0', '"Field" must be more than 0'],
    [{ type: 'number', multipleOf: 5 }, 4, '“栏目”应为 5 的倍数', '"Field" must be a multiple of 5'],
    [{ type: 'array', items: { type: 'string' }, minItems: 2 }, ['a'], '“栏目”至少需要 2 项', '"Field" needs at least 2 items'],
    [{ type: 'array', items: { type: 'string' }, minItems: 1, 'x-file': { accept: ['.pdf'], maxBytes: 1 } }, [], '请为“栏目”至少上传 1 个文件', 'Upload at least 1 files for "Field"'],
    [{ type: 'string', format: 'cn-id' }, '110105194912310021', '“栏目”应为有效的 18 位身份证号码（末位 X 须大写）', '"Field" must be a valid 18-character citizen ID number'],
    [{ type: ['string', 'number'] }, true, '“栏目”应为文字或数字', '"Field" must be text or a number'],
  ])('%j refuses %j', (property, value, zh, en) => {
    expect(saying(property, value)).toEqual([{ at: '/field', zh, en }]);
  });
});

test('a citizen ID is accepted by its check character and date of birth', () => {
  expect(saying({ type: 'string', format: 'cn-id' }, '11010519491231002X')).toEqual([]);
  expect(saying({ type: 'string', format: 'cn-id' }, '11010519491331002X')).toHaveLength(1);
});

test('amounts of two decimals are accepted although binary fractions are inexact', () => {
  for (const budget of [0.1, 0.29, 1.15, 4.35, 1234567.89, 0.07]) expect(check({ ...ANSWERS, budget })).toEqual([]);
});

describe('rules of the form', () => {
  test('compare answers, and stand beside the one they name', () => {
    expect(check({ ...ANSWERS, collected: 91 })).toEqual(['/collected: 收回票数不能多于发出票数']);
  });

  test('compare answers with what the task brought along', () => {
    expect(check({ ...ANSWERS, collected: 59 })).toEqual(['/collected: 到会人数不足三分之二']);
    expect(check({ ...ANSWERS, collected: 60 })).toEqual([]);
  });

  test('apply only when their condition is true', () => {
    expect(check({ ...ANSWERS, result: 'return', reason: '示例', collected: 1 })).toEqual([]);
  });

  test('see the day from the context, not from the machine', () => {
    const [problem] = checkAnswers(review, { ...ANSWERS, meetingDate: '2026-03-06' }, SERVER);

    expect(problem).toMatchObject({ at: '/meetingDate', rule: 'not-in-future', level: 'warning' });
    expect(check({ ...ANSWERS, meetingDate: '2026-03-06' }, { ...SERVER, now: '2026-03-05T16:00:00Z' })).toEqual([]);
  });

  test('marked as the server\'s do not run in the browser', () => {
    const answers = { ...ANSWERS, members: [{ name: '示例甲', post: 'chair' }, { name: '示例乙', post: 'chair' }] };

    expect(check(answers)).toEqual(['/members: 主席只能有一名']);
    expect(check(answers, { ...SERVER, side: 'browser' })).toEqual([]);
  });

  test('for each item of a list stand beside the items that break them', () => {
    const shares = { type: 'array', title: '分项', items: { type: 'object', properties: { part: { type: 'integer', title: '分子' }, whole: { type: 'integer', title: '分母' } } } };
    const rules = [{ id: 'part-of-whole', each: 'shares', when: 'item.whole != null', must: 'item.part <= item.whole and item.whole <= most', at: '/part', message: { zh: '分子不能大于分母' } }];
    const form = compileForm(parseForm(formOf({ shares, most: { type: 'integer' } }, { rules })));

    const problems = checkAnswers(form, { shares: [{ part: 1, whole: 2 }, { part: 3, whole: 2 }, { part: 3 }, { part: 1, whole: 9 }], most: 8 }, SERVER);

    expect(told(problems)).toEqual(['/shares/1/part: 分子不能大于分母', '/shares/3/part: 分子不能大于分母']);
  });

  test('say nothing while an answer that they need is missing', () => {
    expect(checkRules(review.document, { issued: 90 }, SERVER)).toEqual([]);
  });

  test('are a warning when the task brought nothing to compare with', () => {
    expect(checkAnswers(review, ANSWERS, { ...SERVER, context: {} })).toMatchObject([{ rule: 'quorum', level: 'warning', message: { zh: '暂时无法核对：到会人数不足三分之二' } }]);
  });

  test('that fail count as broken', () => {
    const form = compileForm(parseForm(formOf({ a: { type: ['string', 'number'] } }, { rules: [{ id: 'r', must: 'a > 1', at: '/a', message: { zh: '要大于一' } }] })));

    expect(checkAnswers(form, { a: 'x' }, SERVER)).toMatchObject([{ at: '/a', level: 'error', message: { zh: '暂时无法核对：要大于一' } }]);
  });

  test('can not be disarmed by an answer called like a function', () => {
    const form = compileForm(parseForm(formOf({ list: { type: 'array' } }, { rules: [{ id: 'r', must: 'count(list) < 2', at: '/list', message: { zh: '最多一项' } }] })));

    expect(told(checkAnswers(form, { list: [1, 2], count: 0 }, SERVER))).toEqual(['/list: 最多一项']);
  });

  test('are told beside schema errors elsewhere', () => {
    expect(check({ ...ANSWERS, collected: 91, budget: -1 })).toEqual(['/budget: “金额（元）”不能小于 0', '/collected: 收回票数不能多于发出票数']);
  });
});

test('first values come from the context, and what fails is left out', () => {
  const form = parseForm(formOf({ a: { type: 'number' }, b: { type: 'string' }, c: { type: 'string' } }, { needs: ['x', 'y'], defaults: { a: 'context.x + 1', b: 'string(today())', c: 'context.y + 1' } }));

  expect(defaultAnswers(form, { ...SERVER, context: { x: 1, y: 'z' } })).toEqual({ a: 2, b: '2026-03-05' });
});

describe('a field that is hidden never blocks', () => {
  test('with if, then and else', () => {
    expect(check({ ...ANSWERS, result: 'return' })).toEqual(['/reason: 请填写“退回原因”']);
    expect(check({ ...ANSWERS, result: 'agree' })).toEqual([]);
  });

  test('with dependencies, whose branch is the one that was chosen', () => {
    const branch = (kind: string, name: string, title: string) => ({ properties: { kind: { const: kind }, [name]: { type: 'string', title } }, required: [name] });
    const schema = {
      type: 'object',
      properties: { kind: { type: 'string', title: '方式', enum: ['mail', 'call', 'none'] } },
      dependencies: { kind: { oneOf: [branch('mail', 'address', '地址'), branch('call', 'phone', '电话'), { properties: { kind: { const: 'none' } } }] } },
    };
    const form = compileForm(parseForm(formOf({}, { schema })));
    const tell = (answers: unknown) => told(checkAnswers(form, answers, SERVER));

    expect(tell({})).toEqual([]);
    expect(tell({ kind: 'none' })).toEqual([]);
    expect(tell({ kind: 'mail' })).toEqual(['/address: 请填写“地址”']);
    expect(tell({ kind: 'call' })).toEqual(['/phone: 请填写“电话”']);
    expect(tell({ kind: 'mail', address: '示例路 1 号' })).toEqual([]);
  });

  test('with a dependency on another answer being given', () => {
    const form = compileForm(parseForm(formOf({}, { schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string', title: '乙' } }, dependencies: { a: ['b'] } } })));

    expect(told(checkAnswers(form, { a: 'x' }, SERVER))).toEqual(['/b: 请填写“乙”']);
    expect(told(checkAnswers(form, {}, SERVER))).toEqual([]);
  });
});

describe('hostile answers are refused in no time', () => {
  const timed = (answers: unknown, form = review): string[] => {
    let found: string[] = [];
    expect(processorMs(() => (found = told(checkAnswers(form, answers, SERVER))))).toBeLessThan(4_000);
    return found;
  };

  test('keys that reach into prototypes', () => {
    expect(timed(JSON.parse(`{"__proto__":{"result":"agree"}}`))).toEqual(['/__proto__: 提交的内容无法识别']);
    expect(timed({ ...ANSWERS, members: [{ constructor: 1 }] })).toEqual(['/members/0/constructor: 提交的内容无法识别']);
  });

  test('inherited answers do not count', () => {
    expect(timed(Object.create({ ...ANSWERS }))).toEqual([': 提交的内容无法识别']);
    expect(review.schemaErrors(Object.create({ ...ANSWERS }))).not.toHaveLength(0);
  });

  test('numbers beyond all bounds, deep and endless values, and what is no object', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const round: unknown[] = [];
    round.push(round);

    expect(timed(JSON.parse('{"issued":1e309}'))).toEqual(['/issued: 提交的内容无法识别']);
    expect(timed({ members: deep })[0]).toContain('提交的内容无法识别');
    expect(timed({ members: round })[0]).toContain('提交的内容无法识别');
    expect(timed({ members: Array.from({ length: 200_000 }, () => 1) })[0]).toContain('提交的内容无法识别');
    expect(timed(null)).toEqual([': “示例审查”应为一组内容']);
    expect(timed('x')).toEqual([': “示例审查”应为一组内容']);
  });

  test('long text against a pattern that would take a backtracking engine for ever', () => {
    const form = compileForm(parseForm(formOf({ a: { type: 'string', title: '编号', pattern: '^(a+)+$' } })));

    expect(timed({ a: `${'a'.repeat(50_000)}!` }, form)).toEqual(['/a: “编号”格式不正确']);
    expect(timed({ a: 'a'.repeat(50_000) }, form)).toEqual([]);
  });

  test('thousands of errors are not all told', () => {
    expect(timed({ ...ANSWERS, members: Array.from({ length: 5_000 }, () => ({})) }).length).toBeLessThanOrEqual(100);
  });
});
