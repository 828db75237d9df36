import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formIds } from '../../activities/store/plan-references';
import type { Variables } from '../../feel/types';
import { piiPaths } from '../../forms/fields';
import { fieldsOfRegistry } from '../../registries/fields';
import { personalPaths } from '../../registries/personal';
import { RegistryWorld, shippedRegistry } from './support/registry-world';
import { processIds, shippedForm, shippedPlan } from './support/shipped';
import { tell, type Story, type Told } from './support/story';

const ABOUT = { title: '志愿者登记', triggers: ['sensitive'], processes: ['donor-enrolment'], registries: ['donor'], purpose: '登记志愿者并保持联系，按需要安排电话。', data_kinds: ['health', 'contact'], persons_band: '1000至1万人' };
const RISK = { risk: '被无关人员看到', likelihood: 2, harm: 2, measure: '遮盖显示', in_place: true };
const MAY = { basis: 'consent', necessity: '没有联系方式就无法通知配型。', effect: '可能受到打扰。', risks: [RISK], residual: 'low', conclusion: 'go', review_on: '2027-02-01' };
const OLD: Variables = { title: '旧评估', branchId: 'lianjing', status: '有效', triggers: ['sensitive'], processes: ['donor-enrolment'], dataKinds: ['health'], personsBand: '1000至1万人', purpose: '登记志愿者并保持联系，按需要安排电话。', approvedOn: '2025-02-02', reviewOn: '2026-03-05', keepUntil: '2028-02-02' };

async function assess(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld; readonly made: Variables }> {
  const world = new RegistryWorld({ 'impact-assessment/old': OLD });
  const told = await tell({ process: 'impact-assessment', start: '2026-02-02', until: '2026-12-31', jobs: world.run, ...story, startAnswers: { ...ABOUT, ...story.startAnswers }, answers: { assess: MAY, approve: { approval: 'approve', doc_no: '影评1号' }, ...story.answers } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  return Object.assign(told, { world, made: world.all('impact-assessment')[1] ?? {} });
}

/** An assessment in force whose review is due on Thursday, 5 March 2026. */
async function review(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld }> {
  const world = new RegistryWorld({ 'impact-assessment/old': OLD });
  const told = await tell({ process: 'impact-assessment-review', start: '2026-01-05', until: '2027-12-31', jobs: world.run, messages: () => undefined, ...story, variables: { recordId: 'old', record: world.known('impact-assessment/old') ?? {} } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  expect(told.refused).toEqual([]);
  return Object.assign(told, { world });
}

const tasks = ({ lines }: Told): string[] => lines.flatMap((line) => (/^\S+ open /.test(line) ? [line.replace(' open', '')] : []));

test('an assessment is written, approved by the secretary-general, printed, and kept for three years', async () => {
  const told = await assess();

  expect(tasks(told)).toEqual(['2026-02-02 assess due 2026-02-28', '2026-02-03 approve due 2026-02-10']);
  expect(told.made).toMatchObject({ status: '有效', processes: ['donor-enrolment'], residual: 'low', conclusion: 'go', docNo: '影评1号', approvedOn: '2026-02-04', reviewOn: '2027-02-01', keepUntil: '2029-02-04' });
  expect(told.world.jobs.find(({ type }) => type === 'document.render')?.variables).toMatchObject({ values: { title: '志愿者登记', conclusion: 'go' }, valuesFrom: 'start, assess' });
});

test('measures that are not in place come first; the assessment holds from then on', async () => {
  const told = await assess({ answers: { assess: { ...MAY, risks: [{ ...RISK, in_place: false }], conclusion: 'mend', residual: 'middle' } } });

  expect(tasks(told).slice(2)).toEqual(['2026-02-04 put-in-place due 2026-03-10']);
  expect(told.made).toMatchObject({ status: '有效', approvedOn: '2026-02-04' });
});

test('what is returned is assessed again, and what must not go on is told to those who wanted it', async () => {
  const told = await assess({ answers: { approve: [{ approval: 'return', opinion: '请补充' }, { approval: 'refuse', doc_no: '影评2号', opinion: '没有必要' }] } });

  expect(tasks(told).map((line) => line.split(' ')[1])).toEqual(['assess', 'approve', 'assess', 'approve']);
  expect(told.made).toMatchObject({ status: '不得进行', keepUntil: '2029-02-06' });
  expect(told.world.jobs.filter(({ type }) => type === 'notify')).toHaveLength(1);
});

test('a new assessment takes the place of the old one', async () => {
  const told = await assess({ startAnswers: { replaces: 'old' } });

  expect(told.world.record('impact-assessment/old')).toMatchObject({ status: '已替代' });
  expect(told.made).toMatchObject({ status: '有效', replaces: 'old' });
});

test('thirty days before its day the review begins; it is reminded of and escalated, over the Spring Festival', async () => {
  const told = await review({ never: ['review'], until: '2026-04-01' });

  expect(tasks(told)).toEqual(['2026-02-03 review due 2026-03-05']);
  expect(told.lines.filter((line) => / (reminder|escalation) review/.test(line)).map((line) => `${line.slice(0, 10)}${line.slice(line.lastIndexOf(' '))}`)).toEqual(['2026-02-18 dpo', '2026-03-02 dpo', '2026-03-05 dpo', '2026-03-12 district_secgen']);
});

test('what has not changed stays in force for another year, and is reviewed again', async () => {
  const told = await review({ answers: { review: [{ outcome: 'keep', grounds: '没有变化。', next_review_on: '2027-02-01', incidents_seen: true }, { outcome: 'over', grounds: '已停止收集。' }] } });

  expect(tasks(told)).toEqual(['2026-02-03 review due 2026-03-05', '2027-01-02 review due 2027-02-01']);
  expect(told.world.record('impact-assessment/old')).toMatchObject({ status: '已终止', lastReviewedOn: '2027-01-03', keepUntil: '2030-01-03' });
});

test('what has changed is to be assessed again', async () => {
  const told = await review({ answers: { review: { outcome: 'changed', grounds: '增加了短信服务商。' } } });

  expect(told.world.record('impact-assessment/old')).toMatchObject({ status: '待重评' });
  expect(told.stopped).toBe('ended');
});

test('the form offers every shipped process and registry with personal data, and no other', async () => {
  const offered = shippedForm('impact-assessment.start').schema['properties'] as Readonly<Record<string, { readonly items: { readonly enum: readonly string[] } }>>;
  const plans = await Promise.all(processIds.map(shippedPlan));
  const registries = readdirSync(join(__dirname, '../../registries/catalogue')).map((file) => shippedRegistry(file.replace('.registry.json', '')));

  expect([...(offered['processes']?.items.enum ?? [])].sort()).toEqual(plans.filter((plan) => formIds(plan).some((id) => piiPaths(shippedForm(id)).length > 0)).map(({ id }) => id).sort());
  expect([...(offered['registries']?.items.enum ?? [])].sort()).toEqual(registries.filter((registry) => personalPaths(registry).length > 0).map(({ id }) => id).sort());
});

test('what was chosen from a list is called by its words in the registry', () => {
  expect(fieldsOfRegistry(shippedRegistry('impact-assessment')).get('triggers')?.values?.[0]).toEqual({ value: 'sensitive', title: { zh: '处理敏感个人信息', en: 'Sensitive data' } });
});
