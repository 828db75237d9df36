/** Invented people for a load of realistic size: the plan's 10,236 members, and as many donors as a city may have. */

export interface Column {
  /** The field's title, which heads the column. */
  readonly title: string;
  readonly value: (index: number) => string | number;
}

const FAMILY = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T;
const day = (year: number, index: number): string => new Date(Date.UTC(year, 0, 1 + (index * 37) % 365)).toISOString().slice(0, 10);
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

function name(index: number): string {
  return `${pick(FAMILY, index)}示例${index}`;
}

function phone(index: number): string {
  return `139${digits((index * 7919) % 100_000_000, 8)}`;
}

/** Eighteen characters with a right checksum, of a county code that does not exist. */
function idNumber(index: number): string {
  const body = `999999${1975 + (index % 30)}${digits(1 + (index % 12), 2)}${digits(1 + (index % 28), 2)}${digits(index % 1000, 3)}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return `${body}${CHECKS[sum % 11] ?? ''}`;
}

export function memberColumns(branches: readonly string[]): readonly Column[] {
  return [
    { title: '会员编号', value: (index) => `SL-${digits(index, 5)}` },
    { title: '姓名或名称', value: name },
    { title: '会员类型', value: (index) => pick(['成人', '成人', '青少年'], index) },
    { title: '入会日期', value: (index) => day(2012 + (index % 14), index) },
    { title: '所属组织', value: (index) => pick(branches, index) },
    { title: '状态', value: (index) => (index % 23 === 0 ? '欠费1年' : '正常') },
    { title: '手机号码', value: phone },
    { title: '出生年份', value: (index) => 1950 + (index % 58) },
  ];
}

export function donorColumns(branches: readonly string[]): readonly Column[] {
  return [
    { title: '入库编号', value: (index) => `ZJ-SL-${digits(index, 6)}` },
    { title: '姓名', value: name },
    { title: '性别', value: (index) => pick(['女', '男'], index) },
    { title: '出生年份', value: (index) => 1975 + (index % 30) },
    { title: '手机号码', value: phone },
    { title: '身份证号码', value: idNumber },
    { title: '所属镇、街道或单位', value: (index) => pick(branches, index) },
    { title: '登记日期', value: (index) => day(2010 + (index % 16), index) },
    { title: '登记渠道', value: (index) => pick(['街头献血点', '高校', '单位', '活动', '线上'], index) },
    { title: '主要动机', value: (index) => pick(['利他价值观', '献血延伸', '学校/单位组织', '随大流'], index) },
    { title: '家人态度', value: (index) => pick(['支持', '已告知未表态', '未告知', '反对'], index) },
    { title: '状态', value: (index) => pick(['活跃', '活跃', '已入库', '犹豫', '失联', '暂缓'], index) },
    { title: '最近有效联系（本人）', value: (index) => day(2022 + (index % 4), index) },
    { title: '下次联系到期', value: (index) => day(2026 + (index % 2), index) },
  ];
}

/** As many branches as the district has, under its towns. */
export function branchColumns(towns: readonly string[]): readonly Column[] {
  return [
    { title: '组织编号', value: (index) => `bench-${digits(index, 3)}` },
    { title: '组织名称', value: (index) => `测试${index}村红十字会（示例）` },
    { title: '类型', value: (index) => pick(['村', '社区', '学校', '医疗卫生机构'], index) },
    { title: '上级组织', value: (index) => pick(towns, index) },
    { title: '状态', value: () => '正常' },
    { title: '本届届次', value: (index) => 1 + (index % 4) },
    { title: '任期开始', value: (index) => day(2023 + (index % 3), index) },
    { title: '任期届满', value: (index) => day(2028 + (index % 3), index) },
    { title: '任期年数', value: () => 5 },
    { title: '换届方式', value: () => '会员大会' },
    { title: '成人会员', value: (index) => 20 + (index % 60) },
  ];
}
