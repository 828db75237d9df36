import { fillHints, fillText } from '../../forms/fill-text';
import { checkRules } from '../../forms/rules';
import { InvalidInput } from '../../forms/invalid-input';
import { parseForm } from '../../forms/parse-form';
import { publishedCalendar } from '../../feel/published-calendar';

const FORM = {
  format: 1, id: 'demo.ask', title: { zh: '问' }, description: { zh: '最长{{days}}天。', en: 'At most {{days}} days.' },
  schema: { type: 'object', properties: { asked: { type: 'integer', title: '天数' } } },
  uiSchema: { asked: { 'ui:help': '不超过{{days}}天。' } },
  rules: [{ id: 'not-too-long', must: 'asked <= context.days', at: '/asked', message: { zh: '最长{{days}}天。', en: 'At most {{days}} days.' } }],
  needs: ['days'], examples: [{ asked: 1 }], en: { '/schema/properties/asked/title': 'Days', '/uiSchema/asked/ui:help': 'No more than {{days}} days.' },
};
const problemsOf = (change: object): readonly string[] => {
  try {
    parseForm({ ...FORM, ...change });
    return [];
  } catch (error) {
    return error instanceof InvalidInput ? error.problems.map(({ path, message }) => `${path}: ${message}`) : [String(error)];
  }
};

test('texts quote what the task brought along, parts of it too, and an ellipsis for what it did not bring', () => {
  expect(fillText('最长{{days}}天，{{limits.months}}个月', { days: 15, limits: { months: 24 } })).toBe('最长15天，24个月');
  expect(fillText('{{days}} {{limits}} {{constructor}}', { limits: { months: 24 } })).toBe('… … …');
});

test('a rule says the figure that holds for the task, in both languages, and so does a hint', () => {
  const form = parseForm(FORM);

  const [problem] = checkRules(form, { asked: 16 }, { context: { days: 15 }, now: '2026-03-02T01:00:00Z', zone: 'Asia/Shanghai', calendar: publishedCalendar(), side: 'server' });

  expect(problem?.message).toEqual({ zh: '最长15天。', en: 'At most 15 days.' });
  expect(fillHints(form, { days: 15 }).uiSchema).toEqual({ asked: { 'ui:help': '不超过15天。' } });
});

test('a form quotes only what it needs, and only where it is shown beside the task', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ description: { zh: '最长{{weeks}}周。' } })).toEqual(['/description/zh: "weeks" is not among the form\'s needs']);
  expect(problemsOf({ title: { zh: '{{days}}天' } })).toEqual(['/title/zh: only the description, "ui:help" and what rules say can quote the context']);
});
