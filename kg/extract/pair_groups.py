"""The second look of the relation model: what the pairs of a document say about each other.

A relation holds between two things, not two mentions: where one pair of mentions says it plainly, another pair of the
same two chains says it too; where two things compete for one place, one of them wins.  So each pair is scored once more,
by how it, its companions and its rivals were scored the first time (stacking: Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string

from kg.extract.pairs import Candidate, Pair

LOWEST = -8.0  # log-odds: as good as never
WORTH = -6.0  # a pair that neither is nor has a companion above this is not looked at again
VIEWS = 10
WIDTH = 3 + VIEWS + 1 + 4 + 1
SLOTS = ("relation", "kind of the subject", "kind of the object", "kind of the subject", "kind of the object")


def views(found: Sequence[Pair], first: NDArray) -> NDArray:
    """Scores that bear on each pair and label, shape (pairs, labels, `VIEWS` + 1).

    Its own; the best of its companions (same two chains), in the document and with one mention in common; of its
    rivals for the object or the subject, by chain and by mention; of the converse pair, by mention and by chain; of
    the other labels; and the number of companions.
    """
    scores = np.maximum(first, LOWEST)
    places = np.array([_places(s, o) for s, o in found])
    (s_chain, o_chain), (s_at, o_at) = _coded(places[:, :2]), _coded(places[:, 2:])
    every = np.arange(len(found))
    pair = _both(s_chain, o_chain)
    out = np.empty((*scores.shape, VIEWS + 1), np.float32)
    out[:, :, 0] = scores
    out[:, :, 1] = _best(scores, pair, every)
    out[:, :, 2] = np.maximum(_best(scores, _both(pair, s_at), every), _best(scores, _both(pair, o_at), every))
    out[:, :, 3] = _best(scores, s_chain, o_chain)
    out[:, :, 4] = _best(scores, o_chain, s_chain)
    out[:, :, 5] = _best(scores, s_at, o_chain)
    out[:, :, 6] = _best(scores, o_at, s_chain)
    out[:, :, 7] = _converse(scores, s_at, o_at)
    out[:, :, 8] = _converse(scores, s_chain, o_chain)
    out[:, :, 9] = _others(scores)
    out[:, :, 10] = np.minimum(np.bincount(pair)[pair] - 1, 4)[:, None]
    return out


def _places(s: Candidate, o: Candidate) -> tuple[int, int, int, int]:
    return s.chain, o.chain if o.chain >= 0 else -2 - o.start, s.start, o.start


def _coded(values: NDArray) -> NDArray:
    """The columns of a table, its values numbered from 0."""
    return np.unique(values, return_inverse=True)[1].reshape(values.shape).T


def _both(a: NDArray, b: NDArray) -> NDArray:
    """One number, from 0, for each combination of two."""
    return _coded(a * (int(b.max()) + 1) + b)


def _best(scores: NDArray, group: NDArray, part: NDArray) -> NDArray:
    """The best score of each label among the pairs of the same group that are of another part of it, row by row."""
    cell = _both(group, part)
    best = _maxima(scores, cell)
    of_cell = np.empty(len(best), np.int64)
    of_cell[cell] = group
    _, starts, of_cell = np.unique(
        of_cell, return_index=True, return_inverse=True
    )  # cells are in order of their groups
    top = np.maximum.reduceat(best, starts, axis=0)[of_cell]
    alone = best == top
    alone &= np.add.reduceat(alone, starts, axis=0, dtype=np.int64)[of_cell] == 1
    rest = np.maximum.reduceat(np.where(alone, np.float32(LOWEST), best), starts, axis=0)[of_cell]
    several = np.diff(starts, append=len(best))[of_cell, None] > 1
    return np.where(several, np.where(alone, rest, top), np.float32(LOWEST))[cell]


def _converse(scores: NDArray, subject: NDArray, obj: NDArray) -> NDArray:
    """The best score of each label among the pairs whose subject and object are the object and subject of this one."""
    size = int(max(subject.max(), obj.max())) + 1
    known, cell = np.unique(subject * size + obj, return_inverse=True)
    best, wanted = _maxima(scores, cell), obj * size + subject
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where((known[at] == wanted)[:, None], best[at], np.float32(LOWEST))


def _maxima(scores: NDArray, group: NDArray) -> NDArray:
    """The best score of each label in each group; groups are numbered from 0."""
    order = np.argsort(group, kind="stable")
    return np.maximum.reduceat(scores[order], np.flatnonzero(np.diff(group[order], prepend=-1)), axis=0)


def _others(scores: NDArray) -> NDArray:
    """For each label the best score among the other labels."""
    if scores.shape[1] < 2:
        return np.full(scores.shape, LOWEST, np.float32)
    order = np.sort(scores, axis=1)
    top, second = order[:, -1:], order[:, -2:-1]
    return np.where(scores == top, second, top)


def worth(seen: NDArray) -> tuple[NDArray, NDArray]:
    """(pairs, labels) that are worth a second look, from `views`."""
    return np.nonzero(seen[:, :, :2].max(axis=2) > WORTH)


def dense(seen: NDArray, rows: NDArray, labels: NDArray) -> NDArray:
    """Dense inputs of the second network for some (pair, label); shape (rows, `WIDTH`)."""
    x = seen[rows, labels]
    best = np.maximum(x[:, :1], x[:, 1:2]) / 4
    return np.concatenate([x / 4, x[:, :1] - x[:, 3:7], best, np.clip(x[:, :3], -4, 4)], axis=1).astype(np.float32)


def sparse(found: Sequence[Pair], rows: NDArray, labels: NDArray) -> list[list[tuple[int, int, int]]]:
    """Hashed inputs of the second network: the label and the kinds of the arguments."""
    kinds = [(hash_string(s.kind), hash_string(o.kind)) for s, o in found]
    out = []
    for row, label in zip(rows.tolist(), labels.tolist(), strict=True):
        s, o = kinds[row]
        out.append([(0, label, 0), (1, s, 0), (2, o, 0), (3, s, label), (4, o, label)])
    return out
