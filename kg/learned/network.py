"""A network of one hidden layer over hashed and dense features, in numpy: what scores relations and kinds.

`hidden = relu(sparse @ embedding + dense @ projection + shift)`, `scores = hidden @ output + bias`.  All labels share the
hidden layer, so that what few examples teach of one relation serves the others (multi-task learning: Caruana 1997);
a label that nobody looked for in a row does not count in its loss.  Labels hold each for itself, or they exclude each
other (`Options.exclusive`), and then one of those that a row admits is right.  Trained by Adam (Kingma & Ba 2015) with dropout,
from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
GUESS = 0.3  # weight of what a teacher guesses beside what somebody has looked up


@dataclass(frozen=True)
class Options:
    """Settings of one training."""

    bits: int  # the embedding has 2 ** bits rows
    hidden: int = 64
    epochs: int = 5
    batch: int = 256
    rate: float = 0.002
    decay: float = 1e-5
    drop_hidden: float = 0.3
    drop_input: float = 0.2
    seed: int = 1
    exclusive: bool = False  # of a row's labels one is right, of those that are wanted


@dataclass(frozen=True)
class Network:
    """The weights of a trained network; `embedding` (2 ** bits, hidden), `projection` (dense, hidden), …"""

    embedding: NDArray
    projection: NDArray
    shift: NDArray
    output: NDArray
    bias: NDArray

    NAMES = ("embedding", "projection", "shift", "output", "bias")

    @classmethod
    def of(cls, arrays: dict[str, NDArray], prefix: str) -> Network:
        """The network that a weights file holds under a prefix."""
        return cls(*(arrays[f"{prefix}.{name}"] for name in cls.NAMES))

    def arrays(self, prefix: str) -> dict[str, NDArray]:
        return {f"{prefix}.{name}": getattr(self, name) for name in self.NAMES}

    @property
    def bits(self) -> int:
        return int(self.embedding.shape[0]).bit_length() - 1

    def hidden(self, at: NDArray, offsets: NDArray, dense: NDArray) -> NDArray:
        """The hidden layer of some rows, before its threshold.

        Args:
            at: positions in the embedding, row after row (`hashed.positions`).
            offsets: row `n` has `at[offsets[n]:offsets[n + 1]]`; no row is empty.
            dense: (rows, dense).
        """
        taken = self.embedding.take(at, axis=0)  # several times as fast as by an index
        return np.add.reduceat(taken, offsets[:-1], axis=0) + dense @ self.projection + self.shift

    def scores(self, at: NDArray, offsets: NDArray, dense: NDArray) -> NDArray:
        """Log-odds of each label for each row, shape (rows, labels)."""
        if len(offsets) < 2:
            return np.zeros((0, len(self.bias)), np.float32)
        return self.told(self.hidden(at, offsets, dense))

    def told(self, hidden: NDArray) -> NDArray:
        """Log-odds of each label from a hidden layer."""
        return np.maximum(hidden, 0.0) @ self.output + self.bias

    def reasons(self, at: NDArray, hidden: NDArray, label: int) -> NDArray:
        """How much each sparse feature of one row speaks for a label: its embedding through the units that are on.

        Args:
            at: positions of the row's features in the embedding.
            hidden: the row of the hidden layer.
            label: which.
        """
        return self.embedding[at] @ np.where(hidden > 0, self.output[:, label], 0.0)


def mean_of(networks: list[Network]) -> Network:
    """One network that gives the mean of what several give: their hidden units side by side."""
    return Network(
        np.hstack([n.embedding for n in networks]),
        np.hstack([n.projection for n in networks]),
        np.hstack([n.shift for n in networks]),
        np.vstack([n.output for n in networks]) / np.float32(len(networks)),
        np.mean([n.bias for n in networks], axis=0),
    )


def train(
    sparse,
    dense: NDArray,
    wanted: NDArray,
    options: Options,
    guess: NDArray | None = None,
    weight: NDArray | None = None,
) -> Network:
    """Fit a network.

    Args:
        sparse: (rows, 2 ** bits) `scipy.sparse.csr_matrix` of ones.
        dense: (rows, width), each column of about unit spread.
        wanted: (rows, labels): 1 the label holds, 0 it does not, `UNKNOWN` nobody has looked.
        options: settings; the same settings and data give the same network.
        guess: (rows, labels) how probable a teacher thinks each label; where nobody has looked it counts a little
            (self-training: Scudder 1965), so that labels also learn from passages that were read for others.
        weight: (rows,) how much each row counts; 1 unless given.
    """
    rng = np.random.default_rng(options.seed)
    p = _start(dense.shape[1], wanted.shape[1], options, rng)
    adam = _Adam(p, options.rate, options.epochs * (len(wanted) // options.batch + 1))
    unread = wanted == UNKNOWN
    mask = np.where(unread, 0.0 if guess is None else GUESS, 1.0).astype(np.float32)
    mask = mask if weight is None else mask * weight.astype(np.float32)[:, None]
    truth = np.where(unread & (guess is not None), 0.0 if guess is None else guess, wanted > 0).astype(np.float32)
    for _ in range(options.epochs):
        order = rng.permutation(len(wanted))
        for start in range(0, len(wanted), options.batch):
            rows = order[start : start + options.batch]
            _learn(p, adam, sparse[rows], dense[rows], truth[rows], mask[rows], options, rng)
    return Network(*p)


def _start(width: int, labels: int, o: Options, rng: np.random.Generator) -> list[NDArray]:
    return [
        rng.normal(0, 0.05, (2**o.bits, o.hidden)).astype(np.float32),
        rng.normal(0, 0.5 / np.sqrt(max(width, 1)), (width, o.hidden)).astype(np.float32),
        np.zeros(o.hidden, np.float32),
        rng.normal(0, 1 / np.sqrt(o.hidden), (o.hidden, labels)).astype(np.float32),
        np.full(labels, 0.0 if o.exclusive else -3.0, np.float32),
    ]


def _learn(
    p: list[NDArray],
    adam: _Adam,
    x,
    d: NDArray,
    truth: NDArray,
    mask: NDArray,
    o: Options,
    rng: np.random.Generator,
) -> None:
    """One step on one batch."""
    x = x.copy()
    x.data = (x.data * _kept(rng, x.data.shape, o.drop_input)).astype(np.float32)
    d = d * _kept(rng, d.shape, o.drop_input)
    hidden = x @ p[0] + d @ p[1] + p[2]
    kept = _kept(rng, hidden.shape, o.drop_hidden)
    active = np.maximum(hidden, 0.0) * kept
    scores = active @ p[3] + p[4]
    error = (_softmax(scores) - _shares(scores, truth) if o.exclusive else _sigmoid(scores) - truth) * mask / len(truth)
    back = (error @ p[3].T) * kept * (hidden > 0)
    touched = np.unique(x.indices)
    gradients = [x[:, touched].T @ back, d.T @ back, back.sum(0), active.T @ error, error.sum(0)]
    adam.step(gradients, touched, o.decay)


def _sigmoid(scores: NDArray) -> NDArray:
    return 1.0 / (1.0 + np.exp(-scores))


def _softmax(scores: NDArray) -> NDArray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _shares(scores: NDArray, truth: NDArray) -> NDArray:
    """The probabilities of the labels that may be right, were it sure that one of them is."""
    held = _softmax(scores) * truth
    return held / np.maximum(held.sum(axis=1, keepdims=True), 1e-9)


def _kept(rng: np.random.Generator, shape: tuple[int, ...], drop: float) -> NDArray:
    if not drop:
        return np.ones(shape, np.float32)
    return ((rng.random(shape, dtype=np.float32) > drop) / (1 - drop)).astype(np.float32)


class _Adam:
    """Adam with a linearly falling rate; of the embedding only the rows a batch touched are moved."""

    def __init__(self, parameters: Sequence[NDArray], rate: float, steps: int) -> None:
        self.parameters, self.rate, self.steps, self.taken = parameters, rate, steps, 0
        self.mean = [np.zeros_like(p) for p in parameters]
        self.square = [np.zeros_like(p) for p in parameters]

    def step(self, gradients: Sequence[NDArray], touched: NDArray, decay: float) -> None:
        self.taken += 1
        rate = self.rate * (1 - self.taken / self.steps)
        for n, (p, g) in enumerate(zip(self.parameters, gradients, strict=True)):
            at = touched if n == 0 else slice(None)
            g = g + decay * p[at]
            mean = self.mean[n][at] = 0.9 * self.mean[n][at] + 0.1 * g
            square = self.square[n][at] = 0.999 * self.square[n][at] + 0.001 * g * g
            p[at] -= rate * (mean / (1 - 0.9**self.taken)) / (np.sqrt(square / (1 - 0.999**self.taken)) + 1e-8)
