"""Training of event triggers and participants, on documents with gold events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extract import event_rules, frames, pair_vectors, role_network, trigger_features, trigger_network
from kg.extract.event_model import ROLE_LABELS, TRIGGER_LABELS
from kg.extract.role_features import RoleView
from kg.extract.role_network import RoleNetwork
from kg.extract.trigger_features import TriggerView
from kg.extract.trigger_network import TriggerNetwork
from kg.learned import hashed, logistic, network
from kg.learned.gold import Corpus
from kg.learned.hashed import Mixed, Rows
from kg.learned.linear import Weights
from kg.learned.models import Models
from kg.nlp import entities, mentions, pipeline
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Pair = tuple[int, int]
# what MEANTIME takes for participants; of others it says nothing
PARTAKING = frozenset({"Person", "Organization", "Place", "Country", "Product", "Work", "Financial", None})
UNKNOWN = logistic.UNKNOWN
MARK, MARKS = 255, 8  # the slot of what marks a set, and of how many features: each weight is kept small (L2)


NETWORK = network.Options(bits=15, hidden=32, epochs=10, batch=64, drop_hidden=0.3, drop_input=0.2, seed=0)


@dataclass(frozen=True)
class Options:
    """Settings of one training; the defaults are those of the packaged weights."""

    bits: int = 17
    groupings: tuple[int, ...] = (32, 128, 512)
    rounds: int = 15
    l2: float = 1.0
    role_l2: float = 8.0
    event: float = 0.33  # least probability of an event
    known: float = 0.25  # of one whose word the frames know
    light: float = 0.4
    participant: float = 0.43
    framed: float = 0.05  # of one whom the event's frame gives a role
    seed: int = 20190104
    members: int = 3  # networks whose mean counts
    seen: int = 2  # how often a feature must have been seen for the networks to look at it
    network: network.Options = NETWORK


@cache
def groups(count: int, rounds: int, seed: int) -> NDArray:
    """The group of each row of the pipeline's vector table: spherical k-means (Dhillon & Modha 2001)."""
    rng = np.random.default_rng(seed)
    vectors = pipeline.load().vocab.vectors.data.astype(np.float32)
    rows = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    centres = rows[rng.choice(len(rows), count, replace=False)]
    for _ in range(rounds):
        nearest = (rows @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, rows)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 0, sums / np.maximum(length, 1e-9), centres)
    return nearest


def train(corpus: Corpus, models: Models, sets: Sequence[str], options: Options = Options()) -> Weights:
    """Both models from the events of some sets."""
    found = [x for name in sets for x in corpus.training(name)]
    grouped = np.stack([groups(n, options.rounds, options.seed) for n in options.groupings], axis=1)
    known, listed = frames.load(), grouped.tolist()
    tables = {name: logistic.Table(options.bits) for name in ("triggers", "roles")}
    wanted: dict[str, list[NDArray]] = {"triggers": [], "roles": []}
    views: list[TriggerView] = []
    paired: list[tuple[RoleView, Mixed]] = []
    for record, _, doc in found:
        view = TriggerView(doc, known, listed)
        gold = gold_triggers(doc, record)
        views.append(view)
        tables["triggers"].add(view.rows)
        wanted["triggers"].append(trigger_labels(view, record, gold))
        pairs = role_view(view, known, mentions.find(doc, entities.find_names(doc), models.extents), gold)
        shown = pairs.mixed if "events" in record["layers"] else marked(pairs.mixed)
        paired.append((pairs, shown))
        tables["roles"].add(shown)
        wanted["roles"].append(role_labels(pairs, record, gold))
    arrays: dict[str, NDArray] = {"groups": grouped.astype(np.float32)}
    meta: dict[str, Any] = {
        "least": {k: getattr(options, k) for k in ("event", "known", "light", "participant", "framed")}
    }
    for name, labels, l2 in (("triggers", TRIGGER_LABELS, options.l2), ("roles", ROLE_LABELS, options.role_l2)):
        made = logistic.train(tables[name].matrix(), np.concatenate(wanted[name]), labels, options.bits, l2=l2)
        arrays |= {f"{name}.{k}": a for k, a in made.arrays.items()}
        meta[name] = made.meta
    arrays |= train_triggers(views, np.concatenate(wanted["triggers"]), options).arrays()
    arrays |= train_network(paired, np.concatenate(wanted["roles"]), options).arrays()
    meta["documents"] = len(found)
    return Weights({}, arrays, meta)


def train_triggers(views: Sequence[TriggerView], wanted: NDArray, options: Options) -> TriggerNetwork:
    """The second opinion on some candidate triggers."""
    mean, components = pair_vectors.basis(pipeline.load().vocab.vectors)
    dense = [trigger_network.vectors(view, view.candidates, mean, components) for view in views]
    together = _networks([view.rows for view in views], np.concatenate(dense), wanted, options)
    return TriggerNetwork(together, mean, components)


