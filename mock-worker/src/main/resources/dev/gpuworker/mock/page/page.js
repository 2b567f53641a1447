// The mock's own page. Text from the worker and its clients is only ever set as text, never as HTML.
'use strict';

const DRAWN_MAX = 50;
const JOURNAL_MAX = 500;
const CHECK_PAUSE_MS = 300;

const byId = (id) => document.getElementById(id);
const streams = new Map(); // ordinal -> { job, points, row, canvas }
const journal = []; // newest first
let plans = new Map(); // scenario name -> milliseconds of its time line
let latest;

function element(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === 'text') made.textContent = value;
    else if (name === 'class') made.className = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const svg = (tag, attributes) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

/** Calls the control plane. Rejects with the error's own message. */
async function call(method, path, body) {
  const answer = await fetch(path, { method, body });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : undefined;
  if (!answer.ok) throw Object.assign(new Error(json?.message ?? `${answer.status} ${answer.statusText}`), { json });
  return json;
}

function attempt(action) {
  action().catch((error) => setStatus('bad', error.message));
}

function setStatus(kind, text) {
  const line = byId('status');
  line.className = `headline ${kind}`;
  if (line.textContent !== text) line.textContent = text;
}

// ---- live ----

function connect() {
  const source = new EventSource('live');
  source.addEventListener('live', (event) => live(JSON.parse(event.data)));
  source.addEventListener('full', (event) => { source.close(); setStatus('warn', event.data); });
  source.onerror = () => setStatus('bad', 'the worker does not answer; trying again');
}

function live(state) {
  const first = latest === undefined;
  latest = state;
  const healthy = state.status === 'healthy';
  setStatus(healthy ? '' : 'bad', `${state.status}${state.draining ? ', draining' : ''} · ${state.dialect.toLowerCase().replace('_', ' ')} dialect`);
  byId('worker-url').textContent = state.url;
  facts(state);
  gates(state.held);
  jobs(state);
  state.ended.slice().reverse().forEach(ended);
  if (state.ended.length > 0) drawJournal();
  if (state.verdict) verdict(state.verdict);
  if (first) attempt(scenarios);
}

function facts(state) {
  const gib = (bytes) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
  const rows = [
    ['running', state.running], ['waiting', state.waiting], ['ended', state.ended_count], ['enqueued', state.enqueued],
    ['VRAM', `${gib(state.vram_bytes_used)} of ${gib(state.vram_bytes_total)}`], ['up', `${Math.round(state.uptime_ms / 1000)} s`],
  ];
  const list = byId('facts');
  if (list.children.length === 0) {
    for (const [name] of rows) {
      const value = element('dd', { id: `fact-${name}` });
      list.append(element('div', {}, element('dt', { text: name }), value));
      if (name === 'VRAM') value.after(element('meter', { id: 'vram', min: 0, max: 1, 'aria-label': 'VRAM in use' }));
    }
  }
  for (const [name, value] of rows) {
    const cell = byId(`fact-${name}`);
    if (cell.textContent !== String(value)) cell.textContent = value;
  }
  byId('vram').value = state.vram_bytes_used / state.vram_bytes_total;
}

function gates(held) {
  const group = byId('gates');
  if (group.dataset.held === held.join('\n')) return;
  group.dataset.held = held.join('\n');
  group.replaceChildren(...held.map((gate) => element('button', {
    type: 'button',
    text: `Open the gate ${gate}`,
    onclick: () => attempt(() => call('POST', `gates/${encodeURIComponent(gate)}`)),
  })));
}

// ---- streams ----

function jobs(state) {
  const now = new Set(state.jobs.map((job) => job.ordinal));
  for (const [ordinal, stream] of streams) {
    if (!now.has(ordinal)) {
      stream.row.remove();
      streams.delete(ordinal);
    }
  }
  for (const job of state.jobs) {
    const stream = streams.get(job.ordinal) ?? added(job);
    stream.job = job;
    for (let k = 0; k < (job.kinds?.length ?? 0); k += 1) stream.points.push([job.planned[k], job.written[k]]);
    stream.label.textContent = `${job.outcome.toLowerCase()}, ${job.tokens_sent} tokens`;
    draw(stream);
  }
  const all = state.running + state.waiting;
  byId('job-counts').textContent = all === 0 ? '' : `${state.running} running, ${state.waiting} waiting`;
  byId('no-streams').hidden = all > 0;
  const more = byId('streams-more');
  more.hidden = all <= DRAWN_MAX;
  more.textContent = `and ${all - DRAWN_MAX} more, which are counted and not drawn`;
}

