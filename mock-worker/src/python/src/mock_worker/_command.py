"""The command ``mock-worker``."""

from __future__ import annotations

import os
import subprocess
import sys

from ._runtime import command


def main() -> None:
    line = command(*sys.argv[1:])
    if os.name == "posix":
        # Becomes the mock, so that signals and exit codes are the mock's own.
        os.execv(line[0], line)
    process = subprocess.Popen(line)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue  # the console has sent Ctrl-C to the mock as well


if __name__ == "__main__":
    main()
