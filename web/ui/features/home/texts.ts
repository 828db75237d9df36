import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '工作台', hello: (name: string, hour: number) => `${hour < 6 ? '夜深了' : hour < 12 ? '上午好' : hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好'}，${name}`,
    calls: '今日电话', overdue: '已超期', today: '今天到期', week: '本周到期', group: '待认领', mine: '我的任务', mineNote: '按期限排列', groupTasks: '本岗位待办', groupNote: '谁先认领谁办理', started: '我发起的', start: '发起流程', all: '全部',
    noMine: '没有指定给您办理的任务。', noMineGroup: '本岗位还有任务等人认领，可以从右边选一件开始。', noMineStart: '需要办理业务时，可以发起一个流程。', noGroup: '本岗位没有待认领的任务。', noStarted: '您还没有发起过流程。',
  },
  {
    title: 'Home', hello: (name: string, hour: number) => `Good ${hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}, ${name}`,
    calls: 'Today’s calls', overdue: 'Overdue', today: 'Due today', week: 'Due this week', group: 'To be claimed', mine: 'My tasks', mineNote: 'by due date', groupTasks: 'For my posts', groupNote: 'whoever claims first', started: 'Started by me', start: 'Start a process', all: 'All',
    noMine: 'No task is waiting for you.', noMineGroup: 'Your posts have tasks to be claimed: pick one from the list.', noMineStart: 'You can start a process whenever you need one.', noGroup: 'No task of your posts waits to be claimed.', noStarted: 'You have not started anything yet.',
  },
);