function added(job) {
  const canvas = element('canvas', { role: 'img', 'aria-label': `time line of job ${job.job_id}` });
  const label = element('span', { class: 'req' });
  const row = element('div', { class: 'stream', 'data-job': job.job_id },
    element('div', {}, element('div', { class: 'id', text: job.job_id }), element('div', { class: 'req', text: job.scenario ?? 'generated' }), label),
    canvas);
  byId('streams').append(row);
  const stream = { job, points: [], row, canvas, label };
  streams.set(job.ordinal, stream);
  return stream;
}

function draw({ job, points, canvas }) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0) return;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const colours = getComputedStyle(document.documentElement);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const last = points.length > 0 ? points[points.length - 1][0] : 0;
  const span = Math.max(plans.get(job.scenario) ?? 0, last, job.ran_ms, 1);
  const x = (millis) => 1 + (Math.min(millis, span) / span) * (width - 2);
  pen.fillStyle = colours.getPropertyValue('--planned');
  pen.fillRect(0, height / 2 - 0.5, width, 1);
  // One pixel never needs more than one mark, however many events fall on it.
  let planned = -1;
  let written = -1;
  for (const point of points) {
    const above = Math.round(x(point[0]));
    if (above !== planned) pen.fillRect(above, 3, 1, height / 2 - 5);
    planned = above;
  }
  pen.fillStyle = colours.getPropertyValue('--actual');
  for (const point of points) {
    const below = Math.round(x(point[1]));
    if (below !== written) pen.fillRect(below, height / 2 + 2, 1.5, height / 2 - 5);
    written = below;
  }
  pen.fillRect(x(job.ran_ms), height / 2 - 2, 3, 4);
}

// ---- journal ----

function ended(job) {
  if (journal.some((known) => known.ordinal === job.ordinal)) return;
  journal.unshift({
    ordinal: job.ordinal, job_id: job.job_id, scenario: job.scenario, outcome: job.outcome, tokens: job.tokens_sent, ms: job.ran_ms,
  });
  journal.length = Math.min(journal.length, JOURNAL_MAX);
  const select = byId('filter-outcome');
  if (![...select.options].some((option) => option.value === job.outcome)) {
    select.append(element('option', { value: job.outcome, text: job.outcome }));
  }
}

function drawJournal() {
  const id = byId('filter-id').value;
  const scenario = byId('filter-scenario').value;
  const outcome = byId('filter-outcome').value;
  const shown = journal.filter((job) => job.job_id.includes(id) && (job.scenario ?? '').includes(scenario) && (!outcome || job.outcome === outcome));
  byId('journal-rows').replaceChildren(...shown.slice(0, 100).map((job) => element('tr', {},
    element('td', { text: job.ordinal }),
    element('td', { class: 'id', text: job.job_id }),
    element('td', { text: job.scenario ?? '' }),
    element('td', { class: job.outcome, text: job.outcome }),
    element('td', { class: 'number', text: job.tokens }),
    element('td', { class: 'number', text: job.ms }),
    element('td', {}, element('button', { type: 'button', text: 'bytes', 'aria-label': `details of job ${job.job_id}`, onclick: () => attempt(() => details(job.ordinal)) })))));
  const empty = byId('journal-empty');
  empty.hidden = shown.length > 0;
  empty.textContent = journal.length === 0 ? 'No job has ended yet.' : 'No job matches these filters.';
}

async function details(ordinal) {
  const job = await call('GET', `journal/${ordinal}`);
  const lag = Math.max(0, ...job.events.map((event) => event.written_ms - event.planned_ms));
  let bytes = 'not kept: this page was not open when the job came';
  if (job.sent_base64 !== undefined) {
    const raw = Uint8Array.from(atob(job.sent_base64), (character) => character.charCodeAt(0));
    bytes = printable(new TextDecoder().decode(raw)) + (job.sent_left_out > 0 ? `\n… and ${job.sent_left_out} more bytes` : '');
  }
  const panel = byId('details');
  panel.replaceChildren(
    element('h3', { text: `Job ${job.job_id}` }),
    element('p', { class: 'req', text: `${job.outcome}${job.error_code ? ` ${job.error_code}` : ''}, ${job.tokens_sent} tokens, ${job.bytes_sent} bytes, waited ${job.waited_ms.toFixed(1)} ms, ran ${job.ran_ms.toFixed(1)} ms; written at most ${lag.toFixed(2)} ms after its time` }),
    ...(job.mismatch ? [element('p', { text: job.mismatch })] : []),
    element('h4', { text: 'what was sent' }), element('pre', { id: 'job-bytes', text: bytes }),
    element('h4', { text: 'what was asked for' }),
    element('pre', { text: JSON.stringify({ max_tokens: job.max_tokens, ...job.parameters, prompt: job.prompt, headers: job.headers }, null, 2) }),
    element('button', { type: 'button', text: 'Close', onclick: () => { panel.hidden = true; } }));
  panel.hidden = false;
  panel.focus();
}

