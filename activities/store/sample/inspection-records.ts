import { addDays } from '../../../feel/day';
import { SAMPLE_DISTRICT_ID, sampleBranches, type SampleBranch } from './branches';
import type { SampleRecord } from './indicator-records';
import { before, inspectedQuarter, type Quarter } from './quarter';
import { SAMPLE_FINDINGS, type PastFinding } from './past-findings';

type Values = SampleRecord['values'];

const TOWN_KINDS: readonly string[] = ['镇', '街道'];
/** Of the others, one in so many was visited. */
const VISITED_EACH = 4;
/** Those who never reported, and those who reported late: places in the list of branches. */
const MISSING = [37, 96];
const LATE = [12, 45, 71, 118, 150];

/** Last quarter's inspection of the sample district (示例), made known: each branch's score, what was found, and what has become of it by that day. */
export function sampleInspectionRecords(today: string): SampleRecord[] {
  const quarter = before(inspectedQuarter(today));
  const branches = sampleBranches(today).filter(({ _id }) => _id !== SAMPLE_DISTRICT_ID);
  const inspections = branches.map((branch, index) => inspection(branch, index, quarter));
  const findings = SAMPLE_FINDINGS.map((finding, index): SampleRecord => ({ registry: 'finding', id: findingId(index), values: findingValues(finding, quarter, today) }));
  return [...inspections, cycle(quarter, branches, inspections), ...findings, ...notices(quarter, today), ...rungs(today), handOver(quarter, today), ...practices(quarter)];
}

function findingId(index: number): string {
  return `sample-finding-${String(index + 1).padStart(2, '0')}`;
}

function isVisited({ kind }: SampleBranch, index: number): boolean {
  return TOWN_KINDS.includes(kind) || index % VISITED_EACH === 1;
}

function inspection(branch: SampleBranch, index: number, { name: quarter, to }: Quarter): SampleRecord {
  const missing = MISSING.includes(index);
  const late = missing || LATE.includes(index);
  const found = SAMPLE_FINDINGS.filter(({ branchId }) => branchId === branch._id).length;
  const finalScore = missing ? 0 : 96 - ((index * 7) % 22) - 3 * found;
  const grade = finalScore >= 90 ? '优' : finalScore >= 80 ? '良' : finalScore >= 60 ? '合格' : '不合格';
  const selfScore = missing ? undefined : Math.min(100, finalScore + (index % 5));
  const visited = isVisited(branch, index);
  const values: Values = {
    quarter, branchId: branch._id, kind: branch.kind, grade, finalScore, late, missing, capped: missing, dueOn: addDays(to, 16), visited, findings: found, practice: PRACTICES.some(({ branchId }) => branchId === branch._id), scoredOn: addDays(to, 52),
    ...(selfScore === undefined ? {} : { selfScore, deviation: selfScore - finalScore, submittedOn: addDays(to, late ? 19 : 8 + (index % 8)), items: [{ code: 'MEM-1', actual: branch.membersAdult }, { code: 'AID-4', actual: 20 + ((index * 11) % 60) }] }),
    ...(visited ? { visitedOn: addDays(to, 24 + (index % 18)) } : {}),
  };
  return { registry: 'inspection', id: `sample-inspection-${branch._id}`, values };
}

function cycle({ name: quarter, from, to }: Quarter, branches: readonly SampleBranch[], inspections: readonly SampleRecord[]): SampleRecord {
  const visited = branches.filter(isVisited).map(({ _id }) => _id);
  const others = branches.filter(({ kind }) => !TOWN_KINDS.includes(kind)).length;
  const score = inspections.reduce((sum, { values }) => sum + Number(values['finalScore']), 0) / inspections.length;
  const count = (fits: (values: Values) => boolean): number => inspections.filter(({ values }) => fits(values)).length;
  return {
    registry: 'inspection-cycle', id: 'sample-cycle',
    values: {
      quarter, from, to, status: '已通报', selfFrom: addDays(to, 2), onsiteUntil: addDays(to, 44), secrecy: '提前通知', indicatorSet: '15-5', scopeCount: branches.length, onsiteCount: visited.length,
      onsiteShare: Math.round((1_000 * (visited.length - (branches.length - others))) / others) / 10, onSite: visited, visited, risk: branches.filter((_branch, index) => MISSING.includes(index)).map(({ _id }) => _id),
      reported: count(({ missing }) => missing === false), onTime: count(({ late }) => late === false), missing: MISSING.length, visitedCount: visited.length, findings: SAMPLE_FINDINGS.length, averageScore: Math.round(score * 10) / 10,
      reportNo: `示例〔${to.slice(0, 4)}〕21号`, publishedOn: addDays(to, 60),
    },
  };
}

