import { fieldAt } from '../forms/field-title';
import type { JsonSchema } from '../forms/document';
import { asSchema, memberLayers, propertyNames, rootLayers, type Layer } from '../forms/layers';
import { joinPointer, resolvePointer } from '../forms/pointer';
import type { LocalText } from '../workflows/engine/plan';
import type { RegistryDocument } from './document';
import { formOfRegistry } from './registry-form';

export type FieldKind = 'text' | 'date' | 'date-time' | 'number' | 'integer' | 'boolean' | 'list' | 'group';

/** A top-level field of a registry, as lists, imports and queries need to know it. */
export interface RegistryField {
  readonly name: string;
  readonly title: LocalText;
  readonly kind: FieldKind;
  /** The property's own schema. */
  readonly schema: JsonSchema;
  /** Personal itself, or holding something personal. */
  readonly personal: boolean;
  /** Found by its exact value, through a keyed hash. */
  readonly lookup: boolean;
  /** Registry whose record id it holds. */
  readonly record?: string;
  readonly isBranch: boolean;
  readonly isRequired: boolean;
  /** What it may be, where it is chosen from a list, with words for each. */
  readonly values?: readonly FieldValue[];
}

export interface FieldValue {
  readonly value: string | number | boolean;
  readonly title: LocalText;
}

const known = new WeakMap<RegistryDocument, ReadonlyMap<string, RegistryField>>();

/** The fields of a registry by name, in the order of its schema. */
export function fieldsOfRegistry(document: RegistryDocument): ReadonlyMap<string, RegistryField> {
  const found = known.get(document);
  if (found !== undefined) return found;
  const root = rootLayers(document.schema);
  const fields = new Map(propertyNames(root).map((name) => [name, fieldOf(document, name, memberLayers(root, name))]));
  known.set(document, fields);
  return fields;
}

function fieldOf(document: RegistryDocument, name: string, layers: readonly Layer[]): RegistryField {
  const schemas = layers.map(({ schema }) => schema);
  const schema = schemas[0] ?? {};
  const record = schemas.map((one) => asSchema(one['x-record'])?.['registry']).find((registry) => typeof registry === 'string');
  const required: unknown = document.schema['required'];
  const values = valuesOf(document, name, layers);
  return {
    name,
    title: fieldAt(formOfRegistry(document), [name]).title,
    kind: kindOf(schemas),
    schema,
    personal: holdsPersonal(layers),
    lookup: schemas.some((one) => one['x-lookup'] === true),
    ...(typeof record === 'string' ? { record } : {}),
    isBranch: schemas.some((one) => one['x-branch'] === true),
    isRequired: Array.isArray(required) && required.includes(name),
    ...(values === undefined ? {} : { values }),
  };
}

function kindOf(schemas: readonly JsonSchema[]): FieldKind {
  const types = schemas.flatMap(({ type }) => type ?? []);
  const format = schemas.map((schema) => schema['format']).find((one) => one !== undefined);
  if (types.includes('array')) return 'list';
  if (types.includes('object')) return 'group';
  if (types.includes('integer')) return 'integer';
  if (types.includes('number')) return 'number';
  if (types.includes('boolean')) return 'boolean';
  return format === 'date' || format === 'date-time' ? format : 'text';
}

function holdsPersonal(layers: readonly Layer[]): boolean {
  if (layers.some(({ schema }) => schema['x-pii'] === true)) return true;
  const names = propertyNames(layers);
  const items = memberLayers(layers, '*');
  return names.some((name) => holdsPersonal(memberLayers(layers, name))) || (items.length > 0 && holdsPersonal(items));
}

/** The choices of an `enum`, with `ui:enumNames` as their words, or of a `oneOf` of titled constants; for a list, those of its items, whose words may stand at the list itself. */
function valuesOf(document: RegistryDocument, name: string, layers: readonly Layer[]): readonly FieldValue[] | undefined {
  const places = [...layers.map((layer) => ({ layer, ui: [[name]] })), ...memberLayers(layers, '*').map((layer) => ({ layer, ui: [[name, 'items'], [name]] }))];
  for (const { layer, ui } of places) {
    const { schema, pointer } = layer;
    if (Array.isArray(schema['enum'])) {
      const wordAt = (index: number): LocalText | undefined => ui.map((path) => textAt(document, ['uiSchema', ...path, 'ui:enumNames', String(index)])).find((word) => word !== undefined);
      return schema['enum'].filter(isChoice).map((value, index) => ({ value, title: wordAt(index) ?? { zh: wordOf(value) } }));
    }
    if (Array.isArray(schema['oneOf'])) {
      const options = schema['oneOf'].map((option: unknown) => asSchema(option)?.['const']);
      if (options.every(isChoice)) return options.map((value, index) => ({ value, title: textAt(document, [...pointer, 'oneOf', String(index), 'title']) ?? { zh: wordOf(value) } }));
    }
  }
  return undefined;
}

function isChoice(value: unknown): value is FieldValue['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function wordOf(value: FieldValue['value']): string {
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

function textAt(document: RegistryDocument, segments: readonly string[]): LocalText | undefined {
  const zh = resolvePointer(document, segments);
  if (typeof zh !== 'string' || zh === '') return undefined;
  const en = document.en?.[joinPointer(segments)];
  return en === undefined ? { zh } : { zh, en };
}
