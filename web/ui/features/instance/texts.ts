import { bilingual } from '../../components/language/language';

const zh = {
  back: '事项', version: (n: number) => `流程第${n}版`, startedBy: (name: string) => `${name} 发起于`, parent: '上级事项：',
  waits: '为什么停在这里', automatic: '系统正在自动处理，完成后这里会自己更新。', awaits: '等谁', since: '停留自', length: '已停', due: '期限', next: '接下来自动进行', claimedBy: (name: string) => `${name} 已认领`, claimedByMe: '您已认领', nobody: '没有人担任这个岗位，请管理员在“人员与岗位”中设置。', more: (n: number) => `等${n}人`, doIt: '去办理',
  kinds: { task: '待人办理', timer: '等待时间', message: '等待消息', signal: '等待信号', job: '自动处理', child: '等子流程', incident: '异常', join: '等其他分支', compensation: '撤销处理' },
  incident: '这一步出了异常，停下来了', reason: '原因', raisedAt: '发生于', retry: '重试', incidentHelp: '异常由系统管理员或组织工作人员处理，处理后事项会继续。', resolvedIncidents: (n: number) => `已处理的异常 ${n}`, resolvedAt: '处理于',
  retryTitle: '重试这一步', retryBody: '系统会再做一次这一步。如果是数据不对引起的，可以先在下面改正变量。', variables: '要改正的变量（可不填）', variablesHint: '写成 JSON 对象，例如 {"approvalNo": "秀红〔2026〕3号"}', notJson: (why: string) => `不是有效的 JSON：${why}`, notObject: '要写成 JSON 对象：用大括号括起来，里面是“名称: 值”。', noName: '变量名不能为空，也不能超过100个字符。', retried: '已重试', cancel: '返回',
  accepted: '已受理，稍后显示',
  diagram: '流程图', noDiagram: '这个版本没有流程图。',
  timeline: '办理经过', newest: '最新在前', oldest: '最早在前', order: '排列', reminders: '显示提醒', took: '用时', showAll: (n: number) => `显示全部${n}条`, see: '查看内容', close: '关闭',
  submissions: '填写内容', noSubmissions: '还没有人提交过内容。', files: '附件', papers: '公文', children: '子流程', comments: '留言',
  cancelCase: '取消事项', cancelTitle: '取消这个事项', cancelBody: (title: string) => `取消“${title}”后，所有未办的任务都会撤回，不能恢复。已经提交的内容会保留，可以查阅。`, cancelReason: '取消的原因', cancelHint: '至少4个字，会写进办理经过。', tooShort: '请写明取消的原因，至少4个字。', cancelNow: '确认取消事项', keep: '不取消', cancelledDone: '事项已取消',
  endedCompleted: '事项已办结', endedCancelled: '事项已取消', endedFailed: '事项已中止', endedAt: '结束于',
};

export const texts = bilingual(zh, {
  back: 'Cases', version: (n: number) => `process version ${n}`, startedBy: (name: string) => `Started by ${name}`, parent: 'Part of: ',
  waits: 'Why it stands here', automatic: 'The system is working; this updates by itself.', awaits: 'Waiting for', since: 'Since', length: 'Waiting', due: 'Due', next: 'Next by itself', claimedBy: (name: string) => `Claimed by ${name}`, claimedByMe: 'Claimed by you', nobody: 'Nobody holds this post. An administrator can set it under “People and posts”.', more: (n: number) => `${n} people in all`, doIt: 'Do it',
  kinds: { task: 'for people to do', timer: 'waits for a time', message: 'waits for a message', signal: 'waits for a signal', job: 'automatic', child: 'waits for another process', incident: 'incident', join: 'waits for other branches', compensation: 'undoing' },
  incident: 'This step failed and stopped', reason: 'Reason', raisedAt: 'Raised', retry: 'Retry', incidentHelp: 'The administrator or the organisation officer deals with it; then the case goes on.', resolvedIncidents: (n: number) => `Resolved incidents: ${n}`, resolvedAt: 'Resolved',
  retryTitle: 'Retry this step', retryBody: 'The step is done once more. If wrong data caused it, correct variables below first.', variables: 'Variables to correct (optional)', variablesHint: 'A JSON object, for example {"approvalNo": "2026-3"}', notJson: (why: string) => `Not valid JSON: ${why}`, notObject: 'Write a JSON object: braces around “name: value”.', noName: 'A variable’s name can’t be empty or longer than 100 characters.', retried: 'Retried', cancel: 'Back',
  accepted: 'Accepted, will show shortly',
  diagram: 'Diagram', noDiagram: 'This version has no diagram.',
  timeline: 'What happened', newest: 'Newest first', oldest: 'Oldest first', order: 'Order', reminders: 'Show reminders', took: 'took', showAll: (n: number) => `Show all ${n}`, see: 'See what was filled in', close: 'Close',
  submissions: 'What was filled in', noSubmissions: 'Nothing has been submitted yet.', files: 'Files', papers: 'Papers', children: 'Other processes it started', comments: 'Comments',
  cancelCase: 'Cancel the case', cancelTitle: 'Cancel this case', cancelBody: (title: string) => `Cancelling “${title}” withdraws all its open tasks and can’t be undone. What was submitted is kept.`, cancelReason: 'Reason', cancelHint: 'At least 4 characters; it becomes part of the record.', tooShort: 'Say why, in at least 4 characters.', cancelNow: 'Cancel the case', keep: 'Keep it', cancelledDone: 'The case is cancelled',
  endedCompleted: 'The case is complete', endedCancelled: 'The case was cancelled', endedFailed: 'The case failed', endedAt: 'Ended',
});
