import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '规划指标', set: '指标体系', area: '范围', district: '全区', asOf: '截至', excel: '导出 Excel', print: '打印', none: '还没有录入指标体系。请在台账“指标体系”“规划指标”中录入，或由管理员导入。', toRegistry: '去录入', basis: '依据',
    closedNote: '该规划期已经结束，显示的是结果。', runningNote: '按时间进度比较：完成率低于时间进度10个百分点以上为黄灯，20个以上为红灯（幅度可在指标体系中调整）。', noRows: '这套指标体系里还没有指标。',
    lights: { 'on-time': '达到进度', behind: '落后', 'far-behind': '严重落后', met: '已完成', missed: '未完成', 'no-target': '无数值目标', 'no-figure': '未填报', 'not-applicable': '不适用' },
    indicator: '指标', target: '目标', actual: '实际', progress: '完成率', time: '时间进度', lag: '时序偏差', light: '状态', points: (n: number) => `${n > 0 ? '+' : ''}${n.toFixed(1)}个百分点`, base: '基数', kinds: { level: '到期达到', increase: '期内新增', yearly: '每年达到' },
    by: (day: string) => `${day}前`, none2: '—', ratioOf: (n: string, d: string) => `${n} / ${d}`, back: '规划指标', series: '走势', expected: '按时序应达到', period: '期间', behindFigure: '数字从哪里来', branch: '组织', kind: '类型', town: '所属镇街', report: '填报', seeCase: '看填报', split: '责任分解', part: '分解目标', owner: '责任人', agreement: '责任书文号', signedOn: '签订日期',
    parts: (n: number) => `已分解到${n}个单位`, sum: '合计', whole: '全区目标', short: (n: string) => `还差 ${n} 未分解`, over: (n: string) => `超出全区目标 ${n}`, even: '与全区目标一致', edit: '调整分解', save: '保存', cancel: '取消', addPart: '增加责任单位', remove: '移除', changes: '变更记录', noChanges: '还没有变更。', saved: '责任分解已保存', noFigures: '还没有组织填报，也没有分解目标。', fromRecords: (title: string) => `按台账“${title}”统计`, fromReports: '由各组织每季自查填报汇总', note: '口径', denominator: '分母', responsible: '责任人', months: '区间', all: '全部',
  },
  {
    title: 'Plan indicators', set: 'Set', area: 'Area', district: 'The whole district', asOf: 'As of', excel: 'Export to Excel', print: 'Print', none: 'No set of indicators has been entered yet. Enter one in the registries “Indicator sets” and “Plan indicators”, or have it imported.', toRegistry: 'Enter one', basis: 'Basis',
    closedNote: 'This plan is over: what you see is its result.', runningNote: 'Compared with time: more than 10 percentage points behind is yellow, more than 20 red (the set says how many).', noRows: 'This set holds no indicators yet.',
    lights: { 'on-time': 'in time', behind: 'behind', 'far-behind': 'far behind', met: 'met', missed: 'missed', 'no-target': 'no number to reach', 'no-figure': 'not reported', 'not-applicable': 'not applicable' },
    indicator: 'Indicator', target: 'Target', actual: 'Actual', progress: 'Completed', time: 'Time gone', lag: 'Ahead of time', light: 'Standing', points: (n: number) => `${n > 0 ? '+' : ''}${n.toFixed(1)} points`, base: 'Base', kinds: { level: 'to be reached', increase: 'to be added', yearly: 'each year' },
    by: (day: string) => `by ${day}`, none2: '—', ratioOf: (n: string, d: string) => `${n} / ${d}`, back: 'Plan indicators', series: 'Course', expected: 'In time would be', period: 'Period', behindFigure: 'Behind the number', branch: 'Branch', kind: 'Kind', town: 'Town', report: 'Report', seeCase: 'See the report', split: 'Shared out', part: 'Its part', owner: 'Responsible', agreement: 'Signed paper no.', signedOn: 'Signed on',
    parts: (n: number) => `shared out to ${n} branches`, sum: 'Sum', whole: 'District’s target', short: (n: string) => `${n} not shared out yet`, over: (n: string) => `${n} more than the district’s target`, even: 'Equals the district’s target', edit: 'Change the parts', save: 'Save', cancel: 'Cancel', addPart: 'Add a branch', remove: 'Remove', changes: 'Changes', noChanges: 'Nothing has been changed yet.', saved: 'The parts are saved', noFigures: 'No branch has reported, and nothing is shared out.', fromRecords: (title: string) => `Counted in the registry “${title}”`, fromReports: 'Summed up from what branches report each quarter', note: 'Definition', denominator: 'Base of the ratio', responsible: 'Responsible', months: 'Span', all: 'All',
  },
);

export type Texts = (typeof texts)['zh'];
