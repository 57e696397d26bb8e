"""Whether a mention takes in the next word to its left, the next constituent to its right: what one step is judged by.

A logistic regression over hashed features (which words, which grammar, what was taken so far) and small networks over the
same features and the vectors of the words vote by the mean of their log-odds: the networks know words that no example had,
the regression is surer of those it has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.learned.hashed import Hashed, hash_of, mix, probability
from kg.learned.linear import Weights
from kg.learned.network import Network
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from kg.nlp.extents import Reading

LEFT, RIGHT = 0, 1
LABELS = ("left", "right")
BITS = 16
NETWORK_BITS = 15
_LENGTH = 3.0  # of a word vector beside the features


@dataclass(frozen=True)
class EdgeModel:
    """The regression and the networks; each has one output for steps to the left and one for steps to the right."""

    linear: Hashed
    networks: tuple[Network, ...]

    @classmethod
    def of(cls, weights: Weights) -> EdgeModel:
        """The model a weights file holds."""
        nets = (Network.of(weights.arrays, f"net{n}") for n in range(weights.meta["members"]))
        return cls(Hashed.of(weights, "linear"), tuple(nets))

    def taken(self, r: Reading, side: int) -> NDArray:
        """How probable it is that each step of a side is taken, given that those before were."""
        at = features(r, side)
        if not len(at):
            return np.zeros(0, np.float32)
        scores = self.linear.weights[at, side].sum(axis=1) + self.linear.bias[side]
        if self.networks and len(r.doc.vocab.vectors):
            places = (at >> (BITS - NETWORK_BITS)).ravel()
            offsets, dense = np.arange(0, at.size + 1, at.shape[1]), words(r, side)
            told = [n.scores(places, offsets, dense)[:, side] for n in self.networks]
            scores = (scores + np.mean(told, axis=0)) / 2
        return probability(scores)


def words(r: Reading, side: int) -> NDArray:
    """Vectors of the words a step is about, in a row: the mention's head, the word taken in, those beside it, what governs it."""
    steps = r.steps(side)
    h, i = r.heads[np.array(steps.mention)], np.array(steps.token)
    if side == LEFT:
        said = (h, i, np.minimum(i + 1, len(r.doc) - 1), np.maximum(i - 1, 0), r.head[i])
    else:
        said = (h, i, np.array(steps.end) - 1, r.head[np.array(steps.top)], r.head[h])
    table = r.vectors * _LENGTH
    return np.concatenate([table.take(w, axis=0) for w in said], axis=1)


def features(r: Reading, side: int) -> NDArray:
    """Positions (of `BITS` bits) of every step's features, shape (steps, features)."""
    steps = r.steps(side)
    if not len(steps):
        return np.zeros((0, 1), np.int64)
    k, i, top = np.array(steps.mention), np.array(steps.token), np.array(steps.top)
    kinds = np.array([_kind(m) for m in r.mentions], np.uint64)
    h, kind, edges = r.heads[k], kinds[k], r.tight
    number = np.minimum(np.array(steps.number), 6)
    columns = _left(r, k, i, h, kind, number, edges) if side == LEFT else _right(r, k, i, top, h, kind, number, edges)
    flat = np.empty((len(steps), len(columns), 3), np.uint64)
    for n, (a, b) in enumerate(columns):
        flat[:, n, 0], flat[:, n, 1], flat[:, n, 2] = 64 * side + n, a, b
    return mix(flat.reshape(-1, 3), BITS).reshape(len(steps), -1)


def _kind(m: TokenMention) -> int:
    return hash_of(m.label or "") if m.kind == "name" else hash_of(m.form or "nominal")


def _both(*parts: NDArray | int) -> NDArray:
    """Several columns as one, order mattering."""
    with np.errstate(over="ignore"):
        out = np.uint64(17)
        for p in parts:
            out = (out * np.uint64(0x9E3779B97F4A7C15)) ^ np.asarray(p).astype(np.uint64)
            out = out ^ (out >> np.uint64(31))
        return out


Pairs = list[tuple[NDArray, NDArray]]


