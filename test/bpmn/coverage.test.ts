import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnProblems, compileBpmn, coverageMarkdown, coverageRows, type CoverageRow, type Problem } from '../../workflows/bpmn';
import { EVENT_KINDS, eventSupport, POSITIONS } from '../../workflows/bpmn/support-table';
import { eventSample, sampleOf } from './support/samples';

const titled = (row: CoverageRow) => [row.table === 'event' ? `${row.kind} event, ${row.position}` : `${row.table} ${row.name}`, row] as const;
const rows = coverageRows();
const runs = rows.filter(({ support }) => support.status === 'yes' || support.status === 'ignored').map(titled);
const refused = rows.filter(({ support }) => support.status === 'no').map(titled);
const unknown = EVENT_KINDS.flatMap((kind) => POSITIONS.filter((position) => eventSupport(kind, position).status === 'none').map((position) => [kind, position] as const));

async function problemsOf(xml: string): Promise<readonly Problem[]> {
  try {
    await compileBpmn(xml);
    return [];
  } catch (error) {
    if (!(error instanceof BpmnProblems)) throw error;
    return error.problems;
  }
}

test('the coverage table in the documentation is the one that the compiler goes by', () => {
  const written = readFileSync(join(__dirname, '../../docs/bpmn-coverage.md'), 'utf8');

  expect(written).toBe(coverageMarkdown());
});

test.each(runs)('%s: a model with it compiles to what the table says', async (_title, row) => {
  const sample = sampleOf(row);

  const { plan } = await compileBpmn(sample?.xml ?? '');

  expect(sample?.holds?.(plan)).toBe(true);
});

test.each(refused)('%s: a model with it is refused with the reason in the table', async (_title, row) => {
  const sample = sampleOf(row);

  const problems = await problemsOf(sample?.xml ?? '');

  const reason = row.support.status === 'no' ? row.support.reason : '';
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'unsupported', severity: 'error', elementId: sample?.id, message: reason }));
});

test.each(unknown)('a %s event (%s), which BPMN does not have, is invalid', async (kind, position) => {
  const problems = await problemsOf(eventSample(kind, position).xml);

  expect(problems).toContainEqual(expect.objectContaining({ kind: 'invalid', severity: 'error', elementId: 'x' }));
});
