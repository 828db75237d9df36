import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    signIn: '登录', product: '博爱流程', login: '账号', password: '密码', submit: '登录', submitting: '正在登录…', language: 'English',
    sample: '示例账号', sampleNote: '这里是示例数据，可任选一个账号登录试用。', use: (name: string) => `以${name}登录`, forgotten: '忘记密码，请联系区红十字会管理员重置。',
    first: '请设置自己的密码', firstNote: '初始密码只用一次。设置自己的密码后即可开始使用。', change: '修改密码', account: '我的账号', current: '当前密码', next: '新密码', again: '再输一遍新密码',
    rule: '至少8个字符，不要用姓名、账号或常见密码。', differs: '两次输入的新密码不一样。', save: '保存并进入', saveOnly: '保存新密码', saved: '密码已修改，其他设备上的登录已退出。', empty: '请填写账号和密码。', posts: '我的岗位', reaching: '通知与代办', reachingNote: '邮件等站外提醒、免打扰时段、日历订阅，以及外出时由谁代办。', at: '单位',
  },
  {
    signIn: 'Sign in', product: 'Boai Flow', login: 'Account', password: 'Password', submit: 'Sign in', submitting: 'Signing in…', language: '中文',
    sample: 'Sample accounts', sampleNote: 'This is sample data. Pick any account to try the portal.', use: (name: string) => `Sign in as ${name}`, forgotten: 'Forgot your password? Ask the district’s administrator to reset it.',
    first: 'Choose your own password', firstNote: 'The initial password is used once. Choose your own to begin.', change: 'Change password', account: 'My account', current: 'Current password', next: 'New password', again: 'New password again',
    rule: 'At least 8 characters; not your name, your account or a common password.', differs: 'The two new passwords differ.', save: 'Save and go on', saveOnly: 'Save the new password', saved: 'The password is changed; other devices are signed out.', empty: 'Enter your account and password.', posts: 'My posts', reaching: 'Notifications and absence', reachingNote: 'Reminders by mail and other channels, quiet hours, your calendar, and who stands in while you are away.', at: 'At',
  },
);
