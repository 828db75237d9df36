import { limitsOf, processIds, processXml, rawForm, formFiles } from './support/shipped';

const DIGITS = '零一二三四五六七八九十';
const UNITS: { readonly [unit: string]: readonly string[] } = { 天: ['天', '日'], 工作日: ['个工作日', '工作日'], 个月: ['个月'], 月: ['个月'], 小时: ['小时'], 年: ['年'], '%': ['%', '％'] };

/** The ways to write a limit in a text: `15天`, `15日`, `十五日` up to ten. */
function writings(value: unknown, unit: string): readonly string[] {
  if (typeof value !== 'number' || value <= 1) return [];
  const numbers = [String(value), ...(value <= 10 ? [DIGITS[value] ?? ''] : []), ...(value === 2 ? ['两'] : [])];
  return (UNITS[unit] ?? []).flatMap((word) => numbers.map((number) => number + word));
}

/** What people read of a process itself: names, its description, the texts that steps send. */
function textsOfProcess(id: string): readonly string[] {
  const xml = processXml(id).split('<bpmndi:BPMNDiagram')[0] ?? '';
  const names = [...xml.matchAll(/ name="([^"]*)"|<bpmn:documentation>([^<]*)/g)].map(([, name, documentation]) => name ?? documentation ?? '');
  const sent = [...xml.matchAll(/<zeebe:input source="([^"]*)" target="(?:text|matter|to|note)" \/>/g)].map(([, source = '']) => source);
  return [...names, ...sent];
}

/** What people read of a form: everything Chinese but examples, choices and where a rule comes from. */
function textsOfForm(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || ['examples', 'basis', 'en', 'enum', 'ui:enumNames', 'needChoices', 'must', 'when', 'default'].includes(key)) return [];
  return Object.entries(value).flatMap(([name, item]) => (['basis', 'must', 'when', 'default'].includes(name) ? [] : textsOfForm(item, name)));
}

/** Texts that name a number which only happens to be a limit too, by the words around it. */
const OTHERS: readonly string[] = ['每月5日', '30天随访请复查血常规', '48小时、7天、每周直到恢复、30天、6个月、12个月', '第5、10年'];

test.each(processIds.filter((id) => limitsOf(id).length > 0))('no text of %s says in fixed figures what a limit says', (id) => {
  const forms = formFiles.filter((file) => file.startsWith(`${id}/`)).flatMap((file) => textsOfForm(rawForm(file)).map((text) => `${file}: ${text}`));
  const fixed = limitsOf(id).flatMap((limit) => writings(limit.value, limit.unit).map((writing) => ({ writing, limit: limit.id })));

  const told = [...textsOfProcess(id), ...forms].flatMap((text) => {
    const rest = OTHERS.reduce((left, other) => left.replaceAll(other, ''), text);
    return fixed.filter(({ writing }) => new RegExp(`(?<![\\d${DIGITS}])${writing}`).test(rest)).map(({ writing, limit }) => `${limit} (${writing}): ${text}`);
  });

  expect(told).toEqual([]);
});
