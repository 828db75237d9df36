import { Type } from '@sinclair/typebox';

const LocalText = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 1000 }), en: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false });

const Feel = Type.String({ minLength: 1, maxLength: 5000 });

const FormRule = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,79}$' }),
    when: Type.Optional(Feel),
    each: Type.Optional(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$' })),
    must: Feel,
    at: Type.String({ pattern: '^(/.*)?$', maxLength: 500 }),
    message: LocalText,
    basis: Type.Optional(Type.String({ maxLength: 1000 })),
    level: Type.Optional(Type.Union([Type.Literal('error'), Type.Literal('warning')])),
    server: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const Prefill = Type.Object(
  {
    from: Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })]),
    pointer: Type.String({ pattern: '^(/.*)?$' }),
    where: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    pick: Type.Optional(Type.Record(Type.String(), Type.String())),
    add: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);

/** The form document's own schema; `FormDocument` in document.ts says the same in TypeScript. */
export const FormSchema = Type.Object(
  {
    format: Type.Literal(1),
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*\\.[a-z0-9][a-z0-9-]*$', maxLength: 120 }),
    title: LocalText,
    description: Type.Optional(LocalText),
    schema: Type.Object({ type: Type.Literal('object') }, { additionalProperties: true }),
    uiSchema: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    rules: Type.Optional(Type.Array(FormRule, { maxItems: 200 })),
    needs: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }), { uniqueItems: true })),
    needTitles: Type.Optional(Type.Record(Type.String(), LocalText)),
    needChoices: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), LocalText))),
    defaults: Type.Optional(Type.Record(Type.String(), Feel)),
    prefill: Type.Optional(Type.Record(Type.String(), Prefill)),
    examples: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 50 }),
    en: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
