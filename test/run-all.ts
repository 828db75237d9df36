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
/** How long a tool may take to end and to say what it was at. */
const GRACE_MS = 10_000;
/** With less than this much room left, engines and suites fail for want of it. */
const FULL_BYTES = 256 * 1024 ** 2;

const running = new Set<ChildProcess>();
let stopped = false;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (stopped) return Promise.resolve(1);
  return new Promise((resolve) => {
    // In a group of its own, which can be ended with all that it started.
    const child = spawn(process.execPath, [...args], { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32' });
    running.add(child);
    child.once('error', (error) => {
      running.delete(child);
      say(error.message);
      resolve(1);
    });
    child.once('close', (code) => {
      running.delete(child);
      if (stopped) endGroup(child);
      resolve(code ?? 1);
    });
  });
}

/** Ends what runs: asked first, so that it can say what it was at; then by force, with all that it started. */
function stop(): void {
  stopped = true;
  for (const child of running) {
    child.kill('SIGTERM');
    setTimeout(() => endGroup(child), GRACE_MS).unref();
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
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
  await runNode(['node_modules/jest/bin/jest.js', `--maxWorkers=${atOnce}`, '--json', `--outputFile=${report}`, ...suites], env);
  try {
    return JSON.parse(await readFile(report, 'utf8')) as JestReport;
  } catch (error) {
    say(`jest ended without a report: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
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

async function cleanUp(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < FULL_BYTES) say(`! hardly any room was left where the run kept its files: ${directory}`);
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function main(): Promise<number> {
  const directory = await mkdtemp(join(await placeForFiles(), 'boai-test-')).catch(() => mkdtemp(join(tmpdir(), 'boai-test-')));
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
  await cleanUp(directory).catch((error: unknown) => say(`! files of this run are left in ${directory}: ${String(error)}`));
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
