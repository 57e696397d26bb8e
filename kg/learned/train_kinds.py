"""Training of what decides the kind of a named thing (`kg.resolve.kinds`), on chains whose names the gold gives a type.

A gold may leave a type open: OntoGUM marks no products, only objects and abstractions.  So each chain has a set of kinds
that are right, and the probability of the whole set is what is made large.  KnowledgeNet gives no types at all, but the
arguments of a fact have those of its predicate's domain and range.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg import ontology
from kg.learned import gold
from kg.learned.linear import Weights
from kg.nlp import coref, entities, quotes
from kg.nlp import mentions as finder
from kg.nlp.types import TokenMention
from kg.resolve import kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.learned.models import Models

L2 = 3.0  # pull on the hashed weights
L2_DENSE = 1.0  # and on those of the word vectors
MOST = 4.0  # a chain counts once a mention, up to this
OF_FACTS = 0.1  # weight of a chain that only a fact's predicate gives a type
OF_EXAMPLES = 0.5  # and of a frame's example
_OPEN = {"abstract": ("Product", "Other"), "object": ("Product",), "substance": ("Product", "Other")}


@dataclass
class Sample:
    """Chains of some documents: what they say, which kinds are right (rows of zeros and ones), how much each counts."""

    chains: list[kinds.Evidence]
    right: list[list[bool]]
    weight: list[float]


def samples(corpus: gold.Corpus, sets: Sequence[str], facts: Sequence[str], models: Models) -> Sample:
    """The chains of all training documents, and of the frames' examples, with a gold type."""
    out = Sample([], [], [])
    for name in (*sets, *facts):
        for record, _, doc in corpus.training(name):
            found = finder.find(doc, entities.find_names(doc), models.extents)
            marks = _of_facts(doc, found, record) if name in facts else _of_mentions(doc, found, record)
            _add(out, doc, found, list(marks), models, OF_FACTS if name in facts else 1.0)
    for doc, given in _examples():
        found = finder.find(doc, entities.find_names(doc), models.extents)
        texts = ((k, doc[m.start : m.end].text) for k, m in enumerate(found) if m.kind == "name")
        _add(out, doc, found, [(k, given[t]) for k, t in texts if t in given], models, OF_EXAMPLES)
    return out


Marks = list[tuple[int, tuple[str, ...]]]


def _add(out: Sample, doc: Doc, found: Sequence[TokenMention], marks: Marks, models: Models, weight: float) -> None:
    """Add the chains of a document, each with the kinds that most of its marked mentions have."""
    votes: dict[int, Counter[tuple[str, ...]]] = {}
    chains = coref.chains(doc, found, quotes.find(doc), models.coref).chains
    of = {k: n for n, chain in enumerate(chains) for k in chain}
    for k, right in marks:
        votes.setdefault(of[k], Counter())[right] += 1
    for n in sorted(votes):
        if kinds.applies(found, chains[n]):
            right, seen = max(sorted(votes[n].items()), key=lambda v: v[1])
            out.chains.append(kinds.evidence(doc, found, chains[n]))
            out.right.append([k in right for k in kinds.KINDS])
            out.weight.append(min(seen, MOST) * weight)


