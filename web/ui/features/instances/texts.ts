import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '事项', views: '事项范围', all: '全部可见', branchView: '本组织', started: '我发起的', search: '按名称查找事项', status: '状态', anyStatus: '全部状态', running: '办理中', completed: '已办结', cancelled: '已取消', failed: '已中止',
    incidentsOnly: '只看异常', clear: '清除筛选', startOne: '发起流程',
    name: '事项', standsAt: '现在的步骤', since: '停留自', due: '期限', state: '状态', start: '发起', automatic: '自动处理中', endedAt: '结束于',
    noAll: '还没有事项。发起一个流程，就会在这里看到它的进展。', noBranch: '您任职的组织还没有事项。', noStarted: '您还没有发起过事项。', noMatch: '没有符合条件的事项。',
  },
  {
    title: 'Cases', views: 'Which cases', all: 'All I can see', branchView: 'My branches', started: 'Started by me', search: 'Find a case by name', status: 'Status', anyStatus: 'Any status', running: 'Running', completed: 'Completed', cancelled: 'Cancelled', failed: 'Failed',
    incidentsOnly: 'Incidents only', clear: 'Clear the filters', startOne: 'Start a process',
    name: 'Case', standsAt: 'Now at', since: 'Since', due: 'Due', state: 'Status', start: 'Started', automatic: 'working by itself', endedAt: 'Ended',
    noAll: 'No cases yet. Start a process and follow it here.', noBranch: 'The branches where you hold a post have no cases yet.', noStarted: 'You have not started a case yet.', noMatch: 'No case matches.',
  },
);