def train_network(paired: Sequence[tuple[RoleView, Mixed]], wanted: NDArray, options: Options) -> RoleNetwork:
    """The second opinion on the roles of some pairs, with their features."""
    mean, components = pair_vectors.basis(pipeline.load().vocab.vectors)
    components = components[:, : role_network.COMPONENTS]
    dense = np.concatenate([role_network.vectors(pairs, mean, components) for pairs, _ in paired])
    return RoleNetwork(_networks([shown for _, shown in paired], dense, wanted, options), mean, components)


def marked(rows: Mixed) -> Mixed:
    """Rows with features more that tell of what set they are (Daumé 2007): one that counts more participants has its own level."""
    sizes, own = np.diff(rows.offsets), hashed.mix(np.array([[MARK, k, 0] for k in range(MARKS)], np.uint64), 64)
    at = np.repeat(rows.offsets[1:], MARKS)
    codes = np.insert(rows.codes, at, np.tile(own.astype(np.uint64), len(sizes)))
    offsets = np.concatenate([[0], np.cumsum(sizes + MARKS)])
    return Mixed(codes, offsets, np.insert(rows.slots, at, MARK))


def _networks(rows: Sequence[Rows], dense: NDArray, wanted: NDArray, options: Options) -> network.Network:
    """The mean of some networks, each trained from another start."""
    table = logistic.Table(options.network.bits)
    for some in rows:
        table.add(some)
    known = np.flatnonzero((wanted != UNKNOWN).any(axis=1))
    matrix, dense, wanted = table.matrix()[known], dense[known], wanted[known]
    made = [
        network.train(matrix, dense, wanted, replace(options.network, seed=options.network.seed + n))
        for n in range(options.members)
    ]
    together, times = network.mean_of(made), np.asarray(matrix.sum(axis=0)).ravel()
    together.embedding[times < options.seen] = 0.0  # else noise, from the random start
    return together


def gold_triggers(doc: Doc, record: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """Gold event by the token that heads its trigger."""
    out: dict[int, dict[str, Any]] = {}
    for event in record["events"]:
        tokens = _tokens(doc, event)
        inside = {t.i for t in tokens}
        ours = [t for t in tokens if trigger_features.is_candidate(t)]
        head = next((t for t in ours if t.head.i not in inside), ours[0] if ours else None)
        if head is not None:
            out.setdefault(head.i, event)
    return out


def trigger_labels(view: TriggerView, record: dict[str, Any], gold: dict[int, dict[str, Any]]) -> NDArray:
    """For each candidate whether it is an event and whether a light one; unknown where nobody has looked, or by other rules."""
    if "events" not in record["layers"]:
        return np.full((len(view.candidates), len(TRIGGER_LABELS)), UNKNOWN, np.int8)
    parts = {t.i for event in record["events"] for t in _tokens(view.doc, event)}
    out = np.zeros((len(view.candidates), len(TRIGGER_LABELS)), np.int8)
    for n, i in enumerate(view.candidates):
        start = view.doc[i].idx
        if not any(a <= start < b for a, b in record["annotated"]) or (i in parts and i not in gold):
            out[n] = UNKNOWN
        elif i in gold:
            light = gold[i].get("raw_type") == "GRAMMATICAL"
            out[n] = (UNKNOWN, 1) if light else (1, 0)
    return out


def role_view(
    view: TriggerView, known: frames.FrameSet, found: Sequence[TokenMention], gold: dict[int, dict[str, Any]]
) -> RoleView:
    """The pairs of gold triggers and our mentions."""
    triggers = {i: event_rules.frame_of(view.doc[i], known) or event_rules.GENERIC for i in gold}
    rules = event_rules.heard(view.doc, event_rules.roles(view.doc, triggers, known, found), known)
    return RoleView(view, sorted(gold), [m for m in found if m.head not in gold], rules)


def role_labels(pairs: RoleView, record: dict[str, Any], gold: dict[int, dict[str, Any]]) -> NDArray:
    """For each pair which labels hold; unknown where the mention is none of the gold's, or another of a participant's."""
    others = {e["id"] for e in record["entities"] if e["type"] not in PARTAKING}
    partaking = [m for m in record["mentions"] if m["entity"] not in others]
    heads = [(h, m["entity"]) for m in partaking for h in m.get("heads") or [m.get("head", m["span"])]]
    out = np.zeros((len(pairs.pairs), len(ROLE_LABELS)), np.int8)
    for n, (i, mention) in enumerate(pairs.pairs):
        at = _offsets(pairs.doc[mention.head])
        mine = {entity for head, entity in heads if _meet(head, at)}
        hits = [p for p in gold[i]["participants"] if p["entity"] in mine]
        direct = [p for p in hits if _meet(p["span"], at)]
        if not mine or (hits and not direct and mention.head not in pairs.rules[i]):
            out[n] = UNKNOWN
        elif hits:
            role = (direct or hits)[0]["role"] or "other"
            out[n] = [1] + [int(role == label) for label in ROLE_LABELS[1:]]
    return out


def _tokens(doc: Doc, event: dict[str, Any]) -> list[Token]:
    parts = event.get("trigger_parts") or [event["trigger"]]
    return [t for t in doc if any(_meet(p, _offsets(t)) for p in parts)]


def _offsets(token: Token) -> Pair:
    return token.idx, token.idx + len(token)


def _meet(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
