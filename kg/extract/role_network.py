"""A second opinion on who takes part in an event: networks over the same features and over word vectors.

What a few hundred examples teach of one word, vectors carry over to words alike.  Most pairs the linear model rules out by
itself; the others are scored by both, and the mean of both log-odds counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.extract import pair_vectors
from kg.extract.role_features import RoleView
from kg.extract.second_opinion import SecondOpinion
from kg.learned import hashed

COMPONENTS = 32  # of word vectors
_ASKED = 0.02  # pairs that the linear model finds less likely are not asked about
_MOST = 4.0  # standard deviations


class RoleNetwork(SecondOpinion):
    """Over the hashed features of `RoleView` and four word vectors."""

    name = "roles.network"

    def with_linear(self, linear: NDArray, pairs: RoleView) -> NDArray:
        """The log-odds of both; shape (pairs, labels).

        Args:
            linear: what the linear model says, the first label whether somebody takes part at all.
            pairs: the pairs of a document.
        """
        asked = np.flatnonzero(hashed.probability(linear[:, 0]) >= _ASKED)
        if not len(asked):
            return linear
        at, offsets = hashed.positions(pairs.mixed.some(asked), self.network.bits)
        dense = vectors(pairs, self.mean, self.components)[asked]
        out = linear.copy()
        out[asked] = 0.5 * (linear[asked] + self.network.scores(at, offsets, dense))
        return out


def vectors(pairs: RoleView, mean: NDArray, components: NDArray) -> NDArray:
    """The words of each pair: the event's, its governor's, the participant's, its governor's; shape (pairs, 4 · components)."""
    head, words = pairs.view.head, pair_vectors.cut(pairs.view.vectors, mean, components)
    which = [(i, head[i], m.head, head[m.head]) for i, m in pairs.pairs]
    chosen = np.array(which, np.int64).reshape(-1, 4)
    return np.clip(words, -_MOST, _MOST)[chosen].reshape(len(which), -1)
