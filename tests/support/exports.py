"""The import pack of the sample and of the seed, and the tools that open it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg import export
from kg.export import formats
from kg.rdf.store import Dataset


def pack(dataset: Path, out: Path) -> dict:
    """Write everything; the manifest."""
    export.write("all", Dataset(dataset), out)
    return json.loads((out / export.MARKER).read_text("utf-8"))


def texts(name: str, rows) -> dict[str, bytes]:
    """The files of one format, whole."""
    made = {}
    for file, chunks in formats.get(name).write(rows):
        made[file] = b"".join(c if isinstance(c, bytes) else c.encode("utf-8", "replace") for c in chunks)
    return made


def program(name: str) -> str:
    """A program of this machine; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)
