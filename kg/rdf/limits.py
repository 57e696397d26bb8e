"""A time limit for a query: Oxigraph cannot be asked to stop, so the process ends when time is up."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

from kg.errors import TimeLimit


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the process, with one line and the exit status of `TimeLimit`, if the block takes longer.

    For a command line: nothing after it runs.  What the block wrote to standard output by then stands.
    """
    error = TimeLimit(
        f"no answer after {seconds:g} s", "ask for less (LIMIT, a more particular pattern), or give --timeout"
    )

    def stop() -> None:
        print(f"kg: error: {error}", file=sys.stderr, flush=True)
        os._exit(error.exit_status)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
