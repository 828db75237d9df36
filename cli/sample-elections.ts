import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';

export interface SamplePlay {
  /** Ends it; what it has done stays, and the rest is left out. */
  readonly stop: () => void;
}

/** Plays the sample elections and inspections in a process of its own, while the portal can be used already. */
export function playSampleElections(env: NodeJS.ProcessEnv, log: (line: string) => void): SamplePlay {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'follow-parent.js'), '--import', 'tsx', join(__dirname, 'play-sample.ts')], { cwd: projectRoot, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true, windowsHide: true });
  child.stdin.on('error', () => undefined);
  let said = '';
  let failed = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (failed = `${failed}${data.toString()}`.slice(-2_000)));
  child.once('error', (error) => log(`示例事项未能办理 (sample cases): ${error.message}`));
  child.once('exit', (code, signal) => {
    if (code === 0 && said.trim() !== '0') log(`示例事项: 已办到各步 ${said.trim()} 项 (sample elections and inspections stand in every state)`);
    if (code !== 0 && signal === null && !stopped) log(`示例事项未能办完 (sample cases are incomplete)\n${failed.trim()}`);
  });
  let stopped = false;
  return {
    stop: () => {
      stopped = true;
      child.kill('SIGKILL');
    },
  };
}
