"""Limits for a query: Oxigraph cannot be asked to stop, so the process ends when time is up or memory is used up."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import KgError, MemoryLimit, TimeLimit

_LESS = "ask for less (LIMIT, a more particular pattern)"


_LOOK = 0.05  # seconds between two looks at clock and memory
_STATM = Path("/proc/self/statm")


@contextlib.contextmanager
def limits(seconds: float, megabytes: int | None = None) -> Iterator[None]:
    """End the process, with one line and the exit status of the error, if the block takes more time or memory.

    For a command line: nothing after it runs.  What the block wrote to standard output by then stands.  Memory is what the
    process holds above what it held at the beginning, where the system tells (Linux); elsewhere it is not limited.
    """
    end, start, done = time.monotonic() + seconds, _resident(), threading.Event()

    def watch() -> None:
        while not done.wait(min(_LOOK, max(end - time.monotonic(), 0.001))):
            if time.monotonic() >= end:
                _stop(TimeLimit(f"no answer after {seconds:g} s", f"{_LESS}, or give --timeout"))
            if megabytes is not None and start is not None and ((_resident() or 0) - start) >> 20 > megabytes:
                _stop(MemoryLimit(f"the query takes more than {megabytes} MB of memory", f"{_LESS}, or give --memory"))

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _stop(error: KgError) -> None:
    print(f"kg: error: {error}", file=sys.stderr, flush=True)
    os._exit(error.exit_status)


def _resident() -> int | None:
    """Bytes of memory this process holds; None where the system does not tell."""
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
