"""Relations read by the learned model, beside those that frames read.

In: a document's mentions, chains and times, and what the frames asserted.  Out: assertions of the relations that the
model was trained for.  A frame's assertion of such a relation stands only where the model does not contradict it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string

from kg.extract import pair_groups
from kg.extract.pair_features import SLOTS, Features
from kg.extract.pair_vectors import PairVectors
from kg.extract.pairs import Candidate, Pair, candidates, pairs
from kg.extract.types import Assertion
from kg.extract.values import date
from kg.extract.when import Calendar
from kg.learned import hashed
from kg.learned.linear import Weights
from kg.learned.network import Network
from kg.nlp.coref import Chains
from kg.nlp.status import Statuses
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RULE = "relation-model"
DOUBTED = 0.03  # a frame's assertion that the model gives less is dropped
BEYOND_DOUBT = 0.95  # confidence of a frame that the model may not veto: its words have no other meaning


@dataclass(frozen=True)
class Inputs:
    """What the first network is told of a document's pairs: hashed features, row by row, and dense ones."""

    pairs: list[Pair]
    rows: list[list[tuple[int, int, int]]]
    dense: NDArray

    @cached_property
    def mixed(self) -> hashed.Mixed:
        """The rows, hashed."""
        return hashed.Mixed.of(self.rows)


class RelationModel:
    """The two networks of the relation model and what goes with them."""

    def __init__(self, weights: Weights) -> None:
        arrays = weights.arrays
        self.labels: tuple[str, ...] = tuple(weights.meta["labels"])
        self.threshold = float(weights.meta["threshold"])
        self.clusters = arrays["clusters"].astype(np.int64)
        self.mean, self.components = arrays["words.mean"], arrays["words.components"]
        self.shift, self.scale = arrays["dense.mean"], arrays["dense.scale"]
        self._arrays, self._members = arrays, int(weights.meta["members"])

    @cached_property
    def first(self) -> list[Network]:
        return [Network.of(self._arrays, f"first{n}") for n in range(self._members)]

    @cached_property
    def second(self) -> list[Network]:
        return [Network.of(self._arrays, f"second{n}") for n in range(self._members)]

    def inputs(self, doc: Doc, found: dict[int, list[Candidate]], asserted: Sequence[Assertion]) -> Inputs:
        """The pairs among a document's candidates and what is known of them."""
        return inputs(doc, found, asserted, self.clusters, (self.mean, self.components))

    def scores(self, given: Inputs) -> NDArray:
        """Log-odds of each label for each pair, after the second look; shape (pairs, labels)."""
        if not given.pairs:
            return np.zeros((0, len(self.labels)), np.float32)
        dense = standard(given.dense, self.shift, self.scale)
        at, offsets = hashed.positions(given.mixed, self.first[0].bits)
        first = np.mean([n.scores(at, offsets, dense) for n in self.first], axis=0)
        return self.again(given.pairs, first)

    def again(self, found: Sequence[Pair], first: NDArray) -> NDArray:
        """The second look at first scores."""
        seen = pair_groups.views(found, first)
        rows, labels = pair_groups.worth(seen)
        out = np.full(first.shape, pair_groups.LOWEST, np.float32)
        if len(rows):
            at, offsets = hashed.positions(pair_groups.sparse(found, rows, labels), self.second[0].bits)
            dense = pair_groups.dense(seen, rows, labels)
            out[rows, labels] = np.mean([n.scores(at, offsets, dense) for n in self.second], axis=0)[:, 0]
        return out

    def why(self, given: Inputs, row: int, label: int, top: int = 3) -> str:
        """The kinds of features that speak strongest for a decision, in words."""
        features = given.mixed.some(np.array([row]))
        at, _ = hashed.positions(features, self.first[0].bits)
        dense = standard(given.dense[row : row + 1], self.shift, self.scale)
        row_of = np.array([0, len(at)])
        parts = sum(n.reasons(at, n.hidden(at, row_of, dense)[0], label) for n in self.first)
        total: dict[str, float] = {}
        for slot, part in zip(features.slots.tolist(), parts, strict=True):
            total[SLOTS[slot]] = total.get(SLOTS[slot], 0.0) + float(part)
        best = sorted((t for t in total.items() if t[1] > 0), key=lambda t: (-t[1], t[0]))[:top]
        return ", ".join(name for name, _ in best)


