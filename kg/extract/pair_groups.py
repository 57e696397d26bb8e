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
    s_chain, o_chain, s_at, o_at = (np.array(x) for x in zip(*(_places(s, o) for s, o in found), strict=True))
    one_s, one_o = s_chain[:, None] == s_chain, o_chain[:, None] == o_chain
    same_s, same_o = s_at[:, None] == s_at, o_at[:, None] == o_at
    companions = one_s & one_o & ~np.eye(len(found), dtype=bool)
    masks = [
        companions,
        companions & (same_s | same_o),
        one_s & ~one_o,
        ~one_s & one_o,
        same_s & ~one_o,
        same_o & ~one_s,
        (s_at[:, None] == o_at) & (o_at[:, None] == s_at),
        (s_chain[:, None] == o_chain) & (o_chain[:, None] == s_chain),
    ]
    out = np.empty((*scores.shape, VIEWS + 1), np.float32)
    out[:, :, 0] = scores
    for n, mask in enumerate(masks, 1):
        out[:, :, n] = _best(scores, mask)
    out[:, :, 9] = _others(scores)
    out[:, :, 10] = np.minimum(companions.sum(axis=1), 4)[:, None]
    return out


def _places(s: Candidate, o: Candidate) -> tuple[int, int, int, int]:
    return s.chain, o.chain if o.chain >= 0 else -2 - o.start, s.start, o.start


def _best(scores: NDArray, mask: NDArray) -> NDArray:
    """The best score of each label among the pairs a mask allows, row by row."""
    out = np.full(scores.shape, LOWEST, np.float32)
    rows, allowed = np.nonzero(mask)
    if len(rows):
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        out[rows[starts]] = np.maximum.reduceat(scores[allowed], starts, axis=0)
    return out


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
