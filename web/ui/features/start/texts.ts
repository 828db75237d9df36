import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '发起流程', lead: '选择要办理的业务。流程会自动分派任务、计算期限、提醒有关人员。', none: '您的岗位没有可以发起的流程。需要办理业务，请联系区红十字会组织宣传干部。', running: (n: number) => `${n}件办理中`, begin: '发起', version: (n: number) => `第${n}版`,
    branch: '为哪个基层组织发起', pickBranch: '请先选择基层组织。', form: '填写', noForm: '这个流程发起时不用填表。', submit: '发起', submitting: '正在发起…', limits: '时限与依据',
    confirmTitle: '确认发起', confirmBody: (process: string, branch: string) => `将为“${branch}”发起“${process}”。`, confirmAfter: '发起后系统会立即生成第一步任务，并按期限提醒有关人员。', confirm: '确认发起', cancel: '再看看', started: '已发起', startedBody: '流程已开始，第一步任务已生成。', accepted: '已受理，稍后显示', acceptedBody: '系统已收到，任务稍后会自动出现，不用重复发起。', next: '接下来由您或您的岗位办理', nobodyNext: '第一步不由您办理，已通知有关人员。', toInstance: '查看事项进展', again: '再发起一件',
    already: '这个组织已有同样的流程在办理。', toRunning: '去看正在办理的那一件', refused: '没有发起成功', unavailable: '暂时没有发起成功，您填写的内容都在。', retry: '再试一次',
  },
  {
    title: 'Start a process', lead: 'Choose what you want to do. The process assigns tasks, counts deadlines and reminds people by itself.', none: 'Your posts may start no process. Ask the district’s organisation officer.', running: (n: number) => `${n} running`, begin: 'Start', version: (n: number) => `version ${n}`,
    branch: 'For which branch', pickBranch: 'Choose a branch first.', form: 'Fill in', noForm: 'Nothing needs to be filled in to start this process.', submit: 'Start', submitting: 'Starting…', limits: 'Limits and basis',
    confirmTitle: 'Start?', confirmBody: (process: string, branch: string) => `This starts “${process}” for ${branch}.`, confirmAfter: 'The first task appears at once, and the people concerned are reminded in time.', confirm: 'Start now', cancel: 'Not yet', started: 'Started', startedBody: 'The process has begun and its first task is open.', accepted: 'Accepted, will show shortly', acceptedBody: 'It has arrived; the task appears by itself. No need to start it again.', next: 'Next for you or your posts', nobodyNext: 'The first step is not yours; the people concerned are told.', toInstance: 'See the case', again: 'Start another',
    already: 'The same process is already running for this branch.', toRunning: 'See the one that runs', refused: 'Not started', unavailable: 'It could not be started yet; what you filled in is kept.', retry: 'Try again',
  },
);