def inputs(
    doc: Doc,
    found: dict[int, list[Candidate]],
    asserted: Sequence[Assertion],
    clusters: NDArray,
    basis: tuple[NDArray, NDArray],
) -> Inputs:
    """What the networks are told of the pairs among some candidates (`pairs.candidates`)."""
    features = Features(doc, clusters, _fired(doc, asserted, _places(found)))
    vectors = PairVectors(doc, *basis, features)
    every: list[Pair] = []
    rows: list[list[tuple[int, int, int]]] = []
    for of_sentence in found.values():
        features.sentence(of_sentence)
    for of_sentence in found.values():
        joined = pairs(of_sentence)
        every += joined
        rows += [features.of(p, _between(p, of_sentence)) for p in joined]
    return Inputs(every, rows, vectors.of(every) if every else np.zeros((0, 0), np.float32))


def standard(dense: NDArray, shift: NDArray, scale: NDArray) -> NDArray:
    """Dense inputs brought to about unit spread."""
    return np.clip((dense - shift) * scale, -4.0, 4.0).astype(np.float32)


def _fired(doc: Doc, asserted: Sequence[Assertion], place: dict[int, int]) -> dict[tuple[int, int], list[int]]:
    out: dict[tuple[int, int], list[int]] = {}
    for a in asserted:
        key = place.get(a.subject, a.subject), place.get(_object(doc, a), _object(doc, a))
        out.setdefault(key, []).append(hash_string(a.property))
    return out


def _places(found: dict[int, list[Candidate]]) -> dict[int, int]:
    """Head of the candidate each token belongs to, the shortest where several do."""
    every = sorted((c for cs in found.values() for c in cs), key=lambda c: (c.start - c.end, c.start))
    return {i: c.head for c in every for i in range(c.start, c.end)}


def _object(doc: Doc, a: Assertion) -> int:
    if a.object is not None:
        return a.object
    start, end = a.value_span or (0, 1)
    return doc[start:end].root.i


def _between(pair: Pair, found: Sequence[Candidate]) -> int:
    a, b = pair if pair[0].start < pair[1].start else pair[::-1]
    return sum(c.start >= a.end and c.end <= b.start for c in found)


def read(
    doc: Doc,
    mentions: Sequence[TokenMention],
    chains: Chains,
    calendar: Calendar,
    asserted: Sequence[Assertion],
    statuses: Statuses,
    model: RelationModel,
) -> list[Assertion]:
    """What frames and model assert together, in text order.

    Args:
        doc: parsed.
        mentions, chains, calendar: what was found in it.
        asserted: what the frames read.
        statuses: how the text presents what a token says.
        model: the learned part.
    """
    found = candidates(doc, mentions, chains, calendar)
    given = model.inputs(doc, found, asserted)
    scores = hashed.probability(model.scores(given))
    place, learned = _places(found), set(model.labels)
    best = _Best(given.pairs, scores, model.labels)
    frames = _Frames(doc, mentions, chains, found, place)
    kept, by_frame = [], set()
    for a in asserted:
        if a.property not in learned:
            kept.append(a)
            continue
        a = frames.on_names(a)
        key = a.property, place.get(a.subject, -1), place.get(_object(doc, a), -1)
        unheard = a.confidence < BEYOND_DOUBT and best.of(*key) < DOUBTED
        if not unheard if min(key[1:]) >= 0 else frames.adds(a):
            kept.append(replace(a, learned=best.of(*key) >= model.threshold))
            by_frame.add(key)
    made: dict[tuple[str, int, int], Assertion | None] = {}
    for row, label in zip(*(x.tolist() for x in np.nonzero(scores >= model.threshold)), strict=True):
        s, o = given.pairs[row]
        key, p = (model.labels[label], s.head, o.head), float(scores[row, label])
        if key not in by_frame and p == best.of(*key):
            made[key] = _assertion(doc, s, o, key[0], p, calendar, statuses, model.why(given, row, label))
    every = [*kept, *(a for a in made.values() if a is not None)]
    return sorted(every, key=lambda a: (a.trigger, a.property, a.subject, a.object or 0))


