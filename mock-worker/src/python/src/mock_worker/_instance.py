"""One worker, controlled over HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Optional

_ANSWER_SECONDS = 10.0


class MockWorkerError(Exception):
    """The mock could not start or refused what it was asked; the text says why."""


class MockWorkerInstance:
    """A worker with its own port, journal, verdict and scenarios. Not thread-safe."""

    def __init__(self, url: str, control_url: str) -> None:
        self._url = url
        self._control_url = control_url

    @property
    def url(self) -> str:
        """The worker's URL, without a slash at the end."""
        return self._url

    def enqueue(self, scenario: str) -> None:
        """Answers the next job with a ready-made scenario, or the next jobs with those of a YAML or JSON text, in order.

        Raises MockWorkerError, with every error at its line and column, if the text is not a valid scenario file.
        """
        if "\n" in scenario or ":" in scenario:
            self._call("POST", "/mock/scenarios/enqueue", scenario.encode())
        else:
            self._call("POST", "/mock/scenarios/enqueue?" + urllib.parse.urlencode({"name": scenario}))

    def scenarios(self, text: str) -> None:
        """Replaces the scenarios by those of a YAML or JSON text, as ``--scenario FILE`` does at the start."""
        self._call("PUT", "/mock/scenarios", text.encode())

    def take_job(self, timeout: float = 5.0) -> dict[str, Any]:
        """Waits for the next job that ends, at most 50 s, and returns its journal entry; each job is returned once.

        Raises MockWorkerError, which names the running jobs, if none ends in time.
        """
        path = "/mock/jobs/next?" + urllib.parse.urlencode({"within": f"{round(timeout * 1000)}ms"})
        job: dict[str, Any] = self._call("POST", path, timeout=timeout + _ANSWER_SECONDS)
        return job

    @property
    def journal(self) -> list[dict[str, Any]]:
        """All jobs so far, in order of arrival: what was asked for, what was sent and when, and how it ended."""
        jobs: list[dict[str, Any]] = self._call("GET", "/mock/journal")["jobs"]
        return jobs

    @property
    def verdict(self) -> dict[str, Any]:
        """What the clients did wrong so far: ``findings``, each with kind, severity, message, advice and job_ids."""
        verdict: dict[str, Any] = self._call("GET", "/mock/verdict")
        return verdict

    def release(self, gate: str) -> None:
        """Opens a gate at which scripts hold."""
        self._call("POST", "/mock/gates/" + urllib.parse.quote(gate, safe=""))

    def reset(self) -> None:
        """Ends running jobs and forgets everything: journal, call counts, enqueued scenarios, gates, overrides."""
        self._call("POST", "/mock/reset")

    def _call(self, method: str, path: str, body: Optional[bytes] = None, timeout: float = _ANSWER_SECONDS) -> Any:
        request = urllib.request.Request(self._control_url + path, data=body, method=method)
        # The mock is on this machine; a proxy from the environment is not.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise MockWorkerError(_message(error)) from None
        except OSError as error:
            raise MockWorkerError(f"{method} {self._control_url}{path} got no answer: {error}") from error
        return json.loads(text) if text else None


def _message(error: urllib.error.HTTPError) -> str:
    text = error.read().decode("utf-8", "replace")
    try:
        envelope = json.loads(text)
        return str(envelope.get("report") or envelope["message"])
    except (ValueError, KeyError, AttributeError):
        return f"{error.code} {error.reason}: {text[:200]}"
