import standaloneCode from 'ajv/dist/standalone';
import type { FormDocument } from './document';
import type { FORMATS } from './formats';
import type { linearPattern } from './linear-pattern';
import type { SchemaError } from './messages';
import { schemaCompiler } from './schema-compiler';

/** What the module of `standaloneValidator` exports. It is given its formats and its pattern compiler, so that it imports nothing. */
export interface StandaloneModule {
  createValidator(pattern: typeof linearPattern, formats: typeof FORMATS): (answers: unknown) => readonly SchemaError[];
}

/**
 * Source of an ES module, without imports or eval, whose `createValidator(linearPattern, FORMATS)` gives the form's `schemaErrors`:
 * what a browser loads from the API. It judges exactly as `compileForm` does.
 */
export function standaloneValidator(document: FormDocument): string {
  const ajv = schemaCompiler(true);
  const code = standaloneCode(ajv, ajv.compile(document.schema)).replace(/^"use strict";/, '');
  const unknown = [...code.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name).find((name) => name !== undefined && !Object.hasOwn(RUNTIME, name));
  if (unknown !== undefined) throw new Error(`The validator of form "${document.id}" needs "${unknown}", which the browser does not have`);
  return `${prelude()}
export function createValidator(pattern, formats) {
  const module = { exports: {} };
  ${code}
  const validate = module.exports;
  return (answers) => (validate(answers) ? [] : validate.errors);
}
`;
}

/** The parts of Ajv's runtime that generated code asks for, written out. */
const RUNTIME: Readonly<Record<string, string>> = {
  'ajv/dist/runtime/ucs2length': '(text) => { let length = 0; for (const _character of text) length += 1; return length; }',
  'ajv/dist/runtime/equal': `function equal(a, b) {
    if (a === b) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a !== a && b !== b;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
  }`,
};

function prelude(): string {
  const entries = Object.entries(RUNTIME).map(([name, source]) => `  ${JSON.stringify(name)}: { default: ${source} },`);
  return `const runtime = {\n${entries.join('\n')}\n};\nconst require = (name) => runtime[name];`;
}
