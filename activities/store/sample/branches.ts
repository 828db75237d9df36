import { DateTime } from 'luxon';
import type { BranchDocument } from '../documents';

/** A branch as `Branches.addMissing` takes it. */
export type SampleBranch = Omit<BranchDocument, 'ancestors' | 'updatedAt' | 'revision'>;

export const SAMPLE_DISTRICT_ID = 'xiuzhou';

type Kind = BranchDocument['kind'];

interface Town {
  readonly id: string;
  readonly name: string;
  readonly kind: '镇' | '街道';
  readonly villages: readonly string[];
  readonly communities: readonly string[];
  readonly schools: readonly string[];
  readonly clinics: readonly string[];
  readonly companies: readonly string[];
}

const list = (names: string): string[] => names.split(' ').filter((name) => name !== '');

/** Invented towns and streets with what lies in them: 179 organisations in all. */
const TOWNS: readonly Town[] = [
  { id: 'lianjing', name: '莲泾镇', kind: '镇', villages: list('荷塘 北圩 南圩 桑泾 稻丰 长浜 石桥 西港 东港 菱塘 金穗 莲心 庙浜 渔家'), communities: list('莲泾 运河湾 新荷'), schools: list('中心小学 中学 幼儿园 荷塘小学'), clinics: list('卫生院 荷塘卫生服务站'), companies: list('莲丰纺织') },
  { id: 'liutang', name: '柳塘镇', kind: '镇', villages: list('柳岸 杨家桥 新柳 塘北 塘南 古塔 百花 银杏 翠竹 芦花 白鹭 青石'), communities: list('柳塘 塘湾 柳新'), schools: list('中心小学 中学 幼儿园 柳岸小学'), clinics: list('卫生院 古塔卫生服务站'), companies: [] },
  { id: 'sangyuan', name: '桑园镇', kind: '镇', villages: list('蚕桥 丝光 桑田 茧站 缫丝 织里浜 新篁 梅里 双桥 红星 建丰'), communities: list('桑园 锦绣 丝路'), schools: list('中心小学 中学 幼儿园 蚕桥小学'), clinics: list('卫生院'), companies: list('桑园丝绸') },
  { id: 'lingwan', name: '菱湾镇', kind: '镇', villages: list('菱角 湖西 湖东 水月 采菱 渔舟 沙田 藕香 鹤浦 新湾'), communities: list('菱湾 湖滨 水乡'), schools: list('中心小学 中学 幼儿园'), clinics: list('卫生院 湖西卫生服务站'), companies: [] },
  { id: 'daoxiang', name: '稻香镇', kind: '镇', villages: list('丰收 麦浪 谷场 金田 粮桥 新禾 永丰 和睦 太平 庆丰 五谷'), communities: list('稻香 田园'), schools: list('中心小学 中学 幼儿园 丰收小学'), clinics: list('卫生院'), companies: [] },
  { id: 'yunqiao', name: '云桥街道', kind: '街道', villages: list('云东 云西'), communities: list('云桥 虹桥 彩云 晴川 望云 青云 朝霞 云锦'), schools: list('第一小学 第二小学 中学 实验幼儿园 云锦幼儿园'), clinics: list('社区卫生服务中心 中西医结合医院'), companies: list('云桥商贸城') },
  { id: 'chenhui', name: '晨晖街道', kind: '街道', villages: list('晨光 新晖'), communities: list('晨晖 朝阳 曙光 东升 晨曦 明辉 春晖'), schools: list('实验小学 中学 晨光小学 晨曦幼儿园 职业学校'), clinics: list('社区卫生服务中心 妇幼保健院'), companies: [] },
  { id: 'hudang', name: '湖荡街道', kind: '街道', villages: list('北荡 南荡 荡湾 荡桥'), communities: list('湖荡 碧波 澄湖 秋水 临湖 镜湖'), schools: list('小学 中学 幼儿园 澄湖小学'), clinics: list('社区卫生服务中心 第二医院'), companies: list('湖荡电子') },
  { id: 'xinyuan', name: '新苑街道', kind: '街道', villages: list('新农'), communities: list('新苑 东苑 西苑 南苑 北苑 梧桐 桂苑 梅苑 竹苑 兰苑'), schools: list('小学 中学 高级中学 外国语学校 桂苑幼儿园'), clinics: list('社区卫生服务中心 中心医院'), companies: [] },
];

/** Days that the sample elections need to be left of a term. */
const DAYS_LEFT: { readonly [branchId: string]: number } = {
  lianjing: 210, liutang: 175, sangyuan: -38, lingwan: 130, daoxiang: 95, yunqiao: 320, chenhui: 60, hudang: 20, xinyuan: 700,
  'lianjing-xuexiao1': 155, 'lianjing-cun4': 75, 'lianjing-shequ1': 240, 'liutang-yiyuan1': 48, 'yunqiao-xuexiao1': 33, 'lingwan-shequ1': 110,
};

