/** The indicators of the district's plan for 2021 to 2025 (§5 of the domain), as its text states them, and invented ones (示例) for the next. */

type Values = { readonly [field: string]: unknown };

export interface SampleIndicator {
  readonly values: Values & { readonly code: string };
  /** What had been reached by the end of 2025: invented (示例). */
  readonly result?: number;
  /** Target and pace of the next set (示例); left out of it when absent. */
  readonly next?: { readonly target?: number; readonly base?: number; /** What the reporting branches add, or stand at, in the first quarters of 2026. */ readonly quarters: readonly number[]; /** What differs from the plan that ended, where it is counted from a register now. */ readonly values?: Values };
}

const towns = ['镇', '街道'];
const everywhere = ['镇', '街道', '村', '社区', '学校', '医疗卫生机构', '企业'];

const indicator = (code: string, name: string, nameEn: string, group: string, more: Values): SampleIndicator['values'] => ({
  code, name, nameEn, group, measure: 'number', targetKind: 'level', direction: 'up', scope: 'district_total', frequency: 'quarterly', numerator: { from: 'reported' }, ...more,
});

const ISSUED = [{ field: 'status', op: 'is', value: '在册' }, { field: 'issuedOn', op: 'from', value: '$from' }, { field: 'issuedOn', op: 'until', value: '$to' }];
const VALID = [{ field: 'status', op: 'is', value: '在册' }, { field: 'issuedOn', op: 'until', value: '$to' }, { field: 'validUntil', op: 'from', value: '$to' }];
const counted = (registry: string, where: readonly Values[]): Values => ({ numerator: { from: 'records', registry, where } });

