import { typedOver, withTyped } from '../../web/ui/features/record/typed-over';

const RECORD = { name: '陈*', attempts: 3, note: '旧', relatives: [{ name: '李*' }] };

test('a draft of a record keeps what differs, and what was emptied', () => {
  const typed = typedOver(RECORD, { name: '陈*', attempts: 4, relatives: [] });

  expect(typed).toEqual({ attempts: 4, relatives: [], 'emptied-fields': ['note'] });
  expect(withTyped(RECORD, typed)).toEqual({ name: '陈*', attempts: 4, relatives: [] });
});

test('what others change meanwhile comes in below it', () => {
  const typed = typedOver(RECORD, { ...RECORD, attempts: 4 });

  expect(withTyped({ ...RECORD, attempts: 9, note: '新' }, typed)).toEqual({ ...RECORD, attempts: 4, note: '新' });
});

test('what is as it was needs no draft', () => {
  expect(typedOver(RECORD, { ...RECORD })).toEqual({});
  expect(withTyped(RECORD, {})).toEqual(RECORD);
});
