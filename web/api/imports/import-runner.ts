import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportDocument, ImportProblem } from '../../../activities/store/imports';
import type { Registry } from '../../../activities/store/registries';
import type { Services } from '../services';
import type { Viewer } from '../viewer';
import { RowCheck } from './check-rows';
import { columnsOf } from './columns';
import { References } from './references';
import { sheetRows, UnreadableWorkbook, type SheetRow } from './sheet-rows';

const PART = 250;
const MOST_ROWS = 50_000;
const MOST_TOLD = 1_000;
const LEFT_AFTER_MS = 60_000;
const KEEP_CHECKED_MS = 24 * 3_600_000;

/**
 * Works on imports in the background, a part at a time, so that others' requests are answered between. A check whose process
 * died is over; an import that was confirmed is taken to its end by any process, and each row counts once however often it is taken.
 */
export class ImportRunner {
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(private readonly services: Services) {}

  /** Checks a file's rows; what it finds stands in the import. */
  check(id: string, registry: Registry, viewer: Viewer, bytes: Buffer): void {
    this.inBackground(id, async () => {
      const problem = await this.checked(id, registry, viewer, bytes);
      if (problem === undefined) return;
      await this.services.store.imports.forget(id);
      await this.services.store.imports.move(id, 'checking', { state: 'refused', problems: [problem], problemCount: 1 });
    });
  }

  /** Takes the rows of a confirmed import. */
  commit(id: string): void {
    this.inBackground(id, () => this.taken(id));
  }

  /** Goes on with what other processes have left. */
  async resume(now = new Date()): Promise<void> {
    const { imports } = this.services.store;
    const since = new Date(now.getTime() - LEFT_AFTER_MS);
    for (const { _id } of await imports.left('importing', since)) if (await imports.claim(_id, 'importing', since)) this.commit(_id);
    for (const { _id } of await imports.left('checking', since)) await this.end(_id, 'checking', 'failed');
    for (const { _id } of await imports.left('checked', new Date(now.getTime() - KEEP_CHECKED_MS))) await this.end(_id, 'checked', 'given-up');
  }

  /** Gives an import up; false when it is not in that state. */
  async end(id: string, from: ImportDocument['state'], to: 'failed' | 'given-up'): Promise<boolean> {
    const { imports } = this.services.store;
    if (!(await imports.move(id, from, { state: to }))) return false;
    await imports.forget(id);
    return true;
  }

  /** Begins nothing more, and waits for what runs. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Waits for what runs. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private inBackground(id: string, work: () => Promise<void>): void {
    const run = work().catch((error: unknown) => this.services.log.error({ err: error, import: id }, 'An import has stopped; it is gone on with later'));
    this.running.add(run);
    void run.finally(() => this.running.delete(run));
  }

  /** A problem of the file as a whole, or undefined: then the import says what was found. */
  private async checked(id: string, registry: Registry, viewer: Viewer, bytes: Buffer): Promise<ImportProblem | undefined> {
    const { services } = this;
    const read = await readRows(bytes);
    if ('message' in read) return read;
    const [head, ...others] = read.rows;
    const { columns, problems: ofHead } = columnsOf(registry.document, head?.cells ?? []);
    const rows = others.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
    if (rows.length > MOST_ROWS) return fileProblem(`一次最多导入 ${MOST_ROWS} 行，请分成几个文件。`, `At most ${MOST_ROWS} rows fit one import; divide the file.`);
    if (rows.length === 0 && ofHead.length === 0) return fileProblem('文件里没有要导入的行。', 'The file has no rows to import.');
    const check = new RowCheck({ services, viewer, registry, columns, form: await services.forms.compiled(registry.formHash), references: await References.of(services, registry.document) });
    const sums = { added: 0, changed: 0, unchanged: 0, problemCount: ofHead.length };
    const problems: ImportProblem[] = [...ofHead];
    await services.store.imports.move(id, 'checking', { rows: rows.length });
    for (let from = 0; ofHead.length === 0 && from < rows.length && !this.stopped; from += PART) {
      const found = await check.check(rows.slice(from, from + PART));
      await services.store.imports.keep(id, found.kept);
      sums.added += found.added;
      sums.changed += found.changed;
      sums.unchanged += found.unchanged;
      sums.problemCount += found.problems.length;
      problems.push(...found.problems.slice(0, MOST_TOLD - problems.length));
      // False when somebody has given it up.
      if (!(await services.store.imports.move(id, 'checking', { done: Math.min(from + PART, rows.length), ...sums }))) return undefined;
      await nextTurn();
    }
    if (this.stopped) return undefined;
    await services.store.imports.move(id, 'checking', { state: sums.problemCount > 0 ? 'refused' : 'checked', ...sums, problems });
    if (sums.problemCount > 0) await services.store.imports.forget(id);
    return undefined;
  }

  private async taken(id: string): Promise<void> {
    const { store, records } = this.services;
    const task = await store.imports.byId(id, ['problems']);
    const version = task === undefined ? undefined : await store.registries.byId(task.registryHash);
    if (task === undefined || version === undefined) throw new Error(`Import "${id}" or its registry is gone`);
    const cause = { kind: 'imported' as const, by: task.by, at: this.services.now(), importId: id };
    const total = task.added + task.changed;
    for (let rows = await store.imports.waiting(id, PART); rows.length > 0 && !this.stopped; rows = await store.imports.waiting(id, PART)) {
      await records.saveMany(version.document, rows, cause, `import/${id}`);
      await store.imports.taken(id, rows);
      await store.imports.move(id, 'importing', { done: total - (await store.imports.countWaiting(id)) });
      await nextTurn();
    }
    if (this.stopped) return;
    await store.imports.move(id, 'importing', { state: 'done', done: task.rows });
    await store.imports.forget(id);
  }
}

async function readRows(bytes: Buffer): Promise<{ readonly rows: readonly SheetRow[] } | ImportProblem> {
  const rows: SheetRow[] = [];
  try {
    await sheetRows(bytes, (part) => void rows.push(...part));
    return { rows };
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    return fileProblem('文件打不开：请用 Excel 另存为 .xlsx 后再上传。', 'The file can’t be read: save it as .xlsx and upload it again.');
  }
}

function fileProblem(zh: string, en: string): ImportProblem {
  return { cell: 'A1', column: '', value: '', message: { zh, en } };
}
