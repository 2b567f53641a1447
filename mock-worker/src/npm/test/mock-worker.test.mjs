// Tests of the packages as they are installed.
import assert from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { MockWorker, MockWorkerError } from 'mock-worker';

const TWO = `
version: 1
scenarios:
  - name: first
    calls: 1
    stream: [started, {token: {t: one}}, end]
  - name: second
    stream: [started, {token: {t: two}}, end]
`;
const BUSY = 'version: 1\nscenarios: [{name: busy, reply: {status: 503, headers: {Retry-After: "1"}}}]';

let mock;
before(async () => { mock = await MockWorker.start(); });
after(() => mock.stop());

const execute = (url, job = 'j-1') => fetch(`${url}/execute`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ job_id: job, prompt: 'p' }),
}).then((answer) => answer.text());

function alive(pid) {
  try {
    process.kill(pid, 0);
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim()[0] !== 'Z';
  } catch {
    return false;
  }
}

async function until(condition, what) {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a ready-made scenario is enqueued by its name', async () => {
  const worker = await mock.instance();
  await worker.enqueue('haiku');
  assert.match(await execute(worker.url), /🌸/);
  const job = await worker.takeJob();
  assert.deepEqual([job.job_id, job.outcome, job.scenario], ['j-1', 'ENDED', 'haiku']);
  await worker.assertClean();
  await worker.end();
});

test('an instance is clean, has its own scenarios, and ends', async () => {
  const worker = await mock.instance(TWO);
  assert.deepEqual(await worker.journal(), []);
  assert.match(await execute(worker.url, 'a'), /"one"/);
  assert.match(await execute(worker.url, 'b'), /"two"/);
  await worker.end();
  await assert.rejects(worker.journal(), MockWorkerError);
});

test('a bad scenario is reported at its place', async () => {
  await assert.rejects(mock.enqueue(TWO.replace('token', 'tokne')), /did you mean "token"/);
  await assert.rejects(mock.enqueue('haikoo'), /haikoo/);
});

test('no finished job is an error that names the running ones', async () => {
  await assert.rejects(mock.takeJob({ timeoutMs: 10 }), /no job ended within 10ms; under way: nothing/);
});

test("a client's mistake is found", async () => {
  const worker = await mock.instance(BUSY);
  await execute(worker.url);
  await execute(worker.url);
  await assert.rejects(worker.assertClean(), /RETRY_AFTER_IGNORED/);
  await worker.end();
});

test('a start that fails says why', async () => {
  await assert.rejects(MockWorker.start(['--prot', '1']), /did you mean "--port"/);
});

test('the mock ends with the process that started it', async () => {
  const code = "import { MockWorker } from 'mock-worker'; console.log((await MockWorker.start()).pid); setInterval(() => {}, 1000);";
  const owner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise((resolve) => owner.stdout.once('data', (data) => resolve(Number(data))));
  assert.ok(alive(pid));
  owner.kill('SIGKILL');
  await until(() => !alive(pid), 'the mock outlived its owner');
});

test('the command has the signals and exit codes of the mock', async () => {
  const run = (...args) => spawnSync('npx', ['mock-worker', ...args], { encoding: 'utf8' });
  assert.match(run('--version').stdout, /^mock-worker 0\.1\.0/);
  assert.equal(run('--prot', '1').status, 2);
  const server = spawn(process.execPath, ['node_modules/mock-worker/command.mjs', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  server.stdout.on('data', (data) => { printed += data; });
  await until(() => printed.includes('"ready"'), 'the mock did not become ready');
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('without a runtime the error says what to install', () => {
  const code = "import { command } from './node_modules/mock-worker/runtime.mjs'; try { command(); } catch (e) { console.log(e.message); }";
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', `Object.defineProperty(process, 'arch', { value: 'riscv64' }); ${code}`], {
    encoding: 'utf8',
    env: { ...process.env, JAVA_HOME: '/nowhere' },
  });
  assert.match(run.stdout, /\/nowhere\/bin\/java cannot be started; there is no runtime package for linux riscv64: install Java 17 or later/);
});
