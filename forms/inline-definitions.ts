import definitions from './definitions.json';
import type { JsonSchema } from './document';
import type { InputProblem } from './invalid-input';
import { asSchema } from './layers';
import { joinPointer, resolvePointer, splitPointer } from './pointer';

/** A schema without any `$ref`, the English texts that shared definitions brought along, and what could not be inlined. */
export interface Inlined {
  readonly schema: JsonSchema;
  readonly en: Readonly<Record<string, string>>;
  readonly problems: readonly InputProblem[];
}

const SHARED = 'definitions.json#';
/** More than any real form has; stops schemas that double with each reference. */
const MAX_PARTS = 20_000;

/**
 * Replaces each `$ref` to the schema's own definitions or to `definitions.json` by what it names.
 * Keywords beside a `$ref` win over the definition's own. Remote, unknown and recursive references are problems.
 */
export function inlineDefinitions(schema: JsonSchema): Inlined {
  const inliner = new Inliner(schema);
  const inlined = inliner.inline(schema, ['schema'], []);
  return { schema: without(asSchema(inlined) ?? {}, DEFINITIONS), en: inliner.en, problems: inliner.problems };
}

const DEFINITIONS = ['definitions', '$defs'];

function without(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)));
}

class Inliner {
  readonly problems: InputProblem[] = [];
  readonly en: Record<string, string> = {};
  private parts = 0;

  constructor(private readonly root: JsonSchema) {}

  /** `followed` are the references on the way here, `isShared` says whose definitions a local reference means. */
  inline(value: unknown, at: readonly string[], followed: readonly string[], isShared = false): unknown {
    this.parts += 1;
    if (this.parts > MAX_PARTS) {
      if (this.parts === MAX_PARTS + 1) this.problems.push({ path: '/schema', message: `with its references in place it has more than ${MAX_PARTS} parts` });
      return {};
    }
    if (Array.isArray(value)) return value.map((item: unknown, index) => this.inline(item, [...at, String(index)], followed, isShared));
    const object = asSchema(value);
    if (object === undefined) return value;
    // Under `properties` a field may be called "$ref"; a reference is always a string.
    if (typeof object.$ref === 'string') return this.follow(object, object.$ref, at, followed, isShared);
    const isRoot = at.length === 1;
    return Object.fromEntries(Object.entries(isRoot ? without(object, DEFINITIONS) : object).map(([key, item]) => [key, this.inline(item, [...at, key], followed, isShared)]));
  }

  private follow(object: JsonSchema, ref: string, at: readonly string[], followed: readonly string[], isShared: boolean): unknown {
    const target = ref.startsWith('#') && isShared ? SHARED + ref.slice(1) : ref;
    const path = joinPointer(at);
    if (!target.startsWith('#/') && !target.startsWith(`${SHARED}/`)) return this.refuse(path, `"${ref}" is not a reference to the form's own definitions or to definitions.json`);
    if (followed.includes(target)) return this.refuse(path, `"${ref}" refers to itself`);
    const toShared = target.startsWith(SHARED);
    const segments = splitPointer(target.slice(target.indexOf('#') + 1));
    const found = asSchema(resolvePointer(toShared ? definitions : this.root, segments));
    if (found === undefined) return this.refuse(path, `"${ref}" names nothing`);
    const beside = without(object, ['$ref']);
    if (toShared) this.bringEnglish(segments, at, beside);
    const inner = asSchema(this.inline(found, at, [...followed, target], toShared)) ?? {};
    return { ...inner, ...asSchema(this.inline(beside, at, followed, isShared)) };
  }

  private bringEnglish(definition: readonly string[], at: readonly string[], beside: JsonSchema): void {
    const prefix = `${joinPointer(definition)}/`;
    for (const [pointer, text] of Object.entries(definitions.en)) {
      const [keyword = '', ...rest] = pointer.startsWith(prefix) ? splitPointer(pointer.slice(prefix.length - 1)) : [];
      if (keyword !== '' && !Object.hasOwn(beside, keyword)) this.en[joinPointer([...at, keyword, ...rest])] = text;
    }
  }

  private refuse(path: string, message: string): JsonSchema {
    this.problems.push({ path, message });
    return {};
  }
}
