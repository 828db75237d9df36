import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileAll, compileBpmn } from '../../workflows/bpmn';

const ROOT = join(__dirname, '../..');
const bpmnIn = (folder: string): string[] => readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.bpmn')).map((file) => join(folder, file));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.each([...bpmnIn('workflows/processes'), ...bpmnIn('test/fixtures/models')])('%s compiles, and every element of it can be reached and left', async (file) => {
  const compiled = await compileAll(read(file));

  const stranded = compiled.flatMap(({ warnings }) => warnings).filter(({ message }) => /never reached|no way out/.test(message));
  expect(stranded).toEqual([]);
});

test('a purchase with a lane, a sub-process, compensation, a loop and an event sub-process compiles to one plan', async () => {
  const { plan, warnings } = await compileBpmn(read('test/fixtures/models/purchase.bpmn'));

  expect(warnings).toEqual([]);
  expect(plan).toMatchObject({ id: 'purchase', name: { zh: '采购（示例）', en: 'Purchase (sample)' }, startForm: 'purchase.request', businessKey: 'orderId' });
  expect(plan.root).toMatchObject({ starts: ['start'], eventSubprocesses: ['withdraw'] });
  expect(plan.elements['approve']).toMatchObject({ lane: 'finance_officer', form: 'purchase.approve', due: { kind: 'feel', feel: 'now() + duration("P3D")' } });
  expect(plan.elements['decide']).toMatchObject({ outgoing: ['decide-fulfil', 'decide-rejected'], default: 'decide-rejected' });
  expect(plan.elements['order']).toMatchObject({ compensatedBy: 'cancel-order', boundary: ['undo-order'], headers: { template: 'order' }, retries: { value: 5 } });
  expect(plan.elements['receive']).toMatchObject({ lane: 'finance_officer', multiInstance: { sequential: true, inputElement: 'item', outputElement: 'accepted', completionCondition: 'cancelled = true' } });
  expect(plan.elements['late']).toMatchObject({ interrupting: false, event: { timer: { kind: 'cycle', every: { value: 'R3/P7D' } } } });
  expect(plan.flows['decide-fulfil']).toEqual({ id: 'decide-fulfil', from: 'decide', to: 'fulfil', name: { zh: '同意' }, condition: 'approval.result = "同意"' });
});
