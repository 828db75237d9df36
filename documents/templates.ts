import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperTemplate } from './document';
import { parseTemplate } from './parse-template';

const known = new Map<string, PaperTemplate>();

/** Ids of the templates that we ship. */
export function templateIds(): string[] {
  return readdirSync(__dirname).flatMap((file) => /^(.+)\.document\.json$/.exec(file)?.[1] ?? []);
}

/** A shipped template; undefined when there is none of that id. */
export function templateOf(id: string): PaperTemplate | undefined {
  if (!templateIds().includes(id)) return undefined;
  const template = known.get(id) ?? parseTemplate(JSON.parse(readFileSync(join(__dirname, `${id}.document.json`), 'utf8')));
  known.set(id, template);
  return template;
}
