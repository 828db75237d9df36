import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf } from './leftover';

interface Owner {
  readonly pid: number;
  readonly commandLine: string;
}

/** The data directory is in use by a process that is running. */
export class DataInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(`${dataDir} 正在被进程 ${pid} 使用，请先停止它。 It is in use by process ${pid}: stop that first.`);
    this.name = 'DataInUse';
  }
}

async function livingOwner(file: string): Promise<Owner | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const owner = JSON.parse(text) as Partial<Owner>;
    if (typeof owner.pid !== 'number' || typeof owner.commandLine !== 'string' || owner.pid === process.pid) return undefined;
    // A number alone proves nothing: after a kill it may be another program's.
    return (await commandLineOf(owner.pid)) === owner.commandLine ? { pid: owner.pid, commandLine: owner.commandLine } : undefined;
  } catch {
    return undefined;
  }
}

/** Claims `dataDir` for this process until the answered function is called. Throws `DataInUse` while another living process has it. */
export async function own(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'owner.json');
  const mine = JSON.stringify({ pid: process.pid, commandLine: (await commandLineOf(process.pid)) ?? '' });
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await livingOwner(file);
    if (owner !== undefined) throw new DataInUse(dataDir, owner.pid);
    await rm(file, { force: true });
  }
}
