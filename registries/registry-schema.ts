import { Type } from '@sinclair/typebox';

const LocalText = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 1000 }), en: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false });

const Name = Type.String({ minLength: 1, maxLength: 80 });
const Names = Type.Array(Name, { uniqueItems: true, maxItems: 30 });
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 60 });

const Factor = Type.Object(
  { id: Id, when: Type.String({ minLength: 1, maxLength: 5000 }), points: Type.Number({ minimum: -1000, maximum: 1000 }), reason: LocalText },
  { additionalProperties: false },
);

const Score = Type.Object(
  { id: Id, title: LocalText, note: Type.Optional(LocalText), factors: Type.Array(Factor, { minItems: 1, maxItems: 50 }) },
  { additionalProperties: false },
);

/** The registry document's own schema; `RegistryDocument` in document.ts says the same in TypeScript. What it shares with forms, `parseForm` checks. */
export const RegistrySchema = Type.Object(
  {
    format: Type.Literal(1),
    id: Id,
    title: LocalText,
    description: Type.Optional(LocalText),
    schema: Type.Object({ type: Type.Literal('object') }, { additionalProperties: true }),
    uiSchema: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    rules: Type.Optional(Type.Array(Type.Unknown())),
    en: Type.Optional(Type.Record(Type.String(), Type.String())),
    heading: Name,
    key: Type.Optional(Type.Array(Name, { uniqueItems: true, minItems: 1, maxItems: 5 })),
    branch: Type.Optional(Name),
    subject: Type.Optional(Name),
    list: Type.Object(
      { columns: Type.Array(Name, { uniqueItems: true, minItems: 1, maxItems: 20 }), filters: Names, search: Type.Optional(Names), sort: Type.String({ pattern: '^-?.+$', maxLength: 80 }) },
      { additionalProperties: false },
    ),
    access: Type.Object({ read: Names, edit: Names, unmask: Type.Optional(Names) }, { additionalProperties: false }),
    managed: Type.Optional(Type.Boolean()),
    scores: Type.Optional(Type.Array(Score, { minItems: 1, maxItems: 10 })),
    examples: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 50 }),
  },
  { additionalProperties: false },
);
