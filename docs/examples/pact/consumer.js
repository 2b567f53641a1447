// A team's own pact for the worker, written by the tests of its client in JavaScript (Node.js 20, pact-js 16).
//   node consumer.js FOLDER     writes FOLDER/js-orchestrator-worker-orcd.json; verify.js verifies it
const assert = require('node:assert');
const { MatchersV3: like, PactV4: Pact } = require('@pact-foundation/pact');

// The client under test: the part of it that reads no stream. How it reads streams is a test against the mock itself.
class Client {
  constructor(worker) {
    this.worker = worker;
  }

  async isHealthy() {
    const answer = await fetch(`${this.worker}/health`);
    return (await answer.json()).status === 'healthy';
  }

  async cancel(jobId) {
    const answer = await fetch(`${this.worker}/cancel`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ job_id: jobId }),
    });
    return answer.status === 202;
  }
}

const pact = new Pact({ consumer: 'js-orchestrator', provider: 'worker-orcd', dir: process.argv[2], logLevel: 'error' });

async function health() {
  await pact
    .addInteraction()
    .given('a worker is ready')
    .uponReceiving('a question for its health')
    .withRequest('GET', '/health')
    .willRespondWith(200, (answer) => answer.jsonBody({ status: like.regex('^(healthy|unhealthy)$', 'healthy') }))
    .executeTest(async (worker) => assert.equal(await new Client(worker.url).isHealthy(), true));
}

async function cancel() {
  await pact
    .addInteraction()
    .given('a job is running', { job_id: 'job-js' })
    .uponReceiving('a cancel of its job')
    .withRequest('POST', '/cancel', (request) => request.jsonBody({ job_id: 'job-js' }))
    .willRespondWith(202, (answer) => answer.jsonBody({ status: 'cancelling', job_id: 'job-js' }))
    .executeTest(async (worker) => assert.equal(await new Client(worker.url).cancel('job-js'), true));
}

// What it relies on in a stream, by the digest of docs/pact.md.
async function failingStream() {
  await pact
    .addSynchronousInteraction('a job that fails')
    .given('the next job fails while it runs', { code: 'CUDA_ERROR' })
    .withRequest((request) => request.withJSONContent({ job_id: 'job-js', prompt: 'Say hi', max_tokens: 16 }))
    .withResponse((answer) =>
      answer.withJSONContent({
        status: 200,
        sequence: like.regex('^started( (token|metrics))* error$', 'started token error'),
        events: { error: [{ code: 'CUDA_ERROR', retriable: true }] },
        facts: { responseEnded: true, tokenIndexesContiguousFromZero: true },
      })
    )
    .executeTest(async (message) => assert.equal(message.Response.length, 1));
}

// Wanted, but not agreed yet: verifiers show it, and it fails nobody.
async function wish() {
  await pact
    .addInteraction()
    .pending(true)
    .given('a worker is ready')
    .uponReceiving('a question for its models')
    .withRequest('GET', '/models')
    .willRespondWith(200)
    .executeTest(async (worker) => assert.equal((await fetch(`${worker.url}/models`)).status, 200));
}

health()
  .then(cancel)
  .then(failingStream)
  .then(wish)
  .catch((failure) => {
    console.error(failure.message);
    process.exitCode = 1;
  });
