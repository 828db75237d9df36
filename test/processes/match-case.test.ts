import type { Variables } from '../../feel/types';
import { RegistryWorld } from './support/registry-world';
import { tell, type Story, type Told } from './support/story';

const DONOR: Variables = { name: '钱晓禾', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '活跃', birthYear: 1998 };

/** A match notice that came on the first working Monday of March 2026, at nine. */
async function match(story: Partial<Story> = {}): Promise<Told & { readonly world: RegistryWorld }> {
  const world = new RegistryWorld({ 'donor/d1': DONOR });
  const told = await tell({ process: 'match-case', start: '2026-03-02', until: '2026-12-31', jobs: world.run, ...story, startAnswers: { donorId: 'd1', received_at: '2026-03-02T01:00:00Z', urgency: '常规', ...story.startAnswers } });
  expect(world.invalid).toEqual([]);
  expect(told.about('incident')).toEqual([]);
  return Object.assign(told, { world });
}

const SOON = 0.05;
/** People who answer within the hour, and on the days that were planned. */
const PROMPT: NonNullable<Story['on']> = { 'match-received': [SOON], 'first-contact': [SOON], mobilise: [SOON], collect: ['2026-03-30'], 'sae-report': [SOON], 'severe-response': [0.02], 'tell-unsigned': [0.02], 'alarm-registry': [0.02] };
const UNREACHED = { tries: 1, result: '关机' };
const CLOSING = { service_gap: ['无'], certificate: '不适用', consent_to_publicity: '不公开', thanked: true };
const closes = (outcome: string, donorAfter: string, reason: string): Variables => ({ ...CLOSING, outcome_confirmed: outcome, donor_after: donorAfter, reason_code: reason });

const tasks = ({ lines }: Told): string[] => lines.flatMap((line) => / open (\S+)/.exec(line)?.[1] ?? []);
const opened = (told: Told, element: string): string[] => told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === element).map(({ at }) => local(at));
const escalations = (told: Told, element: string): string[] => told.about(` escalation ${element} `).map((line) => line.replace(/^\S+ escalation \S+ due \S+ /, ''));
/** The minute in the district: `03-02 09:00`. */
const local = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
const theCase = (told: { readonly world: RegistryWorld }): Variables => told.world.record('match-case/match-case-1');
const text = (told: { readonly world: RegistryWorld }, element: string): string => JSON.stringify(told.world.jobs.filter((job) => job.elementId === element).map(({ variables }) => variables));

