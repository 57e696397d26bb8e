"""Training of the antecedent ranker and of its judge of kinds of things, on documents with gold chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.learned import gold
from kg.learned.linear import AdaGrad, Linear, Weights, softmax
from kg.nlp import coref, coref_pairs, coref_rank
from kg.nlp import coref_features as features
from kg.nlp.types import TokenMention, TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.learned.models import Models

_TYPE_OF = {
    "person": 0,
    "organization": 1,
    "place": 2,
    "event": 3,
    "object": 4,
    "abstract": 5,
    "substance": 4,
    "animal": 6,
    "plant": 6,
}


@dataclass(frozen=True)
class Options:
    """Settings of one training; the defaults are those of the packaged weights."""

    epochs: int = 12
    rate: float = 0.08
    l1: float = 0.001
    false_link: float = 0.5  # margin a wrong antecedent for a mention that has none must lose by
    missed_link: float = 1.2
    wrong_link: float = 1.0
    settled: int = (
        4  # epochs after which the weights are averaged (Polyak & Juditsky 1992): one pass is a matter of luck
    )
    least: float = 0.004  # weights nearer to zero than this are dropped
    type_epochs: int = 40
    seed: int = 20190104


@dataclass
class Sample:
    """A document with what is known of it."""

    doc: Doc
    mentions: Sequence[TokenMention]
    quotes: Sequence[TokenQuote]
    chain: NDArray  # gold chain of each mention, -1 for none
    kind: NDArray  # gold kind of each mention, index into TYPES, -1 for unknown
    view: features.View
    rules: list[tuple[int, int, str]]
    known: NDArray  # whether the gold says anything of the mention (partial annotation)


def sample(doc: Doc, record: dict[str, Any], models: Models) -> Sample:
    """Find the mentions of a document as the chain does, and what the gold says of them."""
    from kg.nlp import entities, mentions, quotes

    found, quoted = mentions.find(doc, entities.find_names(doc), models.extents), quotes.find(doc)
    groups = record.get("coref") or _by_entity(record)
    flat = [m for chain in groups for m in chain]
    of = [n for n, chain in enumerate(groups) for _ in chain]
    chain = np.array([of[g] if g >= 0 else -1 for g in gold.align(doc, found, flat)], np.int32)
    every = record["mentions"]
    kind = np.array(
        [_TYPE_OF.get(every[g].get("raw_type") or "", -1) if g >= 0 else -1 for g in gold.align(doc, found, every)],
        np.int32,
    )
    known = np.ones(len(found), bool)
    if record.get("coref_scope") == "partial":
        known = np.array(gold.align(doc, found, every)) >= 0
    return Sample(doc, found, quoted, chain, kind, *coref.read(doc, found, quoted), known)


def _by_entity(record: dict[str, Any]) -> list[list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for m in record["mentions"]:
        out.setdefault(m["entity"], []).append(m)
    return [c for c in out.values() if len(c) > 1]


def train(
    samples: Sequence[Sample], options: Options = Options(), log: Callable[[str], None] = lambda line: None
) -> Weights:
    """Weights learned from samples; the same samples in the same order give the same weights."""
    rng = np.random.default_rng(options.seed)
    vector, columns = _train_types(samples, options, rng)
    model = Weights({}, {"types.vector": vector, "types.columns": columns}, {})
    for s in samples:
        s.view.__dict__.pop("type", None)
    ready = [coref.prepare(s.view, s.rules, model) for s in samples]
    model.linear.update({k: Linear.zeros(layout) for k, layout in _layouts(samples[0]).items()})
    steps = {k: AdaGrad(len(m.weights), options.rate, options.l1) for k, m in model.linear.items()}
    sums, counted = {k: np.zeros(len(m.weights)) for k, m in model.linear.items()}, 0
    for epoch in range(options.epochs):
        right = total = 0
        for n in rng.permutation(len(samples)):
            gradient = {k: np.zeros(len(m.weights)) for k, m in model.linear.items()}
            r, t = _walk(samples[n], ready[n], model, gradient, options)
            right, total = right + r, total + t
            for k, m in model.linear.items():
                steps[k].step(m.weights, gradient[k])
                sums[k] += m.weights if epoch >= options.settled else 0.0
            counted += epoch >= options.settled
        log(f"epoch {epoch + 1}: {right / max(total, 1):.3f} of {total} decisions right")
    for k, m in model.linear.items():
        mean = sums[k] / max(counted, 1)
        m.weights[:] = np.where(np.abs(mean) < options.least, 0.0, mean)
    return model


def _layouts(s: Sample) -> dict[str, tuple[tuple[str, int], ...]]:
    none = np.zeros(0, np.int32)
    return {
        "pair": coref_pairs.pairs(s.view, none, none).layout,
        "alone": coref_pairs.alone(s.view).layout,
        "context": coref_rank.CONTEXT,
    }


def _walk(
    s: Sample, prepared: coref.Prepared, model: Weights, gradient: dict[str, NDArray], options: Options
) -> tuple[int, int]:
    """Decide one document with the weights of now, collecting the gradient of each decision's loss."""
    resolver, scored = coref.Resolver(s.doc, s.mentions, prepared, model, 0.0), prepared.scored
    ranker, clusters, right, total = resolver.ranker, resolver.clusters, 0, 0
    for k in resolver.order():
        resolver.place(k)
        if not resolver.is_ranked(k) or not (rows := ranker.shortlist(clusters, k)):
            continue
        choice = resolver.choose(k)
        if s.known[k]:
            right, total = right + _learn(s, scored, resolver, k, rows, gradient, options), total + 1
        if choice is not None:
            resolver.join(k, choice)
    return right, total


