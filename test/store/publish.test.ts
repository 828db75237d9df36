import { publishDefinition } from '../../activities/store/publish';
import type { FormDocument } from '../../forms/document';
import { bpmn, extended, flow } from '../bpmn/support/bpmn';
import { openStore, type TestStore } from '../support/mongo';

let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
beforeEach(async () => {
  for (const name of ['definitions', 'plans', 'forms']) await store.connection.collection(name).deleteMany({});
});
afterAll(() => store.drop());

const form: FormDocument = {
  format: 1,
  id: 'p.ask',
  title: { zh: '示例表单' },
  schema: { type: 'object', properties: { result: { type: 'string', title: '结论', enum: ['yes', 'no'] }, opinion: { type: 'string', title: '意见', maxLength: 500 }, phone: { type: 'string', title: '电话', maxLength: 20, 'x-pii': true } } },
  examples: [{ result: 'yes', opinion: '同意', phone: '13800001234' }],
};
const userTask = (id: string, more = '') => `<userTask id="${id}" name="办理">${extended('<zeebe:userTask />', '<zeebe:formDefinition formId="p.ask" />', '<zeebe:assignmentDefinition candidateGroups="district_org_officer" />')}${more}</userTask>`;
const model = (body: string, path: readonly string[]): string => bpmn(`<startEvent id="start" />\n${body}\n<endEvent id="end" />\n${flow('start', ...path, 'end')}`);
const simple = model(userTask('x'), ['x']);
const publish = (xml: string, forms: readonly FormDocument[] = [form]) => publishDefinition(store, { xml, forms, by: 'admin' });

test('a published version pins the hashes of its forms', async () => {
  const { planHash, version } = await publish(simple);

  const stored = await store.forms.latest('p.ask');
  expect(version).toBe(1);
  expect((await store.plans.byHash(planHash)).forms).toEqual({ 'p.ask': stored?._id });
});

test('the same content is not published twice, and changed content is the next version', async () => {
  await publish(simple);
  const again = await publish(simple);
  const changed = await publish(simple.replace('办理', '审批'));

  expect(again).toMatchObject({ version: 1, isNew: false });
  expect(changed).toMatchObject({ version: 2, isNew: true });
  expect(await store.definitions.allLatest()).toMatchObject([{ version: 2 }]);
});

test('a changed form makes a new version of the process, and running instances keep the old one', async () => {
  const first = await publish(simple);
  const second = await publish(simple, [{ ...form, title: { zh: '新表单' } }]);

  expect(second.version).toBe(2);
  expect((await store.plans.byHash(first.planHash)).forms).not.toEqual((await store.plans.byHash(second.planHash)).forms);
});

test('a form, a called process and a job type that do not exist are all named', async () => {
  const call = `<callActivity id="c">${extended('<zeebe:calledElement processId="nowhere" />')}</callActivity>`;
  const job = `<serviceTask id="j">${extended('<zeebe:taskDefinition type="rm.everything" />')}</serviceTask>`;

  const refused = publish(model(`${userTask('x')}${call}${job}`, ['x', 'c', 'j']), []);

  await expect(refused).rejects.toMatchObject({
    problems: ['Form "p.ask" does not exist', 'Called process "nowhere" is not published', 'Element "j" names the job type "rm.everything", which is not shipped'],
  });
  expect(await store.definitions.count({})).toBe(0);
});

test.each(['phone', 'opinion'])('an expression that names the withheld answer "%s" is refused', async (name) => {
  const script = `<scriptTask id="s">${extended(`<zeebe:script expression="=${name}" resultVariable="copy" />`)}</scriptTask>`;

  const refused = publish(model(`${userTask('x')}${script}`, ['x', 's']));

  await expect(refused).rejects.toMatchObject({ problems: [expect.stringContaining(`"s" uses "${name}" of form "p.ask"`)] });
});

test('an expression that names a routing answer is published', async () => {
  const script = `<scriptTask id="s">${extended('<zeebe:script expression="=result" resultVariable="copy" />')}</scriptTask>`;

  await expect(publish(model(`${userTask('x')}${script}`, ['x', 's']))).resolves.toMatchObject({ version: 1 });
});

test('many who publish at once get versions of their own', async () => {
  const published = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => publish(simple.replace('办理', name))));

  expect(published.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
  expect(await store.definitions.allLatest()).toMatchObject([{ version: 4 }]);
});

test('what is filled in by a link has a form, and asks for nobody of the directory', async () => {
  const byLink = extended('<zeebe:userTask />', '<zeebe:formDefinition formId="p.ask" />', '<zeebe:assignmentDefinition candidateGroups="district_org_officer" />', '<zeebe:properties><zeebe:property name="boai:byLink" value="true" /></zeebe:properties>');
  const xml = model(`<userTask id="x" name="办理">${byLink}</userTask>`, ['x']);
  const asking: FormDocument = { ...form, schema: { type: 'object', properties: { who: { type: 'string', title: '谁', maxLength: 40, 'x-person': {} } } }, examples: [{ who: 'p1' }] };

  const refused = publish(xml, [asking]);

  await expect(refused).rejects.toMatchObject({ problems: ['Element "x" is filled in by a link (boai:byLink): its form "p.ask" must not ask for a person or a branch at "/who"'] });
  await expect(publish(xml)).resolves.toMatchObject({ version: 1 });
});
