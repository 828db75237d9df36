/** `npm test`: real engines of its own, then types, lint and every jest suite; closes with `N passed, N failed`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildUi } from '../cli/build-ui';
import { projectRoot } from '../cli/project-root';
import { startEngines } from '../embedded/start-engines';
import { workflowBundle } from '../worker/bundle';

interface Count {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A file system in memory, on most Linuxes: every suite makes a database of some 60 collections, which a disk takes ten times as long for. */
const IN_MEMORY = '/dev/shm';
const ROOM_BYTES = 6 * 1024 ** 3;
/** Suites at once: one more than two cores, since many wait for a browser, an engine or a deadline. */
const AT_ONCE = 3;
/** A suite that hangs must not hang whoever waits for the result. */
const LONGEST_MS = 25 * 60_000;

const running = new Set<ChildProcess>();
let stopped = false;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (stopped) return Promise.resolve(1);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running.add(child);
    child.once('error', () => resolve(1));
    child.once('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Counts a whole tool as one test. */
async function holds(name: string, check: () => Promise<boolean>): Promise<Count> {
  const start = Date.now();
  const passed = await check().catch((error: unknown) => {
    say(String(error instanceof Error ? (error.stack ?? error.message) : error));
    return false;
  });
  say(`${passed ? '✓' : '✗'} ${name} (${Math.round((Date.now() - start) / 1000)} s)`);
  return { name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

interface SuiteReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly SuiteReport[];
}

async function runJest(report: string, atOnce: number, suites: readonly string[], env: NodeJS.ProcessEnv): Promise<JestReport | undefined> {
  await runNode(['node_modules/jest/bin/jest.js', '--forceExit', `--maxWorkers=${atOnce}`, '--json', `--outputFile=${report}`, ...suites], env);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as JestReport);
}

/** Every suite; one that fails is tried once more with the machine to itself, and named when it passes only then. */
async function suitesHold(directory: string, env: NodeJS.ProcessEnv): Promise<Count> {
  const name = 'suites hold';
  const first = await runJest(join(directory, 'first.json'), AT_ONCE, process.argv.slice(2), env);
  if (first === undefined) return { name, passed: 0, failed: 1, skipped: 0 };
  const failed = first.testResults.filter(({ status }) => status === 'failed');
  const again = failed.length === 0 ? undefined : await runJest(join(directory, 'second.json'), 1, failed.map((suite) => suite.name), env);
  if (again === undefined) return { name, passed: first.numPassedTests, failed: faultsOf(first), skipped: first.numPendingTests };
  for (const suite of again.testResults) if (suite.status === 'passed') say(`! passed only when it was tried again: ${suite.name}`);
  return { name, passed: first.numPassedTests - failed.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed').length + again.numPassedTests, failed: faultsOf(again), skipped: first.numPendingTests };
}

const faultsOf = ({ numFailedTests, numRuntimeErrorTestSuites }: JestReport): number => numFailedTests + numRuntimeErrorTestSuites;

async function runAll(directory: string): Promise<readonly Count[]> {
  const engines = await startEngines({ dataDir: join(directory, 'data'), log: say });
  // The texts people read do not depend on where the tests run.
  const env: NodeJS.ProcessEnv = { ...process.env, TEMPORAL_ADDRESS: engines.temporalAddress, MONGODB_URI: engines.mongodbUri, NODE_ENV: 'test', TMPDIR: directory };
  try {
    // Built once, found ready by every suite.
    const bundle = await holds('portal and workflows build', async () => {
      await Promise.all([buildUi(say), workflowBundle()]);
      return true;
    });
    const checks = [
      holds('types hold', async () => (await runNode(['node_modules/typescript/bin/tsc', '--noEmit'], env)) === 0),
      holds('lint holds', async () => (await runNode(['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'], env)) === 0),
    ];
    return [bundle, ...(await Promise.all([...checks, suitesHold(directory, env)]))];
  } finally {
    await engines.stop();
  }
}

/** Where the run keeps what it needs: in memory where there is plenty, else where temporary files are. */
async function placeForFiles(): Promise<string> {
  const { bavail, bsize } = await statfs(IN_MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > ROOM_BYTES && freemem() > ROOM_BYTES ? IN_MEMORY : tmpdir();
}

async function main(): Promise<number> {
  const directory = await mkdtemp(join(await placeForFiles(), 'boai-test-')).catch(() => mkdtemp(join(tmpdir(), 'boai-test-')));
  const stop = (): void => {
    stopped = true;
    running.forEach((child) => child.kill('SIGTERM'));
  };
  const limit = setTimeout(() => {
    say(`Stopped after ${LONGEST_MS / 60_000} minutes`);
    stop();
  }, LONGEST_MS);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const counts = await runAll(directory).catch((error: unknown): readonly Count[] => {
    say(error instanceof Error ? error.message : String(error));
    return [{ name: 'the run goes to its end', passed: 0, failed: 1, skipped: 0 }];
  });
  clearTimeout(limit);
  await rm(directory, { recursive: true, force: true });
  const sum = (of: 'passed' | 'failed' | 'skipped'): number => counts.reduce((total, count) => total + count[of], 0);
  for (const { name, failed } of counts) if (failed > 0) say(`✗ ${name}`);
  say(`\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(String(error));
    process.exit(1);
  },
);