def _left(r: Reading, k: NDArray, i: NDArray, h: NDArray, kind: NDArray, number: NDArray, edges: NDArray) -> Pairs:
    after, before = i + 1, np.maximum(i - 1, 0)
    first, end = edges[k, 0], edges[k, 1]
    governor = r.head[i]
    rel = np.where(governor == h, 0, np.where((governor >= after) & (governor < end), 1, np.where(governor < i, 2, 3)))
    inside = (i >= r.left_edge[h]).astype(np.int64) + (i == r.left_edge[h])
    place = _both(rel, inside)
    length = np.minimum(end - first, 4)
    return [
        (kind, _both(r.tag[i], place)),
        (kind, _both(r.lower[i], inside)),
        (r.tag[i], _both(r.tag[after], place)),
        (r.dep[i], _both(kind, place)),
        (r.lower[i], r.lower[after]),
        (r.lower[i], _both(r.lemma[h], inside)),
        (r.ent[i], _both(kind, place)),
        (r.ent[i], _both(r.tag[i], r.ent[before], r.dep[i])),
        (_both(r.tag[before], i == 0), _both(r.tag[i], rel)),
        (r.lower[before], _both(r.tag[i], inside)),
        (kind, _both(number, place)),
        (kind, _both(number, r.tag[after], r.tag[i])),
        (r.tag[i], _both(r.dep[h], inside)),
        (r.tag[after], _both(kind, r.dep[i], length)),
        (r.shape[i], _both(kind, place)),
        (r.lower[i], _both(r.dep[i], place)),
    ]


def _right(
    r: Reading, k: NDArray, p: NDArray, top: NDArray, h: NDArray, kind: NDArray, number: NDArray, edges: NDArray
) -> Pairs:
    first, end = edges[k, 0], edges[k, 1]
    governor = r.head[top]
    inner_rel = np.where((governor >= first) & (governor < end), 2, np.where(governor < first, 3, 4))
    rel = np.where(governor == h, 0, np.where((governor >= end) & (governor < p), 1, inner_rel))
    steps = r.right
    marks = np.array(steps.mark)
    mark = np.where(marks >= 0, r.lower[np.maximum(marks, 0)], np.uint64(0))
    stop = np.array(steps.end)
    following = np.minimum(stop, len(r.doc) - 1)
    inside = (p <= r.right_edge[h]).astype(np.int64)
    place = _both(rel, inside)
    size = np.minimum(stop - p, 6)
    so_far = np.searchsorted([1, 2, 3, 5, 8], p - end, side="right")
    inner = np.minimum(p + 1, len(r.doc) - 1)
    last = np.minimum(np.maximum(stop - 1, 0), len(r.doc) - 1)
    above = r.head[h]
    ends = (stop > r.right_edge[h]).astype(np.int64)
    return [
        (kind, _both(r.dep[top], place)),
        (kind, _both(r.lower[p], place)),
        (r.lower[p], _both(r.lemma[h], rel)),
        (r.tag[p], _both(mark, place)),
        (r.tag[p], _both(mark, kind, rel)),
        (r.dep[top], _both(r.dep[governor], place)),
        (r.lower[p], _both(r.lemma[governor], rel)),
        (r.lower[p], _both(r.tag[inner], place)),
        (r.ent[last], _both(r.lower[p], kind, rel)),
        (r.ent[p], _both(kind, r.tag[p], mark, rel)),
        (_both(size, mark), _both(r.dep[top], rel)),
        (_both(so_far, number), _both(r.dep[top], rel)),
        (_both(so_far, kind), _both(place, mark)),
        (r.dep[h], _both(r.dep[top], place)),
        (r.dep[h], _both(r.lower[p], r.lemma[above])),
        (r.tag[following], _both(r.dep[top], mark, rel)),
        (r.lower[following], _both(mark, r.dep[top])),
        (r.tag[p - 1], _both(r.tag[p], place)),
        (r.tag[h], _both(r.tag[top], mark, rel)),
        (ends, _both(r.dep[top], place, kind)),
        (r.shape[p], _both(kind, mark, rel)),
        (r.lower[last], _both(kind, rel)),
    ]
