import { readFile, writeFile } from 'node:fs/promises';
import { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
const { History: HistoryMessage } = temporal.api.history.v1;

/** Where the history of a story is kept, by the generation of semantics that it ran under. */
export function historyFile(folder: string, semantics: number, story: string, run: number): string {
  return `${folder}/semantics-${semantics}-${story}-run-${run}.history`;
}

/** Histories are kept as Temporal sends them: protobuf, their payloads sealed under the tests' key. */
export async function saveHistory(file: string, history: History): Promise<void> {
  await writeFile(file, HistoryMessage.encode(history).finish());
}

export async function loadHistory(file: string): Promise<History> {
  return HistoryMessage.decode(await readFile(file));
}
