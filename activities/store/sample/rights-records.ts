import { addDays } from '../../../feel/day';
import { SAMPLE_DISTRICT_ID } from './branches';
import type { SampleRecord } from './indicator-records';

type Values = SampleRecord['values'];

/** Impact assessments, an answered request and a closed breach of the sample district (示例), as of that day: one assessment is due for its review. */
export function sampleRightsRecords(today: string): SampleRecord[] {
  return [
    ...ASSESSMENTS.map((assessment, index): SampleRecord => ({ registry: 'impact-assessment', id: `sample-assessment-${index + 1}`, values: assessed(assessment, index, today) })),
    { registry: 'subject-request', id: 'sample-request-1', values: answered(today) },
    { registry: 'breach-incident', id: 'sample-breach-1', values: closed(today) },
  ];
}

interface Assessment {
  readonly values: Values;
  /** How long ago it was approved. */
  readonly days: number;
}

const DONORS: Values = { triggers: ['sensitive', 'entrust'], basis: 'consent', receivers: '中国造血干细胞捐献者资料库浙江省管理中心；采集医院（示例）', effect: '泄露会暴露健康状况，本人和家人可能受到打扰。' };
const SHOWN = { risk: '联系方式被无关人员看到', likelihood: 2, harm: 2, measure: '分级授权、遮盖显示、查看留痕', in_place: true };
const ASSESSMENTS: readonly Assessment[] = [
  {
    days: 120,
    values: {
      ...DONORS, title: '捐献志愿者登记和保留（示例）', processes: ['donor-enrolment', 'donor-retention'], registries: ['donor', 'contact-log'], dataKinds: ['health', 'id', 'contact', 'relatives'], personsBand: '1000至1万人',
      purpose: '登记造血干细胞捐献志愿者，保持联系，按联系优先度安排电话；优先度只排先后，不排除任何人。', necessity: '没有联系方式无法通知配型，没有健康征询结论无法判断是否适合登记；不保存病历和检查报告。',
      risks: [SHOWN, { risk: '向省分库传递时泄露', likelihood: 1, harm: 3, measure: '专人、专线、只传必要字段', in_place: true }], residual: 'low',
    },
  },
  {
    days: 345,
    values: {
      ...DONORS, title: '配型捐献和捐后随访（示例）', processes: ['match-case', 'post-donation-followup'], registries: ['match-case', 'followup'], dataKinds: ['health', 'contact'], personsBand: '不足100人',
      purpose: '配型、体检、采集的协调和捐献后十年随访，只记录结论和类别。', necessity: '采集安全和捐献者照护所必需，受者信息一概不收集。', risks: [{ risk: '个案被无关人员看到', likelihood: 1, harm: 3, measure: '只有办理人可见，完整显示须写明理由', in_place: true }], residual: 'middle',
    },
  },
  {
    days: 90,
    values: {
      title: '救护员证和AED登记（示例）', triggers: ['major'], registries: ['certificate', 'aed'], dataKinds: ['contact'], personsBand: '1万人以上', basis: 'consent', purpose: '登记救护员证及其有效期、AED及其责任人，到期提醒复训和更换耗材。', necessity: '核对证书、联系复训和保持AED完好所必需；不登记身份证号。',
      effect: '电话泄露可能受到骚扰。', risks: [SHOWN, { risk: '名单被转发', likelihood: 2, harm: 2, measure: '名单只在系统内查看，导出留痕', in_place: true }], residual: 'low',
    },
  },
  {
    days: 200,
    values: {
      title: '会员登记和会费（示例）', triggers: ['major'], registries: ['member'], dataKinds: ['contact', 'minors'], personsBand: '1万人以上', basis: 'consent', purpose: '登记会员、收缴会费、保持联系。', necessity: '收缴会费和组织活动所必需；青少年会员经监护人同意。',
      effect: '电话泄露可能受到骚扰。', risks: [SHOWN, { risk: '名单被转发', likelihood: 2, harm: 2, measure: '名单只在系统内查看，导出留痕', in_place: true }], residual: 'low',
    },
  },
];

function assessed({ values, days }: Assessment, index: number, today: string): Values {
  const approvedOn = addDays(today, -days);
  return { ...values, branchId: SAMPLE_DISTRICT_ID, status: '有效', conclusion: 'go', docNo: `示例影评〔${approvedOn.slice(0, 4)}〕${index + 1}号`, approvedOn, reviewOn: addDays(approvedOn, 365), keepUntil: addDays(approvedOn, 3 * 366) };
}

function answered(today: string): Values {
  const receivedOn = addDays(today, -40);
  const answeredOn = addDays(receivedOn, 6);
  return {
    name: '何清源（示例）', phone: '13800000091', branchId: SAMPLE_DISTRICT_ID, who: 'member', kind: 'access', askedBy: 'self', receivedOn, answerBy: addDays(receivedOn, 21), status: '已办结', decision: 'granted', answeredOn, inTime: true, sentVia: 'counter',
    letterNo: `示例信答〔${answeredOn.slice(0, 4)}〕1号`, objected: false, closedOn: answeredOn, eraseOn: addDays(answeredOn, 3 * 365),
  };
}

function closed(today: string): Values {
  const on = addDays(today, -110);
  const at = (time: string): string => `${on}T${time}:00+08:00`;
  return {
    title: '会员名单发错微信群（示例）', branchId: SAMPLE_DISTRICT_ID, what: 'leaked', how: 'misdirected', dataKinds: ['contact'], discoveredAt: at('08:40'), status: '已结案', containedAt: at('09:10'), persons: 38, level: 'considerable',
    authorityToldAt: at('11:00'), authorities: ['区网信办', '市红十字会'], reportNo: `示例信安〔${on.slice(0, 4)}〕1号`, authorityInTime: true, tellPersons: true, personsToldAt: at('15:00'), personsTold: 38, toldBy: ['短信', '电话'], personsInTime: true, assessAgain: false, closedOn: addDays(on, 14),
  };
}
