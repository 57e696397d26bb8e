"""Linear models over categorical features: what every learned scorer of the project is.

A row is described by columns, each of which takes one of a few values; each value of each column has one weight, and
the score of a row is the sum of its values' weights.  So a model is one vector, scoring is one gather, and every score
can be taken apart again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import MissingPart

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Columns:
    """Features of some rows: named columns of small integers, and crossings of them.

    The order in which columns are added is the model's layout; the same code must describe rows in training and use.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.names: list[str] = []
        self.sizes: list[int] = []
        self._values: list[NDArray] = []

    def add(self, name: str, values: NDArray, size: int) -> NDArray:
        """Add a column whose values lie in `[0, size)`; returns the values for use in crossings."""
        self.names.append(name)
        self.sizes.append(size)
        self._values.append(values)
        return values

    def cross(self, name: str, *parts: tuple[NDArray, int]) -> NDArray:
        """Add the crossing of `(values, size)` parts: one value for each combination."""
        values, size = parts[0]
        for more, width in parts[1:]:
            values, size = values * width + more, size * width
        return self.add(name, values, size)

    def words(self, name: str, *parts: NDArray, bits: int = 14) -> NDArray:
        """Add the crossing of values without bound, such as hashes of words: one of `2 ** bits` values for each combination."""
        out = np.full(self.rows, 17, np.uint64)
        with np.errstate(over="ignore"):
            for values in parts:
                out = (out ^ np.asarray(values).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
                out ^= out >> np.uint64(29)
        return self.add(name, (out & np.uint64((1 << bits) - 1)).astype(np.int32), 1 << bits)

    @property
    def layout(self) -> tuple[tuple[str, int], ...]:
        return tuple(zip(self.names, self.sizes, strict=True))

    def ids(self) -> Ints:
        """Row × column matrix of positions in a weight vector."""
        out = np.empty((self.rows, len(self._values)), np.int32)
        offset = 0
        for k, (values, size) in enumerate(zip(self._values, self.sizes, strict=True)):
            np.add(values, offset, out=out[:, k], casting="unsafe")
            offset += size
        return out


@dataclass(frozen=True)
class Linear:
    """A weight for each value of each column of a layout."""

    layout: tuple[tuple[str, int], ...]
    weights: Floats

    @classmethod
    def zeros(cls, layout: tuple[tuple[str, int], ...]) -> Linear:
        return cls(layout, np.zeros(sum(size for _, size in layout), np.float32))

    def score(self, ids: Ints) -> Floats:
        """The score of each row of positions (`Columns.ids`)."""
        return self.weights.take(ids).sum(axis=1)

    def explain(self, row: Ints, top: int = 3) -> list[tuple[str, float]]:
        """The columns that weigh most in one row, strongest first, as (column, weight)."""
        parts = self.weights[row]
        order = sorted(range(len(parts)), key=lambda k: (-abs(float(parts[k])), k))
        return [(self.layout[k][0], float(parts[k])) for k in order[:top] if parts[k]]


@dataclass(frozen=True)
class Weights:
    """The content of one weights file: linear parts, plain arrays, and numbers that go with them."""

    linear: dict[str, Linear]
    arrays: dict[str, Floats]
    meta: dict

    def save(self, path: Path) -> None:
        """Write the file; the same weights give the same bytes."""
        head = {"layouts": {k: m.layout for k, m in self.linear.items()}, "meta": self.meta}
        parts = {f"linear.{k}": m.weights.astype(np.float16) for k, m in self.linear.items()}
        parts |= {f"array.{k}": a.astype(np.float16) for k, a in self.arrays.items()}
        text = np.frombuffer(json.dumps(head, sort_keys=True).encode(), np.uint8)
        np.savez_compressed(path, head=text, **parts)  # type: ignore[arg-type]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Read a file that `save` wrote.

        Raises:
            OSError, ValueError, KeyError: no such file, or not one of ours.
        """
        with np.load(path, allow_pickle=False) as data:
            head = json.loads(bytes(data["head"]))
            linear = {
                k: Linear(tuple((n, s) for n, s in layout), data[f"linear.{k}"].astype(np.float32))
                for k, layout in head["layouts"].items()
            }
            arrays = {k[6:]: data[k].astype(np.float32) for k in sorted(data.files) if k.startswith("array.")}
        return cls(linear, arrays, head["meta"])


@cache
def load(name: str, language: str = "en") -> Weights:
    """The packaged weights `lang/<language>/weights/<name>.npz`, read once a process.

    Raises:
        MissingPart: the file is not there or cannot be read.
    """
    path = Path(str(files("kg.lang") / language / "weights" / f"{name}.npz"))
    try:
        return Weights.read(path)
    except (OSError, ValueError, KeyError) as error:
        raise MissingPart(
            f"the weights “{name}” of language “{language}” cannot be read", "reinstall newskg"
        ) from error


class AdaGrad:
    """Stochastic updates for a sparse linear model (Duchi et al. 2011) with an L1 pull towards zero.

    Args:
        size: number of weights.
        rate: step size.
        l1: strength of the pull, applied to the weights an update touches (lazily for the others).
    """

    def __init__(self, size: int, rate: float = 0.1, l1: float = 0.0) -> None:
        self.rate, self.l1 = rate, l1
        self.squares = np.full(size, 1e-8, np.float64)
        self.sums = np.zeros(size, np.float64)
        self.steps = 0

    def step(self, weights: Floats, gradient: NDArray) -> None:
        """Change the weights in place against a gradient (regularised dual averaging: Xiao 2010)."""
        self.steps += 1
        self.sums += gradient
        self.squares += gradient * gradient
        pulled = np.sign(self.sums) * np.maximum(np.abs(self.sums) - self.l1 * self.steps, 0.0)
        weights[:] = -self.rate * pulled / np.sqrt(self.squares)


def softmax(scores: NDArray) -> NDArray:
    """Probabilities of a vector, or of each row of a matrix."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def bucket(values: NDArray, edges: Sequence[float]) -> NDArray:
    """Index of the bucket each value falls in; there are `len(edges) + 1`."""
    return np.searchsorted(np.asarray(edges), values, side="right").astype(np.int32)


def rows(lists: Iterable[Sequence[int]], width: int) -> Ints:
    """Ragged lists as a matrix, cut or padded with -1."""
    out = [[*x[:width], *([-1] * (width - len(x)))] for x in lists]
    return np.array(out, np.int32).reshape(len(out), width)
