import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnProblems, compileAll, describeProblem } from '../../workflows/bpmn';

const FOLDER = join(__dirname, '../fixtures/invalid');
const rules = readdirSync(FOLDER).filter((file) => file.endsWith('.bpmn')).map((file) => file.replace(/\.bpmn$/, ''));

async function refusalOf(xml: string): Promise<string> {
  try {
    await compileAll(xml);
    return 'it compiles';
  } catch (error) {
    if (!(error instanceof BpmnProblems)) throw error;
    return error.problems.filter((problem) => problem.severity === 'error').map(describeProblem).join('\n');
  }
}

test.each(rules)('a model that breaks the rule %s is refused with the message beside it', async (rule) => {
  const xml = readFileSync(join(FOLDER, `${rule}.bpmn`), 'utf8');
  const expected = readFileSync(join(FOLDER, `${rule}.txt`), 'utf8').trimEnd();

  expect(await refusalOf(xml)).toBe(expected);
});

test('at least forty rules have a model that breaks them', () => {
  expect(rules.length).toBeGreaterThanOrEqual(40);
});
