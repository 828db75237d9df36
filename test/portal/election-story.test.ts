import type { Page } from 'playwright-core';
import { districtDay } from '../../activities/store/district-day';
import { addDays } from '../../feel/day';
import { shippedForm } from '../processes/support/shipped';
import type { Login } from '../api/support/district';
import { Cast } from './support/cast';
import { startCase } from './support/fill';
import { fillForm, type Answers } from './support/fill-form';
import { picture } from './support/pictures';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { startReelection } from './support/reelection';

let portal: PortalInBrowser;
beforeAll(async () => {
  portal = await startPortalInBrowser();
}, 300_000);
afterAll(() => portal?.close());

const today = districtDay(new Date());
const CANDIDATES = (['会长', '副会长', '秘书长', '理事', '理事'] as const).map((target_post, index) => candidate(`示例候选人${index + 1}`, target_post));

function candidate(name: string, target_post: string): Answers {
  return { name, org_post: '示例单位职工', target_post, is_member: true, party_opinion: '同意', is_incumbent: false, resume_file: 'sample-resume', consent_signed: true };
}

const cast = new Cast(() => portal);

/** Somebody finds the task of that name in their list, fills in its form and hands it in. */
function does(login: Login, form: string, own: Answers = {}): Promise<Page> {
  const document = shippedForm(`branch-reelection.${form}`);
  return cast.does(login, { task: document.title.zh, form: document, picture: form }, own);
}

test('a town’s election goes from the request to the archive, over an objection and a congress without a quorum', async () => {
  const { page: secretary } = await cast.windowOf('townSecretary');
  await startReelection(secretary, '示例镇红十字会');
  await does('townSecretary', 'request-submit', {
    variant: 'full', convene_form: '会员代表大会', planned_delegates: 30, planned_council: 5, posts: { president: 1, vice_presidents: 1, secretary: 1 }, proposed_date: addDays(today, 40), sign_mode: 'online',
  });
  await does('townPresident', 'request-sign');
  await refuses('officer', 'request-review', /初审结论/);
  await does('officer', 'request-review');
  await does('vp', 'request-approve');
  await does('townPresident', 'prep-setup');
  await does('townSecretary', 'member-roll-freeze');
  await does('townPrep', 'delegate-quota', { quota: [{ unit: '镇机关', quota: 10, method: '协商' }, { unit: '各村', quota: 20, method: '选举' }], delegates_chosen: 30 });

  await does('townPrep', 'nominate', { candidates: CANDIDATES });
  await does('officer', 'qualify');
  await does('townSecretary', 'publicity');
  await raiseObjection();
  await does('officer', 'objection', { conclusion: '成立', outcome: 'replace' });
  await does('townPrep', 'nominate', { candidates: [...CANDIDATES.slice(0, 4), { name: '示例新候选人', org_post: '示例单位职工' }] });
  await does('officer', 'qualify');
  await does('townSecretary', 'publicity', { start_date: addDays(today, -28), end_date: addDays(today, -14) });

  await does('townSecretary', 'report-prepare');
  await does('finance', 'report-audit');
  await does('townSecretary', 'notice', { sent_on: addDays(today, -12), meeting_date: addDays(today, -1), delivered: 30 });
  await does('townTeller', 'congress', { ...NO_VOTE, present: 12, outcome: 'invalid-quorum' });
  await does('townSecretary', 'notice', { sent_on: addDays(today, -11), meeting_date: today, delivered: 30 });
  await does('townTeller', 'congress', { present: 28, outcome: 'elected', ballots: { issued: 28, collected: 28, valid: 28, invalid: 0 }, votes: votesOf(5, 28) });
  await does('townSecretary', 'council-first', { present: 5, votes: votesOf(3, 5) });
  await does('townSecretary', 'result-report');
  await does('officer', 'result-review');
  await does('vp', 'result-approve');
  await does('townSecretary', 'announce');
  await does('townPresident', 'handover', { items: exampleOf('handover')['items'], accounts: [] });
  const archive = await does('officer', 'archive');

  await archive.getByRole('button', { name: '查看事项进展' }).click();
  await archive.getByText('已办结').first().waitFor();
  await picture(archive, 'ended');
  const branch = await portal.store.branches.byId(portal.district.town);
  
  expect(branch).toMatchObject({ termNo: 4, termStart: today, officers: [{ post: '会长', name: '示例候选人1' }, { post: '副会长', name: '示例候选人2' }, { post: '秘书长', name: '示例候选人3' }] });
  expect(await cast.complaints()).toEqual([]);
});

/** Handed in as it opens, a form says what is missing and stays. */
async function refuses(login: Login, form: string, missing: RegExp): Promise<void> {
  const page = await cast.opens(login, shippedForm(`branch-reelection.${form}`).title.zh);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: missing }).first().waitFor();
}

async function raiseObjection(): Promise<void> {
  const { page } = await cast.windowOf('board');
  await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '发起流程' }).click();
  await picture(page, 'start-list');
  await page.getByRole('link', { name: '公示异议' }).click();
  await page.getByLabel('为哪个基层组织发起').fill('示例镇红十字会');
  await page.getByText('示例镇红十字会', { exact: true }).last().click();
  await fillForm(page, shippedForm('objection-report.start'));
  await picture(page, 'objection-report');
  await startCase(page);
}

function exampleOf(form: string): Answers {
  return shippedForm(`branch-reelection.${form}`).examples[0] ?? {};
}

/** What a congress that could not vote leaves out. */
const NO_VOTE = Object.fromEntries(['agenda_results', 'tellers', 'scrutineers', 'ballots', 'base', 'votes', 'scrutineer_signed', 'minutes'].map((name) => [name, undefined]));

/** Everybody present is for everybody, and nobody against. */
function votesOf(candidates: number, present: number): readonly Answers[] {
  return Array.from({ length: candidates }, () => ({ yes: present, no: 0, abstain: 0, elected: true }));
}