/** The district and its 179 sample organisations, parents first. Term ends lie around `today` (`YYYY-MM-DD`): some past, some within a year, most later. */
export function sampleBranches(today: string): SampleBranch[] {
  const district = branch({ id: SAMPLE_DISTRICT_ID, name: '秀洲区红十字会（示例）', kind: '区', index: 0, daysLeft: 800, termYears: 5, variant: 'full', members: 0, today });
  const organisations = TOWNS.flatMap((town) => organisationsOf(town));
  return [district, ...organisations.map((organisation, index) => describe(organisation, index, today))];
}

interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly parentId: string;
}

function organisationsOf(town: Town): Organisation[] {
  const below = (names: readonly string[], prefix: string, kind: Kind, nameOf: (name: string) => string): Organisation[] =>
    names.map((name, index) => ({ id: `${town.id}-${prefix}${index + 1}`, name: `${nameOf(name)}红十字会（示例）`, kind, parentId: town.id }));
  return [
    { id: town.id, name: `${town.name}红十字会（示例）`, kind: town.kind, parentId: SAMPLE_DISTRICT_ID },
    ...below(town.villages, 'cun', '村', (name) => `${town.name}${name}村`),
    ...below(town.communities, 'shequ', '社区', (name) => `${town.name}${name}社区`),
    ...below(town.schools, 'xuexiao', '学校', (name) => town.name.replace(/镇|街道/, '') + name),
    ...below(town.clinics, 'yiyuan', '医疗卫生机构', (name) => town.name.replace(/镇|街道/, '') + name),
    ...below(town.companies, 'qiye', '企业', (name) => `${name}公司`),
  ];
}

function describe(organisation: Organisation, index: number, today: string): SampleBranch {
  const members = membersOf(organisation.kind, index);
  const variant = variantOf(organisation.kind, members, index);
  return branch({ ...organisation, index, daysLeft: DAYS_LEFT[organisation.id] ?? daysLeftOf(index), termYears: organisation.kind === '学校' ? 3 : 5, variant, members, today });
}

/** A fixed sequence that spreads evenly: the fraction of n times the golden ratio. */
const spread = (n: number): number => (n * 0.618033988749895) % 1;

function membersOf(kind: Kind, index: number): number {
  const [from, to] = kind === '镇' || kind === '街道' ? [120, 320] : kind === '村' ? [6, 60] : kind === '学校' ? [20, 90] : kind === '医疗卫生机构' ? [30, 160] : [8, 70];
  return Math.round(from + (to - from) * spread(index * 3 + 1));
}

function variantOf(kind: Kind, members: number, index: number): BranchDocument['variant'] {
  if (kind === '镇' || kind === '街道') return 'full';
  if (kind === '学校' && index % 3 === 0) return 'appointed-record';
  if (members < 10) return 'light';
  return members >= 80 ? 'full' : 'standard';
}

/** One in twelve is overdue, one in seven ends within half a year, one in six within a year, the others later. */
function daysLeftOf(index: number): number {
  const place = spread(index);
  const within = spread(index * 5 + 2);
  if (place < 0.08) return -Math.round(8 + 300 * within);
  if (place < 0.22) return Math.round(5 + 175 * within);
  if (place < 0.39) return Math.round(185 + 175 * within);
  return Math.round(370 + 1100 * within);
}

function branch(given: { id: string; name: string; kind: Kind; parentId?: string; index: number; daysLeft: number; termYears: number; variant: BranchDocument['variant']; members: number; today: string }): SampleBranch {
  const end = DateTime.fromISO(given.today, { zone: 'utc' }).plus({ days: given.daysLeft });
  const [termStart, termEnd] = [end.minus({ years: given.termYears }).toISODate() ?? '', end.toISODate() ?? ''];
  const termNo = 2 + (given.index % 4);
  return {
    _id: given.id, name: given.name, kind: given.kind, status: 'active', ...(given.parentId === undefined ? {} : { parentId: given.parentId }),
    termNo, termStart, termEnd, termYears: given.termYears, variant: given.variant,
    supervisorMode: given.kind === '镇' && given.index % 2 === 1 ? 'supervisor' : 'none',
    membersAdult: given.members, membersYouth: given.kind === '学校' ? given.members * 12 : 0, membersGroup: given.kind === '镇' || given.kind === '街道' ? 1 : 0,
    officers: [], terms: [{ no: termNo, start: termStart, end: termEnd, congressDate: termStart, approvalNo: `秀红（示例）${termStart.slice(0, 4)}—${given.index + 1}` }],
    sample: true,
  };
}
