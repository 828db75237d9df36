import { districtDay } from '../../activities/store/district-day';
import { seedRecords } from '../../activities/sample-records';
import { startProcess } from '../../client/start-process';
import { addDays } from '../../feel/day';
import type { CampaignView } from '../../web/api/campaign-contract';
import type { InstanceDetail } from '../../web/api/contract';
import { addInspectors } from '../api/support/inspection';
import { pathOf } from '../api/support/portal';
import { phone } from '../support/browser';
import { openStart, startCase } from './support/fill';
import { fillForm } from './support/fill-form';
import { shippedForm } from '../processes/support/shipped';
import { until } from '../workflows/support/player';
import { picture } from './support/pictures';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { addShortSheets, Desks } from './support/quarter';

const QUARTER = '2024Q2';
const CYCLE = `supervision-cycle/${QUARTER}`;
const TOWN = '示例镇红十字会';
const STREET = '示例街道红十字会';
const today = districtDay(new Date());
/** When a notice was served whose limit has long been over. */
const SERVED = addDays(today, -40);

let portal: PortalInBrowser;
let desks: Desks;
beforeAll(async () => {
  portal = await startPortalInBrowser({}, { ownNamespace: true });
  desks = new Desks(portal);
  const { limits } = portal.store;
  // What cannot wait is late at once, and one bulletin is enough to propose a hand-over.
  await limits.change('finding-rectification', 'immediate_hours', 0, 'admin', new Date());
  await limits.change('finding-rectification', 'immediate_working_days', 0, 'admin', new Date());
  await limits.change('finding-rectification', 'bulletins_for_transfer', 1, 'admin', new Date());
  await addShortSheets(portal);
  await addInspectors(portal.store, portal.district.root);
  await desks.window('townPresident', { size: phone, touch: true });
  await desks.window('inspector', { size: phone, touch: true });
}, 300_000);
afterAll(() => portal?.close());

const FEE = { code: 'FEE', severity: '较大', title: '会费未上缴', fact: '本年度会费尚未上缴。', basis: '会费管理办法', owner: '会长' };
const AED = { code: 'AED', severity: '立行立改', title: 'AED电极片过期', fact: '电极片过期三个月。', basis: 'AED管理要求', owner: '秘书长' };

test('a quarter is planned, its branches report, are visited and found fault with, and its report is published', async () => {
  await begin();
  await desks.does({ by: 'lead', step: 'supervision-cycle.cycle-plan', of: '示例区红十字会' }, {
    scope_kinds: undefined, onsite_add: undefined, exempt: [{ branch: '=示例村红十字会', why: '正在并村' }], indicator_set: '15-5', self_from: today, onsite_until: addDays(today, 30), focus: undefined,
    teams: [{ name: '第一组', members: ['示例inspector', '示例inspector2'], towns: [TOWN], conflict_declared: true }],
  });
  await desks.does({ by: 'vp', step: 'supervision-cycle.cycle-approve', of: '示例区红十字会' });

  await desks.does({ by: 'townSecretary', step: 'branch-inspection.self-report', of: TOWN }, {
    base_date: undefined, difficulty: undefined, items: [{ actual: 40, self_score: 40 }, { actual: 18, den: 20, self_score: 20 }, { actual: 1, self_score: 40 }],
    has_practice: true, practice_title: '网格宣传', practice_text: '每月入户宣传一次，成效明显。',
  });
  await otherBranch();
  await changeWhoTakesPart();
  await visit();
  await expectLate();
  await desks.does({ by: 'townPresident', step: 'branch-inspection.finding-confirm', of: TOWN }, { rows: undefined });
  await desks.answers({ by: 'lead', step: 'branch-inspection.score-finalise', of: TOWN });
  await desks.answers({ by: 'secgen', step: 'branch-inspection.score-approve', of: TOWN });

  await desks.does({ by: 'secgen', step: 'supervision-cycle.quarter-report', of: '示例区红十字会' }, { problems: undefined, practices: undefined });
  const report = await desks.does({ by: 'vp', step: 'supervision-cycle.report-approve', of: '示例区红十字会' });
  await report.getByRole('button', { name: '查看事项进展' }).click();
  await report.getByRole('link', { name: `${QUARTER.slice(0, 4)}年第二季度督导通报.pdf` }).waitFor();

  await until(() => portal.store.instances.findOne({ _id: CYCLE, status: { $ne: 'running' } }), 'the end of the quarter');
  const lead = await desks.caller('lead');
  const { body: cycle } = await lead.get<InstanceDetail>(`/api/instances/${pathOf(CYCLE)}`);
  const { body: campaign } = await lead.get<CampaignView>(`/api/campaigns/${pathOf(CYCLE)}`);
  const records = await portal.store.records.of('inspection-cycle').find({});
  expect([cycle.status, cycle.incidentList]).toEqual(['completed', []]);
  expect(campaign.counts).toMatchObject({ total: 3, done: 1, running: 1, exempted: 1 });
  expect(records.map(({ values }) => values)).toEqual([expect.objectContaining({ quarter: QUARTER, status: '已通报', reported: 2, onTime: 2, missing: 0, findings: 2, visitedCount: 2 })]);
  const [told] = cycle.submissions.filter(({ elementId }) => elementId === 'quarter-report');
  expect(told?.answers).toMatchObject({ practices: expect.arrayContaining([{ title: '网格宣传', branch: portal.district.town }]), problems: expect.arrayContaining([{ title: '会费未上缴', branches_count: 1 }]) });
});

