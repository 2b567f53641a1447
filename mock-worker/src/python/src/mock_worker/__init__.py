"""A mock GPU inference worker for tests: see :class:`MockWorker` and the pytest fixture ``mock_worker``."""

from ._instance import MockWorkerError, MockWorkerInstance
from ._process import MockWorker

__all__ = ["MockWorker", "MockWorkerError", "MockWorkerInstance"]
