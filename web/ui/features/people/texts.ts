import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '人员与岗位', add: '新增人员', name: '姓名', login: '登录名', posts: '岗位', signedIn: '最近登录', never: '还没登录过', state: '状态', disabled: '已停用', active: '在用', firstPassword: '待改初始密码', actions: '操作',
    search: '按姓名或登录名查找', branch: '基层组织', role: '岗位', everyRole: '全部岗位', everyState: '全部状态', nobody: '没有符合条件的人员。换个条件，或者新增一位。',
    edit: '修改', reset: '重置密码', absence: '代办', absenceOf: (name: string) => `${name} 外出时由谁代办`, disable: '停用', enable: '启用', cancel: '取消', save: '保存', saved: '已保存', close: '我记下了',
    loginHint: '3到40个字母、数字或 . _ -，登录时使用，不能重复。', addPost: '增加岗位', removePost: '删除这个岗位', district: '区级岗位', noPosts: '没有岗位的人能登录，但看不到任何任务。',
    passwordTitle: '初始密码', passwordBody: (name: string) => `请把初始密码告诉 ${name}。密码只显示这一次，首次登录后必须修改。`, copy: '复制', copied: '已复制',
    confirmReset: (name: string) => `重置 ${name} 的密码？`, confirmResetBody: '原密码马上失效，正在登录的设备会退出。', confirmDisable: (name: string) => `停用 ${name} 的账号？`, confirmDisableBody: '停用后不能登录，正在登录的设备会退出。未办的任务请转派给其他人。',
  },
  {
    title: 'People and posts', add: 'Add a person', name: 'Name', login: 'Login', posts: 'Posts', signedIn: 'Last sign-in', never: 'never', state: 'State', disabled: 'disabled', active: 'active', firstPassword: 'has an initial password', actions: 'Actions',
    search: 'Name or login', branch: 'Branch', role: 'Role', everyRole: 'Every role', everyState: 'Every state', nobody: 'Nobody fits. Change the filter, or add a person.',
    edit: 'Edit', reset: 'Reset password', absence: 'Absence', absenceOf: (name: string) => `Who stands in for ${name}`, disable: 'Disable', enable: 'Enable', cancel: 'Cancel', save: 'Save', saved: 'Saved', close: 'I have noted it',
    loginHint: '3 to 40 letters, digits or . _ -; used to sign in, nobody else has it.', addPost: 'Add a post', removePost: 'Remove this post', district: 'District post', noPosts: 'Without a post one can sign in but sees no task.',
    passwordTitle: 'Initial password', passwordBody: (name: string) => `Tell ${name} this password. It is shown only once and must be changed at the first sign-in.`, copy: 'Copy', copied: 'Copied',
    confirmReset: (name: string) => `Reset the password of ${name}?`, confirmResetBody: 'The old one stops working at once, and signed-in devices are signed out.', confirmDisable: (name: string) => `Disable the account of ${name}?`, confirmDisableBody: 'They can’t sign in any more, and signed-in devices are signed out. Reassign their open tasks.',
  },
);