class _Best:
    """The best score of each label for two heads, of whichever of their mentions it is."""

    def __init__(self, found: Sequence[Pair], scores: NDArray, labels: Sequence[str]) -> None:
        self.label = {name: n for n, name in enumerate(labels)}
        self.rows: dict[tuple[int, int], list[int]] = {}
        for row, (s, o) in enumerate(found):
            self.rows.setdefault((s.head, o.head), []).append(row)
        self.scores = scores

    def of(self, name: str, subject: int, object_: int) -> float:
        """A label's best score; 0 where there is no such pair."""
        rows = self.rows.get((subject, object_))
        return float(self.scores[rows, self.label[name]].max()) if rows else 0.0


class _Frames:
    """What frames say of descriptions, brought to the names and pronouns that stand for the same things."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[TokenMention],
        chains: Chains,
        found: dict[int, list[Candidate]],
        place: dict[int, int],
    ) -> None:
        chain_of = {k: n for n, chain in enumerate(chains.chains) for k in chain}
        self.doc, self.place = doc, place
        self.chain = {m.head: chain_of[k] for k, m in enumerate(mentions)}
        self.named = {chain_of[k] for k, m in enumerate(mentions) if m.kind == "name"}
        self.told: dict[tuple[int, int], list[int]] = {}
        for start, cs in found.items():
            for c in cs:
                self.told.setdefault((start, c.chain), []).append(c.head)

    def on_names(self, a: Assertion) -> Assertion:
        """The assertion about the nearest name or pronoun of its sentence that stands for the same: *a site he founded*."""
        return replace(
            a, subject=self._nearest(a.subject), object=None if a.object is None else self._nearest(a.object)
        )

    def _nearest(self, i: int) -> int:
        if i in self.place or i not in self.chain or self.doc[i].ent_type_ == "NORP":
            return i  # "a young Australian" stands for somebody, and names a country
        heads = self.told.get((self.doc[i].sent.start, self.chain[i]), ())
        return min(heads, key=lambda h: (abs(h - i), h), default=i)

    def adds(self, a: Assertion) -> bool:
        """Whether both arguments stand for something that has a name elsewhere in the text, or are a people's name."""
        told = (i for i in (a.subject, a.object) if i is not None and self.doc[i].ent_type_ != "NORP")
        return all(self.chain.get(i) in self.named for i in told)


def _assertion(
    doc: Doc,
    s: Candidate,
    o: Candidate,
    name: str,
    p: float,
    calendar: Calendar,
    statuses: Statuses,
    why: str,
) -> Assertion | None:
    """A pair as an assertion; None where a date says no day, month or year."""
    trigger, within = _trigger(doc, s, o)
    status = statuses.of(trigger, aside=within)
    base = Assertion(name, s.head, trigger.i, RULE, why, status, confidence=round(p, 3), learned=True)
    time = calendar.of(trigger)
    if o.mention >= 0:
        return replace(base, object=o.head, time=time and time.id)
    found = calendar.at(doc[o.head]) or calendar.at(doc[o.start])
    value = date(found) if found else None
    return replace(base, value=value, value_span=(o.start, o.end)) if value else None


def _trigger(doc: Doc, s: Candidate, o: Candidate) -> tuple[Token, bool]:
    """The word that says the relation, and whether it only stands inside a noun phrase: *Acme's head Ana Prates*."""
    above = {t.i: n for n, t in enumerate([doc[s.head], *doc[s.head].ancestors])}
    chain = [doc[o.head], *doc[o.head].ancestors]
    top = next((t for t in chain if t.i in above), doc[s.head])
    down = chain[: next((n for n, t in enumerate(chain) if t.i == top.i), 0)]
    up = [doc[s.head], *doc[s.head].ancestors][: above.get(top.i, 0)]
    path = [t for t in (top, *reversed(down), *up) if not (_inside(t, s) or _inside(t, o))]
    verbs = [t for t in path if t.pos_ in ("VERB", "AUX")]
    if verbs:
        return verbs[0], False
    nouns = [t for t in path if t.pos_ in ("NOUN", "ADJ", "PROPN")]
    if nouns:
        return nouns[0], nouns[0].dep_ in ("compound", "nmod", "appos", "amod", "poss", "nsubj", "nsubjpass", "pobj")
    return doc[o.head], True


def _inside(token: Token, c: Candidate) -> bool:
    return c.start <= token.i < c.end
