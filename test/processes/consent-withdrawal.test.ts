import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Told } from './support/story';

const DONOR: Variables = { name: '何清源', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '捐献完成', donatedOn: '2026-01-05', mayContactRelatives: true, relatives: [{ name: '何小满', relation: '女儿', phone: '13800000092' }] };

/** A consent of a donor that was withdrawn on Thursday, 12 February 2026, before the Spring Festival. */
async function withdraw(purpose: string, more: Variables = {}, donor: Variables = {}, others: { readonly [key: string]: Variables } = {}): Promise<Told & { readonly donor: Variables }> {
  const world = new RegistryWorld({ 'donor/d1': { ...DONOR, ...donor }, ...others });
  const told = await tell({ process: 'consent-withdrawal', start: '2026-02-12', startEvent: 'withdrawn', jobs: world.run, variables: { registry: 'donor', recordId: 'd1', purpose, consentId: 'c1', ...more }, answers: { 'stop-use': { stopped_on: '2026-02-12', told: ['公众号和网站'] }, 'stop-sharing': { stopped_on: '2026-02-12', told: ['省分库'] }, erase: { decision: '删除', erased_on: '2026-02-12' } } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  expect(told.stopped).toBe('ended');
  return Object.assign(told, { donor: world.record('donor/d1') });
}

const messages = (told: Told): string[] => told.lines.flatMap((line) => / message .*\((.+)\)/.exec(line)?.[1] ?? []);

test('relatives are no longer called, and what is known of them goes', async () => {
  const { donor } = await withdraw('contact-relatives');

  expect(donor).toMatchObject({ status: '捐献完成', mayContactRelatives: false });
  expect(donor).not.toHaveProperty('relatives');
});

test('the follow-up stops', async () => {
  const told = await withdraw('follow-up');

  expect(told.donor).toMatchObject({ followUpWithdrawn: true, mayContactRelatives: true });
  expect(messages(told)).toEqual(['follow-up-withdrawal']);
});

test.each(['register-and-health-screening', 'share-with-registry'])('without %s there is no staying: the process that looks after the donor takes them out', async (purpose) => {
  const stays = { status: '活跃', donatedOn: null };

  expect(messages(await withdraw(purpose, {}, stays))).toEqual(['donor-withdrawal-asked']);
  expect(messages(await withdraw(purpose, {}, { ...stays, status: '登记' }))).toEqual(['enrolment-withdrawal']);
});

test('a donor whom no process looks after, who has donated, is taken out too: the registry is told, and what is personal goes', async () => {
  const told = await withdraw('share-with-registry');

  expect(messages(told)).toEqual(['donor-left']);
  expect(told.about(' open ')).toEqual(['2026-02-12 open stop-sharing due 2026-02-24', '2026-03-14 open erase due 2026-04-03']);
  expect(told.donor).toMatchObject({ status: '退出', exitedOn: '2026-02-12', registryToldOn: '2026-02-12', eraseOn: '2026-03-14', donatedOn: '2026-01-05' });
  expect(told.donor).not.toHaveProperty('doNotContact');
});

test('in the middle of a match it takes effect at once: the open case hears that the donor left', async () => {
  const told = await withdraw('share-with-registry', {}, { status: '活跃', donatedOn: null }, { 'match-case/m1': { donorId: 'd1', branchId: 'lianjing', receivedOn: '2026-02-10', status: '进行中', stage: '首次联系' } });

  expect(messages(told)).toEqual(['donor-left']);
  expect(told.donor).toMatchObject({ status: '退出', doNotContact: true });
});

test('what a request has told the registry already is not told again', async () => {
  expect((await withdraw('share-with-registry', { use_stopped: true })).about(' open ')).toEqual(['2026-03-14 open erase due 2026-04-03']);
});

test('what was published is taken down within three working days', async () => {
  const told = await withdraw('publicity');

  expect(told.about(' open ')).toEqual(['2026-02-12 open stop-use due 2026-02-24']);
  expect(messages(told)).toEqual([]);
});

test('what the request has taken down already is nobody’s task again', async () => {
  expect((await withdraw('publicity', { use_stopped: true })).about(' open ')).toEqual([]);
});
