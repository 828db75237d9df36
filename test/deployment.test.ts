import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { webConfig } from '../web/config';
import { workerConfig } from '../worker/config';

interface ComposeService {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
}

const file = readFileSync(resolve(__dirname, '..', 'docker-compose.yml'), 'utf8');
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
