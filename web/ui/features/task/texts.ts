import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    back: '任务', case: '所属事项', branch: '基层组织', priority: '优先', openTo: (names: string) => `待 ${names} 办理`, claimedBy: (name: string) => `${name} 已认领`, claimedByMe: '您已认领', assignedTo: (name: string) => `指定 ${name} 办理`,
    claim: '认领', release: '退回认领', reassign: '转派', claimed: '已认领，由您办理', released: '已退回，其他人可以认领', reassigned: (name: string) => `已转派给 ${name}`, reassignTitle: '转派任务', reassignTo: '转派给', reassignNote: '对方会在“我的任务”里看到，并收到通知。已填写的内容会保留。', confirmReassign: '转派', cancel: '取消',
    script: '通话要点', related: '相关记录', noRelated: '还没有记录。', allRelated: '查看全部', nextSame: '下一个任务', noMoreSame: '这类任务都办完了。', lookingNext: '正在找下一个任务…',
    form: '填写', known: '相关信息', earlier: '前面步骤', limits: '时限与依据', comments: '留言', noEarlier: '这是第一步，前面没有填写内容。', panels: '任务内容',
    submit: '提交', submitting: '正在提交…', noForm: '这一步没有表单，确认办完后点“提交”。', confirmTitle: '确认提交', confirmBody: (task: string, title: string) => `将提交“${title}”的“${task}”。`, confirmAfter: '提交后内容不能再改，事项自动转到下一步，有关人员会收到通知。', confirmAnswers: '您的主要选择', confirm: '确认提交', backToForm: '再看看', 
    done: '已提交', doneBody: '事项已转到下一步。', accepted: '已受理，稍后显示', acceptedBody: '系统已收到您的提交，正在处理。下一步的任务稍后会自动出现，不用重复提交。', ended: '事项已全部办结。', cancelledEnd: '事项已结束。', next: '接下来由您或您的岗位办理', nobodyNext: '下一步不由您办理。', moving: '系统正在自动处理，下一步马上显示在这里。', byItself: '现在没有要办的，到时间自动继续', toInstance: '查看事项进展', toTasks: '返回任务列表', openNext: '去办理',
    completedBy: (name: string) => `${name} 已办结这项任务`, withdrawn: '这项任务已撤回', withdrawnBody: '事项走了另一条路，或已被取消，不需要再办理。', yours: '您填写的内容（没有提交）', yoursNote: '您填写的内容仍然保留在下面，可以复制使用。', submission: '已提交的内容',
    takenBy: (name: string) => `${name} 先办理了这项任务`, claimedFirst: (name: string) => `${name} 已先认领这项任务`, stale: '任务情况刚刚有变化', staleBody: '已为您取回最新情况，您填写的内容没有丢失，请核对后再次提交。', unavailable: '暂时没有提交成功', unavailableBody: '您填写的内容都在，不会丢失。稍后点“再试一次”即可，不会重复提交。', again: '再试一次', refused: '没有提交成功', checkBelow: '请按下面标出的提示修改后再提交。',
    cannot: '您现在不能办理这项任务', claimHint: '认领后其他人就知道由您办理。不认领也可以直接填写提交。',
  },
  {
    back: 'Tasks', case: 'Case', branch: 'Branch', priority: 'Priority', openTo: (names: string) => `Open to ${names}`, claimedBy: (name: string) => `Claimed by ${name}`, claimedByMe: 'Claimed by you', assignedTo: (name: string) => `Assigned to ${name}`,
    claim: 'Claim', release: 'Release', reassign: 'Reassign', claimed: 'Claimed: it is yours now', released: 'Released: others can claim it', reassigned: (name: string) => `Reassigned to ${name}`, reassignTitle: 'Reassign the task', reassignTo: 'To', reassignNote: 'It shows up among their tasks, and they are told. What is filled in stays.', confirmReassign: 'Reassign', cancel: 'Cancel',
    script: 'What to say', related: 'Related', noRelated: 'Nothing yet.', allRelated: 'See all', nextSame: 'Next task', noMoreSame: 'No more tasks of this kind.', lookingNext: 'Looking for the next task…',
    form: 'Fill in', known: 'What is known', earlier: 'Earlier steps', limits: 'Limits and basis', comments: 'Comments', noEarlier: 'This is the first step; nothing was filled in before it.', panels: 'Parts of the task',
    submit: 'Submit', submitting: 'Submitting…', noForm: 'This step has no form. Submit it when it is done.', confirmTitle: 'Submit?', confirmBody: (task: string, title: string) => `This hands in “${task}” of “${title}”.`, confirmAfter: 'It can’t be changed afterwards; the case moves on and the people concerned are told.', confirmAnswers: 'Your main choices', confirm: 'Submit now', backToForm: 'Not yet',
    done: 'Submitted', doneBody: 'The case has moved on to its next step.', accepted: 'Accepted, will show shortly', acceptedBody: 'Your submission has arrived and is being processed. The next tasks appear by themselves; no need to submit again.', ended: 'The case is complete.', cancelledEnd: 'The case has ended.', next: 'Next for you or your posts', nobodyNext: 'The next step is not yours.', moving: 'The system is at work; the next step appears here in a moment.', byItself: 'Nothing to do now; it goes on by itself when the time comes', toInstance: 'See the case', toTasks: 'Back to the tasks', openNext: 'Open',
    completedBy: (name: string) => `${name} completed this task`, withdrawn: 'This task was withdrawn', withdrawnBody: 'The case took another way or was cancelled; nothing needs to be done.', yours: 'What you filled in (not submitted)', yoursNote: 'What you filled in is still here, to copy from.', submission: 'What was submitted',
    takenBy: (name: string) => `${name} completed this task first`, claimedFirst: (name: string) => `${name} claimed this task first`, stale: 'The task has just changed', staleBody: 'Its latest state is loaded; what you filled in is still here. Check it and submit again.', unavailable: 'Not submitted yet', unavailableBody: 'Everything you filled in is kept. Choose “Try again” shortly; it will not be submitted twice.', again: 'Try again', refused: 'Not submitted', checkBelow: 'Change what is marked below and submit again.',
    cannot: 'You can’t do this task now', claimHint: 'Claiming tells the others that you are on it. You can also submit without claiming.',
  },
);
