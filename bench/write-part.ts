import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const FILE = join(resolve(__dirname, '..'), 'docs', 'performance.md');

/** Puts a part of docs/performance.md in its place, between its marks, and prints it; the other parts stay as they are. */
export async function writePart(name: 'engine' | 'lists' | 'quarter', text: string): Promise<void> {
  const page = await readFile(FILE, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no marks ${open} … ${close}`);
  await writeFile(FILE, `${page.slice(0, from + open.length)}\n${text.trim()}\n${page.slice(to)}`);
  console.log(text);
}
