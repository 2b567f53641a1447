"""The pytest plugin: the fixture ``mock_worker``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ._instance import MockWorkerInstance
from ._process import MockWorker

_LEVELS = {"never": set[str](), "error": {"ERROR"}, "warning": {"ERROR", "WARNING"}}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("mock-worker").addoption(
        "--mock-worker-fail-on",
        choices=sorted(_LEVELS),
        default="never",
        help="fail a test if its client made a mistake that the mock can see: error, warning or never (default: never)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "mock_worker(scenarios='', fail_on='never'): scenarios of the fixture mock_worker as YAML text, "
        "and which client's mistakes fail the test: error, warning or never",
    )


@pytest.fixture(scope="session")
def mock_worker_process() -> Iterator[MockWorker]:
    """The process that all tests of the run share."""
    with MockWorker.start() as worker:
        yield worker


@pytest.fixture
def mock_worker(request: pytest.FixtureRequest, mock_worker_process: MockWorker) -> Iterator[MockWorkerInstance]:
    """A clean worker for this test."""
    marker = request.node.get_closest_marker("mock_worker")
    settings: dict[str, Any] = dict(marker.kwargs) if marker is not None else {}
    scenarios = settings.pop("scenarios", "")
    fail_on = settings.pop("fail_on", request.config.getoption("--mock-worker-fail-on"))
    if settings or (marker is not None and marker.args) or fail_on not in _LEVELS:
        pytest.fail(
            "the marker is mock_worker(scenarios='...', fail_on='never' or 'error' or 'warning'), but was "
            f"mock_worker({', '.join([*map(repr, marker.args), *(f'{k}={v!r}' for k, v in marker.kwargs.items())])})",
            pytrace=False,
        )
    worker = mock_worker_process.instance(scenarios)
    try:
        yield worker
        found = [one for one in worker.verdict["findings"] if one["severity"] in _LEVELS[fail_on]]
        if found:
            pytest.fail("\n".join(["the client made a mistake:", *map(_line, found)]), pytrace=False)
    finally:
        mock_worker_process.end(worker)


def _line(finding: dict[str, Any]) -> str:
    return f"  {finding['kind']}: {finding['message']} ({finding['advice']})"
