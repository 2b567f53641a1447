import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { command } from './runtime.mjs';

const START_MS = 30_000;
const STOP_MS = 10_000;
const POLL_MS = 10;
const ANSWER_MS = 10_000;
const SHOWN_CHARS = 2_000;

export class MockWorkerError extends Error {}

export class MockWorkerInstance {
  #control;
  #end;

  constructor(url, control, end) {
    this.url = url;
    this.#control = control;
    this.#end = end;
  }

  async enqueue(scenario) {
    if (/[\n:]/.test(scenario)) await this.call('POST', '/mock/scenarios/enqueue', scenario);
    else await this.call('POST', `/mock/scenarios/enqueue?name=${encodeURIComponent(scenario)}`);
  }

  async scenarios(text) {
    await this.call('PUT', '/mock/scenarios', text);
  }

  takeJob({ timeoutMs = 5000 } = {}) {
    return this.call('POST', `/mock/jobs/next?within=${Math.round(timeoutMs)}ms`, '', timeoutMs + ANSWER_MS);
  }

  async journal() {
    return (await this.call('GET', '/mock/journal')).jobs;
  }

  verdict() {
    return this.call('GET', '/mock/verdict');
  }

  async assertClean({ warnings = false } = {}) {
    const bad = (await this.verdict()).findings.filter((one) => one.severity === 'ERROR' || (warnings && one.severity === 'WARNING'));
    if (bad.length > 0) {
      throw new MockWorkerError(['the client made a mistake:', ...bad.map((one) => `  ${one.kind}: ${one.message} (${one.advice})`)].join('\n'));
    }
  }

  async release(gate) {
    await this.call('POST', `/mock/gates/${encodeURIComponent(gate)}`);
  }

  async reset() {
    await this.call('POST', '/mock/reset');
  }

  async end() {
    await this.#end?.();
  }

  /** Not fetch: its pool would keep connections to instances that have ended. */
  call(method, route, body = '', timeoutMs = ANSWER_MS) {
    const url = new URL(this.#control + route);
    return new Promise((resolve, reject) => {
      const request = http.request(url, { method, agent: false, timeout: timeoutMs }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (response.statusCode < 300) resolve(text ? JSON.parse(text) : undefined);
          else reject(new MockWorkerError(messageOf(text, response)));
        });
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      request.on('error', (error) => reject(new MockWorkerError(`${method} ${url} got no answer: ${error.message}`)));
      request.end(body);
    });
  }
}

function messageOf(text, response) {
  try {
    const envelope = JSON.parse(text);
    return envelope.report ?? envelope.message;
  } catch {
    return `${response.statusCode} ${response.statusMessage}: ${text.slice(0, 200)}`;
  }
}

export class MockWorker extends MockWorkerInstance {
  #process;
  #folder;

  constructor(child, url, folder) {
    super(url, url);
    this.#process = child;
    this.#folder = folder;
    this.pid = child.pid;
  }

  static async start(args = []) {
    let line;
    try {
      line = command();
    } catch (error) {
      throw new MockWorkerError(error.message);
    }
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mock-worker-'));
    const ports = path.join(folder, 'port');
    const log = await fs.open(path.join(folder, 'log'), 'w');
    // Its standard input ends with this process, however this process dies, and the mock with it.
    const child = spawn(line[0], [...line.slice(1), '--port', '0', '--port-file', ports, '--stop-with-stdin', ...args], {
      stdio: ['pipe', log.fd, log.fd],
    });
    let broken;
    child.on('error', (error) => { broken = error; });
    child.stdin.on('error', () => {}); // the mock has ended first
    await log.close();
    const deadline = performance.now() + START_MS;
    for (;;) {
      try {
        const port = Number((await fs.readFile(ports, 'utf8')).split('\n')[0]);
        // Nothing of the mock keeps this process alive.
        child.unref();
        child.stdin.unref?.();
        return new MockWorker(child, `http://127.0.0.1:${port}`, folder);
      } catch {
        // not ready yet
      }
      if (broken || child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
        child.kill('SIGKILL');
        const shown = (await fs.readFile(path.join(folder, 'log'), 'utf8')).slice(-SHOWN_CHARS);
        await fs.rm(folder, { recursive: true, force: true });
        throw new MockWorkerError(`the mock did not start (${broken?.message ?? `exit code ${child.exitCode}`}); it printed:\n${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async instance(scenarios = '') {
    const { id, url, control_url: control } = await this.call('POST', '/mock/instances', scenarios);
    return new MockWorkerInstance(url, control, () => this.call('DELETE', `/mock/instances/${id}`));
  }

  async stop() {
    const child = this.#process;
    if (child.exitCode === null && child.signalCode === null) {
      child.ref();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(killer);
    }
    await fs.rm(this.#folder, { recursive: true, force: true });
  }

  end() {
    return this.stop();
  }
}
