import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '任务', views: '任务范围', mine: '我的任务', calls: '今日电话', callsNote: '按优先程度排列，理由列在每项下面。分数只决定先打给谁，不排除任何人。', noCalls: '现在没有要打的电话。夜间不安排联系，到可以联系的时间会自动列在这里。', group: '本岗位待认领', all: '全部可见', done: '已办结', search: '搜索任务或事项', due: '期限', anyDue: '全部期限', overdue: '已超期', today: '今天到期', week: '本周到期', 
    noMine: '没有指定给您办理的任务。可以看看“本岗位待认领”，或者发起一个流程。', noGroup: '本岗位没有待认领的任务。', noAll: '没有任务。', noDone: '还没有办结的任务。', noMatch: '没有符合条件的任务。', clear: '清除筛选',
    bulk: '批量操作', chooseAll: '全选本页', chosen: (n: number) => `已选${n}项`, remind: '催办', reassign: '转派', cancel: '取消', choose: (name: string) => `选择 ${name}`,
    reminded: (sent: number, held: number) => (held === 0 ? `已发出${sent}条提醒` : `已发出${sent}条提醒；${held}条因刚催办过而未重复发送`), reassigned: (n: number) => `已转派${n}项任务`, reassignTitle: (n: number) => `转派${n}项任务`, reassignTo: '转派给', refused: (n: number) => `${n}项未能处理`,
  },
  {
    title: 'Tasks', views: 'Which tasks', mine: 'Mine', calls: 'Today’s calls', callsNote: 'Who needs it most first, with the reasons below each. The score only orders the calls; it excludes nobody.', noCalls: 'Nobody to call now. Nobody is called at night; calls appear here when their hours begin.', group: 'To be claimed', all: 'All I can see', done: 'Completed', search: 'Search tasks and cases', due: 'Due', anyDue: 'Any due date', overdue: 'Overdue', today: 'Due today', week: 'Due this week', 
    noMine: 'No task is waiting for you. Look at those to be claimed, or start a process.', noGroup: 'No task of your posts waits to be claimed.', noAll: 'There are no tasks.', noDone: 'No task is completed yet.', noMatch: 'No task matches.', clear: 'Clear the filters',
    bulk: 'With the chosen tasks', chooseAll: 'Choose all on this page', chosen: (n: number) => `${n} chosen`, remind: 'Remind', reassign: 'Reassign', cancel: 'Cancel', choose: (name: string) => `Choose ${name}`,
    reminded: (sent: number, held: number) => (held === 0 ? `${sent} reminders sent` : `${sent} reminders sent; ${held} held back, since they were reminded a short while ago`), reassigned: (n: number) => `${n} tasks reassigned`, reassignTitle: (n: number) => `Reassign ${n} tasks`, reassignTo: 'To', refused: (n: number) => `${n} could not be done`,
  },
);
