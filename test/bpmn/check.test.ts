import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { parseForm } from '../../forms/parse-form';
import { checkFile, checkLines } from '../../workflows/bpmn';
import { between, bpmn, extended, flow } from './support/bpmn';

const ROOT = join(__dirname, '../..');
const linesOf = async (file: string, text: string): Promise<readonly string[]> => checkLines(await checkFile(file, text, { parseForm, jobTypes: ['notify'] }));

test('a file that can run is ok', async () => {
  expect(await linesOf('a.bpmn', bpmn(between('<task id="x" />')))).toEqual(['a.bpmn: ok']);
});

test('what is unsupported is named by element, id and reason, before what is invalid', async () => {
  const lines = await linesOf('a.bpmn', bpmn(`${between('<serviceTask id="x" />')}<complexGateway id="y" />`));

  expect(lines).toEqual([
    'a.bpmn: unsupported complexGateway y complex gateways are not supported: use inclusive or exclusive gateways',
    'a.bpmn: invalid serviceTask x: it needs a zeebe:taskDefinition with a type, which names the job to run',
  ]);
});

test('warnings come after and leave a file ok', async () => {
  const lines = await linesOf('a.bpmn', bpmn(between(`<serviceTask id="x">${extended('<zeebe:taskDefinition type="rocket" />')}</serviceTask>`)));

  expect(lines).toEqual(['a.bpmn: ok', 'a.bpmn: warning serviceTask x: the job type "rocket" is not shipped: the process can be rehearsed, but not published']);
});

test('a plan that is too large to publish is a warning', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `t${index}`);
  const tasks = names.map((id) => `<task id="${id}" name="${'示例'.repeat(120)}" />`).join('');

  const lines = await linesOf('a.bpmn', bpmn(`<startEvent id="start" />${tasks}${flow('start', ...names)}`));

  expect(lines[0]).toBe('a.bpmn: ok');
  expect(lines[1]).toMatch(/^a\.bpmn: warning the process "p" compiles to \d+ bytes and cannot be published: at most 204800$/);
});

test('a form is read by the parser of forms', async () => {
  const folder = join(ROOT, 'forms/catalogue/branch-reelection');
  const form = readdirSync(folder).find((file) => file.endsWith('.form.json')) ?? '';

  expect(await linesOf('a.form.json', readFileSync(join(folder, form), 'utf8'))).toEqual(['a.form.json: ok']);
  expect((await linesOf('b.form.json', '{ "format": 1 }'))[0]).toMatch(/^b\.form\.json: invalid ./);
  expect((await linesOf('c.form.json', '{'))[0]).toMatch(/^c\.form\.json: invalid the JSON cannot be read/);
});

test('text that is no BPMN at all is refused in one line, never by an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const { status, problems } = await checkFile('a.bpmn', text, { parseForm });
      expect(status).not.toBe('ok');
      expect(problems.length).toBeGreaterThan(0);
    }),
  );
});

test('a model with a piece cut out or put twice is checked without an exception', async () => {
  const xml = readFileSync(join(ROOT, 'test/fixtures/models/purchase.bpmn'), 'utf8');
  const cut = fc.tuple(fc.nat(xml.length), fc.nat(200), fc.boolean());

  await fc.assert(
    fc.asyncProperty(cut, async ([at, length, twice]) => {
      const piece = xml.slice(at, at + length);
      const { status, problems } = await checkFile('a.bpmn', xml.slice(0, at) + (twice ? piece + piece : '') + xml.slice(at + length), { parseForm });
      expect(status === 'ok' || problems.some(({ severity }) => severity === 'error')).toBe(true);
    }),
    { numRuns: 150 },
  );
});

describe('boai check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boai-check-'));
  const good = join(folder, 'good.bpmn');
  const bad = join(folder, 'bad.bpmn');
  const command = [`require('tsx/cjs')`, `require('./cli/check.ts').checkCommand().parseAsync(process.argv.slice(1), { from: 'user' })`].join(';');
  const run = async (...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> => {
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', command, '--', ...args], { cwd: ROOT });
      return { code: 0, stdout };
    } catch (error) {
      return error as { readonly code: number; readonly stdout: string };
    }
  };

  beforeAll(() => {
    writeFileSync(good, bpmn(between('<task id="x" />')));
    writeFileSync(bad, bpmn(between('<complexGateway id="x" />')));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('exits 0 when all files are ok', async () => {
    expect(await run(good)).toMatchObject({ code: 0, stdout: `${good}: ok\n` });
  });

  test('exits 1 when one is not, or cannot be read', async () => {
    const { code, stdout } = await run(good, bad, join(folder, 'gone.bpmn'));

    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([`${good}: ok`, expect.stringMatching(/bad\.bpmn: unsupported complexGateway x /), expect.stringMatching(/gone\.bpmn: invalid cannot be read: /)]);
  });

  test('prints one JSON array for machines', async () => {
    const { stdout } = await run('--json', good, bad);

    expect(JSON.parse(stdout)).toMatchObject([{ file: good, status: 'ok' }, { file: bad, status: 'unsupported', problems: [{ elementId: 'x', kind: 'unsupported' }] }]);
  });
});
