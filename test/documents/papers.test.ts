import type { JobRequest } from '../../activities/contract';
import { jobRunner } from '../../activities/jobs';
import { fillTemplate } from '../../documents/fill-template';
import { parseTemplate } from '../../documents/parse-template';
import { renderPaper } from '../../documents/render-paper';
import { templateIds, templateOf } from '../../documents/templates';
import { publishedCalendar } from '../../feel/published-calendar';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor, nobody } from '../support/records';

const context = { now: '2026-12-04T01:00:00Z', zone: 'Asia/Shanghai', calendar: publishedCalendar() };
const TEMPLATE = { format: 1, id: 'try', title: { zh: '试' }, fileName: '试{{no}}', head: { issuer: '{{district}}文件', number: '{{no}}', heading: '通知', signed: '区红十字会', signedOn: '{{on}}' }, content: ['正文'], example: {} };
const textOf = (content: readonly unknown[], values: Parameters<typeof fillTemplate>[1]): unknown => fillTemplate(parseTemplate({ ...TEMPLATE, content }), values, context).content;

describe('a template', () => {
  test('writes dates and quarters as papers do, joins lists, and writes nothing for what is missing', () => {
    const filled = textOf(['{{on}}、{{quarter}}：{{names}}{{nobody}}。'], { on: '2026-03-05', quarter: '2026Q3', names: ['甲', '乙'] });

    expect(filled).toEqual([{ kind: 'paragraph', text: '2026年3月5日、2026年第三季度：甲、乙。' }]);
  });

  test('repeats what stands in a list, and leaves out what is not the case', () => {
    const filled = textOf([{ each: 'items', as: 'item', content: ['{{item.name}}'] }, { when: 'count(items) > 2', content: ['多'] }, { columns: [{ title: '名', text: '{{row.name}}', width: '*' }], rows: 'items', as: 'row' }], { items: [{ name: '甲' }, { name: '乙' }] });

    expect(filled).toMatchObject([{ text: '甲' }, { text: '乙' }, { kind: 'table', rows: [['甲'], ['乙']] }]);
  });

  test('with FEEL that does not parse is refused with its place', () => {
    expect(() => parseTemplate({ ...TEMPLATE, content: ['好', '{{1 +}}'] })).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ path: '/content/1' })] }) as Error);
  });
});

test.each(templateIds())('the shipped template %s prints its example on A4', async (id) => {
  const template = templateOf(id);
  if (template === undefined) throw new Error(`There is no template "${id}"`);

  const pdf = await renderPaper(fillTemplate(template, template.example, context));

  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
  expect(pdf.length).toBeGreaterThan(20_000);
});

describe('the job document.render', () => {
  let store: TestStore;
  let run: (job: Partial<JobRequest>) => Promise<unknown>;
  beforeAll(async () => {
    store = await openStore();
    run = ((runner) => (job: Partial<JobRequest>) => runner({ instanceId: 'rectification/1', processId: 'rectification', elementId: 'print-notice', jobId: 'rectification/1/print-notice/1/1', type: 'document.render', headers: {}, variables: {}, ...job }))(jobRunner({ store, instances: nobody, records: keeperFor(store), httpHosts: [], now: () => new Date('2026-11-16T02:00:00Z') }));
  });
  afterAll(() => store.drop());

  test('prints once, keeps the paper at its instance, and takes texts from what was handed in', async () => {
    await store.submissions.insert({ _id: 's1', instanceId: 'rectification/1', taskId: 't', elementId: 'notice-issue', answers: { requirement: '请按期整改。', phone: { $enc: 'k', data: 'x' } }, answerHash: 'h', by: 'p', at: new Date(), status: 'accepted', seq: 2 });
    const job = { headers: { template: 'rectification-notice', valuesFrom: 'notice-issue' }, variables: { branchId: 'lianjing', values: { branch_name: '莲泾镇红十字会（示例）', quarter: '2026Q3', rows: [] } } };

    const first = await run(job);
    const again = await run(job);

    expect(again).toEqual(first);
    expect(await store.files.madeAt('rectification/1')).toMatchObject([{ ...{ _id: (first as { fileId: string }).fileId }, name: '莲泾镇红十字会（示例）整改通知书.pdf', type: 'application/pdf', kept: true, branchId: 'lianjing' }]);
  });

  test('names a template that is not shipped, and a step that nobody has completed', async () => {
    await expect(run({ headers: { template: 'love-letter' } })).rejects.toMatchObject({ nonRetryable: true, message: 'There is no template "love-letter"' });
    await expect(run({ headers: { template: 'rectification-notice', valuesFrom: 'nothing' } })).rejects.toMatchObject({ nonRetryable: true, message: expect.stringContaining('Nobody has completed the step "nothing"') });
  });
});
