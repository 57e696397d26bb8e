"""Who speaks of whom, and who acts against or for whom: a signed, directed graph with the sentence behind each tie.

The tone of an event class or relation and the side of a role stand in `ontologies/analysis.ttl`, not here.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import ontology

if TYPE_CHECKING:
    import networkx as nx

_EXAMPLES = 3


@cache
def tones() -> tuple[dict[str, int], dict[str, str]]:
    """(class or relation → -1 or 1, role → "from" or "to") as `analysis.ttl` gives them."""
    import pyoxigraph as ox

    tone, side = {}, {}
    for q in ox.parse(path=str(ontology.folder() / "analysis.ttl"), format=ox.RdfFormat.TURTLE):
        if q.predicate.value == ontology.KG + "tone":
            tone[ontology.local(q.subject.value)] = int(q.object.value)
        elif q.predicate.value == ontology.KG + "side":
            side[ontology.local(q.subject.value)] = q.object.value
    return tone, side


@cache
def talk() -> frozenset[str]:
    """Classes and relations that only tell that somebody spoke, as `analysis.ttl` gives them, with the classes below."""
    import pyoxigraph as ox

    onto, mark = ontology.load(), ontology.KG + "talk"
    file = ox.parse(path=str(ontology.folder() / "analysis.ttl"), format=ox.RdfFormat.TURTLE)
    given = {ontology.local(q.subject.value) for q in file if q.predicate.value == mark and q.object.value == "true"}
    return frozenset(given | {c for c in onto.classes if onto.ancestors(c) & given})


def voices(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Ties from one thing to another: how often against it, in its favour, or only mentioning it, with example sentences.

    An event counts by its class (an arrest goes against the arrested), a relation by its kind (*sued*), whether stated or
    somebody's word; denied, planned and doubtful ones do not count, and one sentence counts once.  A quotation counts as
    mentioning: whether it praises or blames is not read.  `examples` tell what it was and where it stands.
    """
    onto = ontology.load()
    ties: dict[tuple[str, str], dict[str, Any]] = defaultdict(
        lambda: {"against": 0, "in_favour": 0, "mentioning": 0, "examples": []}
    )

    seen: set[tuple[str, str, str, str, int]] = set()

    def count(a: str, b: str, kind: str, document: str, start: int, end: int, what: str) -> None:
        if a == b or (a, b, kind, document, start) in seen or not onto.is_a(graph.nodes[a]["kind"], "Agent"):
            return
        seen.add((a, b, kind, document, start))
        tie = ties[a, b]
        tie[kind] += 1
        if len(tie["examples"]) < _EXAMPLES:
            tie["examples"].append({"document": document, "start": start, "end": end, "kind": kind, "what": what})

    for row in (*_events(graph), *_relations(graph), *_quotes(graph)):
        count(*row)
    rows = [
        {"from": a, "to": b, "from_label": graph.nodes[a]["label"], "to_label": graph.nodes[b]["label"], **tie}
        for (a, b), tie in ties.items()
    ]
    return sorted(rows, key=lambda r: (-r["against"] - r["in_favour"], -r["mentioning"], r["from"], r["to"]))


def _events(graph: nx.MultiDiGraph):
    tone, side = tones()
    for event, d in graph.nodes(data=True):
        sign = tone.get(d["type"])
        if sign is None or not _counts(d) or not d.get("evidence"):
            continue
        ends: dict[str, list[str]] = {"from": [], "to": []}
        for _, o, e in graph.out_edges(event, data=True):
            if not e.get("doubtful") and (which := side.get(e["predicate"])) and graph.nodes[o]["kind"] != "Event":
                ends[which].append(o)
        first = d["evidence"][0]
        for a in sorted(set(ends["from"])):
            for b in sorted(set(ends["to"])):
                yield a, b, _kind(sign), first["document"], first["start"], first["end"], d["label"]


def _relations(graph: nx.MultiDiGraph):
    tone, _ = tones()
    for a, b, d in graph.edges(data=True):
        sign = tone.get(d["predicate"])
        if sign is not None and _counts(d) and d["evidence"]:
            what = f"{graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}"
            first = d["evidence"][0]
            yield a, b, _kind(sign), first["document"], first["start"], first["end"], what


def _kind(sign: int) -> str:
    return "against" if sign < 0 else "in_favour"


def _counts(d: dict[str, Any]) -> bool:
    """Stated or somebody's word, of what is said to have happened."""
    said = d["status"] in ("asserted", "attributed") and d["polarity"] == "positive" and d["certainty"] == "certain"
    return said and not d.get("doubtful")


def _quotes(graph: nx.MultiDiGraph):
    mentions = {iri: sorted(d["mentions"]) for iri, d in graph.graph["documents"].items()}
    starts = {iri: [m[0] for m in found] for iri, found in mentions.items()}
    for q in graph.graph["quotes"]:
        if q["speaker"] is None:
            continue
        known = mentions[q["document"]]
        at = bisect.bisect_left(starts[q["document"]], q["start"])
        seen = set()
        while at < len(known) and known[at][0] < q["end"]:
            _, end, who = known[at]
            at += 1
            if end <= q["end"] and who in graph and who not in seen and graph.nodes[who]["kind"] != "Event":
                seen.add(who)
                yield q["speaker"], who, "mentioning", q["document"], q["start"], q["end"], q["text"]
