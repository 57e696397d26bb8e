"""Training of the edges of mentions, on documents whose gold marks full noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.learned import gold, logistic, network
from kg.learned.linear import Weights
from kg.learned.network import Options
from kg.nlp import edges, extents
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

L2 = 2.0
OPTIONS = Options(edges.NETWORK_BITS, hidden=16, epochs=8, drop_input=0.4, drop_hidden=0.2)
MEMBERS = 2  # networks that vote


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
    steps = r.steps(side)
    kept, taken, over = [], [], set()
    for n, k in enumerate(steps.mention):
        if k not in spans or k in over:
            continue
        token = r.doc[steps.token[n]]
        yes = token.idx >= spans[k][0] if side == edges.LEFT else token.idx + len(token) <= spans[k][1]
        kept.append(n)
        taken.append(yes)
        if not yes:
            over.add(k)
    return np.array(kept, np.int64), np.array(taken, bool)


def train(corpus: gold.Corpus, sets: Sequence[str], l2: float = L2, members: int = MEMBERS) -> Weights:
    """Weights of both edges: the regression and the networks."""
    data = samples(corpus, sets)
    matrix, labels = data.matrix(edges.BITS), np.concatenate(data.labels)
    found = logistic.train(matrix, labels, edges.LABELS, edges.BITS, l2)
    arrays = {f"linear.{k}": a for k, a in found.arrays.items()}
    matrix, dense = data.matrix(edges.NETWORK_BITS), np.concatenate(data.words)
    for n in range(members):
        arrays |= network.train(matrix, dense, labels, replace(OPTIONS, seed=n + 1)).arrays(f"net{n}")
    meta = {"linear": found.meta, "members": members, "sets": list(sets), "licence": "CC BY-SA 4.0"}
    return Weights({}, arrays, meta)


@dataclass
class Samples:
    """The steps of some documents that the gold decides: their features (`edges.BITS` bits), words, and whether they are taken."""

    features: list[NDArray] = field(default_factory=list)
    words: list[NDArray] = field(default_factory=list)
    labels: list[NDArray] = field(default_factory=list)

    def matrix(self, bits: int):
        """The features as a `scipy.sparse.csr_matrix` of shape (steps, 2 ** bits)."""
        from scipy.sparse import csr_matrix

        at = np.concatenate([f.ravel() for f in self.features]) >> (edges.BITS - bits)
        sizes = np.concatenate([np.full(len(f), f.shape[1]) for f in self.features])
        ends = np.concatenate([[0], np.cumsum(sizes)])
        return csr_matrix((np.ones(len(at), np.float32), at, ends), (len(sizes), 2**bits))


def samples(corpus: gold.Corpus, sets: Sequence[str]) -> Samples:
    """What the training documents of some sets teach."""
    from kg.nlp import entities
    from kg.nlp import mentions as finder

    out = Samples()
    for name in sets:
        for record, _, doc in corpus.training(name):
            found = finder.candidates(doc, entities.find_names(doc))
            r, spans = extents.Reading(doc, found), wanted(doc, found, record)
            for side in (edges.LEFT, edges.RIGHT):
                kept, taken = rows(r, side, spans)
                if not len(kept):
                    continue
                out.features.append(edges.features(r, side)[kept])
                out.words.append(edges.words(r, side)[kept])
                label = np.full((len(kept), 2), logistic.UNKNOWN, np.int8)
                label[:, side] = taken
                out.labels.append(label)
    return out
