"""A server for the tests: the real command, on a free port, ended by its process id."""

import contextlib
import subprocess
import sys

from tests.support.shared import ROOT


@contextlib.contextmanager
def serving(dataset, *options):
    """The address of `kg serve` over a dataset, ending in a slash, and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "-d", str(dataset), "--port", "0", *map(str, options)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        assert line.startswith("ask "), process.stderr.read()
        yield line.split()[1], process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
