import { join } from 'node:path';
import { types } from 'node:util';
import { Worker } from 'node:worker_threads';

export type Cell = string | number | boolean | Date | null;

/** Whether it is a date, also one that comes from another thread. */
export function isDate(cell: Cell): cell is Date {
  return types.isDate(cell);
}

/** A row with the number that it has in the file, from 1. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** A file that can't be read as a workbook. */
export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';
}

interface Message {
  readonly total?: number;
  readonly rows?: readonly (readonly Cell[])[];
  readonly end?: true;
  readonly error?: string;
}

const MOST_MEMORY_MB = 400;
const MOST_MS = 120_000;

/** Reads a workbook's first sheet aside; `take` gets its rows part by part, the reading waits for nobody. Throws `UnreadableWorkbook`. */
export function sheetRows(bytes: Buffer, take: (rows: readonly SheetRow[]) => void): Promise<void> {
  const worker = new Worker(join(__dirname, 'sheet-worker.js'), { workerData: { bytes: new Uint8Array(bytes) }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
  let count = 0;
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnreadableWorkbook('it takes too long to read')), MOST_MS);
    worker.on('message', ({ rows, end, error }: Message) => {
      if (error !== undefined) reject(new UnreadableWorkbook(error));
      if (rows !== undefined) {
        take(rows.map((cells, index) => ({ number: count + index + 1, cells })));
        count += rows.length;
      }
      if (end === true) resolve();
    });
    worker.on('error', (error) => reject(new UnreadableWorkbook(error.message)));
    worker.on('exit', () => {
      clearTimeout(timer);
      reject(new UnreadableWorkbook('it could not be read to its end'));
    });
  }).finally(() => void worker.terminate());
}

/** `C` of the third column, from 0. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26);
  return `${before === 0 ? '' : columnLetter(before - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
