"""Training of the edges of mentions, on documents whose gold marks full noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.learned import gold, logistic
from kg.learned.linear import Weights
from kg.nlp import extents
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

L2 = 2.0


_APPOSED = re.compile(r"[,:]? ?[(–—-]? ?")


def wanted(doc: Doc, mentions: Sequence[TokenMention], record: dict[str, Any]) -> dict[int, tuple[int, int]]:
    """Mention → the characters its full phrase covers in the gold, without a possessive mark.

    Where the gold lists the halves of an apposition apart, they are put together, as its chains have them.
    """
    every = record["mentions"]
    chained: dict[tuple[int, ...], list[Any]] = {}
    for m in (m for chain in record.get("coref", ()) for m in chain):
        chained.setdefault(tuple(m.get("head") or m["span"]), []).append(m["span"])
    first_of = {(m["span"][0], m["entity"]): m["span"][1] for m in every}
    out = {}
    for k, g in enumerate(gold.align(doc, mentions, every)):
        if g < 0 or not extents.has_extent(mentions[k]):
            continue
        m = every[g]
        spans = [m["span"], *m.get("alt", ())]
        if mentions[k].kind == "nominal":
            spans += [*chained.get(tuple(m.get("head") or m["span"]), ()), *_apposed(doc.text, m, first_of)]
        first, last = gold.offsets(doc, *extents.tight(mentions[k]))
        around = [s for s in spans if s[0] <= first and s[1] >= last]
        if around:
            a, b = max(around, key=lambda s: s[1] - s[0])
            text = doc.text[a:b]
            out[k] = (a, b - 2 if text.endswith(("'s", "’s")) and b - 2 >= last else b)
    return out


def _apposed(text: str, m: dict[str, Any], first_of: dict[tuple[int, str], int]) -> Iterator[tuple[int, int]]:
    """The phrase with what stands in apposition right after it: another mention of the same thing."""
    start, end = m["span"]
    after = _APPOSED.match(text, end)
    at = after.end() if after else end
    if at > end + 1 and (at, m["entity"]) in first_of:
        yield start, first_of[at, m["entity"]]


def rows(r: extents.Reading, side: int, spans: dict[int, tuple[int, int]]) -> tuple[NDArray, NDArray]:
    """(which steps of a document say something, whether the gold takes them), up to the first that is not taken."""
    steps = r.left if side == extents.LEFT else r.right
    kept, taken, over = [], [], set()
    for n, k in enumerate(steps.mention):
        if k not in spans or k in over:
            continue
        token = r.doc[steps.token[n]]
        yes = token.idx >= spans[k][0] if side == extents.LEFT else token.idx + len(token) <= spans[k][1]
        kept.append(n)
        taken.append(yes)
        if not yes:
            over.add(k)
    return np.array(kept, np.int64), np.array(taken, bool)


def train(corpus: gold.Corpus, sets: Sequence[str], l2: float = L2) -> Weights:
    """Weights of both edges."""
    from scipy.sparse import csr_matrix, vstack

    from kg.nlp import entities
    from kg.nlp import mentions as finder

    parts, labels = [], []
    for name in sets:
        for record, _, doc in corpus.training(name):
            found = finder.candidates(doc, entities.find_names(doc))
            r, spans = extents.Reading(doc, found), wanted(doc, found, record)
            for side in (extents.LEFT, extents.RIGHT):
                kept, taken = rows(r, side, spans)
                if not len(kept):
                    continue
                at = extents.features(r, side)[kept]
                ends = np.arange(0, at.size + 1, at.shape[1])
                parts.append(csr_matrix((np.ones(at.size, np.float32), at.ravel(), ends), (len(at), 2**extents.BITS)))
                label = np.full((len(at), 2), logistic.UNKNOWN, np.int8)
                label[:, side] = taken
                labels.append(label)
    weights = logistic.train(vstack(parts).tocsr(), np.concatenate(labels), extents.LABELS, extents.BITS, l2)
    weights.meta.update(sets=list(sets), licence="CC BY-SA 4.0")
    return weights
