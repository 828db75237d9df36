import type { Session } from '../../api/contract';
import type { IconName } from '../components/layout/icon';
import { bilingual } from '../components/language/language';

export const texts = bilingual(
  {
    product: '博爱流程', skip: '跳到正文', navigation: '主导航', more: '更多', moreTitle: '菜单', sample: '示例数据',
    home: '工作台', tasks: '任务', start: '发起流程', instances: '事项', branches: '基层组织', registries: '台账', supervision: '督导', indicators: '规划指标', people: '人员与岗位', channels: '通知渠道', notifications: '通知',
    account: '我的账号', signOut: '退出登录', changePassword: '修改密码', reaching: '通知与代办', standsIn: (name: string, until: string) => `正在代办：${name}（至 ${until}）`, language: 'English', posts: '岗位',
    notFound: '没有这个页面', notFoundBody: '地址可能写错了，或者内容已经移走。', toHome: '回到工作台',
  },
  {
    product: 'Boai Flow', skip: 'Skip to the content', navigation: 'Main navigation', more: 'More', moreTitle: 'Menu', sample: 'Sample data',
    home: 'Home', tasks: 'Tasks', start: 'Start a process', instances: 'Cases', branches: 'Branches', registries: 'Registries', supervision: 'Supervision', indicators: 'Indicators', people: 'People and posts', channels: 'Channels', notifications: 'Notifications',
    account: 'My account', signOut: 'Sign out', changePassword: 'Change password', reaching: 'Notifications and absence', standsIn: (name: string, until: string) => `Standing in for ${name} until ${until}`, language: '中文', posts: 'Posts',
    notFound: 'There is no such page', notFoundBody: 'The address may be wrong, or what it showed has moved.', toHome: 'Go to the home page',
  },
);

export type Place = 'home' | 'tasks' | 'start' | 'instances' | 'branches' | 'registries' | 'supervision' | 'indicators' | 'people' | 'channels';

interface Entry {
  readonly place: Place;
  readonly path: string;
  readonly icon: IconName;
}

const ENTRIES: readonly Entry[] = [
  { place: 'home', path: '/', icon: 'home' },
  { place: 'tasks', path: '/tasks', icon: 'tasks' },
  { place: 'start', path: '/start', icon: 'start' },
  { place: 'instances', path: '/instances', icon: 'instances' },
  { place: 'branches', path: '/branches', icon: 'branches' },
  { place: 'registries', path: '/registries', icon: 'registries' },
  { place: 'supervision', path: '/supervision', icon: 'tasks' },
  { place: 'indicators', path: '/indicators', icon: 'chart' },
  { place: 'people', path: '/people', icon: 'people' },
  { place: 'channels', path: '/channels', icon: 'bell' },
];

/** What the navigation shows to this person. */
export function entriesFor(session: Session): readonly Entry[] {
  return ENTRIES.filter(({ place }) => place === 'home' || session.may.includes(place));
}
