import type { Draft, SaveDraft } from '../../web/api/contract';
import { DraftSaver } from '../../web/ui/components/drafts/draft-saver';

const other = { id: 'person-2', name: '示例乙' };

const draft = (revision: number, answers: Draft['answers'], more: Partial<Draft> = {}): Draft => ({ revision, answers, conflicts: [], others: [], ...(revision === 0 ? {} : { savedAt: '2026-03-02T01:00:00.000Z' }), ...more });

/** A saver whose server answers from a list, and what it was sent. */
function saverOf(first: Draft, answers: readonly (Draft | Error)[]) {
  const sent: SaveDraft[] = [];
  const waiting = [...answers];
  const send = async (body: SaveDraft): Promise<Draft> => {
    sent.push(body);
    const next = waiting.shift();
    if (next === undefined || next instanceof Error) throw next ?? new Error('The server was asked too often');
    return next;
  };
  return { saver: new DraftSaver(first, send, () => false, () => undefined), sent };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Second by second, with what each second settles. */
async function passMinute(): Promise<void> {
  for (let second = 0; second < 60; second += 1) {
    jest.advanceTimersByTime(1_000);
    await Promise.resolve();
  }
}

test('the first save of a form that nobody saved yet carries its first values too', async () => {
  const { saver, sent } = saverOf(draft(0, { variant: 'full' }), [draft(1, { variant: 'full', venue: '甲' })]);

  saver.type({ variant: 'full', venue: '甲' });
  await saver.flush();

  expect(sent).toEqual([{ baseRevision: 0, changes: { variant: 'full', venue: '甲' } }]);
  expect(saver.current.status).toBe('saved');
});

test('only fields that changed are sent, and a field that was emptied is removed', async () => {
  const { saver, sent } = saverOf(draft(3, { a: 1, b: { c: 2 }, d: '旧' }), [draft(4, { a: 1, b: { c: 3 } })]);

  saver.type({ a: 1, b: { c: 3 } });
  await saver.flush();

  expect(sent).toEqual([{ baseRevision: 3, changes: { b: { c: 3 }, d: null } }]);
});

test('what is typed while a save is under way is kept and sent after it', async () => {
  const { saver, sent } = saverOf(draft(1, { a: '一' }), [draft(2, { a: '二' }), draft(3, { a: '三' })]);

  saver.type({ a: '二' });
  const saving = saver.flush();
  saver.type({ a: '三' });
  await saving;
  const between = saver.current.answers;
  await saver.flush();

  expect(between).toEqual({ a: '三' });
  expect(sent.map(({ baseRevision, changes }) => [baseRevision, changes['a']])).toEqual([[1, '二'], [2, '三']]);
  expect(saver.current.answers).toEqual({ a: '三' });
});

test('what somebody else saved is taken over, except where something was typed here', async () => {
  const { saver } = saverOf(draft(1, { a: '一', b: '一' }), []);

  saver.type({ a: '我的', b: '一' });
  saver.merge(draft(2, { a: '他的', b: '他的' }, { others: [other] }));

  expect(saver.current.answers).toEqual({ a: '我的', b: '他的' });
  expect(saver.current.others).toEqual([other]);
});

test('a conflict leaves the choice: ours is stored, theirs can be taken', async () => {
  const conflict = { field: 'a', theirs: '他的', by: other, at: '2026-03-02T01:00:00.000Z' };
  const { saver, sent } = saverOf(draft(1, { a: '一' }), [draft(3, { a: '我的' }, { conflicts: [conflict] }), draft(4, { a: '他的' })]);

  saver.type({ a: '我的' });
  await saver.flush();
  const told = saver.current.conflicts;
  saver.takeTheirs('a');
  await saver.flush();

  expect(told).toEqual([conflict]);
  expect(sent[1]).toEqual({ baseRevision: 3, changes: { a: '他的' } });
  expect(saver.current).toMatchObject({ answers: { a: '他的' }, conflicts: [], status: 'saved' });
});

test('a save that did not get through is tried again until it does', async () => {
  const { saver, sent } = saverOf(draft(1, { a: '一' }), [new Error('away'), new Error('away'), draft(2, { a: '二' })]);

  saver.type({ a: '二' });
  await saver.flush();
  const failed = saver.current.status;
  await passMinute();

  expect(failed).toBe('retrying');
  expect(sent).toHaveLength(3);
  expect(saver.current).toMatchObject({ answers: { a: '二' }, status: 'saved' });
});

test('what a form begins with is no draft until something is typed', async () => {
  const { saver, sent } = saverOf(draft(0, { variant: 'full' }), []);

  await saver.flush(true);

  expect(sent).toEqual([]);
});

/** A request that is answered when the test says so. */
function held<Answer>() {
  let answer: (value: Answer) => void = () => undefined;
  const promise = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

test('a form is handed in after the save on its way, and nothing is saved while or after that', async () => {
  const log: string[] = [];
  const [save, done] = [held<Draft>(), held<string>()];
  const saver = new DraftSaver(draft(1, { a: '一' }), (body) => { log.push(`save ${String(body.changes['a'])}`); return save.promise; }, () => false, () => undefined);

  saver.type({ a: '二' });
  void saver.flush();
  const handedIn = saver.handIn(() => { log.push('hand in'); return done.promise; });
  await passMinute();
  log.push('saved');
  save.answer(draft(2, { a: '二' }));
  await passMinute();
  saver.type({ a: '三' });
  await passMinute();
  done.answer('begun');
  await handedIn;
  saver.type({ a: '四' });
  await passMinute();
  await saver.flush(true);

  expect(log).toEqual(['save 二', 'saved', 'hand in']);
});

test('what is typed while a hand-in is refused is saved afterwards', async () => {
  const { saver, sent } = saverOf(draft(1, { a: '一' }), [draft(2, { a: '二' }), draft(3, { a: '三' })]);

  saver.type({ a: '二' });
  const refused = saver.handIn(async () => {
    saver.type({ a: '三' });
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await passMinute();

  expect(sent.map(({ changes }) => changes['a'])).toEqual(['二', '三']);
  expect(saver.current).toMatchObject({ answers: { a: '三' }, status: 'saved' });
});
