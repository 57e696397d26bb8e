"""A second opinion on which words announce an event: networks over the same features, word vectors and the parser's own.

What a word is doing where it stands, the parser's vectors tell (`Doc.tensor`).  Of most words the linear model is sure by
itself; the others are scored by both, and the mean of both log-odds counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract import pair_vectors
from kg.extract.second_opinion import SecondOpinion
from kg.extract.trigger_features import TriggerView
from kg.learned import hashed

_ABOVE = 32  # components of the governor's vector
_ASKED = (0.02, 0.98)  # words that the linear model finds less likely, or likelier, are not asked about
_MOST = 4.0  # standard deviations


class TriggerNetwork(SecondOpinion):
    """Over the hashed features of `TriggerView` and `vectors`."""

    name = "triggers.network"

    def with_linear(self, linear: NDArray, view: TriggerView) -> NDArray:
        """The log-odds of both; shape (candidates, labels).

        Args:
            linear: what the linear model says, the first label whether a word announces an event.
            view: the candidates of a document.
        """
        chance = hashed.probability(linear[:, 0])
        asked = np.flatnonzero((chance >= _ASKED[0]) & (chance <= _ASKED[1]))
        if not len(asked):
            return linear
        at, offsets = hashed.positions(view.mixed.some(asked), self.network.bits)
        dense = vectors(view, [view.candidates[k] for k in asked.tolist()], self.mean, self.components)
        out = linear.copy()
        out[asked] = 0.5 * (linear[asked] + self.network.scores(at, offsets, dense))
        return out


def vectors(view: TriggerView, tokens: Sequence[int], mean: NDArray, components: NDArray) -> NDArray:
    """The word of each token, its governor's, and what the parser made of it; shape (tokens, components + 32 + 96)."""
    words = np.clip(pair_vectors.cut(view.vectors, mean, components), -_MOST, _MOST)
    own = np.array(tokens, np.int64)
    above = np.array(view.head, np.int64)[own]
    parsed = np.clip(pair_vectors.parsed(view.doc)[own], -_MOST, _MOST)
    return np.hstack([words[own], words[above][:, :_ABOVE], parsed])
