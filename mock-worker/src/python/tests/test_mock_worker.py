"""Tests of the package as it is installed: in a fresh virtual environment, on a machine that needs no Java."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from mock_worker import MockWorker, MockWorkerError, MockWorkerInstance

pytest_plugins = ["pytester"]

TWO = """
version: 1
scenarios:
  - name: first
    calls: 1
    stream: [started, {token: {t: one}}, end]
  - name: second
    stream: [started, {token: {t: two}}, end]
"""


def execute(url: str, job_id: str = "j-1") -> str:
    body = json.dumps({"job_id": job_id, "prompt": "p"}).encode()
    request = urllib.request.Request(url + "/execute", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        text: str = answer.read().decode()
    return text


def test_a_ready_made_scenario_is_enqueued_by_its_name(mock_worker: MockWorkerInstance) -> None:
    mock_worker.enqueue("haiku")

    assert "🌸" in execute(mock_worker.url)

    job = mock_worker.take_job(timeout=5)
    assert (job["job_id"], job["outcome"], job["scenario"]) == ("j-1", "ENDED", "haiku")


def test_every_test_has_a_clean_worker(mock_worker: MockWorkerInstance) -> None:
    assert mock_worker.journal == []
    assert mock_worker.verdict["findings"] == []


@pytest.mark.mock_worker(scenarios=TWO)
def test_scenarios_come_with_the_marker(mock_worker: MockWorkerInstance) -> None:
    assert '"one"' in execute(mock_worker.url, "a")
    assert '"two"' in execute(mock_worker.url, "b")


def test_a_bad_scenario_is_reported_at_its_place(mock_worker: MockWorkerInstance) -> None:
    with pytest.raises(MockWorkerError, match=r'did you mean "token"'):
        mock_worker.enqueue(TWO.replace("token", "tokne", 1))
    with pytest.raises(MockWorkerError, match="haikoo"):
        mock_worker.enqueue("haikoo")


def test_no_finished_job_is_an_error_that_names_the_running_ones(mock_worker: MockWorkerInstance) -> None:
    with pytest.raises(MockWorkerError, match="no job ended within 10ms; under way: nothing"):
        mock_worker.take_job(timeout=0.01)


def test_a_clean_worker_takes_less_than_10_ms(mock_worker_process: MockWorker) -> None:
    mock_worker_process.end(mock_worker_process.instance())
    times = []
    for _ in range(21):
        begin = time.perf_counter()
        worker = mock_worker_process.instance()
        times.append(time.perf_counter() - begin)
        mock_worker_process.end(worker)
    assert sorted(times)[10] < 0.010


def test_a_start_that_fails_says_why() -> None:
    with pytest.raises(MockWorkerError, match='did you mean "--port"'):
        MockWorker.start("--prot", "1")


def test_the_mock_ends_with_the_process_that_started_it() -> None:
    code = "from mock_worker import MockWorker; w = MockWorker.start(); print(w._process.pid, flush=True); input()"
    owner = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    mock = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    deadline = time.monotonic() + 20
    while _alive(mock):
        assert time.monotonic() < deadline, "the mock outlived its owner"
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(os.name != "posix", reason="ends a process with a POSIX signal")
def test_the_command_is_the_mock_itself() -> None:
    run = subprocess.run(["mock-worker", "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.startswith("mock-worker 0.1.0")
    server = subprocess.Popen(["mock-worker", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    for line in server.stdout:
        if '"ready"' in line:
            break
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0


def test_a_clients_fault_fails_the_test_if_asked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import urllib.request, urllib.error, pytest

        def cancel_something(url):
            request = urllib.request.Request(url + "/execute", b'{"job_id":"a","prompt":"p"}', {"Content-Type": "application/json"})
            for _ in range(2):
                with pytest.raises(urllib.error.HTTPError):
                    urllib.request.urlopen(request)

        BUSY = '''
        version: 1
        scenarios:
          - name: busy
            reply: {status: 503, headers: {Retry-After: "1"}}
        '''

        @pytest.mark.mock_worker(scenarios=BUSY, fail_on="error")
        def test_asked(mock_worker):
            cancel_something(mock_worker.url)

        @pytest.mark.mock_worker(scenarios=BUSY)
        def test_not_asked(mock_worker):
            cancel_something(mock_worker.url)

        @pytest.mark.mock_worker(fail_on="sometimes")
        def test_mistyped(mock_worker):
            pass
        """
    )
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(passed=2, errors=2)
    result.stdout.fnmatch_lines(["*RETRY_AFTER_IGNORED*", "*fail_on='never' or 'error' or 'warning'*"])
