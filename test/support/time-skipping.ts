import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { cacheDirectory } from '../../embedded/cache-directory';

const VERSION = '1.38.0';
const run = promisify(execFile);

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Why the time-skipping server cannot run on this machine; undefined when it can. It needs Java 17 and, once, Maven. */
export function noTimeSkipping(): string | undefined {
  const missing = ['java', 'mvn'].filter((program) => !answers(program));
  return missing.length === 0 ? undefined : `needs ${missing.join(' and ')} on PATH`;
}

function answers(program: string): boolean {
  try {
    execFileSync(program, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Temporal's test server, whose clock jumps to the next timer whenever nothing is going on. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = await serverScript();
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}

/** A script that runs the server, which Maven Central has as a Java archive; fetched once into the cache. */
async function serverScript(): Promise<string> {
  const folder = join(cacheDirectory(process.env), `temporal-test-server-${VERSION}`);
  const script = join(folder, 'temporal-test-server');
  if (existsSync(script)) return script;
  const aside = `${folder}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, 'pom.xml'), POM);
  await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: aside });
  if ((await readdir(join(aside, 'lib'))).length === 0) throw new Error('Maven copied no archive of the time-skipping server');
  await writeFile(join(aside, 'temporal-test-server'), `#!/bin/sh\nexec java -Xmx512m -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"\n`);
  await chmod(join(aside, 'temporal-test-server'), 0o755);
  // Whoever else fetched it meanwhile has the same files.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
  return script;
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>boai-flow</groupId>
  <artifactId>time-skipping</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
