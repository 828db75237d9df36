import { addDays } from '../../../feel/day';
import { daysOfQuarter } from '../../../feel/quarter';
import { SAMPLE_DISTRICT_ID, sampleBranches, type SampleBranch } from './branches';
import type { SampleRecord } from './indicator-records';
import { OTHER_SURNAMES, sampleNames } from './names';

/** Certificates that courses of these quarters led to; the first ones of each are those of first-aiders, the others taught resuscitation alone. */
export const CERTIFIED: readonly { readonly quarter: string; readonly all: number; readonly firstAiders: number }[] = [
  { quarter: '2026Q1', all: 262, firstAiders: 232 },
  { quarter: '2026Q2', all: 241, firstAiders: 214 },
  { quarter: '2026Q3', all: 215, firstAiders: 196 },
];
/** Older certificates, one after the other coming to the end of its three years. */
const OLD = 24;
const HOLDERS: { readonly [kind in SampleBranch['kind']]?: string } = { 学校: '教职员', 医疗卫生机构: '医务人员', 企业: '职工' };
/** A step that leads to every branch before it comes to one again. */
const STRIDE = 7;

interface Certificate {
  readonly branchId: string;
  readonly holderKind: string;
  readonly course: string;
  readonly issuedOn: string;
  readonly validUntil: string;
}

/** What the sample's registers of first aid say of a branch on a day: valid certificates, and AEDs that are ready. */
export interface FirstAidCounts {
  readonly certificates: number;
  readonly aeds: number;
}

/** Certificates and AEDs of the sample district (示例) as of that day, nothing of them after it. */
export function sampleFirstAidRecords(today: string): SampleRecord[] {
  const name = sampleNames([], OTHER_SURNAMES);
  const certificates = certificatesUntil(today).map((values, n): SampleRecord => {
    const no = String(n + 1).padStart(5, '0');
    return { registry: 'certificate', id: `sample-certificate-${no}`, values: { ...values, certNo: `示例-JH-${values.issuedOn.slice(0, 4)}-${no}`, holder: `${name().name}（示例）`, className: `${values.issuedOn.slice(0, 4)}年${values.course}培训班（示例）`, status: '在册' } };
  });
  const aeds = aedsOf(today).map((values, n): SampleRecord => {
    const no = String(n + 1).padStart(4, '0');
    return { registry: 'aed', id: `sample-aed-${no}`, values: { ...values, serial: `示例-AED-${no}`, model: n % 3 === 0 ? '示例B2' : '示例A1', manager: `${name().name}（示例）`, managerPhone: `1370001${String(1000 + n)}` } };
  });
  return [...certificates, ...aeds];
}

/** What the registers of `today` say of a branch as of a day. */
export function firstAidCounts(branchId: string, today: string, day: string): FirstAidCounts {
  const certificates = certificatesUntil(today).filter((one) => one.branchId === branchId && one.issuedOn <= day && one.validUntil >= day).length;
  const aeds = aedsOf(today).filter((one) => one.branchId === branchId && one.status === '在用' && one.lastCheck === '完好' && one.padsUntil >= day && one.batteryUntil >= day).length;
  return { certificates, aeds };
}

function certificatesUntil(today: string): Certificate[] {
  const branches = sampleBranches(today).filter(({ _id }) => _id !== SAMPLE_DISTRICT_ID);
  const issue = (n: number, course: string, issuedOn: string): Certificate[] => {
    const branch = branches[(n * STRIDE) % branches.length];
    return branch === undefined || issuedOn > today ? [] : [{ branchId: branch._id, holderKind: HOLDERS[branch.kind] ?? '社会公众', course, issuedOn, validUntil: addDays(issuedOn, 3 * 365) }];
  };
  const old = Array.from({ length: OLD }, (_, n) => issue(n, '救护员', addDays(today, n * 9 - 3 * 365 - 60)));
  let n = OLD;
  const courses = CERTIFIED.flatMap(({ quarter, all, firstAiders }) => {
    const { from, to } = daysOfQuarter(quarter);
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    return Array.from({ length: all }, (_, index) => issue((n += 1), index < firstAiders ? '救护员' : '心肺复苏和AED', addDays(from, (Math.floor(index / 20) * 6 + 3) % days)));
  });
  return [...old, ...courses].flat();
}

/** Where AEDs hang: several in a town, one in its first school and clinic, and one in each company; the schools' are not for everybody. */
function aedsOf(today: string) {
  const branches = sampleBranches(today);
  const towns = branches.filter(({ kind }) => kind === '镇' || kind === '街道');
  const first = branches.filter(({ _id, kind }) => kind === '企业' || _id.endsWith('-yiyuan1') || _id.endsWith('-xuexiao1'));
  const places = ['便民服务中心一楼大厅', '文化礼堂', '农贸市场入口', '客运站候车厅', '体育健身中心'];
  const sites = [...towns.flatMap(({ _id }) => places.map((place) => ({ branchId: _id, place, publicPlace: true }))), ...first.map(({ _id, kind }) => ({ branchId: _id, place: kind === '学校' ? '体育馆' : kind === '企业' ? '门卫室旁' : '门诊大厅', publicPlace: kind !== '学校' }))];
  return sites.map((site, n) => ({ ...site, installedOn: addDays(today, -(200 + n * 9)), ...conditionOf(n, today), status: n % 31 === 30 ? '停用' : '在用' }));
}

/** Most are ready; of the first ones each has something else that somebody has to see to. */
function conditionOf(n: number, today: string) {
  const checked = addDays(today, -(2 + (n % 20)));
  const ready = { padsUntil: addDays(today, 240 + n * 6), batteryUntil: addDays(today, 700 + n * 5), lastCheckOn: checked, lastCheck: '完好' };
  switch (n) {
    case 1: return { ...ready, padsUntil: addDays(today, 20) };
    case 6: return { ...ready, padsUntil: addDays(today, -12) };
    case 12: return { ...ready, lastCheckOn: addDays(today, -70) };
    case 18: return { ...ready, batteryUntil: addDays(today, 5) };
    case 23: return { ...ready, lastCheck: '待处理' };
    default: return ready;
  }
}
