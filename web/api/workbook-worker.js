'use strict';
/** Builds a workbook in a thread of its own: thousands of rows take seconds, in which the portal answers others. */
const { parentPort, workerData } = require('node:worker_threads');
const { default: writeXlsxFile } = require('write-excel-file/node');

const { sheet, head, widths } = workerData;
const lines = [head.map((value) => ({ type: String, value, fontWeight: 'bold' }))];

/** Numbers as numbers, everything else as it was written. */
const cellOf = (value) => (value === undefined ? null : { type: typeof value === 'number' ? Number : String, value });

async function write() {
  const bytes = new Uint8Array(await writeXlsxFile(lines, { columns: widths.map((width) => ({ width })), sheet, stickyRowsCount: 1 }).toBuffer());
  parentPort.postMessage({ bytes }, [bytes.buffer]);
}

parentPort.on('message', ({ rows }) => {
  if (rows === undefined) write().catch((error) => parentPort.postMessage({ error: String(error && error.message) }));
  else for (const row of rows) lines.push(row.map(cellOf));
});
