'use strict';
// Runs one engine for whoever started this, and never longer than that: when the starter goes, however it went,
// the pipe to stdin closes and the engine is stopped. Plain JavaScript, so that it costs little memory.
// Arguments: log file, pid file, grace in ms, program, its arguments.
const { spawn } = require('node:child_process');
const { openSync, readFileSync, rmSync, writeFileSync } = require('node:fs');

const [logFile, pidFile, graceMs, program, ...args] = process.argv.slice(2);
const log = openSync(logFile, 'a');
const engine = spawn(program, args, { stdio: ['ignore', log, log], windowsHide: true });

const mine = `${engine.pid}\n`;

function end(code) {
  try {
    // A successor may have written its own by now.
    if (readFileSync(pidFile, 'utf8') === mine) rmSync(pidFile, { force: true });
  } catch {
    // Gone already.
  }
  process.exit(code);
}

function stop() {
  engine.kill('SIGTERM');
  setTimeout(() => engine.kill('SIGKILL'), Number(graceMs)).unref();
}

engine.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  end(127);
});
engine.once('exit', (code, signal) => {
  process.stderr.write(`${program} ended by ${signal ?? `exit code ${code}`}\n`);
  end(code ?? 1);
});
if (engine.pid !== undefined) writeFileSync(pidFile, mine);

process.stdin.resume().once('end', stop).once('error', stop);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
