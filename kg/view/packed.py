"""How the view model is written small: strings once, offsets as gaps, rare values by gaps of row numbers.

`static/unpack.js` is the reader of each form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class Strings:
    """Strings written once and named by their number."""

    def __init__(self) -> None:
        self.all: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.all.setdefault(text, len(self.all))


class Reasons:
    """Reasons, which are made of few parts: each reason once, as the numbers of its parts."""

    BETWEEN = "; "

    def __init__(self, strings: Strings) -> None:
        self.strings = strings
        self.all: dict[str, int] = {"": 0}

    def __call__(self, reason: str | None) -> int:
        return self.all.setdefault(reason or "", len(self.all))

    def rows(self) -> list[list[int]]:
        return [[self.strings(part) for part in reason.split(self.BETWEEN)] if reason else [] for reason in self.all]


def sparse(values: Iterable[Any]) -> list[list[Any]]:
    """What most rows do not have: gaps between the row numbers, then the values."""
    gaps, kept, last = [], [], 0
    for i, value in enumerate(values):
        if value is not None:
            gaps.append(i - last)
            kept.append(value)
            last = i
    return [gaps, kept]


def spans(found: Iterable[tuple[int, int]]) -> list[int]:
    """Spans in order as (gap from the end of the one before, length)."""
    out, last = [], 0
    for start, end in found:
        out += [start - last, end - start]
        last = end
    return out


def mentions(found: Iterable[tuple[int, int, int]]) -> list[int]:
    """(start, end, node) in order as (gap from the start of the one before, length, node)."""
    out, last = [], 0
    for start, end, node in found:
        out += [start - last, end - start, node]
        last = start
    return out


def by_prefix(names: Iterable[str]) -> list[list[Any]]:
    """Sorted IRIs as runs of one prefix (up to the last slash): prefix, then what follows it, joined by blanks."""
    runs: list[tuple[str, list[str]]] = []
    for name in names:
        head, slash, rest = name.rpartition("/")
        if not runs or runs[-1][0] != head + slash:
            runs.append((head + slash, []))
        runs[-1][1].append(rest)
    return [[prefix, " ".join(rest)] for prefix, rest in runs]


def units(text: str) -> Callable[[int], int]:
    """A function from code points to the browser's offsets (UTF-16 code units)."""
    import numpy as np

    if text.isascii() or max(text) <= "\uffff":
        return int
    wide = np.concatenate(([0], np.cumsum([1 + (c > "\uffff") for c in text])))
    return lambda n: int(wide[n])
