import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

const DONOR: Variables = { name: '何清源', phone: '13800000091', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '活跃', birthYear: 1998, mayContactRelatives: true };
const consent = (purpose: string): Variables => ({ registry: 'donor', recordId: 'd1', donorId: 'd1', branchId: 'lianjing', purpose, version: 2, textHash: 'a'.repeat(64), givenAt: '2024-01-10T01:00:00Z', method: '链接', status: '有效' });
const ASKED = { who: 'donor', asked_by: 'self', reply: 'letter' };
const FOUND = { received_on: '2026-02-02', came_by: '链接', identity: 'verified', checked_by: '回拨登记的手机', found: 'donor', donor_id: 'd1' };
/** By post, on the day on which it is due to be sent. */
const posted = ({ openedAt }: { readonly openedAt: string }) => ({ sent_via: 'letter', tracking_no: 'XA1', sent_on: openedAt.slice(0, 10) });

const worldOf = (): RegistryWorld => new RegistryWorld({ 'donor/d1': DONOR, 'member/m1': { memberNo: 'SL-1', name: '何清源', kind: '成人', joinedOn: '2021-05-08', branchId: 'lianjing', status: '正常' }, 'consent/c1': consent('publicity'), 'consent/c2': consent('share-with-registry'), 'consent/c3': consent('contact-relatives') });

/** A request of Monday, 2 February 2026; the Spring Festival is from the 15th to the 23rd, and two Saturdays are worked. */
async function ask(kind: string, { world = worldOf(), ...story }: Partial<Story> & { readonly world?: RegistryWorld } = {}): Promise<Told & { readonly world: RegistryWorld; readonly request: Variables }> {
  const told = await tell({
    process: 'subject-request', start: '2026-02-02', until: '2026-06-30', jobs: world.run, ...story, startAnswers: { ...ASKED, kind, ...story.startAnswers },
    answers: { identify: FOUND, decide: { kind, decision: 'granted', ...(kind === 'delete' ? { ground: 'consent_withdrawn' } : {}) }, 'send-answer': posted, ...story.answers },
  });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  return Object.assign(told, { world, request: world.all('subject-request')[0] ?? {} });
}

const tasks = ({ lines }: Told): string[] => lines.flatMap((line) => (/^\S+ open /.test(line) ? [line.replace(' open', '')] : []));
const job = (told: Told & { readonly world: RegistryWorld }, type: string): Variables[] => told.world.jobs.filter((one) => one.type === type).map(({ variables }) => variables);

test('a correction is checked, decided, written into the record and answered within fifteen working days of its receipt', async () => {
  const told = await ask('correct');

  expect(tasks(told)).toEqual([
    '2026-02-02 identify due 2026-02-05', '2026-02-03 decide due 2026-02-12', '2026-02-04 correct due 2026-02-25', '2026-02-05 write-answer due 2026-02-28', '2026-02-06 send-answer due 2026-02-28',
  ]);
  expect(job(told, 'record.save').find(({ registry }) => registry === 'donor')).toMatchObject({ recordId: 'd1', valuesFrom: 'correct', fields: 'phone=new_phone' });
  expect(told.request).toMatchObject({ kind: 'correct', status: '已办结', decision: 'granted', receivedOn: '2026-02-02', answerBy: '2026-02-28', answeredOn: '2026-02-06', inTime: true, sentVia: 'letter', closedOn: '2026-02-07', eraseOn: '2029-02-07' });
  expect(job(told, 'document.render')).toMatchObject([{ values: { kind: 'correct', decision: 'granted', letter_no: '示例信答〔2026〕1号' }, valuesFrom: 'write-answer' }]);
});

test('three working days before its limit the officer is reminded, and past it the secretary-general hears of it; with the holiday between', async () => {
  const told = await ask('access', { never: ['decide'], until: '2026-03-10' });

  expect(told.about('answer-soon')).toEqual(['2026-02-25 timer answer-soon']);
  expect(told.about('answer-late')).toEqual(['2026-03-01 timer answer-late']);
  expect(job(told, 'notify').map(({ to }) => to)).toEqual(['dpo', 'dpo', 'district_secgen, dpo']);
  expect(told.about('escalation decide')).toEqual(['2026-02-14 escalation decide due 2026-02-12 (+2wd) to district_secgen']);
});

