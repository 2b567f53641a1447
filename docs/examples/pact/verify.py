"""Verifies a worker against a pact with pact-python. Start worker-contracts.jar pact-bridge for the worker before.

python verify.py WORKER_URL BRIDGE_URL PACT_FILE
"""

import sys
from urllib.parse import urlsplit

from pact import Verifier

worker, bridge, pact = sys.argv[1:4]

verifier = (
    Verifier("worker-orcd", host=urlsplit(worker).hostname)
    .add_transport(url=worker)
    .add_transport(protocol="message", port=urlsplit(bridge).port, path="/messages")
    .state_handler(f"{bridge}/states", teardown=True, body=True)
    .set_request_timeout(30_000)  # of one request, in milliseconds
    .add_source(pact)
)
try:
    verifier.verify()
except RuntimeError:
    sys.exit("not verified, see above")
results = verifier.results["interactionResults"]
passed = sum(1 for one in results if one["result"] == "OK")
print(f"{passed} of {len(results)} interactions passed, {len(results) - passed} pending")
