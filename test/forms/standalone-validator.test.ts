import { processorMs } from '../support/processor-time';
import { runInNewContext } from 'node:vm';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileForm } from '../../forms/compile-form';
import type { FormDocument } from '../../forms/document';
import { FORMATS } from '../../forms/formats';
import { linearPattern } from '../../forms/linear-pattern';
import { parseForm } from '../../forms/parse-form';
import { standaloneValidator, type StandaloneModule } from '../../forms/standalone-validator';
import { ANSWERS, formOf, reviewForm } from './support/review-form';

/** Loads the module as a browser whose policy forbids eval would. */
function loadWithoutEval(document: FormDocument): ReturnType<StandaloneModule['createValidator']> {
  const source = standaloneValidator(document).replace('export function createValidator', 'function createValidator');
  const { createValidator } = runInNewContext(`${source}\n({ createValidator })`, {}, { contextCodeGeneration: { strings: false, wasm: false } }) as StandaloneModule;
  return createValidator(linearPattern, FORMATS);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const candidates: readonly unknown[] = [
  ANSWERS,
  {},
  null,
  [],
  { ...ANSWERS, result: 'return' },
  { ...ANSWERS, result: 'maybe', issued: 1.5, collected: -3, budget: 0.125, contactMobile: '1', meetingDate: '2026-02-30', extra: true },
  { ...ANSWERS, members: [{ name: '示', post: 'x', note: 3 }, 7], minutes: ['a', 'a', 'b'.repeat(50)] },
];

test('judges as the server does, without eval', () => {
  const document = parseForm(reviewForm());
  const validate = loadWithoutEval(document);

  for (const answers of candidates) expect(plain(validate(answers))).toEqual(plain(compileForm(document).schemaErrors(answers)));
});

test('counts characters outside the basic plane as one, and compares deeply', () => {
  const validate = loadWithoutEval(parseForm(formOf({ a: { type: 'string', maxLength: 2 }, b: { type: 'array', items: { type: 'object' }, uniqueItems: true }, c: { const: { x: [1] } } })));

  expect(validate({ a: '𠮷𠮷', b: [{ x: 1 }, { x: 2 }], c: { x: [1] } })).toEqual([]);
  expect(validate({ a: '𠮷𠮷𠮷', b: [{ x: 1, y: [2] }, { y: [2], x: 1 }], c: { x: [2] } }).map((error) => error.keyword).sort()).toEqual(['const', 'maxLength', 'uniqueItems']);
});

test('runs patterns in linear time', () => {
  const validate = loadWithoutEval(parseForm(formOf({ a: { type: 'string', pattern: '^(a+)+$' } })));
  const answers = { a: `${'a'.repeat(50_000)}!` };

  expect(processorMs(() => expect(validate(answers)).toHaveLength(1))).toBeLessThan(4_000);
});

test('names nothing that a schema could smuggle in as code', () => {
  const validate = loadWithoutEval(parseForm(formOf({ a: { type: 'string', pattern: '`${globalThis.planted = 1}`"\\);//', title: '*/ throw 1 /*' } })));

  expect(validate({ a: 'x' })).toHaveLength(1);
});

const catalogue = join(__dirname, '../../forms/catalogue');
const files = readdirSync(catalogue, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.form.json'));

test.each(files)('the shipped form %s can be loaded by a browser and accepts its own examples', (file) => {
  const document = parseForm(JSON.parse(readFileSync(join(catalogue, file), 'utf8')));
  const validate = loadWithoutEval(document);

  for (const example of document.examples) expect(validate(example)).toEqual([]);
});
