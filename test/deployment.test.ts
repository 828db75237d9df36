import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { webConfig } from '../web/config';
import { workerConfig } from '../worker/config';

interface ComposeService {
  readonly command?: readonly string[];
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
}

const root = resolve(__dirname, '..');
const file = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const leftOut: ReadonlySet<string> = new Set(readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter(Boolean));
const { services } = parse(file, { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> };

const given: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'postgres', MONGODB_PASSWORD: 'mongodb', MONGODB_REPLICA_KEY: 'replica', ENCRYPTION_KEYS: `k1:${'ab'.repeat(32)}`,
  SESSION_SECRET: 's'.repeat(32), PUBLIC_ORIGINS: 'https://boai.example.org',
};

/** As compose fills in `${NAME:-default}` and `${NAME:?message}`. */
function environmentOf(service: string): Record<string, string> {
  const entries = Object.entries(services[service]?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, variable: string, kind: string, text: string) => given[variable] ?? (kind === '-' ? text : ''))]));
}

test('web and worker understand the environment that the compose file gives them', () => {
  const web = webConfig(environmentOf('web'));
  const worker = workerConfig(environmentOf('worker'));

  expect([web.production, web.temporalNamespace, web.origins, web.mongodbUri]).toEqual([true, 'boai-flow', ['https://boai.example.org'], worker.mongodbUri]);
  expect([worker.host, worker.healthPort]).toEqual(['0.0.0.0', 3001]);
});

test('no secret of production has a default', () => {
  const secrets = [...file.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEYS?))([^}]*)\}/g)].map(([, name, rest]) => `${name}${rest?.slice(0, 2)}`);

  expect(new Set(secrets)).toEqual(new Set(['POSTGRES_PASSWORD:?', 'MONGODB_PASSWORD:?', 'MONGODB_REPLICA_KEY:?', 'ENCRYPTION_KEYS:?', 'SESSION_SECRET:?']));
});

test('every foreign image is pinned to a version', () => {
  const foreign = Object.values(services).map(({ image }) => image).filter((image) => !image.startsWith('boai-flow:'));

  expect(foreign.filter((image) => !/:\d+\.\d+/.test(image))).toEqual([]);
});

test('whatever keeps running says whether it is well', () => {
  const silent = Object.entries(services).filter(([, service]) => service.restart === 'unless-stopped' && service.healthcheck === undefined);

  expect(silent.map(([name]) => name)).toEqual([]);
});

test('only the portal can be reached, and only from this machine', () => {
  const published = Object.entries(services).flatMap(([name, { ports }]) => (ports ?? []).map((port) => `${name} ${port.replace(/\$\{[^}]*\}/, 'PORT')}`));

  expect(published).toEqual(['web 127.0.0.1:PORT:3000']);
});

test('what the image is made of is there, and so is every file that it is started with', () => {
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources]) => sources?.split(' ') ?? []);
  const started = [...Object.values(services).flatMap(({ command }) => command ?? []), ...(JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[])].filter((word) => word.includes('/'));

  expect(copied).toContain('.');
  expect([...copied, ...started].filter((path) => !existsSync(join(root, path)) || leftOut.has(path.split('/')[0] ?? ''))).toEqual([]);
  expect(started).toEqual(expect.arrayContaining(['worker/main.ts', 'web/main.ts', 'cli/boai.js']));
});

test('nothing in the image needs a folder that is left out of it, or a package that is there for development alone', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
  const imports = sourcesInImage().flatMap((source) => importsOf(source).map((name) => ({ source: relative(root, source), name })));

  const strangers = imports.filter(({ source, name }) => {
    if (name.startsWith('.')) return leftOut.has(relative(root, resolve(root, dirname(source), name)).split(sep)[0] ?? '');
    return !name.startsWith('node:') && !Object.hasOwn(dependencies, name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'));
  });

  expect(imports.length).toBeGreaterThan(1_000);
  expect(strangers).toEqual([]);
});

/** The sources of every folder that is copied: one that is new is copied and looked at too. */
function sourcesInImage(): readonly string[] {
  const rooms = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !leftOut.has(entry.name));
  return rooms.flatMap(({ name }) => readdirSync(join(root, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(?:ts|tsx|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a file loads, types left aside. */
function importsOf(source: string): readonly string[] {
  const text = readFileSync(source, 'utf8').replace(/import type [^;]*;/g, '');
  return [...text.matchAll(/(?:^|[;}\s])(?:from|import|require)\s*\(?\s*'([^'\n]+)'/g)].flatMap(([, name]) => (name === undefined || /[\s:：]/.test(name.replace(/^node:/, '')) ? [] : [name]));
}
