import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
// Its methods need the object that the module is, which an import by names would take apart.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import pdfmake = require('pdfmake');
import { copyLayout } from './copy-layout';
import type { DataCopy } from './data-copy';
import type { FilledPaper } from './document';
import { paperLayout } from './paper-layout';
import { unpackWoff } from './unpack-woff';

let isReady = false;

/** The paper as a PDF. The first one takes a moment: the font is unpacked once in a process. */
export async function renderPaper(paper: FilledPaper): Promise<Buffer> {
  prepare();
  return pdfmake.createPdf(paperLayout(paper)).getBuffer();
}

/** A copy of somebody's data as a PDF. */
export async function renderCopy(copy: DataCopy): Promise<Buffer> {
  prepare();
  return pdfmake.createPdf(copyLayout(copy)).getBuffer();
}

/** Fonts for Chinese, and no access to the outside: a template is text, and fetches nothing. */
function prepare(): void {
  if (isReady) return;
  const [normal, bold] = [addFont(400), addFont(700)];
  pdfmake.setFonts({ NotoSansSC: { normal, bold, italics: normal, bolditalics: bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  isReady = true;
}

/** Puts a weight of the font where pdfmake looks for files, and answers its name there. */
function addFont(weight: number): string {
  const folder = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'));
  const name = `noto-sans-sc-${weight}.otf`;
  const { virtualfs } = pdfmake as unknown as { readonly virtualfs: { writeFileSync(name: string, content: Buffer): void } };
  virtualfs.writeFileSync(name, unpackWoff(readFileSync(join(folder, 'files', `noto-sans-sc-chinese-simplified-${weight}-normal.woff`))));
  return name;
}
