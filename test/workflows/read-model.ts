import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The BPMN of a small process made for these tests. */
export function readModel(name: string): Promise<string> {
  return readFile(join(__dirname, 'models', `${name}.bpmn`), 'utf8');
}
