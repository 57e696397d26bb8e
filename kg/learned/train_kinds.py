"""Training of what decides the kind of a named thing (`kg.resolve.kinds`), on chains whose names the gold gives a type.

A gold may leave a type open: OntoGUM marks no products, only objects and abstractions.  So each chain has a set of kinds
that are right, and the probability of the whole set is what is made large.  KnowledgeNet gives no types at all, but the
arguments of a fact have those of its predicate's domain and range.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kg import ontology
from kg.learned import gold, network
from kg.learned.linear import Weights
from kg.learned.network import Options
from kg.nlp import coref, entities, quotes
from kg.nlp import mentions as finder
from kg.nlp.types import TokenMention
from kg.resolve import kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.learned.models import Models

OPTIONS = Options(kinds.BITS, hidden=32, epochs=8, batch=128, rate=0.003, drop_input=0.3, exclusive=True)
MEMBERS = 3  # networks that vote
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


def train(data: Sample, options: Options = OPTIONS, members: int = MEMBERS) -> Weights:
    """Fit the networks, which differ in their seeds.

    Args:
        data: chains with the kinds that are right.
        options: settings of each; members: how many vote.
    """
    from scipy.sparse import csr_matrix

    at, offsets = kinds.positions(data.chains)
    sparse = csr_matrix((np.ones(len(at), np.float32), at, offsets), shape=(len(data.chains), 2**options.bits))
    dense = np.stack([c.vector for c in data.chains]).astype(np.float32)
    right, weight = np.array(data.right, np.int8), np.array(data.weight, np.float32)
    arrays, unused = {}, np.setdiff1d(np.arange(2**options.bits), sparse.indices)
    for n in range(members):
        net = network.train(sparse, dense, right, replace(options, seed=n + 1), weight=weight)
        net.embedding[unused] = 0.0  # nothing was learned of them
        arrays |= net.arrays(f"net{n}")
    return Weights({}, arrays, {"kinds": list(kinds.KINDS), "members": members})
