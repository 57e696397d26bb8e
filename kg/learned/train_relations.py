"""Training of the relation model on passages whose facts are annotated mention by mention (KnowledgeNet's form).

Each passage was read for some predicates only: a pair counts for those alone, as wanted or not; for the others nobody
has looked.  The second network learns from first scores of documents that the first one was not trained on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg import ontology
from kg.extract import frames, pair_groups, pair_vectors, relations, scored
from kg.extract.pairs import Candidate, Pair, candidates
from kg.extract.when import Calendar, coming
from kg.learned import gold, hashed, network
from kg.learned.folds import fold
from kg.learned.linear import Weights
from kg.learned.models import Models
from kg.nlp import coref, entities, mentions, quotes, times
from kg.nlp.status import Statuses
from kg.resolve import kinds

CLUSTERS = 200
MEMBERS = 1  # networks whose scores are averaged; two gave no more on the folds, and twice the weights
FIRST = network.Options(bits=15, hidden=64, epochs=5)
SECOND = network.Options(bits=12, hidden=48, epochs=6, rate=0.003, drop_hidden=0.1, drop_input=0.0)
THRESHOLD = 0.35
CLOSE = 0.34  # overlap (intersection over union) of both arguments from which a pair stands for a gold claim


@dataclass
class Sample:
    """One document's pairs, what the model is told of them, and what the gold says."""

    id: str
    pairs: list[Pair]
    at: NDArray  # positions of hashed features, row after row
    sizes: NDArray
    dense: NDArray  # float16, not yet standardised
    wanted: NDArray  # (pairs, labels)


