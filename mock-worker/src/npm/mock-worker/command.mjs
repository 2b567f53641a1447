#!/usr/bin/env node
// The command mock-worker: the mock's own flags, signals and exit code.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { command } from './runtime.mjs';

let line;
try {
  line = command();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const mock = spawn(line[0], [...line.slice(1), ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends Ctrl-C to both; whoever signals this process alone means the mock.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => mock.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
process.on('SIGINT', () => { if (!process.stdin.isTTY) mock.kill('SIGINT'); });
mock.on('error', (error) => {
  process.stderr.write(`mock-worker: ${line[0]} cannot be started: ${error.message}\n`);
  process.exit(1);
});
mock.on('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)));