test('what was found is rectified, extended once, re-checked by somebody else, and closed', async () => {
  const fee = `${TOWN}：${FEE.title}`;
  const aed = `${TOWN}：${AED.title}`;
  await desks.does({ by: 'secgen', step: 'rectification.notice-issue', of: TOWN }, { rows: [{ days: 1 }] });
  await desks.answers({ by: 'vp', step: 'rectification.notice-approve', of: TOWN });
  const receipt = await desks.opens({ by: 'townPresident', step: 'rectification.notice-receipt', of: TOWN });
  await receipt.getByRole('link', { name: '示例镇红十字会整改通知书.pdf' }).first().waitFor();
  await desks.does({ by: 'townPresident', step: 'rectification.notice-receipt', of: TOWN });
  await desks.answers({ by: 'townSecretary', step: 'finding-rectification.rectify-plan', of: fee }, { cause: '收款账户变更。', measure: '十日内上缴。', owner: '会长' });
  await desks.answers({ by: 'inspector', step: 'finding-rectification.plan-review', of: fee }, { decision: 'accept' });

  const page = await desks.opens({ by: 'townSecretary', step: 'finding-rectification.rectify-submit', of: fee });
  await page.getByRole('button', { name: '申请延期' }).click();
  await fillForm(page, shippedForm('finding-rectification.extension'), { ext_new_due: undefined });
  await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
  await desks.does({ by: 'secgen', step: 'finding-rectification.extension-decide', of: fee }, { granted_due: undefined });
  await desks.does({ by: 'townSecretary', step: 'finding-rectification.rectify-submit', of: fee }, { finished_on: undefined });
  await desks.answers({ by: 'townPresident', step: 'finding-rectification.rectify-sign', of: fee }, { decision: 'sign', truthful: true });
  await desks.does({ by: 'inspector3', step: 'finding-rectification.recheck', of: fee }, { rechecker: '示例inspector3', checked_on: undefined });
  await close(fee);

  await desks.answers({ by: 'townPresident', step: 'finding-rectification.rectify-sign', of: aed }, { decision: 'sign', truthful: true });
  await desks.answers({ by: 'inspector3', step: 'finding-rectification.recheck', of: aed }, { method_used: '现场', rechecker: 'person-inspector3', verdict: '已整改', false_report: false, fact: '已更换。' });
  await close(aed);

  const findings = await until(async () => {
    const found = await portal.store.records.of('finding').find({});
    return found.every(({ values }) => values['status'] === 'closed') ? found : undefined;
  }, 'the closing of both findings');
  expect(findings.map(({ values }) => [values['code'], values['status'], values['extended'], values['inTime'], values['firstPass']]).sort()).toEqual([['AED', 'closed', false, true, true], ['FEE', 'closed', true, true, true]]);
});

