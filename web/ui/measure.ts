/** `node --import tsx web/ui/measure.ts`: how many bytes, compressed, a first visit to each page brings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** What a page loads besides the entry: its own module, and what it asks for while it is used. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['features/sign-in/sign-in-page.tsx'],
  home: ['features/home/home-page.tsx'],
  tasks: ['features/tasks/task-list-page.tsx'],
  task: ['features/task/task-page.tsx', '../../forms/messages.ts', '../../forms/rules.ts', '../../forms/formats.ts', '../../forms/linear-pattern.ts'],
  start: ['features/start/start-page.tsx', '../../forms/messages.ts', '../../forms/rules.ts', '../../forms/formats.ts', '../../forms/linear-pattern.ts'],
  instances: ['features/instances/instance-list-page.tsx'],
  instance: ['features/instance/instance-page.tsx', 'components/diagram/open-diagram.ts'],
  branches: ['features/branches/branch-list-page.tsx'],
  branch: ['features/branches/branch-page.tsx'],
  registries: ['features/registries/registry-list-page.tsx'],
  registry: ['features/registries/registry-page.tsx'],
  record: ['features/record/record-page.tsx'],
  'record-form': ['features/record/record-form-page.tsx', '../../forms/messages.ts', '../../forms/rules.ts', '../../forms/formats.ts', '../../forms/linear-pattern.ts'],
  import: ['features/imports/import-page.tsx'],
  people: ['features/people/people-page.tsx'],
  notifications: ['features/notifications/notifications-page.tsx'],
  link: [],
};

/** A link is opened without signing in, by its own page. */
const LINK = ['link.html', ...(PAGES['task'] ?? []).slice(1)];

/** The files that somebody who signs in and goes straight to a page loads. */
export function filesOf(manifest: Manifest, page: string): readonly string[] {
  const files = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The bundle has no "${name}"`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(add);
  };
  (page === 'link' ? LINK : ['index.html', ...(PAGES['sign-in'] ?? []), ...(PAGES[page] ?? [])]).forEach(add);
  return [...files];
}

/** Bytes of scripts and styles, each compressed by gzip, on the way from sign-in to a page. */
export function firstVisitBytes(directory: string, page: string): number {
  const manifest = JSON.parse(readFileSync(join(directory, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  return filesOf(manifest, page).reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, file))).length, 0);
}

if (require.main === module) {
  const directory = join(__dirname, '..', '..', 'dist', 'ui');
  for (const page of Object.keys(PAGES)) process.stdout.write(`${page.padEnd(14)} ${(firstVisitBytes(directory, page) / 1024).toFixed(1).padStart(7)} KB gzip\n`);
}
