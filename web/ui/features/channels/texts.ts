import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '通知渠道', add: '新增渠道', note: '消息里只有流程、步骤、组织和链接，不含个人信息。每个人在“我的账号 → 通知与代办”里自己选择渠道。', list: '渠道', kind: '类型', name: '名称', state: '状态', scope: '范围', pace: '速度', actions: '操作',
    email: '电子邮件', wecom: '企业微信群机器人', dingtalk: '钉钉群机器人', webhook: 'Webhook', enabled: '启用', disabled: '已停用', works: '正常', away: '对方不通，稍后自动重试', notReady: '未配置邮件服务器（SMTP_URL）', district: '全区', perMinute: (n: number) => `每分钟${n}条`, lastSent: '最近发出',
    test: '测试', tested: '测试消息已排队，结果见下面的发送记录', edit: '修改', remove: '删除', removeTitle: (name: string) => `删除“${name}”？`, removeBody: '尚未发出的消息不再发送，大家的选择里也会去掉它。', cancel: '取消', save: '保存', saved: '已保存',
    url: '机器人地址', webhookUrl: '地址', urlHint: '保存后不再显示。', urlKept: '不填则保持原来的地址。', secret: '加签密钥', secretHint: '不填则不加签。', secretKept: '不填则保持原来的密钥。', branch: '只通知这个组织及下级', pacing: '每分钟最多条数', timing: '群消息的时间',
    log: '发送记录', logState: '状态', any: '全部状态', planned: '待发', sending: '发送中', retrying: '待重试', sent: '已发出', givenUp: '已放弃', dropped: '不必再发', to: '发给', group: '群', attempts: (n: number) => `第${n}次`, count: (n: number) => `${n}项`, next: '下次', when: '时间', error: '原因', retry: '重试', retried: '已重新排队', nothing: '没有发送记录。', testRow: '测试', channel: '渠道',
  },
  {
    title: 'Channels', add: 'Add a channel', note: 'Messages name process, step and branch and hold a link: nothing personal. Everybody chooses channels under “My account → Notifications and absence”.', list: 'Channels', kind: 'Kind', name: 'Name', state: 'State', scope: 'Scope', pace: 'Pace', actions: 'Actions',
    email: 'E-mail', wecom: 'WeCom group robot', dingtalk: 'DingTalk group robot', webhook: 'Webhook', enabled: 'Enabled', disabled: 'disabled', works: 'works', away: 'can’t be reached, tried again by itself', notReady: 'no mail gateway is set (SMTP_URL)', district: 'district', perMinute: (n: number) => `${n} a minute`, lastSent: 'Last sent',
    test: 'Test', tested: 'The test is queued; see the log below', edit: 'Edit', remove: 'Delete', removeTitle: (name: string) => `Delete “${name}”?`, removeBody: 'What is not sent yet will not be, and nobody can choose it any more.', cancel: 'Cancel', save: 'Save', saved: 'Saved',
    url: 'Robot’s address', webhookUrl: 'Address', urlHint: 'Not shown again once saved.', urlKept: 'Leave empty to keep the present one.', secret: 'Signing secret', secretHint: 'Leave empty for no signature.', secretKept: 'Leave empty to keep the present one.', branch: 'Only for this branch and what is under it', pacing: 'Messages a minute at most', timing: 'When the group hears',
    log: 'Delivery log', logState: 'State', any: 'Every state', planned: 'planned', sending: 'sending', retrying: 'to be tried again', sent: 'sent', givenUp: 'given up', dropped: 'not needed any more', to: 'To', group: 'group', attempts: (n: number) => `attempt ${n}`, count: (n: number) => `${n} in one`, next: 'Next', when: 'When', error: 'Why', retry: 'Try again', retried: 'Queued again', nothing: 'Nothing was sent yet.', testRow: 'test', channel: 'Channel',
  },
);
