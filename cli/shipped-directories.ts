import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** Where the definitions that come with the product lie: its processes, and the catalogue of every room that has one. */
export function shippedDirectories(): readonly string[] {
  const rooms = readdirSync(projectRoot, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules');
  const catalogues = rooms.filter(({ name }) => readdirSync(join(projectRoot, name)).includes('catalogue')).map(({ name }) => join(name, 'catalogue'));
  return [join('workflows', 'processes'), ...catalogues.sort()].map((directory) => join(projectRoot, directory));
}