export const PLAN_INDICATORS: readonly SampleIndicator[] = [
  { values: indicator('ORG-1', '基层组织数', 'Branches', 'organisation', { unit: '个', base: 179, target: 179, targetText: '镇（街道）、村（社区）、学校、医疗卫生机构建会率保持100%，向企事业单位、专业市场、新经济组织延伸', kinds: everywhere, numerator: { from: 'records', registry: 'branch', where: [{ field: 'status', op: 'is', value: 'active' }] } }), next: { target: 190, base: 179, quarters: [] } },
  { values: indicator('ORG-2', '镇级红十字会依法换届', 'Towns re-elected by law', 'organisation', { unit: '个', target: 9, targetText: '完成镇级红十字会组织的依法换届', kinds: towns }), result: 8 },
  { values: indicator('MEM-1', '成人会员占常住人口', 'Adult members of residents', 'members', { measure: 'ratio', base: undefined, target: 0.03, targetText: '成人会员占常住人口比例达3%左右', population: 'resident', kinds: everywhere, numerator: { from: 'records', registry: 'branch', where: [{ field: 'status', op: 'is', value: 'active' }], sum: 'membersAdult' }, note: '基数10236人含各类会员，成人会员数待核。' }), next: { target: 0.03, quarters: [] } },
  { values: indicator('AID-1', '救护培训证书人员新增', 'First-aid certificates added', 'first-aid', { unit: '人', base: 8524, targetKind: 'increase', target: 5000, targetText: '较2020年末增加5000人', kinds: everywhere, note: '累计口径；是否只计有效期内证书待定。' }), result: 5260, next: { target: 5000, base: 13784, quarters: [], values: counted('certificate', ISSUED) } },
  { values: indicator('AID-3', '每年新增注册救护员', 'First-aiders added each year', 'first-aid', { measure: 'ratio', targetKind: 'yearly', target: 0.002, targetText: '每年新增注册救护员不少于户籍人口0.2%', population: 'registered', kinds: everywhere }), result: 851, next: { target: 0.002, quarters: [], values: counted('certificate', [...ISSUED, { field: 'course', op: 'in', value: ['救护员', '救护师资'] }]) } },
  { values: indicator('AID-4', '每年新增普及培训', 'People taught each year', 'first-aid', { measure: 'ratio', targetKind: 'yearly', target: 0.02, targetText: '每年新增普及不少于户籍人口2%', population: 'registered', kinds: everywhere }), result: 8630, next: { target: 0.02, quarters: [1480, 1390, 1105] } },
  { values: indicator('AID-5', '中小学教职员救护员与师生之比', 'First-aiders among school staff', 'first-aid', { measure: 'ratio', base: undefined, target: 0.02, targetText: '中小学教职员中救护员与师生的比例不低于1:50', population: 'students', kinds: ['学校'], note: '“师生”按在校学生计，口径待定；基数为持证教师593人、11所学校。' }), next: { target: 0.02, quarters: [], values: counted('certificate', [...VALID, { field: 'holderKind', op: 'is', value: '教职员' }]) } },
  { values: indicator('AID-6', '应急救护培训示范基地', 'Model training bases', 'first-aid', { unit: '个', targetKind: 'increase', target: 1, targetText: '新增1个', kinds: ['区'], frequency: 'yearly' }), result: 1 },
  { values: indicator('AID-7', '公共场所AED', 'Public AEDs', 'first-aid', { unit: '台', base: 5, target: 40, targetText: '力争达到40台以上', kinds: [...towns, '学校', '医疗卫生机构', '企业'] }), result: 46, next: { target: 120, base: 46, quarters: [], values: counted('aed', [{ field: 'status', op: 'is', value: '在用' }, { field: 'publicPlace', op: 'is', value: true }, { field: 'installedOn', op: 'until', value: '$to' }]) } },
  { values: indicator('EMG-1', '区级综合应急救援队', 'District rescue team', 'emergency', { unit: '支', target: 1, targetText: '1支', kinds: ['区'], frequency: 'yearly' }), result: 1 },
  { values: indicator('EMG-2', '镇级救援小分队', 'Town rescue squads', 'emergency', { unit: '支', target: 2, targetText: '2支以上', kinds: towns }), result: 3, next: { target: 9, base: 3, quarters: [3, 3, 4] } },
  { values: indicator('EMG-3', '基层备灾救灾点新增', 'Disaster points added', 'emergency', { unit: '个', targetKind: 'increase', target: 10, targetText: '各镇（街道）新增10个以上', kinds: ['镇', '街道', '村', '社区'], note: '“10个以上”按全区合计理解，分解到各镇街。' }), result: 11, next: { target: 12, quarters: [1, 0, 1] } },
  { values: indicator('EMG-4', '应急救护志愿服务站（点）新增', 'Volunteer posts added', 'emergency', { unit: '个', targetKind: 'increase', target: 10, targetText: '新增10个以上', kinds: everywhere, note: '“10个以上”按全区合计理解，分解到各镇街。' }), result: 9, next: { target: 12, quarters: [1, 1, 0] } },
  { values: indicator('HUM-1', '募集款物', 'Funds and goods raised', 'relief', { unit: '万元', targetKind: 'increase', target: 500, targetText: '募集款物总额500万元以上', kinds: ['区', ...towns], note: '目标低于“十三五”实绩926.71万元，按规划原文。' }), result: 612.4, next: { target: 600, quarters: [28.5, 31.2, 22] } },
  { values: indicator('HUM-2', '品牌筹资项目', 'Fund-raising brands', 'relief', { unit: '个', target: 1, targetText: '1至2个', kinds: ['区'], frequency: 'yearly' }), result: 2 },
  { values: indicator('HSC-1', '造血干细胞新增入库', 'Stem-cell donors registered', 'stem-cells', { unit: '人', base: 425, targetKind: 'increase', target: 300, targetText: '新增入库志愿者300人', kinds: [...towns, '学校', '医疗卫生机构', '区'], note: '规划目标部分另有“库容力争达到300人份”，与基数425矛盾，按“新增300人”。' }), result: 318, next: { target: 300, quarters: [17, 15, 12] } },
  { values: indicator('HSC-2', '流失率、反悔率', 'Donor loss and refusal', 'stem-cells', { measure: 'ratio', direction: 'down', targetText: '降低（无数值目标，首年建立基线）', kinds: ['区'], population: 'registered', note: '按台账指标页口径计算，不在此汇总。' }) },
  { values: indicator('ORN-1', '器官（遗体）捐献志愿服务队', 'Organ-donation volunteers', 'organ', { unit: '支', target: 1, targetText: '组建1支志愿服务队', kinds: ['区'], frequency: 'yearly' }), result: 1 },
  { values: indicator('HOME-1', '博爱家园新增', 'Homes of fraternity added', 'home', { unit: '个', targetKind: 'increase', target: 10, targetText: '新建10个以上符合“4+X”标准的博爱家园，示范性1个以上', kinds: ['镇', '街道', '村', '社区'] }), result: 12, next: { target: 10, quarters: [0, 1, 0] } },
  { values: indicator('PUB-1', '重要节点宣传', 'Publicity on fixed days', 'publicity', { measure: 'done', unit: '', targetText: '5·8、6·14、世界急救日、12·5等节点开展宣传', kinds: everywhere }) },
];

export const PLAN_SETS = [
  { code: '14-5', name: '十四五规划指标', from: '2021-01-01', until: '2025-12-31', status: 'closed', source: '区红十字事业发展“十四五”规划；结果数为示例', yellowLag: 10, redLag: 20, note: '规划期已结束，实际数为示例，待以正式统计替换。' },
  { code: '15-5', name: '十五五规划指标（示例）', from: '2026-01-01', until: '2030-12-31', status: 'current', source: '示例数据，未经发布', yellowLag: 10, redLag: 20 },
] as const;