test('what is not rectified climbs the ladder, each rung decided by somebody, up to the hand-over', async () => {
  const old = `${STREET}：会员名册未更新`;
  await beginOverdue();
  await desks.answers({ by: 'otherSecretary', step: 'finding-rectification.rectify-plan', of: old }, { cause: '经办人员更换。', measure: '专人补录。', owner: '秘书长', finish_on: addDays(SERVED, 15) });
  await desks.answers({ by: 'inspector', step: 'finding-rectification.plan-review', of: old }, { decision: 'accept' });

  await desks.does({ by: 'secgen', step: 'finding-rectification.urge', of: old });
  await desks.answers({ by: 'secgen', step: 'finding-rectification.phone-urge', of: old }, { action: 'carry-out', reason: '逾期未报。', called_on: today, commitment: '三日内报送。' });
  await desks.answers({ by: 'vp', step: 'finding-rectification.interview', of: old }, { action: 'carry-out', reason: '逾期十天。', held_on: today, minutes: '说明了情况。', commitments: '五日内完成。', heard: true });
  await desks.answers({ by: 'vp', step: 'finding-rectification.bulletin', of: old }, { action: 'carry-out', reason: '约谈后仍未整改。', copy_to: ['镇街党（工）委'], wording: '逾期未整改。' });
  await desks.does({ by: 'vp', step: 'finding-rectification.transfer-decide', of: old });
  await desks.answers({ by: 'lead', step: 'accountability.facts', of: STREET }, { facts: '名册两次通报未更新。', grounds: '会员管理办法', responsible_post: '秘书长', evidence: ['sample-1'] });
  await desks.answers({ by: 'otherPresident', step: 'accountability.hear', of: STREET }, { statement: '愿意立即整改。', objection: false });
  await desks.answers({ by: 'vp', step: 'accountability.propose', of: STREET }, { heard_party: true, decision: 'transfer', receiving_body: '镇街党（工）委', suggested: '批评教育。', proportionality: '未造成损失，从轻。' });
  await desks.answers({ by: 'president', step: 'accountability.party-decide', of: STREET }, { meeting_no: '示例党组〔2026〕2号', decision: 'approve', opinion: '同意移送。' });
  await desks.does({ by: 'secgen', step: 'accountability.hand-over', of: STREET }, { sent_on: undefined });
  await desks.answers({ by: 'secgen', step: 'accountability.feedback', of: STREET }, { accepted: true, result_feedback: '已批评教育。', answered_on: today });

  await until(() => portal.store.instances.findOne({ processId: 'accountability', status: 'completed' }), 'the end of the hand-over');
  const rungsNow = async (): Promise<unknown[][]> => (await portal.store.records.of('accountability').find({})).map(({ values }) => [values['kind'], values['status']]);
  const rungs = await until(async () => [await rungsNow()].find((all) => all.filter(([, status]) => status === '已执行').length >= 4), 'the four rungs before it');
  expect(rungs).toEqual(expect.arrayContaining([['书面催办', '已执行'], ['电话督办', '已执行'], ['约谈', '已执行'], ['通报', '已执行'], ['移送', '已反馈']]));
});

test('supervisors read what came of it: the figures, and what is still open', async () => {
  const { page } = await desks.window('lead');
  await page.goto(`${portal.origin}/metrics/supervision`);
  const row = page.getByRole('row').filter({ hasText: '整改按期完成率' }).first();
  await row.waitFor();
  await picture(page, 'metrics');
  const due = [today, addDays(today, 1), addDays(SERVED, 15)].map((day) => day.slice(0, 4) === today.slice(0, 4));

  expect(await row.getByRole('cell').nth(1).innerText()).toBe(`${due.slice(0, 2).filter(Boolean).length}/${due.filter(Boolean).length}`);
  await page.goto(`${portal.origin}/supervision`);
  await page.getByRole('link', { name: /^1\s*整改未销号$/ }).waitFor();
  await page.getByRole('link', { name: /^1\s*整改已超期$/ }).waitFor();
  await picture(page, 'supervision');
  expect(await desks.complaints()).toEqual([]);
});

async function begin(): Promise<void> {
  const { page } = await desks.window('lead');
  await openStart(page, '季度督导', '示例区红十字会', '示例区');
  await page.getByLabel('季度').fill(QUARTER);
  await startCase(page);
}

/** The other branch goes through all of it, and nothing is found there. */
async function otherBranch(): Promise<void> {
  const step = (by: Parameters<Desks['answers']>[0]['by'], name: string): Promise<void> => desks.answers({ by, step: `branch-inspection.${name}`, of: STREET });
  await step('otherSecretary', 'self-report');
  await step('otherPresident', 'self-sign');
  await step('inspector', 'desk-review');
  await step('lead', 'assign-onsite');
  await step('inspector', 'onsite-check');
  await step('inspector2', 'onsite-cosign');
  await step('lead', 'score-finalise');
  await step('secgen', 'score-approve');
  const { store, district } = portal;
  await until(() => store.instances.findOne({ processId: 'branch-inspection', branchId: district.otherTown, status: 'completed' }), 'the end of the other inspection');
}

