import { maskAnswers, maskedAs, masked, unmasked } from '../../web/api/masking';

test('each mask leaves what the law allows to be seen', () => {
  expect([maskedAs('name', '欧阳某某'), maskedAs('name', '张'), maskedAs('mobile', '13812341234'), maskedAs('mobile', '12345'), maskedAs('id', '330411199003070012'), maskedAs('id', '12345'), maskedAs('text', '嘉兴市')]).toEqual(['欧*', '*', '138****1234', '****', '330***********0012', '1***', '***']);
  expect(masked('13812341234')).toBe('138****1234');
});

test('what is personal is masked wherever it stands, and nothing else', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', 'x-pii': true, 'x-mask': 'text' }, n: { type: 'number', 'x-pii': true }, list: { type: 'array', items: { type: 'object', properties: { who: { type: 'string', 'x-pii': true, 'x-mask': 'name' }, role: { type: 'string' } } } } } };

  expect(maskAnswers(schema, { a: '住址', n: 5, list: [{ who: '张三', role: 'teller' }], other: 'x' })).toEqual({ a: '***', n: '••••', list: [{ who: '张*', role: 'teller' }], other: 'x' });
});

test.each([
  ['unchanged', ['A*', 'B*'], ['A1', 'B1']],
  ['one taken out', ['B*'], ['B1']],
  ['one put in before', ['C2', 'A*', 'B*'], ['C2', 'A1', 'B1']],
  ['swapped', ['B*', 'A*'], ['B1', 'A1']],
])('a list that came back %s is what it was', (_how, sent, expected) => {
  expect(unmasked(sent, ['A*', 'B*'], ['A1', 'B1'])).toEqual(expected);
});
