import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '督导', campaigns: '督导批次', area: '范围', district: '全区', asOf: '截至', print: '打印', cycle: '本季度督导', noCycle: '本季度的督导还没有开始。每季度自动开始，督导组长也可以在“发起流程”中发起。', open: '打开批次', begin: '去发起', onTime: '按时', late: '有超期', untouched: '未开始', done: '已完成', exempted: '已豁免', of: (n: number) => `共${n}个组织`,
    figures: { 'terms-overdue': '任期已超期', 'terms-due': '12个月内任期届满', 'elections-running': '正在换届', 'donors-due': '应联系的捐献志愿者', 'donors-overdue': '超期未联系的志愿者', 'rectifications-open': '整改未销号', 'rectifications-overdue': '整改已超期', 'tasks-overdue': '超期任务' },
    attention: '需要关注', byTown: '按镇（街道）', byKind: '按组织类型', branches: '组织数', termsDue: '将届满', termsOverdue: '任期超期', rectOpen: '整改中', rectOver: '整改超期', tasksOver: '超期任务', town: '镇（街道）', kind: '类型', chart: '按镇（街道）的督导进度',
  },
  {
    title: 'Supervision', campaigns: 'Campaigns', area: 'Area', district: 'The whole district', asOf: 'As of', print: 'Print', cycle: 'This quarter’s inspection', noCycle: 'This quarter’s inspection has not begun. It begins by itself each quarter; the inspection lead may start it too.', open: 'Open it', begin: 'Start it', onTime: 'In time', late: 'Late', untouched: 'Not begun', done: 'Done', exempted: 'Exempted', of: (n: number) => `${n} branches`,
    figures: { 'terms-overdue': 'Terms that are over', 'terms-due': 'Terms ending within 12 months', 'elections-running': 'Re-elections under way', 'donors-due': 'Donors due for contact', 'donors-overdue': 'Donors overdue for contact', 'rectifications-open': 'Rectifications open', 'rectifications-overdue': 'Rectifications overdue', 'tasks-overdue': 'Overdue tasks' },
    attention: 'What needs a look', byTown: 'By town', byKind: 'By kind of branch', branches: 'Branches', termsDue: 'Terms ending', termsOverdue: 'Terms over', rectOpen: 'Rectifying', rectOver: 'Rectifying late', tasksOver: 'Overdue tasks', town: 'Town', kind: 'Kind', chart: 'Inspection by town',
  },
);