test('an answer that is left undone is reminded of before its limit and escalated after it', async () => {
  const told = await ask('correct', { never: ['send-answer'], until: '2026-03-10' });

  expect(told.lines.filter((line) => / (reminder|escalation) send-answer/.test(line))).toEqual(['2026-02-25 reminder send-answer due 2026-02-28 (-3wd) to dpo', '2026-02-28 reminder send-answer due 2026-02-28 (0d) to dpo', '2026-03-02 escalation send-answer due 2026-02-28 (+1wd) to district_secgen']);
});

test('whoever can’t show who they are is asked twice for more, by link, and then answered that it is not known who asks', async () => {
  const more = { received_on: '2026-02-02', came_by: '链接', identity: 'more', asked_for: ['registered_phone'] };
  const told = await ask('access', { answers: { identify: [more, more, { ...more, identity: 'unknown' }] } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'supplement', 'identify', 'supplement', 'identify', 'write-answer', 'send-answer']);
  expect(told.request).toMatchObject({ decision: 'refused', reasonCode: 'identity', status: '已办结' });
});

test('what was asked for and never came is answered the same', async () => {
  const told = await ask('access', { never: ['supplement'], answers: { identify: { received_on: '2026-02-02', came_by: '来信', identity: 'more', asked_for: ['id_number'] } } });

  expect(tasks(told).slice(1)).toEqual(['2026-02-03 supplement due 2026-02-10', '2026-02-11 write-answer due 2026-02-28', '2026-02-12 send-answer due 2026-02-28']);
  expect(told.request).toMatchObject({ decision: 'refused', reasonCode: 'identity', inTime: true });
});

test('a refusal is approved by the secretary-general, who may return it; nobody is refused by one person alone', async () => {
  const told = await ask('access', { answers: { decide: { kind: 'access', decision: 'refused', reason_code: 'secrecy', reason: '法律规定应当保密。' }, 'approve-refusal': [{ approval: 'return', opinion: '请写明依据' }, { approval: 'approve' }] } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'approve-refusal', 'decide', 'approve-refusal', 'write-answer', 'send-answer']);
  expect(told.request).toMatchObject({ decision: 'refused', reasonCode: 'secrecy' });
});

test('a donor who is to be deleted leaves the registry first; only when the registry has been told is anything erased', async () => {
  const world = worldOf();
  const told = await ask('delete', { world, messages: (name) => (name === 'record-changed' ? (world.change('donor/d1', { status: '退出', exitedOn: '2026-02-04', registryToldOn: '2026-02-05' }), {}) : undefined) });

  expect(told.about('(donor-withdrawal-asked)')).toHaveLength(1);
  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'erase-check', 'write-answer', 'send-answer']);
  expect(tasks(told)[2]).toBe('2026-02-05 erase-check due 2026-02-25');
  expect(world.record('donor/d1')).toEqual({ branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '退出', birthYear: 1998, mayContactRelatives: true, exitedOn: '2026-02-04', registryToldOn: '2026-02-05' });
  expect(told.request).toMatchObject({ decision: 'granted', eraseOn: '2026-03-10' });
});

test('as long as the registry has not been told, nothing is erased', async () => {
  const told = await ask('delete', { until: '2026-02-20', messages: () => undefined });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide']);
  expect(job(told, 'record.erase')).toEqual([]);
  expect(told.stopped).toBe('until');
});

test('a member is erased after a last check', async () => {
  const told = await ask('delete', { startAnswers: { who: 'member' }, answers: { identify: { ...FOUND, found: 'member', donor_id: undefined, member_id: 'm1' } } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'erase-check', 'write-answer', 'send-answer']);
  expect(told.world.record('member/m1')).not.toHaveProperty('name');
});

