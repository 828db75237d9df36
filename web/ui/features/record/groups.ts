import type { FormDocument } from '../../../../forms/document';
import { asNode, rowsOf, type Row } from '../../components/submission/shape';

export interface Group {
  readonly title: string | undefined;
  /** Whether its values are masked until somebody asks for them. */
  readonly personal: boolean;
  readonly rows: readonly Row[];
}

/**
 * The fields of a record in groups: those of the uiSchema's `ui:groups` (`[{ title, fields }]`), or else the personal
 * ones and the rest. What no group names comes last.
 */
export function groupsOf(document: FormDocument): readonly Group[] {
  const rows = rowsOf(document.schema, asNode(document.uiSchema));
  const given = asNode(document.uiSchema)['ui:groups'];
  if (!Array.isArray(given)) return [groupOf(undefined, rows.filter(isPersonal)), groupOf(undefined, rows.filter((row) => !isPersonal(row)))].filter(({ rows: own }) => own.length > 0);
  const groups = given.map(asNode).map(({ title, fields }) => groupOf(String(title), pick(rows, Array.isArray(fields) ? fields : [])));
  const named = new Set(groups.flatMap((group) => group.rows.map(({ name }) => name)));
  return [...groups, groupOf(undefined, rows.filter(({ name }) => !named.has(name)))].filter(({ rows: own }) => own.length > 0);
}

function groupOf(title: string | undefined, rows: readonly Row[]): Group {
  return { title, personal: rows.some(isPersonal), rows };
}

function pick(rows: readonly Row[], names: readonly unknown[]): readonly Row[] {
  return names.flatMap((name) => rows.filter((row) => row.name === name));
}

/** Whether a field, or something inside it, is personal. */
export function isPersonal({ schema }: Pick<Row, 'schema'>): boolean {
  if (schema['x-pii'] === true) return true;
  const items = asNode(schema['items']);
  return [...Object.values(asNode(schema['properties'])), ...Object.values(asNode(items['properties'])), ...(items['x-pii'] === true ? [items] : [])].some((part) => asNode(part)['x-pii'] === true);
}
