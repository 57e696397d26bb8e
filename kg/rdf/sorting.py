"""Sorting more lines than memory holds: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

RUN = 250_000  # lines held in memory: some 100 MB of N-Quads
_FAN_IN = 64  # runs merged at once: open files are few everywhere


class Sorter:
    """Collects lines, gives them back sorted by code point and each once.

    Args:
        folder: where runs are put when memory does not suffice; they are deleted with the sorter.
        run: how many distinct lines are held in memory.

    Use as a context manager; `add` everything first, then iterate, as often as you like.
    """

    def __init__(self, folder: Path, run: int = RUN) -> None:
        self._folder, self._run = folder, run
        self._held: set[str] = set()
        self._runs: list[Path] = []
        self._place: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Sorter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._place is not None:
            self._place.cleanup()

    def add(self, lines: Iterable[str]) -> None:
        """Take lines without a line break in them.

        Raises:
            OSError: a run cannot be written.
        """
        for line in lines:
            self._held.add(line)
            if len(self._held) >= self._run:
                self._spill()

    def __iter__(self) -> Iterator[str]:
        held = sorted(self._held)
        return iter(held) if not self._runs else self._merged(self._runs, held)

    def _spill(self) -> None:
        self._runs.append(self._write(sorted(self._held)))
        self._held.clear()
        if len(self._runs) >= _FAN_IN:
            merged = self._write(self._merged(self._runs, []))
            for run in self._runs:
                run.unlink()
            self._runs = [merged]

    def _write(self, lines: Iterable[str]) -> Path:
        if self._place is None:
            self._place = tempfile.TemporaryDirectory(prefix=".sort-", dir=self._folder)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=self._place.name, delete=False
        ) as file:
            file.writelines(line + "\n" for line in lines)
        return Path(file.name)

    @staticmethod
    def _merged(runs: list[Path], held: list[str]) -> Iterator[str]:
        with ExitStack() as stack:
            files = [stack.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs]
            last = None
            for line in heapq.merge(*map(_lines, files), held):
                if line != last:
                    yield line
                last = line


def _lines(file: IO[str]) -> Iterator[str]:
    # iterating a text file splits at "\n" alone when newline="\n": U+2028 and carriage returns stay inside a line
    return (line[:-1] for line in file)
