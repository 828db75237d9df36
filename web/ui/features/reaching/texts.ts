import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '通知与代办', back: '我的账号', how: '怎么通知我', howNote: '站内通知始终有；下面是站外的。', email: '邮箱', emailHint: '只用来给您发提醒，加密保存，别人看不到。', channels: '站外渠道', noChannels: '区里还没有开通站外渠道，请联系管理员。',
    privacy: '消息里只写流程、步骤、组织和链接，不含任何个人信息。', save: '保存', saved: '通知设置已保存', email_: '电子邮件', wecom: '企业微信群', dingtalk: '钉钉群', webhook: '其他系统',
    calendar: '日历订阅', calendarNote: '把到期任务放进手机或电脑的日历。地址就是钥匙，不要转发给别人。', make: '生成订阅地址', renew: '换一个地址', revoke: '停止订阅', revoked: '订阅已停止', copy: '复制', copied: '已复制', shown: '地址只显示这一次。用日历应用的“添加订阅日历”粘贴，或用手机扫码。', since: '开通于', read: '最近读取', qr: '日历订阅地址的二维码', address: '订阅地址', absence: '外出代办',
  },
  {
    title: 'Notifications and absence', back: 'My account', how: 'How to reach me', howNote: 'Notices in the portal always come; these come besides.', email: 'Mail address', emailHint: 'Used for your reminders only; kept encrypted, nobody else sees it.', channels: 'Channels', noChannels: 'The district has no channels yet; ask your administrator.',
    privacy: 'Messages name process, step and branch and hold a link: nothing personal.', save: 'Save', saved: 'Saved', email_: 'E-mail', wecom: 'WeCom group', dingtalk: 'DingTalk group', webhook: 'Other system',
    calendar: 'Calendar', calendarNote: 'Your due tasks in the calendar of your phone or computer. The address is the key: do not pass it on.', make: 'Make an address', renew: 'Change the address', revoke: 'Stop', revoked: 'Stopped', copy: 'Copy', copied: 'Copied', shown: 'The address is shown this once. Paste it where your calendar adds a subscription, or scan it.', since: 'Since', read: 'Last read', qr: 'QR code of the calendar’s address', address: 'Address', absence: 'Absence',
  },
);