test('what must still be kept is kept, used no more, and erased when its time is over', async () => {
  const told = await ask('delete', { answers: { decide: { kind: 'delete', decision: 'partly', ground: 'consent_withdrawn', reason_code: 'retention', reason: '随访资料保存期未满。' }, 'approve-refusal': { approval: 'approve' } } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'approve-refusal', 'restrict', 'write-answer', 'send-answer']);
  expect(told.world.record('donor/d1')).toMatchObject({ name: '何清源', doNotContact: true, eraseOn: '2029-01-12' });
  expect(job(told, 'record.erase')).toEqual([]);
});

test('relatives ask for themselves: the list that the donor gave is emptied, and the donor stays', async () => {
  const told = await ask('delete', { startAnswers: { who: 'relative' }, answers: { relatives: { left: 'none' } } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'relatives', 'write-answer', 'send-answer']);
  expect(told.world.record('donor/d1')).toMatchObject({ name: '何清源', status: '活跃', mayContactRelatives: false });
});

test('a withdrawal ends each consent that it names, and no other, and tells those whom it concerns', async () => {
  const told = await ask('withdraw', { startAnswers: { purposes: ['publicity'] }, answers: { decide: { kind: 'withdraw', purposes: ['publicity', 'contact-relatives'], decision: 'granted' } } });

  expect(told.world.record('consent/c1')).toMatchObject({ status: '已撤回', withdrawalReason: '本人提出个人信息请求' });
  expect(told.world.record('consent/c2')).toMatchObject({ status: '有效' });
  expect(told.world.record('consent/c3')).toMatchObject({ status: '已撤回' });
  expect(told.about('(consent-withdrawn)')).toHaveLength(2);
});

test('an answer by link may be objected to: somebody else looks at it, and it is done again with a new limit', async () => {
  const told = await ask('correct', { startAnswers: { reply: 'link' }, answers: { 'send-answer': (_task, time) => (time === 0 ? { sent_via: 'link', sent_on: '2026-02-05' } : posted(_task)), 'read-answer': { satisfied: 'no', objection: '号码仍是旧的。' }, 'second-look': { second_look: 'redo', finding: '号码没有写入。' } } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['identify', 'decide', 'correct', 'write-answer', 'send-answer', 'read-answer', 'second-look', 'decide', 'correct', 'write-answer', 'send-answer']);
  expect(tasks(told).slice(5, 8)).toEqual(['2026-02-07 read-answer due 2026-02-22', '2026-02-08 second-look due 2026-02-27', '2026-02-09 decide due 2026-02-26']);
});

test('an answer that nobody opens is closed when its link ends', async () => {
  const told = await ask('correct', { startAnswers: { reply: 'link' }, answers: { 'send-answer': { sent_via: 'link', sent_on: '2026-02-05' } }, never: ['read-answer'] });

  expect(told.request).toMatchObject({ status: '已办结', closedOn: '2026-02-23', objected: false });
  expect(told.lines.filter((line) => / reminder read-answer/.test(line))).toEqual([]);
});

test('nothing personal comes into the variables', async () => {
  const told = await ask('correct');
  const all = JSON.stringify([told.variables, told.world.jobs, told.timeline]);

  for (const personal of ['何清源', '13800000091', '手机号码已换', '13800000093']) expect(all).not.toContain(personal);
});

test('a closed request loses what is personal on its day', async () => {
  const world = new RegistryWorld({ 'subject-request/r1': { name: '何清源', phone: '13800000091', branchId: 'lianjing', who: 'donor', kind: 'delete', askedBy: 'self', receivedOn: '2026-02-02', status: '已办结', eraseOn: '2026-03-16' } });
  const told = await tell({ process: 'subject-request-retention', start: '2026-02-14', jobs: world.run, variables: { recordId: 'r1', record: world.known('subject-request/r1') ?? {} } });

  expect(told.about('erase-day')).toEqual(['2026-03-16 timer erase-day']);
  expect(world.record('subject-request/r1')).not.toHaveProperty('name');
});
