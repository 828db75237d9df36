import { createHash } from 'node:crypto';
import type { ImportProblem, ImportRow } from '../../../activities/store/imports';
import type { MatchedRow } from '../../../activities/store/record-bulk';
import type { Registry } from '../../../activities/store/registries';
import { publishedCalendar } from '../../../feel/published-calendar';
import type { Variables } from '../../../feel/types';
import { checkAnswers } from '../../../forms/check-answers';
import type { CompiledForm } from '../../../forms/compile-form';
import type { Mask } from '../../../forms/document';
import type { RegistryDocument } from '../../../registries/document';
import type { LocalText } from '../../../workflows/engine/plan';
import { masked, maskedAs } from '../masking';
import { recordFacts } from '../registry-access';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { cellValue } from './cell-value';
import type { ImportColumn } from './columns';
import type { Reference, References } from './references';
import { isDate, type Cell, type SheetRow } from './sheet-rows';

export interface RowsChecked {
  readonly problems: readonly ImportProblem[];
  /** Rows that would add or change something. */
  readonly kept: readonly ImportRow[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface CheckParts {
  readonly services: Services;
  readonly viewer: Viewer;
  readonly registry: Registry;
  readonly form: CompiledForm;
  readonly columns: readonly ImportColumn[];
  readonly references: References;
}

type Row = ImportRow & { readonly source: SheetRow };

const calendar = publishedCalendar();

/** Checks the rows of a file part by part, and remembers which records they mean: no two rows may mean the same. */
export class RowCheck {
  /** Row number by record. */
  private readonly seen = new Map<string, number>();

  constructor(private readonly parts: CheckParts) {}

  async check(sources: readonly SheetRow[]): Promise<RowsChecked> {
    const problems: ImportProblem[] = [];
    const rows = await this.read(sources, problems);
    const wrong = new Set(problems.map(({ cell }) => Number(/\d+$/.exec(cell)?.[0])));
    const matched = await this.parts.services.store.records.match(this.parts.registry.document, rows.filter(({ row }) => !wrong.has(row)));
    const sound: MatchedRow<Row>[] = [];
    for (const one of matched) {
      const found = [...this.twice(one), ...this.forbidden(one), ...this.invalid(one)];
      problems.push(...found);
      if (found.length === 0) sound.push(one);
    }
    const kept = sound.filter(({ before, after }) => JSON.stringify(sorted(before ?? {})) !== JSON.stringify(sorted(after)));
    const added = sound.filter(({ record }) => record === undefined).length;
    return { problems, kept: kept.map(({ row: { row, recordId, values } }) => ({ row, recordId, values })), added, changed: kept.length - added, unchanged: sound.length - kept.length };
  }

  /** The cells as values, references as ids. */
  private async read(sources: readonly SheetRow[], problems: ImportProblem[]): Promise<Row[]> {
    const { columns, registry, services } = this.parts;
    const references = await this.referencesOf(sources);
    return sources.map((source): Row => {
      const entries = columns.flatMap((column): [string, unknown][] => {
        const cell = source.cells[column.index] ?? null;
        const read = cellValue(column.field, cell);
        if (read.kind === 'empty') return [];
        if (read.kind === 'wrong') {
          problems.push(problemAt(column, source, cell, read.message));
          return [];
        }
        const reference = references(column, String(read.value));
        if (reference === undefined) return [[column.field.name, read.value]];
        if ('id' in reference) return [[column.field.name, reference.id]];
        problems.push(problemAt(column, source, cell, reference.message));
        return [];
      });
      const values = Object.fromEntries(entries);
      if (registry.document.id === 'branch' && typeof values['code'] === 'string') this.parts.references.addBranch(values['code'], String(values['name'] ?? ''));
      return { source, row: source.number, recordId: recordIdOf(services, registry.document, values), values };
    });
  }

  private async referencesOf(sources: readonly SheetRow[]): Promise<(column: ImportColumn, text: string) => Reference | undefined> {
    const { columns, references } = this.parts;
    const records = new Map<string, ReadonlyMap<string, Reference>>();
    for (const { index, field } of columns) {
      if (field.record === undefined) continue;
      const texts = sources.map(({ cells }) => String(cells[index] ?? '').trim()).filter((text) => text !== '');
      records.set(field.name, await references.records(field.record, texts));
    }
    return ({ field }, text) => {
      if (field.isBranch) return references.branch(text);
      if (field.schema['x-person'] !== undefined) return references.person(text);
      return records.get(field.name)?.get(text);
    };
  }

  private twice({ row, record }: MatchedRow<Row>): ImportProblem[] {
    const id = record?._id ?? row.recordId;
    const first = this.seen.get(id);
    if (first === undefined) {
      this.seen.set(id, row.row);
      return [];
    }
    return [this.problemOf(row, this.parts.registry.document.key?.[0], { zh: `与第 ${first} 行是同一条记录。`, en: `This is the same record as row ${first}.` })];
  }

  private forbidden({ row, record, after }: MatchedRow<Row>): ImportProblem[] {
    const { viewer, registry } = this.parts;
    const { document } = registry;
    const branchId = document.branch === undefined ? '' : String(after[document.branch] ?? '');
    const may = (id: string): boolean => viewer.can('edit', 'Record', recordFacts(document, { branchId: id }));
    // Without a branch the form itself says what is missing.
    if ((branchId === '' && document.branch !== undefined) || (may(branchId) && (record === undefined || may(record.branchId)))) return [];
    return [this.problemOf(row, document.branch, { zh: '您不能为该组织登记。', en: 'You may not write for this branch.' })];
  }

  private invalid({ row, record, after }: MatchedRow<Row>): ImportProblem[] {
    const { form, services } = this.parts;
    if (record?.erasedAt !== undefined) return [this.problemOf(row, undefined, { zh: '这条记录的个人信息已按要求删除，不能再写入。', en: 'The personal data of this record was erased; nothing is written to it any more.' })];
    // Just read from cells and records: plain JSON.
    const problems = checkAnswers(form, after as Variables, { context: {}, now: services.now().toISOString(), zone: services.config.zone, calendar, side: 'server' });
    return problems.filter(({ level }) => level === 'error').map(({ at, message }) => this.problemOf(row, at.split('/')[1], message));
  }

  /** At the cell of that field, or at the row where the file has no such column. */
  private problemOf({ source }: Row, field: string | undefined, message: LocalText): ImportProblem {
    const column = this.parts.columns.find((one) => one.field.name === field);
    return column === undefined ? { cell: String(source.number), column: '', value: '', message } : problemAt(column, source, source.cells[column.index] ?? null, message);
  }
}

function problemAt({ letter, title, field }: ImportColumn, { number }: SheetRow, cell: Cell, message: LocalText): ImportProblem {
  const text = cell === null ? '' : isDate(cell) ? cell.toISOString().slice(0, 10) : String(cell).slice(0, 60);
  const mask = field.schema['x-mask'];
  const value = !field.personal || text === '' ? text : mask === undefined ? masked(text) : maskedAs(mask as Mask, text);
  return { cell: `${letter}${number}`, column: title, value, message };
}

/** The same row gives the same id, so that a file which is taken twice adds its records once, also those without a key. */
function recordIdOf({ store }: Services, document: RegistryDocument, values: Variables | { readonly [field: string]: unknown }): string {
  const { lookups } = store.records;
  const identity = lookups.keyOf(document, values) ?? lookups.candidates(document.id, '#row', JSON.stringify(sorted(values)))[0] ?? '';
  return createHash('sha256').update(`${document.id}/${identity}`).digest('hex').slice(0, 24);
}

function sorted(values: { readonly [field: string]: unknown }): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