function findingValues({ limit, served, state, ...kept }: PastFinding, { name: quarter, to }: Quarter, today: string): Values {
  const servedOn = served === undefined ? addDays(to, 56) : addDays(today, -served);
  const dueOn = addDays(servedOn, limit);
  const common = { ...kept, quarter, inspectionId: `sample-inspection-${kept.branchId}`, urgent: kept.severity === '立行立改' || kept.severity === '重大', repeated: false, foundOn: addDays(to, 40), servedOn, dueOn, limitOn: dueOn, extended: false, redo: 0, bulletin: false, bulletinReported: false };
  return { ...common, ...state({ servedOn, dueOn, today }) };
}

/** The notices of rectification that two towns were served. */
function notices({ name: quarter, to }: Quarter, today: string): SampleRecord[] {
  const requirement = '请逐条制定整改措施，按期完成并报送整改报告（示例）。';
  const notice = (branchId: string, no: number, more: Values): SampleRecord => ({
    registry: 'rectification', id: `sample-rectification-${branchId}`,
    values: { noticeNo: `示例红督〔${to.slice(0, 4)}〕${no}号`, branchId, quarter, inspectionId: `sample-inspection-${branchId}`, requirement, issuedOn: addDays(to, 54), servedOn: addDays(to, 56), deemed: false, firstDueOn: addDays(to, 71), copyTo: ['镇街党（工）委'], findings: SAMPLE_FINDINGS.filter((one) => one.branchId === branchId).length, ...more },
  });
  return [notice('lianjing', 12, { status: '已销号', closedCount: 2, closedOn: addDays(to, 80) }), notice('hudang', 13, { status: '整改中', firstDueOn: addDays(today, -4) })];
}

/** Demands, a call, an interview and a bulletin: what late rectification has led to, rung by rung. */
const RUNGS = [
  { branchId: 'hudang', kind: '书面催办', days: 1 },
  { branchId: 'hudang-shequ2', kind: '书面催办', days: 0 },
  { branchId: 'lingwan', kind: '书面催办', days: 12 },
  { branchId: 'lingwan', kind: '电话督办', days: 8 },
  { branchId: 'lingwan', kind: '约谈', days: 5 },
  { branchId: 'lingwan', kind: '通报', days: 0 },
];

function rungs(today: string): SampleRecord[] {
  return RUNGS.map(({ branchId, kind, days }, index) => {
    const found = SAMPLE_FINDINGS.findIndex((finding) => finding.branchId === branchId);
    return { registry: 'accountability', id: `sample-rung-${index + 1}`, values: { title: SAMPLE_FINDINGS[found]?.title, branchId, kind, status: '已执行', source: '督导整改', findingId: findingId(found), openedOn: addDays(today, -days), heard: kind === '约谈' || kind === '通报' } };
  });
}

function handOver({ to }: Quarter, today: string): SampleRecord {
  const index = SAMPLE_FINDINGS.findIndex(({ severity }) => severity === '重大');
  const { branchId = SAMPLE_DISTRICT_ID, title = '' } = SAMPLE_FINDINGS[index] ?? {};
  return {
    registry: 'accountability', id: 'sample-accountability',
    values: { title, branchId, kind: '移送', status: '已移送', source: '重大问题', findingId: findingId(index), openedOn: addDays(to, 58), heard: true, receivingBody: '镇街党（工）委', letterNo: `示例移〔${today.slice(0, 4)}〕1号`, sentOn: addDays(to, 76), accepted: true },
  };
}

const PRACTICES = [
  { branchId: 'yunqiao', title: '“红十字+网格”宣传（示例）', source: '自查自评', status: '已推广', description: '与社区网格结合，每月入户宣传（示例）。' },
  { branchId: 'lianjing-xuexiao1', title: '救护课进班会（示例）', source: '现场督导', status: '待选', description: '每学期每班一节应急救护课，学生互教（示例）。' },
  { branchId: 'xinyuan', title: 'AED巡查“日志码”（示例）', source: '自查自评', status: '不推广', description: '扫码登记巡查，到期自动提醒（示例）。' },
];

function practices({ name: quarter, to }: Quarter): SampleRecord[] {
  return PRACTICES.map((values) => ({ registry: 'good-practice', id: `sample-practice-${values.branchId}`, values: { ...values, quarter, ...(values.status === '已推广' ? { spreadIn: `示例〔${to.slice(0, 4)}〕21号` } : {}) } }));
}