describe('from the notice to the collection', () => {
  test('each step comes in its turn and by its day, and a follow-up begins at the end', async () => {
    const told = await match({ on: PROMPT });

    expect(told.lines.filter((line) => / open /.test(line)).map((line) => line.slice(5))).toEqual([
      '03-02 open match-received due 2026-03-02', '03-02 open first-contact due 2026-03-03', '03-02 open education due 2026-03-09', '03-03 open ct-consent due 2026-03-10',
      '03-04 open ct-sample due 2026-03-11', '03-05 open ct-result due 2026-05-04', '03-06 open health-check due 2026-03-20', '03-07 open collection-plan due 2026-03-11',
      '03-08 open final-consent due 2026-03-19', '03-09 open logistics due 2026-03-25', '03-26 open mobilise due 2026-03-26', '03-27 open mobilise due 2026-03-27',
      '03-28 open mobilise due 2026-03-28', '03-29 open mobilise due 2026-03-29', '03-29 open collect due 2026-03-30', '03-30 open case-close due 2026-04-14', '03-31 open case-approve due 2026-04-08',
    ]);
    expect(theCase(told)).toMatchObject({ status: '已结案', outcome: '捐献完成', reachedOn: '2026-03-02', signedOn: '2026-03-09', mobilisedOn: '2026-03-26', collectedOn: '2026-03-30', daysToReached: 0, daysToCtConsent: 2, daysToCollected: 28, firstInTime: true, donorRefused: false });
    expect(told.world.record('donor/d1')).toMatchObject({ status: '捐献完成', donatedOn: '2026-03-30' });
    expect(told.world.jobs.find(({ type }) => type === 'case.start')?.variables).toMatchObject({ process: 'post-donation-followup', key: 'match-case-1', variables: { donorId: 'd1', caseId: 'match-case-1', donated_on: '2026-03-30' } });
    expect(told.refused).toEqual([]);
  });

  test('nothing of it asks for a call between eight in the evening and nine in the morning', async () => {
    const told = await match({ on: { ...PROMPT, 'match-received': [0.5], education: [0.6], 'ct-consent': [0.6] }, answers: { 'first-contact': [UNREACHED, { tries: 1, result: '本人接听，愿意谈' }] } });
    const calls = told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && ['first-contact', 'education', 'ct-consent', 'final-consent', 'home-visit'].includes(elementId ?? ''));

    expect(calls.map(({ at }) => Number(local(at).slice(6, 8))).filter((hour) => hour < 9 || hour >= 20)).toEqual([]);
    // Registered at nine in the evening: the first call is for the next morning, the second for the morning after.
    expect(opened(told, 'first-contact')).toEqual(['03-03 09:00', '03-04 09:00']);
  });

  test('whoever wants to think has a day before signing', async () => {
    const told = await match({ on: { ...PROMPT, 'ct-consent': [SOON] }, answers: { 'ct-consent': [{ decision: 'cool', cooling_offered: true }, { decision: 'sign', cooling_offered: true, read_risk: true, signature: 'sample-signature' }] } });

    expect(opened(told, 'ct-consent')).toEqual(['03-03 11:24', '03-04 12:36']);
  });

  test('a family that objects is visited within two days by two of staff, before anything goes on', async () => {
    const told = await match({ on: PROMPT, answers: { education: [{ topics: ['流程', '动员剂反应', '误工', '风险', '退出权'], doctor_questions: false, family_meeting: '家访', family_stance: '反对-父母', outcome: 'willing', no_pressure: true }, { topics: ['流程', '动员剂反应', '误工', '风险', '退出权'], doctor_questions: false, family_meeting: '家访', family_stance: '支持', outcome: 'willing', no_pressure: true }] } });

    expect(tasks(told).slice(2, 6)).toEqual(['education', 'home-visit', 'education', 'ct-consent']);
    expect(told.about('open home-visit')[0]).toContain('2026-03-03 open home-visit due 2026-03-05');
  });
});

describe('whoever is not reached', () => {
  test('is reported after 24, 48 and 72 hours, called once a day meanwhile, and traced at once', async () => {
    const told = await match({ on: { ...PROMPT, 'first-contact': [0.1] }, answers: { 'first-contact': UNREACHED, 'case-close': closes('联系不上', '待寻访', 'unreachable') } });

    expect(opened(told, 'first-contact')).toEqual(['03-02 10:12', '03-03 09:00', '03-04 09:00', '03-05 09:00']);
    expect(told.about('job tell-24')).toEqual(['2026-03-03 job tell-24 (notify)']);
    expect(text(told, 'tell-24')).toContain('["hsc_coordinator","district_secgen"]');
    expect(opened(told, 'tell-city')).toEqual(['03-04 09:00']);
    expect(opened(told, 'urgent-trace')).toEqual(['03-04 09:00']);
    expect(opened(told, 'report-unreachable')).toEqual(['03-05 09:00']);
    expect(theCase(told)).toMatchObject({ outcome: '联系不上', exitStage: '首次联系', reasonMain: 'unreachable', donorRefused: false, firstInTime: false });
    expect(told.world.record('donor/d1')).toMatchObject({ status: '活跃', needsTrace: true });
    expect(tasks(told)).not.toContain('withdrawal-debrief');
  });

  test('at night nobody is sent after the donor: what falls into it waits for nine', async () => {
    const told = await match({ startAnswers: { received_at: '2026-03-01T14:30:00Z' }, on: { ...PROMPT, 'first-contact': [0.1] }, answers: { 'first-contact': UNREACHED } });

    // Received at half past ten in the evening.
    expect(told.timeline.filter(({ elementId }) => elementId === 'tell-24').map(({ at }) => local(at))).toEqual(['03-03 09:00']);
    expect(opened(told, 'tell-city')).toEqual(['03-04 09:00']);
  });

  test('a notice that is not registered in four hours is for the secretary-general', async () => {
    const told = await match({ never: ['match-received'] });

    expect(told.timeline.filter(({ elementId, kind }) => elementId === 'match-received' && kind === 'escalation').map(({ at, who }) => [local(at), who])).toEqual([['03-02 13:00', ['district_secgen']]]);
  });
});

