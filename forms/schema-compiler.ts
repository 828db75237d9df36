import Ajv, { _, type Options } from 'ajv';
import { MASKS, type JsonSchema } from './document';
import { FORMATS } from './formats';
import type { InputProblem } from './invalid-input';
import { linearPattern } from './linear-pattern';
import type { SchemaError } from './messages';

// In standalone code these two names are parameters of the module's function.
const patternCompiler = Object.assign(linearPattern as unknown as (pattern: string, flags: string) => RegExp, { code: 'pattern' });

const OPTIONS: Options = {
  allErrors: true,
  ownProperties: true,
  strictSchema: true,
  strictNumbers: true,
  strictTypes: 'log',
  strictTuples: true,
  allowUnionTypes: true,
  multipleOfPrecision: 6,
  allowDate: false,
  messages: false,
};

/** Schema errors of the answers; empty when they are valid. */
export type SchemaCheck = (answers: unknown) => readonly SchemaError[];

/** A schema compiled, or what is wrong with it, with pointers from `/schema` on. */
export type CompiledSchema = { readonly check: SchemaCheck } | { readonly problems: readonly InputProblem[] };

let shared: { readonly ajv: Ajv; readonly warnings: string[] } | undefined;

/** Compiles a schema, strictly: unknown keywords and formats, patterns that RE2 can't run and types that can't meet are problems. */
export function compileSchema(schema: JsonSchema): CompiledSchema {
  // Making an Ajv takes longer than most forms; it keeps nothing of the schemas that it has compiled.
  const warnings = shared?.warnings ?? [];
  shared ??= { ajv: schemaCompiler(false, warnings), warnings };
  const { ajv } = shared;
  warnings.length = 0;
  if (ajv.validateSchema(schema) !== true) {
    return { problems: (ajv.errors ?? []).map((error) => ({ path: `/schema${error.instancePath}`, message: `${error.keyword} ${JSON.stringify(error.params)}` })) };
  }
  try {
    const validate = ajv.compile(schema);
    const problems = warnings.filter((warning) => !isBranchWithoutType(warning)).map((message) => ({ path: '/schema', message }));
    return problems.length > 0 ? { problems } : { check: (answers) => (validate(answers) ? [] : ((validate.errors ?? []) as SchemaError[])) };
  } catch (error) {
    return { problems: [{ path: '/schema', message: error instanceof Error ? error.message : String(error) }] };
  } finally {
    ajv.removeSchema(schema);
  }
}

/** A branch need not repeat the type that the field itself has. */
function isBranchWithoutType(warning: string): boolean {
  return warning.includes('missing type') && /#.*\/(?:allOf|anyOf|oneOf|if|then|else|not|dependencies)\b/.test(warning);
}

/** An Ajv that knows the forms' formats and keywords, and runs patterns in linear time. `source` keeps the code for `standaloneValidator`. */
export function schemaCompiler(source: boolean, warnings: string[] = []): Ajv {
  const warn = (message: unknown): void => void warnings.push(String(message));
  const logger = { log: warn, warn, error: warn };
  const ajv = new Ajv({ ...OPTIONS, logger, code: { regExp: patternCompiler, source, formats: _`formats`, esm: false } });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  for (const keyword of ['x-pii', 'x-variable', 'x-branch', 'x-lookup', 'x-signature']) ajv.addKeyword({ keyword, schemaType: 'boolean' });
  ajv.addKeyword({ keyword: 'x-person', schemaType: 'object', metaSchema: { type: 'object', properties: { role: { type: 'string', minLength: 1 } }, additionalProperties: false } });
  ajv.addKeyword({ keyword: 'x-mask', schemaType: 'string', metaSchema: { enum: [...MASKS] } });
  ajv.addKeyword({ keyword: 'x-record', schemaType: 'object', metaSchema: { type: 'object', properties: { registry: { type: 'string', minLength: 1 } }, required: ['registry'], additionalProperties: false } });
  ajv.addKeyword({ keyword: 'x-file', schemaType: 'object', metaSchema: FILE_SCHEMA });
  // `parseForm` has put the text beside the purpose.
  ajv.addKeyword({ keyword: 'x-consent', schemaType: 'object', metaSchema: { type: 'object', properties: { purpose: { type: 'string', minLength: 1 } }, required: ['purpose'] } });
  return ajv;
}

const FILE_SCHEMA = {
  type: 'object',
  properties: {
    accept: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
    maxBytes: { type: 'integer', minimum: 1 },
    max: { type: 'integer', minimum: 1 },
  },
  required: ['accept', 'maxBytes'],
  additionalProperties: false,
};
