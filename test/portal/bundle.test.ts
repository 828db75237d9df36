import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildUi } from '../../cli/build-ui';
import { projectRoot } from '../../cli/project-root';
import { firstVisitBytes, PAGES } from '../../web/ui/measure';

const built = join(projectRoot, 'dist', 'ui');

beforeAll(() => buildUi(() => undefined), 120_000);

test.each(Object.keys(PAGES))('a first visit to the %s page stays within 420 KB of compressed scripts and styles', (page) => {
  expect(firstVisitBytes(built, page)).toBeLessThanOrEqual(420 * 1024);
});

test('the page carries nothing inline but the place of its nonce', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8');

  const inline = [...html.matchAll(/<(script|style)\b([^>]*)>([^<]*)</g)].filter(([, , , content]) => content?.trim() !== '');
  const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes);

  expect(inline).toEqual([]);
  expect(scripts).toEqual([expect.stringContaining('nonce="__CSP_NONCE__"')]);
});
