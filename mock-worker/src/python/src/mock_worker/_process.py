"""The mock's process."""

from __future__ import annotations

import pathlib
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Optional

from ._instance import MockWorkerError, MockWorkerInstance
from ._runtime import command

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.01
_SHOWN_CHARS = 2_000


class MockWorker(MockWorkerInstance):
    """A mock in a process of its own, on a free port of loopback. It ends with the ``with`` block, and with this process."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, folder: tempfile.TemporaryDirectory[str]) -> None:
        super().__init__(url, url)
        self._process = process
        self._folder = folder

    @classmethod
    def start(cls, *args: str) -> MockWorker:
        """Starts a mock with these flags, such as ``"--scenario", "haiku"``. Raises MockWorkerError if it can't start."""
        folder = tempfile.TemporaryDirectory(prefix="mock-worker-", ignore_cleanup_errors=True)
        ports = pathlib.Path(folder.name) / "port"
        log = pathlib.Path(folder.name) / "log"
        with log.open("wb") as output:
            # Its standard input ends with this process, however this process dies, and the mock with it.
            process = subprocess.Popen(
                command("--port", "0", "--port-file", str(ports), "--stop-with-stdin", *args),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + _START_SECONDS
        while not ports.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                process.wait()
                shown = log.read_text("utf-8", "replace")[-_SHOWN_CHARS:]
                folder.cleanup()
                raise MockWorkerError(f"the mock did not start (exit code {process.returncode}); it printed:\n{shown}")
            time.sleep(_POLL_SECONDS)
        return cls(process, f"http://127.0.0.1:{int(ports.read_text().splitlines()[0])}", folder)

    def instance(self, scenarios: str = "") -> MockWorkerInstance:
        """Starts another worker in the same process, with these scenarios, in about 2 ms. End it with :meth:`end`."""
        described = self._call("POST", "/mock/instances", scenarios.encode())
        return _Owned(described["id"], described["url"], described["control_url"])

    def end(self, instance: MockWorkerInstance) -> None:
        """Ends an instance and frees its port."""
        if isinstance(instance, _Owned):
            self._call("DELETE", "/mock/instances/" + instance.id)

    def stop(self) -> None:
        """Ends the process. Does nothing if it has ended."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()

    def __enter__(self) -> MockWorker:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.stop()


class _Owned(MockWorkerInstance):
    def __init__(self, instance_id: str, url: str, control_url: str) -> None:
        super().__init__(url, control_url)
        self.id = instance_id
