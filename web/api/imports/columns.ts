import type { ImportProblem } from '../../../activities/store/imports';
import type { RegistryDocument } from '../../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../../registries/fields';
import { memberLayers, propertyNames, rootLayers } from '../../../forms/layers';
import { columnLetter, type Cell } from './sheet-rows';

/** A column of the file that a field is read from. */
export interface ImportColumn {
  readonly index: number;
  readonly letter: string;
  readonly title: string;
  readonly field: RegistryField;
}

/** The fields that fit a cell: everything but groups and lists of them. */
export function importFields(document: RegistryDocument): RegistryField[] {
  const root = rootLayers(document.schema);
  return [...fieldsOfRegistry(document).values()].filter(({ name, kind }) => {
    if (kind === 'group') return false;
    const items = memberLayers(memberLayers(root, name), '*');
    return kind !== 'list' || propertyNames(items).length === 0;
  });
}

/** The columns by their titles (or their English ones, or their names), and what is wrong with the head. */
export function columnsOf(document: RegistryDocument, head: readonly Cell[]): { readonly columns: readonly ImportColumn[]; readonly problems: readonly ImportProblem[] } {
  const fields = importFields(document);
  const columns: ImportColumn[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, cell] of head.entries()) {
    const title = typeof cell === 'string' ? cell.trim().replace(/\s*[*＊]$/, '') : String(cell ?? '');
    if (title === '') continue;
    const letter = columnLetter(index);
    const problem = (zh: string, en: string): void => void problems.push({ cell: `${letter}1`, column: title, value: title, message: { zh, en } });
    const field = fields.find((one) => one.title.zh === title || one.title.en === title || one.name === title);
    if (field === undefined) problem(`台账没有“${title}”这一栏，请使用下载的模板。`, `The registry has no column “${title}”; use the template.`);
    else if (columns.some((column) => column.field === field)) problem(`“${title}”这一栏重复了。`, `The column “${title}” stands there twice.`);
    else columns.push({ index, letter, title, field });
  }
  if (columns.length === 0) problems.push({ cell: 'A1', column: '', value: '', message: { zh: '第一行没有栏目名，请使用下载的模板。', en: 'The first row names no columns; use the template.' } });
  return { columns, problems };
}
