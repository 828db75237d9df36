import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from '../../embedded/cache-directory';
import { programsOnPath } from '../../embedded/program';
import { unpackWoff } from '../../documents/unpack-woff';

const run = promisify(execFile);
const projectRoot = join(__dirname, '..', '..');

/** A browser's program and the environment it wants on top of ours. */
export interface Chromium {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SYSTEM_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const FONT_WEIGHTS = [400, 500, 600, 700];

/** Chromium from the npm package that carries it, unpacked into the user's cache once. */
async function packagedChromium(): Promise<string> {
  const manifest = join(projectRoot, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string };
  const directory = join(cacheDirectory(), `chromium-${version}`);
  if (existsSync(join(directory, 'chromium'))) return directory;
  const fresh = `${directory}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  // The package unpacks into the temporary directory, its shared libraries only where it believes to be on Amazon Linux.
  await run(process.execPath, ['-e', 'require("@sparticuz/chromium").executablePath().catch((error) => { console.error(error); process.exit(1); })'], {
    cwd: projectRoot,
    env: { ...process.env, TMPDIR: fresh, TMP: fresh, TEMP: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  // Another suite may have been faster.
  await rename(fresh, directory).catch(() => rm(fresh, { recursive: true, force: true }));
  return directory;
}

/** A fontconfig file that adds a Chinese font to the system's, and those of `latin`, for machines that have none. */
async function fontConfig(latin: string): Promise<string> {
  const config = join(cacheDirectory(), `fonts-${latin.startsWith('/usr') ? 'system' : 'packaged'}`, 'fonts.conf');
  if (existsSync(config)) return config;
  await mkdir(dirname(config), { recursive: true });
  const source = join(projectRoot, 'node_modules', '@fontsource', 'noto-sans-sc', 'files');
  for (const weight of FONT_WEIGHTS) {
    const woff = await readFile(join(source, `noto-sans-sc-chinese-simplified-${weight}-normal.woff`));
    await writeFile(join(dirname(config), `noto-sans-sc-${weight}.otf`), unpackWoff(woff));
  }
  const alias = (family: string): string => `<alias><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans SC</family></prefer></alias>`;
  const text = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${dirname(config)}</dir><dir>${latin}</dir><cachedir>${join(dirname(config), 'cache')}</cachedir>`,
    ...['sans-serif', 'serif', 'monospace', 'system-ui'].map(alias),
    '</fontconfig>',
  ].join('\n');
  const partial = `${config}.${process.pid}`;
  await writeFile(partial, text);
  await rename(partial, config);
  return config;
}

/** The system's Chrome or Chromium, else the one that an npm package carries with the libraries and fonts it needs. */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env['BOAI_CHROME'];
  const system = chosen ?? SYSTEM_NAMES.flatMap((name) => programsOnPath(name))[0] ?? SYSTEM_PATHS.find((path) => existsSync(path));
  if (process.platform !== 'linux') {
    if (system !== undefined) return { program: system, environment: {} };
    throw new Error('No Chrome or Chromium was found. Install one, or set BOAI_CHROME to its program.');
  }
  if (system !== undefined) return { program: system, environment: { FONTCONFIG_FILE: await fontConfig('/usr/share/fonts') } };
  const directory = await packagedChromium();
  return {
    program: join(directory, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(directory, 'al2023', 'lib'), FONTCONFIG_FILE: await fontConfig(join(directory, 'fonts')) },
  };
}
