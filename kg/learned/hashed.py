"""Linear models over hashed features: what scores relations, triggers and names.

A row (a pair of mentions, a token) is a list of features `(slot, a, b)`: which question, and one or two values as
64-bit hashes of strings.  They are hashed once more into the rows of a weight matrix with one column a label (feature
hashing: Weinberger et al. 2009).  No dictionary travels with the model, and a decision can still be told: each feature's
weight is looked up again, and its slot has a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kg.learned.linear import Weights

Feature = tuple[int, int, int]


@dataclass(frozen=True)
class Mixed:
    """The features of some rows, hashed once for weight matrices of any size.

    Attributes:
        codes: 64 bits a feature, row after row.
        offsets: row `n` has `codes[offsets[n]:offsets[n + 1]]`.
        slots: of each feature.
    """

    codes: NDArray
    offsets: NDArray
    slots: NDArray

    @classmethod
    def of(cls, rows: Sequence[Sequence[Feature]] | NDArray) -> Mixed:
        if isinstance(rows, np.ndarray):
            flat, offsets = rows.reshape(-1, 3), np.arange(len(rows) + 1) * rows.shape[1]
        else:
            offsets = np.zeros(len(rows) + 1, np.int64)
            np.cumsum([len(r) for r in rows], out=offsets[1:])
            values = chain.from_iterable(chain.from_iterable(rows))
            flat = np.fromiter(values, np.uint64, 3 * int(offsets[-1])).reshape(-1, 3)
        return cls(_codes(flat), offsets, flat[:, 0].astype(np.int64))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def some(self, chosen: NDArray) -> Mixed:
        """Some of the rows, by their numbers."""
        first, sizes = self.offsets[chosen], np.diff(self.offsets)[chosen]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(first - offsets[:-1], sizes) + np.arange(offsets[-1])
        return Mixed(self.codes[at], offsets, self.slots[at])

    def positions(self, bits: int) -> NDArray:
        """Where each feature lies in a weight matrix of `2 ** bits` rows."""
        return (self.codes >> np.uint64(64 - bits)).astype(np.int64)


Rows = Sequence[Sequence[Feature]] | NDArray | Mixed  # an array has shape (rows, features, 3)


def mixed(rows: Rows) -> Mixed:
    """Rows hashed, if they are not yet."""
    return rows if isinstance(rows, Mixed) else Mixed.of(rows)


def positions(rows: Rows, bits: int) -> tuple[NDArray, NDArray]:
    """Where the features of some rows lie in a weight matrix of `2 ** bits` rows.

    Returns:
        (flat positions, offsets): row `n` has `flat[offsets[n]:offsets[n + 1]]`.
    """
    made = mixed(rows)
    return made.positions(bits), made.offsets


@lru_cache(maxsize=1 << 14)
def hash_of(text: str) -> int:
    """A stable 64-bit number for a string."""
    from spacy.strings import hash_string

    return int(hash_string(text))


def mix(flat: NDArray, bits: int) -> NDArray:
    """One position of `bits` bits for each (slot, a, b)."""
    return (_codes(flat) >> np.uint64(64 - bits)).astype(np.int64)


def _codes(flat: NDArray) -> NDArray:
    """64 bits for each (slot, a, b): multiplications and shifts after Steele et al. (2014)."""
    with np.errstate(over="ignore"):
        x = (flat[:, 0] + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        x ^= flat[:, 1] * np.uint64(0xBF58476D1CE4E5B9)
        x ^= x >> np.uint64(29)
        x += flat[:, 2] * np.uint64(0x94D049BB133111EB)
        x ^= x >> np.uint64(32)
        x *= np.uint64(0xD6E8FEB86659FD93)
        x ^= x >> np.uint64(31)
    return x


@dataclass(frozen=True)
class Hashed:
    """A logistic regression a label: `weights` is (2 ** bits, labels), `bias` has one value a label."""

    labels: tuple[str, ...]
    bits: int
    weights: NDArray
    bias: NDArray

    @classmethod
    def of(cls, weights: Weights, part: str = "") -> Hashed:
        """The model a weights file holds; one of several in it by name."""
        name, meta = f"{part}." if part else "", weights.meta[part] if part else weights.meta
        w = weights.arrays[f"{name}weights"]
        return cls(tuple(meta["labels"]), int(meta["bits"]), w, weights.arrays[f"{name}bias"])

    def scores(self, rows: Rows) -> NDArray:
        """Log-odds of each label for each row, shape (rows, labels)."""
        if not len(rows):
            return np.zeros((0, len(self.labels)), np.float32)
        at, offsets = positions(rows, self.bits)
        return np.add.reduceat(self.weights.take(at, axis=0), offsets[:-1], axis=0) + self.bias

    def told(self, rows: Rows, label: int, slots: Sequence[str], top: int = 3) -> list[list[str]]:
        """For each row the slots that speak strongest for a label, strongest first: `reasons` for many rows at once."""
        if not len(rows):
            return []
        made = mixed(rows)
        row = np.repeat(np.arange(len(made)), np.diff(made.offsets))
        weights = self.weights[made.positions(self.bits), label]
        total = np.bincount(row * len(slots) + made.slots, weights, len(made) * len(slots))
        names = sorted(range(len(slots)), key=lambda k: slots[k])  # of equal ones the first by name
        total = total.reshape(len(made), -1)[:, names]
        best = np.argsort(-total, axis=1, kind="stable")[:, :top]
        return [[slots[names[k]] for k in b if t[k] > 0] for b, t in zip(best.tolist(), total.tolist(), strict=True)]

    def reasons(
        self, row: Sequence[Feature], label: int, slots: Sequence[str], top: int = 3
    ) -> list[tuple[str, float]]:
        """The slots that speak strongest for a label in one row, strongest first, as (slot, weight)."""
        at, _ = positions([row], self.bits)
        parts = self.weights[at, label]
        total: dict[str, float] = {}
        for (slot, _, _), part in zip(row, parts, strict=True):
            total[slots[slot]] = total.get(slots[slot], 0.0) + float(part)
        return sorted((t for t in total.items() if t[1] > 0), key=lambda t: (-t[1], t[0]))[:top]


def probability(scores: NDArray) -> NDArray:
    """Log-odds to probabilities."""
    return 1.0 / (1.0 + np.exp(-scores))
