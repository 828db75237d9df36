import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '督导批次', none: '还没有开展过督导批次。由督导组长在“发起流程”中发起，或每季度自动开始。', back: '督导批次', process: '办理过程', total: '参加组织', done: '已完成', running: '进行中', late: '有超期', untouched: '未开始', exempted: '已豁免', all: '全部',
    branch: '组织', town: '所属镇街', everyTown: '全部镇街', kind: '类型', everyKind: '全部类型', stage: '停在阶段', everyStage: '全部阶段', search: '按名称查找', state: '状态', lateDays: (n: number) => `超期${n}天`, nobody: '没有符合条件的组织。换个条件再试。',
    states: { waiting: '待启动', running: '进行中', done: '已完成', exempted: '已豁免', stopped: '异常终止' }, cells: { none: '未到', open: '办理中', late: '超期', done: '完成', passed: '略过' }, doneLate: '逾期完成', dueOn: (day: string) => `${day}到期`,
    remindLate: (n: number) => `催办超期的${n}项`, remind: '催办', reminded: (sent: number, held: number) => (sent === 0 && held > 0 ? `刚刚已经催过，${held}条没有重复发送` : held > 0 ? `已发出${sent}条催办，${held}条因刚刚催过未重复发送` : `已发出${sent}条催办`), remindConfirm: (n: number) => `将提醒${n}项超期任务的办理人。同一任务短时间内不会重复提醒。`,
    add: '增加组织', addTitle: '增加参加的组织', addHint: '中途加入的组织从第一步开始办理，期限按加入之日计算。', exempt: '豁免', exemptTitle: '豁免所选组织', why: '豁免理由', whyHint: '写清依据，例如“已撤销，批复文号…”。至少两个字。', confirm: '确定', cancel: '取消', added: '已加入', exemptedDone: '已豁免', pick: (name: string) => `选择${name}`, chosen: (n: number) => `已选${n}个`,
    shown: (n: number) => `${n}个`, progress: '各阶段进度', export: '导出 Excel', print: '打印', of: (n: number, all: number) => `${n}/${all}`, more: '查看',
  },
  {
    title: 'Campaigns', none: 'No campaign has been run yet. The inspection lead starts one under “Start a process”, or it begins by itself each quarter.', back: 'Campaigns', process: 'The case itself', total: 'Branches', done: 'Done', running: 'Under way', late: 'Late', untouched: 'Not begun', exempted: 'Exempted', all: 'All',
    branch: 'Branch', town: 'Town', everyTown: 'Every town', kind: 'Kind', everyKind: 'Every kind', stage: 'Stands at', everyStage: 'Every stage', search: 'Find by name', state: 'State', lateDays: (n: number) => `${n} days late`, nobody: 'No branch fits. Change the filter.',
    states: { waiting: 'to start', running: 'under way', done: 'done', exempted: 'exempted', stopped: 'stopped' }, cells: { none: 'not yet', open: 'open', late: 'late', done: 'done', passed: 'passed over' }, doneLate: 'done late', dueOn: (day: string) => `due ${day}`,
    remindLate: (n: number) => `Remind ${n} that are late`, remind: 'Remind', reminded: (sent: number, held: number) => (sent === 0 && held > 0 ? `All ${held} were reminded just now; nothing was sent again` : held > 0 ? `${sent} reminders sent, ${held} held back since they were reminded just now` : `${sent} reminders sent`), remindConfirm: (n: number) => `Those who do ${n} late tasks will be reminded. Nobody is reminded of the same task again shortly after.`,
    add: 'Add branches', addTitle: 'Add branches', addHint: 'A branch that joins now begins with the first step; its limits count from today.', exempt: 'Exempt', exemptTitle: 'Exempt the chosen branches', why: 'Reason', whyHint: 'Say on what it rests. Two characters at least.', confirm: 'Confirm', cancel: 'Cancel', added: 'Added', exemptedDone: 'Exempted', pick: (name: string) => `Choose ${name}`, chosen: (n: number) => `${n} chosen`,
    shown: (n: number) => `(${n})`, progress: 'Progress by stage', export: 'Export to Excel', print: 'Print', of: (n: number, all: number) => `${n}/${all}`, more: 'See it',
  },
);
