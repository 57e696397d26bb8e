"""Training of hashed linear models: regularised logistic regression by L-BFGS, one label after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.learned.hashed import Rows, positions
from kg.learned.linear import Weights

UNKNOWN = -1


class Table:
    """The rows of a training set, gathered document by document as a sparse matrix of ones."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._at: list[NDArray] = []
        self._sizes: list[NDArray] = []

    def add(self, rows: Rows) -> None:
        if len(rows):
            at, offsets = positions(rows, self.bits)
            self._at.append(at.astype(np.int32))
            self._sizes.append(np.diff(offsets))

    def matrix(self):
        """The rows as a `scipy.sparse.csr_matrix` of shape (rows, 2 ** bits)."""
        from scipy.sparse import csr_matrix

        at, sizes = np.concatenate(self._at), np.concatenate(self._sizes)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        made = csr_matrix((np.ones(len(at), np.float32), at, ends), shape=(len(sizes), 2**self.bits))
        made.sum_duplicates()
        made.data[:] = 1.0
        return made


def train(
    matrix, wanted: NDArray, labels: Sequence[str], bits: int, l2: float = 1.0, least: float = 0.02, rounds: int = 80
) -> Weights:
    """Fit one regression a label.

    Args:
        matrix: (rows, 2 ** bits), from `Table.matrix`.
        wanted: (rows, labels): 1 the label holds, 0 it does not, `UNKNOWN` nobody has looked.
        l2: strength of the pull towards zero.
        least: weights nearer to zero than this are dropped.
        rounds: steps of L-BFGS a label.
    """
    out = np.zeros((2**bits, len(labels)), np.float32)
    bias = np.zeros(len(labels), np.float32)
    for k in range(len(labels)):
        known = np.flatnonzero(wanted[:, k] != UNKNOWN)
        rows = matrix[known]
        used = np.unique(rows.indices)
        w = _fit(rows[:, used], wanted[known, k] > 0, l2, rounds)
        out[used, k] = np.where(np.abs(w[:-1]) < least, 0.0, w[:-1])
        bias[k] = w[-1]
    return Weights({}, {"weights": out, "bias": bias}, {"labels": list(labels), "bits": bits})


def _fit(rows, positive: NDArray, l2: float, rounds: int) -> NDArray:
    from scipy.optimize import minimize

    across, sign = rows.T.tocsr(), np.where(positive, 1.0, -1.0)

    def loss(w: NDArray) -> tuple[float, NDArray]:
        margin = sign * (rows @ w[:-1] + w[-1])
        pull = -sign / (1.0 + np.exp(np.minimum(margin, 500)))
        value = np.logaddexp(0.0, -margin).sum() + 0.5 * l2 * (w[:-1] @ w[:-1])
        return float(value), np.append(across @ pull + l2 * w[:-1], pull.sum())

    start = np.zeros(rows.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
