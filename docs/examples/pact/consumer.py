"""A team's own pact for the worker, written by the tests of its client in Python (3.10, pact-python 4).

python consumer.py FOLDER     writes FOLDER/py-orchestrator-worker-orcd.json; verify.py verifies it
"""

import json
import sys
import urllib.request

from pact import Pact, match


class Client:
    """The part of the client under test that reads no stream. How it reads streams is a test against the mock itself."""

    def __init__(self, worker):
        self.worker = worker

    def is_healthy(self):
        with urllib.request.urlopen(f"{self.worker}/health") as answer:
            return json.load(answer)["status"] == "healthy"

    def cancel(self, job_id):
        body = json.dumps({"job_id": job_id}).encode()
        request = urllib.request.Request(f"{self.worker}/cancel", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return answer.status == 202


def health(pact):
    (
        pact.upon_receiving("a question for its health")
        .given("a worker is ready")
        .with_request("GET", "/health")
        .will_respond_with(200)
        .with_body({"status": match.regex("healthy", regex="^(healthy|unhealthy)$")}, "application/json")
    )


def cancel(pact):
    (
        pact.upon_receiving("a cancel of its job")
        .given("a job is running", job_id="job-py")
        .with_request("POST", "/cancel")
        .with_body({"job_id": "job-py"}, "application/json")
        .will_respond_with(202)
        .with_body({"status": "cancelling", "job_id": "job-py"}, "application/json")
    )


def failing_stream(pact):
    """What it relies on in a stream, by the digest of docs/pact.md."""
    (
        pact.upon_receiving("a job that fails", "Sync")
        .given("the next job fails while it runs", code="CUDA_ERROR")
        .with_body({"job_id": "job-py", "prompt": "Say hi", "max_tokens": 16}, "application/json")
        .will_respond_with()
        .with_body(
            {
                "status": 200,
                "sequence": match.regex("started token error", regex="^started( (token|metrics))* error$"),
                "events": {"error": [{"code": "CUDA_ERROR", "retriable": True}]},
                "facts": {"responseEnded": True, "tokenIndexesContiguousFromZero": True},
            },
            "application/json",
        )
    )


def wish(pact):
    """Wanted, but not agreed yet: verifiers show it, and it fails nobody."""
    (
        pact.upon_receiving("a question for its models")
        .given("a worker is ready")
        .set_pending(pending=True)
        .with_request("GET", "/models")
        .will_respond_with(200)
    )


def pact():
    return Pact("py-orchestrator", "worker-orcd").with_specification("V4")


def main(folder):
    http = pact()
    health(http)
    cancel(http)
    wish(http)
    with http.serve() as worker:
        client = Client(worker.url)
        assert client.is_healthy()
        assert client.cancel("job-py")
        urllib.request.urlopen(f"{worker.url}/models").close()
    http.write_file(folder, overwrite=True)

    messages = pact()  # pact-python serves no pact that has messages, but both go into one file
    failing_stream(messages)
    messages.write_file(folder)


main(sys.argv[1])