describe('waiting for the typing result', () => {
  test('the donor hears every fourteen days that it is still open, and the registry is asked after thirty', async () => {
    const told = await match({ on: { ...PROMPT, 'ct-result': [50], 'tell-waiting': [SOON] } });

    expect(opened(told, 'tell-waiting')).toEqual(['03-19 09:00', '04-02 09:00', '04-16 09:00']);
    expect(opened(told, 'ask-registry')).toEqual(['04-04 09:00']);
  });

  test('on standby it goes on so, until the registry calls or releases the donor', async () => {
    const told = await match({ on: { ...PROMPT, standby: [40], 'tell-waiting-standby': [SOON] }, answers: { 'ct-result': { result: '相合备用', donor_told: true, standby_until: '2026-05-05' }, standby: { decision: '释放' }, 'case-close': closes('备用到期', '保留', 'registry_choose_other') } });

    expect(opened(told, 'tell-waiting-standby')).toEqual(['03-20 09:00', '04-03 09:00']);
    expect(theCase(told)).toMatchObject({ outcome: '备用到期', outsideCancel: true, donorRefused: false });
  });
});

describe('the gate before the collection', () => {
  test('an unsigned consent three days before conditioning is told to the city within the hour, and nothing is mobilised', async () => {
    const told = await match({ on: PROMPT, never: ['final-consent', 'tell-unsigned'] });

    expect(opened(told, 'tell-unsigned')).toEqual(['03-19 09:00']);
    expect(escalations(told, 'tell-unsigned')).toEqual(['(0h) to district_exec_vp']);
    expect(tasks(told)).not.toContain('mobilise');
    expect(tasks(told)).not.toContain('logistics');
  });

  test('a consent signed too late opens no way: the collection is planned anew', async () => {
    // The form refuses it; the gate holds even if it came by another way.
    const told = await match({ on: { ...PROMPT, 'final-consent': ['2026-03-20', 1] }, answers: { 'final-consent': [{ decision: 'confirm', conditioning_risk_told: true, may_withdraw_told: true, signed_on: '2026-03-20', family_present: true, staff_1: 'a', staff_2: 'b', signed_file: 'paper' }, { decision: 'confirm', conditioning_risk_told: true, may_withdraw_told: true, family_present: true, staff_1: 'a', staff_2: 'b', signed_file: 'paper' }] } });

    expect(told.refused).toContain('final-consent: three-days-before /signed_on');
    expect(tasks(told).filter((step) => ['collection-plan', 'final-consent', 'tell-unsigned', 'logistics', 'mobilise'].includes(step)).slice(0, 6)).toEqual(['collection-plan', 'final-consent', 'tell-unsigned', 'collection-plan', 'final-consent', 'logistics']);
  });

  test('a severe reaction is for the doctor and the vice-president within the hour', async () => {
    const told = await match({ on: { ...PROMPT, 'severe-response': [0.5] }, answers: { mobilise: { dose_done: true, worst_grade: 3, vitals_ok: true, decision: 'continue' }, 'severe-response': { decision: 'stop', exec_vp_told: true }, 'case-close': closes('医学原因', '暂缓', 'health_temporary') } });
    const [response] = told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === 'severe-response');

    expect(Date.parse(response?.due ?? '') - Date.parse(response?.at ?? '')).toBe(3_600_000);
    expect(response?.who).toEqual(['hsc_coordinator', 'district_exec_vp']);
    expect(escalations(told, 'severe-response')).toEqual(['(0h) to district_exec_vp']);
    expect(theCase(told)).toMatchObject({ outcome: '医学原因', exitStage: '动员后' });
    expect(told.about('message').map((line) => line.slice(11))).toContain('message (donor-pause-asked)');
  });

  test('a serious adverse event is reported to the registry within a day, whoever notices it', async () => {
    const collected = await match({ on: PROMPT, answers: { collect: { sessions: 1, outcome: 'done', sae: true } } });
    const noticed = await match({ on: PROMPT, never: ['logistics'], actions: [{ element: 'sae-any-time', at: '2026-03-27T15:00:00+08:00', answers: { occurred_at: '2026-03-27T14:00:00+08:00', phase: '动员期' } }] });

    for (const told of [collected, noticed]) {
      const [report] = told.timeline.filter(({ kind, elementId }) => kind === 'task-opened' && elementId === 'sae-report');
      expect(Date.parse(report?.due ?? '') - Date.parse(report?.at ?? '')).toBe(24 * 3_600_000);
      expect(theCase(told)).toMatchObject({ sae: true });
    }
  });
});

