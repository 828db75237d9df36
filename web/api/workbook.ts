import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { districtDay } from '../../activities/store/district-day';
import type { Call } from './routes';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Column<Row> {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row) => string | number | undefined;
}

const MOST_MEMORY_MB = 700;
const MOST_MS = 600_000;
/** Rows that are handed over at a time. */
const PART = 500;

/** Rows as an Excel workbook with one sheet and a head that stays in view; they may come part by part. It is built aside, in a thread of its own. */
export async function workbook<Row>(sheet: string, columns: readonly Column<Row>[], rows: readonly Row[] | AsyncIterable<readonly Row[]>): Promise<Buffer> {
  const workerData = { sheet, head: columns.map(({ title }) => title), widths: columns.map(({ width }) => width) };
  const worker = new Worker(join(__dirname, 'workbook-worker.js'), { workerData, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
  const built = bytesOf(worker);
  const handedOver = async (): Promise<Buffer> => {
    for await (const part of Array.isArray(rows) ? partsOf(rows as readonly Row[]) : (rows as AsyncIterable<readonly Row[]>)) {
      worker.postMessage({ rows: part.map((row) => columns.map(({ value }) => cellOf(value(row)))) });
    }
    worker.postMessage({});
    return built;
  };
  try {
    // Whichever fails first: a thread that has ended takes nothing any more.
    return await Promise.race([handedOver(), built]);
  } finally {
    await worker.terminate();
  }
}

function bytesOf(worker: Worker): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('A workbook takes too long to build')), MOST_MS);
    worker.on('message', ({ bytes, error }: { readonly bytes?: Uint8Array; readonly error?: string }) => {
      if (bytes === undefined) reject(new Error(`A workbook could not be built: ${error}`));
      else resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(timer);
      reject(new Error('The thread that builds a workbook has ended'));
    });
  });
}

function* partsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += PART) yield rows.slice(from, from + PART);
}

/** Texts get a mark before what a spreadsheet would take for a formula. */
function cellOf(value: string | number | undefined): string | number | undefined {
  return typeof value === 'string' ? textCell(value) : value;
}

function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Answers with a workbook as a download, named after what it holds and the day. */
export function sendWorkbook({ response, at, config }: Call, name: string, workbook: Buffer): undefined {
  response.attachment(`${name}-${districtDay(at, config.zone)}.xlsx`);
  response.type(XLSX).send(workbook);
}