/** The matrix tells who stands where; a branch joins, and is let off again with a reason. */
async function changeWhoTakesPart(): Promise<void> {
  const { page } = await desks.window('lead');
  await page.goto(`${portal.origin}/campaigns/${encodeURIComponent(CYCLE)}`);
  const line = (name: string) => page.getByRole('row').filter({ hasText: name });
  await line(STREET).getByRole('cell', { name: '已完成' }).waitFor();
  await page.getByRole('button', { name: '增加组织' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill('示例村');
  await dialog.getByText('=示例村红十字会', { exact: true }).last().click();
  // The list lies over the button until it is closed.
  await dialog.getByRole('heading').click();
  await dialog.getByRole('button', { name: '确定' }).click();
  await line('示例村').getByRole('checkbox').check();
  await page.getByRole('button', { name: /^豁免（/ }).click();
  await dialog.getByLabel('豁免理由').fill('正在并村，批复文号示例〔2026〕3号');
  await dialog.getByRole('button', { name: '确定' }).click();
  await line('示例村').getByRole('cell', { name: '已豁免' }).waitFor();
  await picture(page, 'matrix');
}

/** The town is checked on paper and on the spot, by an inspector with a phone and another who signs. */
async function visit(): Promise<void> {
  await desks.answers({ by: 'townPresident', step: 'branch-inspection.self-sign', of: TOWN });
  await desks.does({ by: 'inspector2', step: 'branch-inspection.desk-review', of: TOWN }, { checks: undefined, scores: undefined, findings: undefined, result: 'accept', wants_onsite: true });
  await desks.does({ by: 'lead', step: 'branch-inspection.assign-onsite', of: TOWN }, { inspectors: ['示例inspector', '示例inspector2'], recused: undefined, visit_on: today });
  await desks.does({ by: 'inspector', step: 'branch-inspection.onsite-check', of: TOWN }, {
    visited_on: undefined, checkin_place: '示例镇', items: [{ result: '符合', score: 40 }, { result: '基本符合', score: 10 }, { result: '不符合', score: 0 }], findings: [FEE, AED],
    has_practice: false, practice_title: undefined, practice_text: undefined,
  });
  await desks.answers({ by: 'inspector2', step: 'branch-inspection.onsite-cosign', of: TOWN });
}

/** What cannot wait is ordered at once; it stands in red, and who is to do it is reminded. */
async function expectLate(): Promise<void> {
  await desks.opens({ by: 'townSecretary', step: 'finding-rectification.stop-gap', of: AED.title });
  const { page } = await desks.window('lead');
  await page.goto(`${portal.origin}/campaigns/${encodeURIComponent(CYCLE)}`);
  await page.getByRole('group', { name: '状态' }).getByRole('button', { name: /^1\s*有超期$/ }).click();
  await page.getByRole('row').filter({ hasText: TOWN }).getByRole('cell', { name: /^超期/ }).first().waitFor();
  await picture(page, 'late');
  await page.getByRole('button', { name: '催办超期的1项' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await page.getByText('已发出2条催办').waitFor();
  await desks.does({ by: 'townSecretary', step: 'finding-rectification.stop-gap', of: AED.title }, { done_on: undefined });
  await desks.answers({ by: 'townSecretary', step: 'finding-rectification.rectify-submit', of: AED.title }, { outcome: '已更换。', proof_after: ['sample-1'], long_term: '每月巡查。' });
}

async function close(of: string): Promise<void> {
  await desks.answers({ by: 'lead', step: 'finding-rectification.close-propose', of }, { evidence_complete: true });
  await desks.answers({ by: 'secgen', step: 'finding-rectification.close-approve', of }, { decision: 'approve' });
}

/** A finding of an earlier quarter, whose notice was served on paper: its case is taken into the portal, and its limit is over. */
async function beginOverdue(): Promise<void> {
  const { store, engine, district } = portal;
  const findingId = `old-${district.otherTown}`;
  const values = { branchId: district.otherTown, quarter: '2009Q4', code: 'ROLL', severity: '一般', title: '会员名册未更新', fact: '名册未更新。', basis: '会员管理办法', owner: '秘书长', status: 'open', foundOn: SERVED, urgent: false, repeated: false };
  await seedRecords(store, [{ registry: 'finding', id: findingId, values }], new Date());
  await startProcess({ store, client: engine.client, taskQueue: engine.taskQueue }, {
    processId: 'finding-rectification', branchId: district.otherTown, by: 'system', key: `old/${district.root}`,
    variables: { findingId, severity: '一般', code: 'ROLL', title: '会员名册未更新', quarter: '2009Q4', served_on: SERVED, days: 15, first_inspectors: ['person-inspector'] },
  });
}
