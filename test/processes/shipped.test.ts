import { calledProcesses, formIds } from '../../activities/store/plan-references';
import { publishProblems } from '../../activities/store/publish-problems';
import { compileForm } from '../../forms/compile-form';
import { checkAnswers } from '../../forms/check-answers';
import { resolvePointer, splitPointer } from '../../forms/pointer';
import { ROLES } from '../../forms/roles';
import { MAX_PLAN_BYTES, planSize } from '../../workflows/bpmn';
import { formFiles, limitsOf, limitValues, processIds, processXml, rawForm, shippedForm, shippedPlan } from './support/shipped';
import { calendar, tell } from './support/story';
import { LIVES_ON, usualStory } from './support/usual-story';

test('the re-election, its side processes and the term watch are shipped', () => {
  expect([...processIds].sort()).toEqual(expect.arrayContaining(['branch-reelection', 'defer', 'dissolve-merge', 'mid-term-change', 'new-establishment', 'objection-report', 'term-watch']));
});

describe.each(processIds)('process %s', (id) => {
  test('can be published', async () => {
    const plan = await shippedPlan(id);
    const forms = new Map(formIds(plan).map((form) => [form, shippedForm(form)]));

    expect(publishProblems({ plan, forms, called: new Map(calledProcesses(plan).map((called) => [called, 'published'])) })).toEqual([]);
    expect(planSize(plan)).toBeLessThan(MAX_PLAN_BYTES);
  });

  test('says everything in Chinese and in English', async () => {
    const { elements, flows, name, title, titleEn } = await shippedPlan(id);
    const named = [name, ...Object.values(elements).map((element) => element.name), ...Object.values(flows).flatMap((flow) => (flow.name ? [flow.name] : []))];

    const withoutEnglish = named.filter(({ zh, en }) => /\p{Script=Han}/u.test(zh) && (en === undefined || en === ''));

    expect(withoutEnglish).toEqual([]);
    expect(titleEn === undefined).toBe(title === undefined);
    expect(titleEn ?? '').not.toMatch(/"[^"]*\p{Script=Han}[^"]*"(?!:)/u);
  });

  test('draws every element and every flow', async () => {
    const { elements, flows } = await shippedPlan(id);
    const xml = processXml(id);

    const undrawn = [...Object.keys(elements), ...Object.keys(flows)].filter((element) => !xml.includes(`bpmnElement="${element}"`));

    expect(undrawn).toEqual([]);
  });

  test('gives each task a form, somebody to do it, and a due date', async () => {
    const tasks = Object.values((await shippedPlan(id)).elements).flatMap((element) => (element.kind === 'userTask' ? [element] : []));

    expect(tasks.filter(({ form, candidateGroups, due }) => form === undefined || candidateGroups === undefined || due === undefined).map((task) => task.id)).toEqual([]);
  });

  test('names no role that nobody can hold', async () => {
    const plan = await shippedPlan(id);
    const known = new Set(ROLES.map((role) => role.id));
    const lanes = Object.values(plan.elements).flatMap(({ lane }) => (lane === undefined ? [] : [lane]));
    const reminded = Object.values(plan.elements).flatMap((element) => (element.kind === 'userTask' ? element.reminders.flatMap(({ to }) => (to === 'candidates' ? [] : [to.split('@')[0] ?? ''])) : []));

    expect([...plan.starters, ...lanes, ...reminded].filter((role) => !known.has(role))).toEqual([]);
  });

  test('uses every limit that it ships, itself or in what it calls, and ships every limit that it uses', async () => {
    const models = [id, ...calledProcesses(await shippedPlan(id))].map(processXml);
    const used = new Set(models.flatMap((xml) => [...xml.matchAll(/\blimits\.([a-z_]+)/g)].map(([, limit]) => limit)));

    expect(limitsOf(id).map((limit) => limit.id).sort()).toEqual([...used].sort());
  });

  test('says of every limit where it comes from', () => {
    const doubtful = limitsOf(id).filter(({ title, basis }) => !['S', 'V', 'V~', 'M', 'D'].includes(basis.tag) || !/\p{Script=Han}/u.test(basis.text) || title.en === '');

    expect(doubtful).toEqual([]);
  });

  test('is rehearsed to its end, or to what it waits for, without an incident and with answers that the portal takes', async () => {
    const told = await tell({ process: id, start: '2026-02-02', until: '2032-12-31', ...usualStory(id) });

    expect(told.about('incident')).toEqual([]);
    expect(told.refused).toEqual([]);
    expect(told.stopped).toBe(LIVES_ON[id] ?? 'ended');
  });
});

test('a called process finds its limits among those of the process that calls it', async () => {
  const missing = await Promise.all(processIds.map(async (id) => {
    const own = limitValues(id);
    return calledProcesses(await shippedPlan(id)).flatMap((called) => limitsOf(called).filter((limit) => own[limit.id] !== limit.value).map((limit) => `${id} → ${called}: ${limit.id}`));
  }));

  expect(missing.flat()).toEqual([]);
});

describe.each(formFiles)('form %s', (file) => {
  const form = shippedForm(file.replace('/', '.').replace('.form.json', ''));

  test('stands in the file of its name, and has two examples that its schema takes', () => {
    const compiled = compileForm(form);

    expect(`${form.id.replace('.', '/')}.form.json`).toBe(file);
    expect(form.examples.length).toBeGreaterThanOrEqual(2);
    expect(form.examples.flatMap((example) => compiled.schemaErrors(example))).toEqual([]);
  });

  test('says in English whatever it says in Chinese', () => {
    const document = rawForm(file) as { readonly en: { readonly [pointer: string]: string } };
    const texts = chineseTexts(document, '').filter((pointer) => /\/(title|ui:help|ui:enumNames\/\d+)$/.test(pointer) && /^\/(schema|uiSchema)\//.test(pointer));

    expect(texts.filter((pointer) => !Object.hasOwn(document.en, pointer))).toEqual([]);
    expect(Object.keys(document.en).filter((pointer) => typeof resolvePointer(document, splitPointer(pointer)) !== 'string')).toEqual([]);
    expect((form.rules ?? []).filter(({ message }) => message.en === undefined || !/\p{Script=Han}/u.test(message.zh))).toEqual([]);
  });

  test('refuses an empty answer in words that tell what to do', () => {
    const problems = checkAnswers(compileForm(form), {}, { context: {}, now: '2026-02-02T01:00:00Z', zone: 'Asia/Shanghai', calendar, side: 'server' });

    expect(problems.some(({ level }) => level === 'error')).toBe(true);
    expect(problems.filter(({ message }) => !/\p{Script=Han}/u.test(message.zh))).toEqual([]);
  });

  test('keeps phone numbers out of the engine', () => {
    const phones = JSON.stringify(form.schema).match(/\{[^{}]*1\[3-9\][^{}]*\}/g) ?? [];

    expect(phones.filter((field) => !field.includes('"x-pii":true'))).toEqual([]);
  });
});

function chineseTexts(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => chineseTexts(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}