def _of_mentions(
    doc: Doc, found: Sequence[TokenMention], record: dict[str, Any]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Names with the kinds the gold gives them."""
    types = {e["id"]: e for e in record["entities"]}
    for k, g in enumerate(gold.align(doc, found, record["mentions"])):
        if g < 0 or found[k].kind != "name" or record["mentions"][g]["kind"] != "name":
            continue
        entity = types[record["mentions"][g]["entity"]]
        own = "Place" if entity["type"] == "Country" else entity["type"]
        right = (own,) if own in kinds.KINDS else _OPEN.get(entity.get("raw_type") or "", ("Other",))
        yield k, tuple(sorted({*right, *(t for t in record["mentions"][g].get("also", ()) if t in kinds.KINDS)}))


def _of_facts(doc: Doc, found: Sequence[TokenMention], record: dict[str, Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Names with the kinds that the predicates of their facts ask for."""
    onto = ontology.load()
    at = {gold.offsets(doc, m.start, m.end): k for k, m in enumerate(found) if m.kind == "name"}
    for claim in record["claims"]:
        wanted = onto.properties.get(claim["predicate"])
        if wanted is None:
            continue
        for span, classes in ((claim["subject_span"], wanted.domain), (claim["object_span"], wanted.range)):
            k = at.get((span[0], span[1]))
            if k is not None and (right := _kinds(classes)):
                yield k, right


def _kinds(classes: Sequence[str]) -> tuple[str, ...]:
    """The model's kinds that a property's domain or range admits."""
    found = {"Place" if kind == "Country" else kind for c in classes if (kind := ontology.load().kind_of(c))}
    return tuple(sorted(found & set(kinds.KINDS)))


def _examples(language: str = "en") -> Iterator[tuple[Doc, dict[str, tuple[str, ...]]]]:
    """The frames' own examples, with the kinds their property asks for, by the argument's words."""
    from kg.extract import frames
    from kg.model import Document
    from kg.nlp import pipeline

    nlp, onto = pipeline.load(), ontology.load()
    for frame in frames.load(language).frames:
        wanted = onto.properties[frame.property]
        for text, _, arguments in (e.partition(" => ") for e in frame.examples):
            subject, _, target = arguments.partition(" | ")
            given = {subject: _kinds(wanted.domain), target: _kinds(wanted.range)}
            yield pipeline.analyse(Document("example", text), nlp), {a: k for a, k in given.items() if k}


def train(data: Sample, l2: float = L2, l2_dense: float = L2_DENSE, rounds: int = 120) -> Weights:
    """Fit the regression by L-BFGS.

    Args:
        data: chains with the kinds that are right.
        l2, l2_dense: pulls towards zero, of hashed features and of word vectors.
        rounds: steps at most.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    at, rows = kinds.positions(data.chains)
    sparse = csr_matrix((np.ones(len(at)), (rows, at)), shape=(len(data.chains), 2**kinds.BITS))
    used = np.unique(sparse.indices)
    sparse = sparse[:, used].tocsr()
    across = sparse.T.tocsr()
    dense = np.stack([c.vector for c in data.chains]).astype(np.float64)
    right, weight = np.array(data.right, bool), np.array(data.weight)
    n, d, k = len(used), dense.shape[1], len(kinds.KINDS)

    def unpack(w: NDArray) -> tuple[NDArray, NDArray, NDArray]:
        return w[: n * k].reshape(n, k), w[n * k : (n + d) * k].reshape(d, k), w[(n + d) * k :]

    def loss(w: NDArray) -> tuple[float, NDArray]:
        a, b, bias = unpack(w)
        scores = sparse @ a + dense @ b + bias
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        q = np.where(right, p, 0.0)
        mass = np.maximum(q.sum(axis=1, keepdims=True), 1e-12)
        pull = weight[:, None] * (p - q / mass)
        value = -(weight * np.log(mass[:, 0])).sum() + 0.5 * l2 * (a**2).sum() + 0.5 * l2_dense * (b**2).sum()
        grad = [(across @ pull + l2 * a).ravel(), (dense.T @ pull + l2_dense * b).ravel(), pull.sum(axis=0)]
        return float(value), np.concatenate(grad)

    best = minimize(loss, np.zeros((n + d + 1) * k), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    a, b, bias = unpack(best)
    hashed = np.zeros((2**kinds.BITS, k), np.float32)
    hashed[used] = np.where(np.abs(a) < 0.01, 0.0, a)
    arrays = {"hashed": hashed, "dense": b.astype(np.float32), "bias": bias.astype(np.float32)}
    return Weights({}, arrays, {"kinds": list(kinds.KINDS)})
