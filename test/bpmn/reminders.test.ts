import { parseReminders } from '../../workflows/bpmn/reminders';

test('reminders are offsets with, when wanted, the one who is told', () => {
  const { reminders, wrong } = parseReminders('-7d, 0d,12h finance_officer , +5wd !branch_president@branchId');

  expect(wrong).toEqual([]);
  expect(reminders).toEqual([
    { offset: { amount: -7, unit: 'd' }, to: 'candidates', escalation: false },
    { offset: { amount: 0, unit: 'd' }, to: 'candidates', escalation: false },
    { offset: { amount: 12, unit: 'h' }, to: 'finance_officer', escalation: false },
    { offset: { amount: 5, unit: 'wd' }, to: 'branch_president@branchId', escalation: true },
  ]);
});

test.each(['5', 'd', '5w', '5 d', '1.5d', '+5wd !', '5d a b', '5d a@', '99999d'])('"%s" is no reminder', (text) => {
  expect(parseReminders(text)).toEqual({ reminders: [], wrong: [text] });
});

test('a minus before nought makes no difference', () => {
  expect(Object.is(parseReminders('-0d').reminders[0]?.offset.amount, 0)).toBe(true);
});
