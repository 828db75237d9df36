import { OTHER_SURNAMES, sampleNames } from './names';
import { sampleCitizenId } from './citizen-id';
import type { SampleRecord } from './indicator-records';

const TOWNS = ['lianjing', 'liutang', 'sangyuan', 'lingwan', 'daoxiang', 'yunqiao', 'chenhui', 'hudang', 'xinyuan'];
const CHANNELS = ['街头献血点', '高校', '单位', '活动', '线上'];
const MOTIVES = ['利他价值观', '献血延伸', '学校/单位组织', '亲友患病', '随大流'];
const FAMILY = ['支持', '支持', '已告知未表态', '未告知', '支持', '反对'];
const DONORS = 48;
/** How many donors have more than one contact behind them. */
const OFTEN_CALLED = 12;
const CALLED = ['已入库', '活跃', '犹豫'];
const DAY_MS = 86_400_000;

type Values = SampleRecord['values'];

/** Donors, their contacts and closed cases of the sample district (示例), as of that day: some are due, some lost, some have left. */
export function sampleDonorRecords(today: string): SampleRecord[] {
  const name = sampleNames([], OTHER_SURNAMES);
  const relatives = sampleNames([], OTHER_SURNAMES);
  for (let n = 0; n < DONORS; n += 1) relatives();
  const donors = Array.from({ length: DONORS }, (_, n): SampleRecord => ({ registry: 'donor', id: donorId(n), values: { ...donorValues(n, name().name, today), ...reachedBy(n, relatives) } }));
  return [...donors, ...donors.flatMap(({ values }, n) => contactsOf(n, values)), ...CASES.map((values, n) => caseRecord(n, values, today))];
}

function donorId(n: number): string {
  return `sample-donor-${String(n + 1).padStart(3, '0')}`;
}

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

function donorValues(n: number, name: string, today: string): Values {
  const enrolled = 200 + n * 41;
  const birthYear = Number(today.slice(0, 4)) - 20 - ((n * 7) % 28);
  const isStudent = n % 6 === 1;
  return {
    name, registryNo: `示例-${String(n + 1).padStart(4, '0')}`, sex: n % 2 === 0 ? '女' : '男', phone: `1380000${String(1000 + n)}`, idNumber: sampleCitizenId(birthYear, n), birthYear, branchId: TOWNS[n % TOWNS.length], enrolledOn: daysBefore(today, enrolled), storedOn: daysBefore(today, enrolled - 40),
    channel: CHANNELS[n % CHANNELS.length], motive: MOTIVES[(n * 3) % MOTIVES.length], ambivalence: n % 7 === 0 ? 2 : n % 4 === 0 ? 1 : 0, familySupport: FAMILY[n % FAMILY.length], mayContactRelatives: n % 3 !== 0, isStudent,
    ...(isStudent ? { graduatesOn: daysBefore(today, 90 - n * 9) } : {}), ...(n % 3 === 0 ? { lastBloodDonationOn: daysBefore(today, 60 + n * 10) } : {}), ...dueNext({ ...standing(n, today), ...donated(n, today) }),
  };
}

/** Where a donor lives, and two people who know how to reach them. */
function reachedBy(n: number, name: ReturnType<typeof sampleNames>): Values {
  const relative = (relation: string, series: number) => ({ name: name().name, relation, phone: `${series}0000${String(1000 + n)}`, told: true });
  return { address: `示例路${n + 1}号${(n % 6) + 1}幢`, relatives: [relative(n % 2 === 0 ? '母亲' : '父亲', 135), relative('朋友', 136)] };
}

/** What has become of the donor. */
function standing(n: number, today: string): Values {
  const spoken = { lastValidContactOn: daysBefore(today, 30 + ((n * 53) % 290)), willingness: '坚定', missedContacts: 0, lastRecommitOn: daysBefore(today, 100) };
  switch (n % 12) {
    case 3: return { ...spoken, status: '活跃', lastValidContactOn: daysBefore(today, 350), willingness: '愿意' };
    case 5: return { ...spoken, status: '犹豫', lastValidContactOn: daysBefore(today, 342), willingness: '犹豫', missedContacts: 1 };
    case 7: return { status: '失联', statusSince: daysBefore(today, 120), lostOn: daysBefore(today, 120), tracedOn: daysBefore(today, 120), traceResult: '失联', missedContacts: 4, lastValidContactOn: daysBefore(today, 600) };
    case 9: return { ...spoken, status: '暂缓', pausedUntil: daysBefore(today, -90), pauseReason: '怀孕、备孕、哺乳' };
    case 11: return n === 47 ? { ...spoken, status: '退出', exitedOn: daysBefore(today, 50), exitReason: 'family_oppose_spouse', doNotContact: true, registryToldOn: daysBefore(today, 48) } : { ...spoken, status: '活跃' };
    default: return { ...spoken, status: n % 12 === 0 ? '已入库' : '活跃' };
  }
}

/** A year after the last contact; after a pause, on the day on which it ends. */
function dueNext(values: Values): Values {
  const { status, pausedUntil, lastValidContactOn } = values;
  if (status === '暂缓') return { ...values, nextDueOn: pausedUntil };
  return typeof lastValidContactOn === 'string' && CALLED.includes(String(status)) ? { ...values, nextDueOn: daysBefore(lastValidContactOn, -365) } : values;
}

