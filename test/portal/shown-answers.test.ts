import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../cli/project-root';
import type { FormDocument } from '../../forms/document';
import { shownAnswers } from '../../web/ui/components/form/shown-answers';

const catalogue = join(projectRoot, 'forms', 'catalogue');
const read = (file: string): FormDocument => JSON.parse(readFileSync(join(catalogue, file), 'utf8')) as FormDocument;
const forms = readdirSync(catalogue, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.form.json'));

test('who turns to anonymous hands in neither the name nor the number that was typed before', () => {
  const answers = { raiser: { anonymous: true, name: '钱某', contact: '13800000003' }, type: '程序' };

  expect(shownAnswers(read('branch-reelection/objection.form.json').schema, answers)).toEqual({ raiser: { anonymous: true }, type: '程序' });
  expect(shownAnswers(read('branch-reelection/objection.form.json').schema, { ...answers, raiser: { ...answers.raiser, anonymous: false } })).toMatchObject({ raiser: { name: '钱某', contact: '13800000003' } });
  expect(shownAnswers(read('objection-report/start.form.json').schema, { anonymous: true, name: '钱某', contact: '13800000003', facts: '…' })).toEqual({ anonymous: true, facts: '…' });
});

test('what no schema knows stays, and items are looked at one by one', () => {
  const item = { type: 'object', properties: { kind: { enum: ['a', 'b'] } }, if: { properties: { kind: { const: 'a' } } }, then: { properties: { more: { type: 'string' } } } };
  const schema = { type: 'object', properties: { list: { type: 'array', items: item } } } as unknown as FormDocument['schema'];

  expect(shownAnswers(schema, { list: [{ kind: 'a', more: '1' }, { kind: 'b', more: '2', _id: 'x' }], other: 1 })).toEqual({ list: [{ kind: 'a', more: '1' }, { kind: 'b', _id: 'x' }], other: 1 });
});

test.each(forms)('every example of %s is handed in as it is', (file) => {
  const { schema, examples } = read(file);

  for (const example of examples) expect(shownAnswers(schema, example)).toEqual(example);
});
