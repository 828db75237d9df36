'use strict';
/** Reads the first sheet of a workbook in a thread of its own, so that neither its work nor its memory is the portal's. */
const { parentPort, workerData } = require('node:worker_threads');
const readXlsxFile = require('read-excel-file/node');

const PART = 500;

async function read() {
  const [sheet] = await readXlsxFile.default(Buffer.from(workerData.bytes));
  const rows = sheet === undefined ? [] : sheet.data;
  parentPort.postMessage({ total: rows.length });
  for (let from = 0; from < rows.length; from += PART) parentPort.postMessage({ rows: rows.slice(from, from + PART) });
  parentPort.postMessage({ end: true });
}

read().catch((error) => parentPort.postMessage({ error: String(error && error.message) }));
