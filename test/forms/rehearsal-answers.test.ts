import type { FormDocument } from '../../forms/document';
import { rehearsalAnswers } from '../../forms/rehearsal-answers';
import type { RuleContext } from '../../forms/rules';

const options: RuleContext = { context: { days: 5, minutes: 'from the context' }, now: '2026-03-02T01:00:00Z', zone: 'Asia/Shanghai', calendar: { version: 'none', years: {} }, side: 'server' };

test('a rehearsal answers with the first example, and with the dates that the form suggests that day', () => {
  const form: FormDocument = {
    format: 1,
    id: 'p.s',
    title: { zh: '通知' },
    schema: { type: 'object', properties: { sent_on: { type: 'string', format: 'date' }, held_on: { type: 'string', format: 'date' }, minutes: { type: 'string' } } },
    needs: ['days', 'minutes'],
    defaults: { sent_on: 'string(today() + duration("P" + string(context.days) + "D"))', minutes: 'context.minutes' },
    examples: [{ sent_on: '2020-01-01', held_on: '2020-02-02', minutes: 'of the example' }, { sent_on: '2021-01-01' }],
  };

  expect(rehearsalAnswers(form, options)).toEqual({ sent_on: '2026-03-07', held_on: '2020-02-02', minutes: 'of the example' });
});