describe('a withdrawal', () => {
  const withdraws = (at: string): Story['actions'] => [{ element: 'withdraws', at, answers: { reason_code: 'family_oppose_spouse', said_at: at, respected: true }, by: 'coordinator' }];

  test('ends everything at once; somebody else thanks the donor within fourteen days', async () => {
    const told = await match({ on: PROMPT, never: ['ct-result'], actions: withdraws('2026-03-12T10:00:00+08:00'), answers: { 'withdrawal-debrief': { voluntary: true, reason_code: 'family_oppose_spouse', preventable: true, improvement: '早与家人谈', keep_in_registry: '退出', thank_you_sent: true }, 'case-close': closes('捐献者退出', '退出', 'family_oppose_spouse') } });

    expect(told.about('task-cancelled')).toEqual(['2026-03-12 task-cancelled ct-result']);
    expect(told.about('open withdrawal-debrief')).toEqual(['2026-03-12 open withdrawal-debrief due 2026-03-26']);
    const by = (element: string): readonly string[] => told.timeline.find(({ kind, elementId }) => kind === 'task-completed' && elementId === element)?.who ?? [];
    expect(by('withdrawal-debrief')).not.toEqual(by('education'));
    expect(theCase(told)).toMatchObject({ outcome: '捐献者退出', exitStage: '高分辨后', donorRefused: true, reasonMain: 'family_oppose_spouse', preventable: true, debriefedOn: '2026-03-13' });
    expect(told.about('message').map((line) => line.slice(11))).toEqual(['message (match-opened)', 'message (match-closed)', 'message (donor-withdrawal-asked)']);
    expect(tasks(told)).not.toContain('alarm-registry');
  });

  test('after signing it is told to city and registry within the hour, and still respected', async () => {
    const told = await match({ on: PROMPT, never: ['logistics'], actions: withdraws('2026-03-20T10:00:00+08:00'), answers: { 'case-close': closes('捐献者退出', '保留', 'family_oppose_spouse') } });

    expect(opened(told, 'alarm-registry')).toEqual(['03-20 10:00']);
    expect(theCase(told)).toMatchObject({ exitStage: '签署后', donorRefused: true });
  });

  test('a refusal in the talk ends in the same debrief', async () => {
    const told = await match({ on: PROMPT, answers: { education: { topics: ['流程'], doctor_questions: false, family_meeting: '不需要', family_stance: '支持', outcome: 'refuse', reason_code: 'fear_pain_or_harm', no_pressure: true }, 'case-close': closes('捐献者退出', '保留', 'fear_pain_or_harm') } });

    expect(tasks(told).slice(2)).toEqual(['education', 'withdrawal-debrief', 'case-close', 'case-approve']);
    expect(theCase(told)).toMatchObject({ exitStage: '高分辨同意前', donorRefused: true });
  });

  test('an end from the patient side is no refusal', async () => {
    const told = await match({ on: PROMPT, never: ['ct-result'], actions: [{ element: 'cancelled-outside', at: '2026-03-12T10:00:00+08:00', answers: { outcome: '患者方取消', told_on: '2026-03-12', donor_told: true } }], answers: { 'case-close': closes('患者方取消', '保留', 'patient_side_cancel') } });

    expect(theCase(told)).toMatchObject({ outcome: '患者方取消', outsideCancel: true, donorRefused: false, reasonMain: 'patient_side_cancel' });
    expect(tasks(told)).not.toContain('withdrawal-debrief');
  });
});

test('nothing personal comes into the variables', async () => {
  const told = await match({ on: PROMPT, answers: { 'match-received': { match_ref_no: 'PX-GEHEIM', registry_deadline: '2026-03-16T09:00:00Z', from: '省分库', no_recipient: true }, mobilise: { dose_done: true, symptoms: [{ kind: '骨痛', grade: 2 }], worst_grade: 2, vitals_ok: true, decision: 'continue' }, logistics: { leave_letter: '已出具', insurance_no: 'BX-GEHEIM', transport: '专车', companion: 'v1', shifts: ['白天'], costs_told: true } } });
  const all = JSON.stringify([told.variables, told.world.jobs, told.timeline]);

  for (const personal of ['PX-GEHEIM', 'BX-GEHEIM', '骨痛', '钱晓禾']) expect(all).not.toContain(personal);
});
