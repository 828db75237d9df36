import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    back: '事项', version: (n: number) => `流程第${n}版`, startedBy: (name: string) => `${name} 发起于`, endedAt: '结束于', reason: '原因', partOf: '上级事项', diagram: '流程图',
    waits: '为什么停在这里', waitsEnded: '事项已经结束，没有在等待的步骤。', since: '自', who: '等待办理', claimedBy: (name: string) => `${name} 已认领`, next: '到时系统会自动', openTask: '打开任务', nobody: '没有人担任这个岗位，请管理员在“人员与岗位”中设置。',
    incidents: '异常', retry: '重试', retried: '已重新执行，稍后显示结果', incidentNote: '这一步没有自动完成，其余步骤不受影响。排除原因后点“重试”继续。', cause: '原因', resolved: '已恢复',
    timeline: '办理过程', took: (length: string) => `用时${length}`, toSubmission: '查看填写内容', moreTimeline: (n: number) => `显示全部${n}条`, reminders: '显示提醒',
    submissions: '填写内容', noSubmissions: '还没有提交的内容。', files: '附件', noFiles: '没有附件。', children: '下级事项', comments: '留言',
    cancel: '取消事项', cancelTitle: '取消这件事项？', cancelNote: '取消后不能恢复，未办的任务会撤回，已填写的内容和办理过程会保留。', cancelReason: '取消的原因', cancelConfirm: '确认取消事项', keep: '不取消', cancelled: '事项已取消', tooShort: '请写明取消的原因。',
    kinds: { task: '任务', timer: '等待时间', message: '等待消息', signal: '等待通知', job: '自动步骤', child: '下级事项', incident: '异常', join: '等待汇合', compensation: '撤销步骤' },
  },
  {
    back: 'Cases', version: (n: number) => `process version ${n}`, startedBy: (name: string) => `Started by ${name}`, endedAt: 'Ended', reason: 'Reason', partOf: 'Part of', diagram: 'Diagram',
    waits: 'Why it stands here', waitsEnded: 'The case has ended; nothing is awaited.', since: 'since', who: 'Waiting for', claimedBy: (name: string) => `Claimed by ${name}`, next: 'By itself, the system will', openTask: 'Open the task', nobody: 'Nobody holds this post. An administrator can set it under “People and posts”.',
    incidents: 'Incidents', retry: 'Try again', retried: 'It is being tried again; the result shows shortly', incidentNote: 'This step did not complete by itself; the others are not affected. Remove the cause, then try again.', cause: 'Cause', resolved: 'Resolved',
    timeline: 'What happened', took: (length: string) => `took ${length}`, toSubmission: 'See the answers', moreTimeline: (n: number) => `Show all ${n}`, reminders: 'Show reminders',
    submissions: 'Answers', noSubmissions: 'Nothing has been handed in yet.', files: 'Files', noFiles: 'No files.', children: 'Sub-cases', comments: 'Comments',
    cancel: 'Cancel the case', cancelTitle: 'Cancel this case?', cancelNote: 'This can’t be undone. Open tasks are withdrawn; what was filled in and what happened is kept.', cancelReason: 'Why it is cancelled', cancelConfirm: 'Cancel the case', keep: 'Keep it', cancelled: 'The case is cancelled', tooShort: 'Please say why.',
    kinds: { task: 'Task', timer: 'Waiting for a date', message: 'Waiting for a message', signal: 'Waiting for a signal', job: 'Automatic step', child: 'Sub-case', incident: 'Incident', join: 'Waiting to join', compensation: 'Undoing' },
  },
);