def _learn(
    s: Sample,
    scored: coref_rank.Scored,
    resolver: coref.Resolver,
    k: int,
    rows: list[int],
    gradient: dict[str, NDArray],
    options: Options,
) -> bool:
    """Add the gradient of one decision's loss; whether the decision would have been right."""
    ranker, clusters = resolver.ranker, resolver.clusters
    antecedents = scored.antecedent[rows]
    ids = np.array(coref_rank.context(clusters, k, antecedents.tolist()))
    gold_rows = (s.chain[antecedents] == s.chain[k]) & (s.chain[k] >= 0)
    new = not gold_rows.any()
    scores = np.append(
        np.array([ranker.pair_score[r] for r in rows]) + resolver.context.score(ids), ranker.alone_score[k]
    )
    costs = np.append(
        np.where(gold_rows, 0.0, options.false_link if new else options.wrong_link), 0.0 if new else options.missed_link
    )
    good = np.append(gold_rows, new)
    p = softmax(scores + costs)
    q = np.where(good, p, 0.0)
    delta = p - q / max(q.sum(), 1e-12)
    _spread(gradient["pair"], scored.pair_ids[rows], delta[:-1])
    _spread(gradient["context"], ids, delta[:-1])
    _spread(gradient["alone"], scored.alone_ids[k : k + 1], delta[-1:])
    return bool(good[scores.argmax()])


def _spread(gradient: NDArray, ids: NDArray, delta: NDArray) -> None:
    np.add.at(gradient, ids.ravel(), np.repeat(delta, ids.shape[1]))


def _train_types(samples: Sequence[Sample], options: Options, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Multinomial logistic regression of the kind of thing on head vector and columns."""
    inputs = [(*features.type_inputs(s.view), s.kind) for s in samples]
    dense = np.concatenate([v[kind >= 0] for v, _, kind in inputs])
    sparse = np.concatenate([c.ids()[kind >= 0] for _, c, kind in inputs])
    wanted = np.concatenate([kind[kind >= 0] for _, _, kind in inputs])
    width, size = dense.shape[1], sum(inputs[0][1].sizes)
    w, u = np.zeros((width, features.N_TYPES)), np.zeros((size, features.N_TYPES))
    squares_w, squares_u = np.full_like(w, 1e-6), np.full_like(u, 1e-6)
    for _ in range(options.type_epochs):
        order = rng.permutation(len(wanted))
        for batch in np.array_split(order, max(len(order) // 256, 1)):
            x, z, y = dense[batch], sparse[batch], wanted[batch]
            p = softmax(x @ w + u[z].sum(axis=1))
            p[np.arange(len(y)), y] -= 1.0
            gw = x.T @ p / len(y) + 1e-4 * w
            gu = np.zeros_like(u)
            np.add.at(gu, z.ravel(), np.repeat(p / len(y), z.shape[1], axis=0))
            gu += 1e-4 * u
            squares_w += gw * gw
            squares_u += gu * gu
            w -= 0.3 * gw / np.sqrt(squares_w)
            u -= 0.1 * gu / np.sqrt(squares_u)
    return w.astype(np.float32), u.astype(np.float32)


def samples(corpus: gold.Corpus, names: Sequence[str], models: Models) -> list[Sample]:
    """The training documents of some sets, with what the chain finds in them."""
    return [sample(doc, record, models) for name in names for record, _, doc in corpus.training(name)]
