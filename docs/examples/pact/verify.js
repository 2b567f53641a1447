// Verifies a worker against a pact with pact-js. Start worker-contracts.jar pact-bridge for the worker before.
//   node verify.js WORKER_URL BRIDGE_URL PACT_FILE
const { Verifier } = require('@pact-foundation/pact');

const [worker, bridge, pact] = process.argv.slice(2);

new Verifier({
  provider: 'worker-orcd',
  providerBaseUrl: worker,
  pactUrls: [pact],
  providerStatesSetupUrl: `${bridge}/states`,
  transports: [{ protocol: 'message', port: Number(new URL(bridge).port), path: '/messages' }],
  timeout: 30_000, // of one request, in milliseconds
  logLevel: 'error',
})
  .verifyProvider()
  .then((results) => {
    const all = JSON.parse(results).interactionResults;
    const passed = all.filter((one) => one.result === 'OK').length;
    console.log(`${passed} of ${all.length} interactions passed, ${all.length - passed} pending`);
  })
  .catch(() => {
    console.error('not verified, see above');
    process.exitCode = 1;
  });
