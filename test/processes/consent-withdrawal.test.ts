import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Told } from './support/story';

const DONOR: Variables = { name: '何清源', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '捐献完成', donatedOn: '2026-01-05', mayContactRelatives: true, relatives: [{ name: '何小满', relation: '女儿', phone: '13800000092' }] };

/** A consent of a donor that was withdrawn on Thursday, 12 February 2026, before the Spring Festival. */
async function withdraw(purpose: string, more: Variables = {}): Promise<Told & { readonly donor: Variables }> {
  const world = new RegistryWorld({ 'donor/d1': DONOR });
  const told = await tell({ process: 'consent-withdrawal', start: '2026-02-12', startEvent: 'withdrawn', jobs: world.run, variables: { registry: 'donor', recordId: 'd1', purpose, consentId: 'c1', ...more }, answers: { 'stop-use': { stopped_on: '2026-02-12', told: ['公众号和网站'] } } });
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

test.each(['register-and-health-screening', 'share-with-registry'])('without %s there is no staying in the registry', async (purpose) => {
  expect(messages(await withdraw(purpose))).toEqual(['donor-withdrawal-asked', 'enrolment-withdrawal']);
});

test('what was published is taken down within three working days', async () => {
  const told = await withdraw('publicity');

  expect(told.about(' open ')).toEqual(['2026-02-12 open stop-use due 2026-02-24']);
  expect(messages(told)).toEqual([]);
});

test('what the request has taken down already is nobody’s task again', async () => {
  expect((await withdraw('publicity', { use_stopped: true })).about(' open ')).toEqual([]);
});