def labels(records: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The predicates that passages were read for and that the ontology has."""
    found = {p for r in records for passage in r["passages"] for p in passage["predicates"]}
    return tuple(sorted(found & set(ontology.load().properties)))


def clusters(data: NDArray, seed: int = 7) -> NDArray:
    """Cluster of each row of a vector table; one more entry for words without vector."""
    from scipy.cluster.vq import kmeans2

    table = data.astype(np.float64) / np.maximum(np.linalg.norm(data, axis=1, keepdims=True), 1e-9)
    start = table[np.random.default_rng(seed).choice(len(table), CLUSTERS, replace=False)]
    _, of = kmeans2(table, start, iter=15, minit="matrix")
    return np.append(of, CLUSTERS).astype(np.float32)


def train(
    corpus: gold.Corpus, sets: Sequence[str], models: Models, log: Callable[[str], None] = lambda line: None
) -> Weights:
    """The relation model's weights."""
    given = [x for name in sets for x in corpus.training(name)]
    names = labels([r for r, _, _ in given])
    vectors = given[0][2].vocab.vectors
    parts = {"clusters": clusters(vectors.data)}
    parts["words.mean"], parts["words.components"] = pair_vectors.basis(vectors)
    samples = [_sample(*x, names, models, parts) for x in given]
    samples = [s for s in samples if s.pairs]
    log(f"{len(samples)} documents, {sum(len(s.pairs) for s in samples)} pairs")
    return _fit(samples, names, parts, log)


def _sample(record, document, doc, names: Sequence[str], models: Models, parts: dict[str, NDArray]) -> Sample:
    found_quotes = quotes.find(doc)
    found = mentions.find(doc, entities.find_names(doc), models.extents)
    chains = coref.chains(doc, found, found_quotes, models.coref)
    found = kinds.judge(doc, found, chains.chains, models.kinds).mended(found, chains.chains)
    found_times = times.find(doc, document.date)
    calendar = Calendar(doc, found_times)
    statuses = Statuses(doc, found_quotes, coming(doc, found_times, document.date))
    asserted = relations.match(doc, frames.load(), statuses.of, calendar)
    basis = parts["words.mean"], parts["words.components"]
    of_clusters = parts["clusters"].astype(np.int64)
    given = scored.inputs(doc, candidates(doc, found, chains, calendar), asserted, of_clusters, basis)
    at, offsets = hashed.positions(given.rows, FIRST.bits)
    spans = [(_span(doc, s), _span(doc, o)) for s, o in given.pairs]
    wanted = _wanted(record, spans, names)
    return Sample(
        record["id"], given.pairs, at.astype(np.int32), np.diff(offsets), given.dense.astype(np.float16), wanted
    )


def _span(doc, c: Candidate) -> tuple[int, int]:
    return gold.offsets(doc, c.start, c.end)


def _wanted(record: dict[str, Any], spans: Sequence[tuple], names: Sequence[str]) -> NDArray:
    """What the gold says of each pair and label: 1, 0 or `UNKNOWN`."""
    out = np.full((len(spans), len(names)), network.UNKNOWN, np.int8)
    for passage in record["passages"]:
        low, high = passage["span"]
        inside = [n for n, (s, o) in enumerate(spans) if low <= min(s[0], o[0]) and max(s[1], o[1]) <= high]
        for predicate in passage["predicates"]:
            if predicate in names:
                out[inside, names.index(predicate)] = 0
    properties = ontology.load().properties
    for claim in record["claims"]:
        if claim["predicate"] not in names:
            continue
        s, o = tuple(claim["subject_span"]), tuple(claim["object_span"])
        for way in [(s, o), (o, s)] if properties[claim["predicate"]].symmetric else [(s, o)]:
            if (row := _nearest(way, spans)) is not None:
                out[row, names.index(claim["predicate"])] = 1
    return out


def _nearest(wanted: tuple, spans: Sequence[tuple]) -> int | None:
    """The pair that has just these spans, or else overlaps them best."""
    best = max(((min(_iou(s, wanted[0]), _iou(o, wanted[1])), -n) for n, (s, o) in enumerate(spans)), default=(0.0, 0))
    return -best[1] if best[0] >= CLOSE else None


def _iou(a: Sequence[int], b: Sequence[int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(common, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


class _Table:
    """All samples as one matrix each of sparse and dense inputs and of wanted labels."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        from scipy.sparse import csr_matrix

        at = np.concatenate([s.at for s in samples])
        ends = np.concatenate([[0], np.cumsum(np.concatenate([s.sizes for s in samples]))])
        self.sparse = csr_matrix((np.ones(len(at), np.float32), at, ends), shape=(len(ends) - 1, 2**FIRST.bits))
        self.sparse.sum_duplicates()
        self.sparse.data[:] = 1.0
        dense = np.concatenate([s.dense for s in samples])
        self.shift = dense.mean(axis=0, dtype=np.float64).astype(np.float32)
        self.scale = (1.0 / (dense.std(axis=0, dtype=np.float64) + 1e-6)).astype(np.float32)
        self.dense = scored.standard(dense.astype(np.float32), self.shift, self.scale)
        self.wanted = np.concatenate([s.wanted for s in samples])
        self.part = np.repeat([fold(s.id) for s in samples], [len(s.pairs) for s in samples])

    def train(self, rows: NDArray, seed: int, guess: NDArray | None = None) -> network.Network:
        """A network trained on some rows; without a teacher's guesses, only on those that somebody has read."""
        if guess is None:
            rows = rows[(self.wanted[rows] != network.UNKNOWN).any(axis=1)]
        options = replace(FIRST, seed=seed)
        return network.train(self.sparse[rows], self.dense[rows], self.wanted[rows], options, guess)

    def scores(self, net: network.Network, rows: NDArray) -> NDArray:
        x = self.sparse[rows]
        hidden = x @ net.embedding + self.dense[rows] @ net.projection + net.shift
        return np.maximum(hidden, 0.0) @ net.output + net.bias


def _fit(samples: Sequence[Sample], names: Sequence[str], parts: dict[str, NDArray], log) -> Weights:
    table = _Table(samples)
    first = np.zeros(table.wanted.shape, np.float32)
    for k in sorted(set(table.part.tolist())):  # scores of each part by a network that never saw it
        rows = np.flatnonzero(table.part == k)
        first[rows] = table.scores(table.train(np.flatnonzero(table.part != k), 1), rows)
        log(f"first network without part {k}: trained")
    arrays, every = dict(parts, **{"dense.mean": table.shift, "dense.scale": table.scale}), np.arange(len(first))
    teachers = [table.scores(table.train(every, n + 1), every) for n in range(MEMBERS)]
    guess = hashed.probability(np.mean(teachers, axis=0))
    for n in range(MEMBERS):
        arrays |= table.train(every, n + 1, guess).arrays(f"first{n}")
        arrays |= _second(samples, first, n + 1).arrays(f"second{n}")
    meta = {"labels": list(names), "threshold": THRESHOLD, "members": MEMBERS}
    return Weights({}, arrays, meta)


def _second(samples: Sequence[Sample], first: NDArray, seed: int) -> network.Network:
    from scipy.sparse import csr_matrix

    rows, dense, wanted, start = [], [], [], 0
    for s in samples:
        seen = pair_groups.views(s.pairs, first[start : start + len(s.pairs)])
        start += len(s.pairs)
        at, label = pair_groups.worth(seen)
        known = s.wanted[at, label] != network.UNKNOWN
        at, label = at[known], label[known]
        if len(at):
            rows += pair_groups.sparse(s.pairs, at, label)
            dense.append(pair_groups.dense(seen, at, label))
            wanted.append(s.wanted[at, label][:, None])
    positions, offsets = hashed.positions(rows, SECOND.bits)
    sparse = csr_matrix((np.ones(len(positions), np.float32), positions, offsets), shape=(len(rows), 2**SECOND.bits))
    return network.train(sparse, np.concatenate(dense), np.concatenate(wanted), replace(SECOND, seed=seed))