/** Whose case ended with a donation. */
function donated(n: number, today: string): Values {
  const found = CASES.find(({ collected }, index) => collected !== undefined && donorOfCase(index) === n);
  if (found?.collected === undefined) return {};
  const donatedOn = daysBefore(today, found.received - found.collected);
  return { status: '捐献完成', statusSince: donatedOn, donatedOn, lastValidContactOn: donatedOn };
}

/** Every sixth, then those between. */
function donorOfCase(index: number): number {
  return index < 8 ? index * 6 : (index - 8) * 6 + 4;
}

/** The dozen that were called often before: once in vain, then spoken with, a year before the last time. */
function earlierContacts(n: number, last: string, branchId: Values[string]): SampleRecord[] {
  if (n >= OFTEN_CALLED) return [];
  const call = (days: number, attempt: number, more: Values): SampleRecord => ({
    registry: 'contact-log', id: `sample-contact-${String(n + 1).padStart(3, '0')}-${attempt}`,
    values: { donorId: donorId(n), branchId, on: daysBefore(last, days), purpose: '年度联系', channel: '电话', who: '本人', attempt, ...more },
  });
  return [call(362, 1, { result: n % 2 === 0 ? '关机' : '拒接', valid: false }), call(361, 2, { result: '本人接听有效', valid: true, willingness: '愿意' })];
}

function contactsOf(n: number, { lastValidContactOn, willingness, branchId }: Values): SampleRecord[] {
  if (typeof lastValidContactOn !== 'string') return [];
  const values = { donorId: donorId(n), branchId, on: lastValidContactOn, purpose: '年度联系', channel: '电话', who: '本人', attempt: 1, result: '本人接听有效', valid: true, ...(willingness === undefined ? {} : { willingness }) };
  return [...earlierContacts(n, lastValidContactOn, branchId), { registry: 'contact-log', id: `sample-contact-${String(n + 1).padStart(3, '0')}`, values }];
}

interface SampleCase {
  /** Days before today. */
  readonly received: number;
  readonly took: number;
  readonly reached?: number;
  readonly typing?: number;
  readonly passed?: number;
  readonly signed?: number;
  readonly collected?: number;
  readonly more: Values;
}

const DONATED = { outcome: '捐献完成', donorRefused: false, outsideCancel: false };
const refused = (exitStage: string, reasonMain: string, preventable: boolean): Values => ({ outcome: '捐献者退出', donorRefused: true, outsideCancel: false, exitStage, reasonMain, preventable });
const CASES: readonly SampleCase[] = [
  { received: 640, took: 60, reached: 0, typing: 6, passed: 30, signed: 40, collected: 48, more: DONATED },
  { received: 560, took: 20, reached: 1, more: refused('高分辨同意前', 'family_oppose_parent', true) },
  { received: 430, took: 55, reached: 0, typing: 4, passed: 26, signed: 36, collected: 45, more: DONATED },
  { received: 330, took: 9, more: { outcome: '联系不上', donorRefused: false, outsideCancel: false, exitStage: '首次联系', reasonMain: 'unreachable' } },
  { received: 250, took: 25, reached: 0, typing: 7, more: { outcome: '患者方取消', donorRefused: false, outsideCancel: true, exitStage: '高分辨后', reasonMain: 'patient_side_cancel' } },
  { received: 190, took: 30, reached: 1, typing: 8, more: refused('高分辨后', 'fear_pain_or_harm', false) },
  { received: 52, took: 51, reached: 0, typing: 5, passed: 28, signed: 39, collected: 50, more: DONATED },
  { received: 90, took: 12, reached: 0, more: refused('首次联系', 'work_or_study', false) },
  { received: 720, took: 33, reached: 2, typing: 9, more: { outcome: '不合', donorRefused: false, outsideCancel: true, exitStage: '高分辨后', reasonMain: 'registry_choose_other' } },
  { received: 480, took: 41, reached: 0, typing: 5, passed: 29, more: { outcome: '库方另选', donorRefused: false, outsideCancel: true, exitStage: '体检后', reasonMain: 'registry_choose_other' } },
  { received: 300, took: 35, reached: 0, typing: 6, more: { outcome: '医学原因', donorRefused: false, outsideCancel: false, exitStage: '高分辨后', reasonMain: 'health_temporary' } },
  { received: 150, took: 44, reached: 1, typing: 7, passed: 30, signed: 38, more: refused('签署后', 'family_oppose_spouse', true) },
];

function caseRecord(n: number, { received, took, reached, typing, passed, signed, collected, more }: SampleCase, today: string): SampleRecord {
  const day = (after: number): string => daysBefore(today, received - after);
  const steps = {
    ...(reached === undefined ? {} : { reachedOn: day(reached), daysToReached: reached }),
    ...(typing === undefined ? {} : { ctConsentOn: day(typing), daysToCtConsent: typing }),
    ...(passed === undefined ? {} : { checkedOn: day(passed), checkResult: '合格' }),
    ...(signed === undefined ? {} : { signedOn: day(signed) }),
    ...(collected === undefined ? {} : { mobilisedOn: day(collected - 4), collectedOn: day(collected), daysToCollected: collected }),
    ...(more['donorRefused'] === true ? { debriefedOn: day(took - 2) } : {}),
  };
  return {
    registry: 'match-case', id: `sample-case-${n + 1}`,
    values: { matchRefNo: `示例-PX-${n + 1}`, donorId: donorId(donorOfCase(n)), branchId: TOWNS[donorOfCase(n) % TOWNS.length], receivedOn: day(0), urgency: '常规', status: '已结案', firstTryOn: day(0), firstInTime: reached !== undefined, closedOn: day(took), ...steps, ...more },
  };
}