/** Control characters and direction marks must not change what a reader sees. */
function printable(text) {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => (character === '\r' ? '␍' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

// ---- clients ----

function verdict(found) {
  const text = JSON.stringify(found.findings);
  const list = byId('findings');
  if (list.dataset.shown === text) return;
  list.dataset.shown = text;
  list.replaceChildren(...found.findings.map((finding) => element('li', { class: `finding ${finding.severity}` },
    element('b', { text: `${finding.severity.toLowerCase()}: ${finding.kind}` }),
    element('span', { text: finding.message }),
    element('p', { class: 'req', text: finding.advice }))));
  byId('no-findings').hidden = found.findings.length > 0;
}

// ---- scenarios ----

async function scenarios() {
  const [{ source, scenarios: names }, explained] = await Promise.all([call('GET', 'scenarios'), call('GET', 'scenarios/explain')]);
  byId('send-scenario').replaceChildren(element('option', { value: '', text: 'none' }), ...names.map((name) => element('option', { value: name, text: name })));
  plans = new Map(explained.scenarios.map((scenario) => [scenario.name, duration(scenario)]));
  byId('time-lines').replaceChildren(...explained.scenarios.map(timeLine),
    ...(names.length === 0 ? [element('p', { text: 'There are none: every job is answered with generated text.' })] : []));
  const editor = byId('editor');
  if (!editor.value) {
    editor.value = source ?? 'version: 1\nscenarios:\n  - name: mine\n    stream:\n      - started\n      - tokens: { text: "hello from the page", every: 50ms }\n      - end\n';
    await check();
  }
}

const duration = (scenario) => Math.max(0, ...scenario.lines.map((line) => line.p99_ms));

function timeLine(scenario) {
  const span = Math.max(duration(scenario), 1);
  const picture = svg('svg', { viewBox: '0 0 1000 46', preserveAspectRatio: 'none', role: 'img', 'aria-label': `time line of ${scenario.name}` });
  picture.append(svg('line', { x1: 0, x2: 1000, y1: 23, y2: 23, class: 'axis' }));
  for (const line of scenario.lines) {
    if (line.median_ms < 0) continue;
    const at = 2 + (line.median_ms / span) * 996;
    const mark = svg('line', { x1: at, x2: at, y1: 8, y2: 38, class: line.event === 'hold' ? 'gate' : 'tick' });
    const title = svg('title', {});
    title.textContent = `${line.after ? `${line.after} opens + ` : ''}${line.median_ms.toFixed(1)} ms: ${line.event} ${line.detail}`;
    mark.append(title);
    picture.append(mark);
  }
  const rows = scenario.lines.map((line) => element('tr', {},
    element('td', { class: 'number', text: line.median_ms < 0 ? '' : line.median_ms.toFixed(1) }),
    element('td', { class: 'number', text: line.median_ms < 0 || line.p99_ms === line.median_ms ? '' : line.p99_ms.toFixed(1) }),
    element('td', { text: (line.after ? `after ${line.after}: ` : '') + line.event }), element('td', { text: line.detail })));
  return element('div', { class: 'time-line' },
    element('h3', { text: scenario.name }), picture,
    element('details', {}, element('summary', { text: `${scenario.lines.length} steps, ${duration(scenario).toFixed(0)} ms` }),
      element('div', { class: 'scroll' }, element('table', {},
        element('thead', {}, element('tr', {}, ...['ms', 'p99', 'what', ''].map((text) => element('th', { scope: 'col', text })))),
        element('tbody', {}, ...rows)))));
}

let checks = 0;
async function check() {
  checks += 1;
  const mine = checks;
  const problems = byId('problems');
  const state = byId('editor-state');
  try {
    const explained = await call('POST', 'scenarios/explain', byId('editor').value);
    if (mine !== checks) return;
    state.textContent = `Good: ${explained.scenarios.length} scenario${explained.scenarios.length === 1 ? '' : 's'}.`;
    problems.replaceChildren();
    byId('preview').replaceChildren(...explained.scenarios.map(timeLine));
    byId('use-scenarios').disabled = false;
  } catch (error) {
    if (mine !== checks) return;
    byId('use-scenarios').disabled = true;
    state.textContent = error.message;
    problems.replaceChildren(...(error.json?.problems ?? []).map((problem) => element('li', {}, element('button', {
      type: 'button',
      class: 'problem',
      text: `line ${problem.line}, column ${problem.column}: ${problem.message}${problem.hint ? ` (${problem.hint})` : ''}`,
      onclick: () => select(problem),
    }))));
  }
}

/** Selects the place of a problem; its column counts characters, the text area counts UTF-16 units. */
function select({ line, column, width }) {
  const editor = byId('editor');
  const lines = editor.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const characters = [...(lines[line - 1] ?? '')];
  const units = (count) => characters.slice(0, count).join('').length;
  editor.focus();
  editor.setSelectionRange(before + units(column - 1), before + units(column - 1 + width));
}

// ---- a job of one's own ----

let running;
async function send(event) {
  event.preventDefault();
  if (latest && new URL(latest.url).port !== location.port) {
    byId('send-state').textContent = `This page is on a port of its own, from which browsers cannot reach the worker. Use: curl -N ${latest.url}/execute -d '{"job_id":"j1","prompt":"…"}' -H 'Content-Type: application/json'`;
    return;
  }
  const job = { job_id: `page-${crypto.getRandomValues(new Uint32Array(1))[0]}`, prompt: byId('send-prompt').value, max_tokens: Number(byId('send-max').value) };
  const headers = { 'Content-Type': 'application/json' };
  if (byId('send-scenario').value) headers['x-scenario'] = byId('send-scenario').value;
  const text = byId('send-text');
  const raw = byId('send-raw');
  const state = byId('send-state');
  text.textContent = '';
  raw.textContent = '';
  running = job.job_id;
  byId('send-button').disabled = true;
  byId('cancel-button').disabled = false;
  const begin = performance.now();
  state.textContent = `${job.job_id}: sent`;
  let terminal = '';
  try {
    const answer = await fetch('/execute', { method: 'POST', headers, body: JSON.stringify(job) });
    if (!answer.ok) {
      raw.textContent = printable(await answer.text());
      state.textContent = `${job.job_id}: refused with ${answer.status}; see below`;
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      raw.textContent += printable(value);
      rest += value;
      const frames = rest.split(/\r?\n\r?\n/);
      rest = frames.pop();
      for (const frame of frames) {
        const name = /^event: ?(.*)$/m.exec(frame)?.[1] ?? '';
        const data = /^data: ?(.*)$/m.exec(frame)?.[1] ?? '';
        if (name === 'token') {
          try { text.textContent += JSON.parse(data).t; } catch { /* shown below as it came */ }
        }
        if (name === 'end' || name === 'error') terminal = name;
      }
    }
    const took = `${(performance.now() - begin).toFixed(0)} ms`;
    state.textContent = terminal ? `${job.job_id}: ${terminal} after ${took}` : `${job.job_id}: the stream was cut off after ${took}, without end or error`;
  } catch (error) {
    state.textContent = `${job.job_id}: the connection broke: ${error.message}`;
  } finally {
    running = undefined;
    byId('send-button').disabled = false;
    byId('cancel-button').disabled = true;
  }
}

function start() {
  for (const id of ['filter-id', 'filter-scenario']) byId(id).addEventListener('input', drawJournal);
  byId('filter-outcome').addEventListener('change', drawJournal);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('reset').addEventListener('click', () => attempt(async () => {
    await call('POST', 'reset');
    journal.length = 0;
    drawJournal();
  }));
  let timer;
  byId('editor').addEventListener('input', () => {
    clearTimeout(timer);
    byId('use-scenarios').disabled = true;
    timer = setTimeout(check, CHECK_PAUSE_MS);
  });
  byId('use-scenarios').addEventListener('click', () => attempt(async () => {
    await call('PUT', 'scenarios', byId('editor').value);
    byId('editor-state').textContent = 'In use.';
    await scenarios();
  }));
  byId('send-form').addEventListener('submit', send);
  byId('cancel-button').addEventListener('click', () => attempt(() => fetch('/cancel', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ job_id: running }),
  })));
  connect();
}

start();
