import type { Variables } from '../../feel/types';
import { tell } from './support/story';

test('each month what was said more than three years ago is erased, contact by contact, and nothing else', async () => {
  const asked: Variables[] = [];
  const told = await tell({
    process: 'contact-log-retention', start: '2026-03-05', until: '2026-03-06',
    jobs: ({ type, variables }) => {
      asked.push({ type, ...variables });
      return type === 'record.find' ? { records: [{ id: 'c1' }, { id: 'c2' }], total: 2 } : { erased: true };
    },
  });

  expect(told.about('incident')).toEqual([]);
  expect(told.stopped).toBe('ended');
  expect(asked[0]).toMatchObject({ type: 'record.find', where: [{ field: 'on', op: 'before', value: '2023-03-05' }, { field: 'note', op: 'filled' }] });
  expect(asked.slice(1).map(({ type, registry, recordId }) => [type, registry, recordId])).toEqual([['record.erase', 'contact-log', 'c1'], ['record.erase', 'contact-log', 'c2']]);
});
