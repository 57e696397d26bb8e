"""How far to trust the graph: what rests on one source, what stands alone, what was read from nothing, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def statements(graph: nx.MultiDiGraph) -> list[tuple[str, str, dict[str, Any]]]:
    """Claims that are no roles: (subject, object label or value, attributes), by claim IRI."""
    found = [(s, graph.nodes[o]["label"], d) for s, o, d in graph.edges(data=True) if not d["is_role"]]
    found += [(n, str(f["value"]), f) for n, d in graph.nodes(data=True) for f in d["literals"]]
    return sorted(found, key=lambda c: c[2]["claim"])


def single_source(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Stated claims that rest on one article (with one article in all: on one sentence), relations first, best connected subject first.

    Resting on one source is normal for news that is new; it matters for what you mean to repeat.
    """
    many = len(graph.graph["documents"]) > 1

    def sources(d: dict[str, Any]) -> int:
        return len({e["document"] if many else (e["document"], e["start"]) for e in d["evidence"]})

    plain = [c for c in statements(graph) if c[2]["plain"] and c[2]["evidence"]]
    alone = [c for c in plain if sources(c[2]) == 1]
    related = {d["claim"] for _, _, d in graph.edges(data=True)}
    alone.sort(key=lambda c: (c[2]["claim"] not in related, -graph.degree(c[0]), c[2]["claim"]))
    return {
        "unit": "article" if many else "sentence",
        "count": len(alone),
        "of": len(plain),
        "claims": [
            {"claim": d["claim"], "subject": s, "subject_label": graph.nodes[s]["label"], "relation": d["label"],
             "object_label": o, "document": d["evidence"][0]["document"]}
            for s, o, d in alone
        ],
    }  # fmt: skip


def quality(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Counts to judge a graph by: sentences that yielded something, mentions of nobody known, things without a connection."""
    documents = graph.graph["documents"]
    evidence = {(e["document"], e["start"]) for _, _, d in graph.edges(data=True) for e in d["evidence"]}
    for _, d in graph.nodes(data=True):
        evidence |= {(e["document"], e["start"]) for e in d.get("evidence") or ()}
        evidence |= {(e["document"], e["start"]) for f in d["literals"] for e in f["evidence"]}
    sentences = {(iri, start) for iri, d in documents.items() for start, _ in d["sentences"]}
    mentions = [who for d in documents.values() for _, _, who in d["mentions"]]
    entities = [n for n, d in graph.nodes(data=True) if d["kind"] != "Event"]
    named = [n for n in entities if graph.nodes[n]["named"]]
    orphans = [n for n in named if not graph.degree(n) and not graph.nodes[n]["literals"]]
    unnamed = sum(
        who in graph and graph.nodes[who]["kind"] != "Event" and not graph.nodes[who]["named"] for who in mentions
    )
    quoted = graph.graph["quotes"]
    return {
        "sentences": len(sentences),
        "sentences_with_evidence": len(evidence & sentences),
        "sentences_silent": len(graph.graph["silent"]),
        "quarantined": len(graph.graph["quarantined"]),
        "mentions": len(mentions),
        "mentions_of_unnamed": unnamed,
        "entities": len(entities),
        "entities_named": len(named),
        "orphans": len(orphans),
        "orphan_labels": sorted(graph.nodes[n]["label"] for n in orphans)[:100],
        "quotations": len(quoted),
        "quotations_without_speaker": sum(q["speaker"] is None for q in quoted),
        "low_confidence": sum(d["confidence"] < 0.6 for _, _, d in statements(graph)),
        "statements": len(statements(graph)),
    }


def figures(found: dict[str, Any], alone: dict[str, Any]) -> list[dict[str, Any]]:
    """The same with words for a reader: name, count, of (how many there are, where it is a share), means.

    Args:
        found: of `quality`.
        alone: of `single_source`.
    """
    rows = [
        ("sentences_with_evidence", "sentences", "sentences yielded a claim or an event."),
        ("sentences_silent", None, "sentences name two or more things and yielded no connection."),
        ("quarantined", None, "statements that were read break a shape of the ontology and yielded no claim: they are in quarantine."),
        ("orphans", "entities_named", "named things have no connection and no fact."),
        ("mentions_of_unnamed", "mentions", "mentions are unresolved: of somebody or something without a name."),
        ("quotations_without_speaker", "quotations", "quotations have no speaker that is known."),
        ("low_confidence", "statements", "claims were read with a confidence under 60 %."),
    ]  # fmt: skip
    made = [{"name": n, "count": found[n], "of": found[of] if of else None, "means": means} for n, of, means in rows]
    means = f"stated claims rest on one {alone['unit']}."
    return [*made[:-1], {"name": "single_source", "count": alone["count"], "of": alone["of"], "means": means}, made[-1]]


def quality_lines(found: dict[str, Any], alone: dict[str, Any]) -> list[str]:
    """The figures as sentences."""

    def share(part: int, whole: int) -> str:
        return f"{part:,} of {whole:,} ({100 * part / whole:.0f} %)" if whole else "none of none"

    return [
        f"{f['count']:,} {f['means']}" if f["of"] is None else f"{share(f['count'], f['of'])} {f['means']}"
        for f in figures(found, alone)
    ]


def between(graph: nx.MultiDiGraph, start: str, end: str) -> dict[str, Any]:
    """What articles published from `start` to `end` (both included, ISO dates) brought that earlier ones had not.

    Articles without a date count as earlier.  "New" means new in these articles, not in the world.
    """
    documents = graph.graph["documents"]
    inside = {
        i for i, d in documents.items() if d["date"] and start <= d["date"][: len(start)] and d["date"] <= end + "~"
    }
    before = {i for i, d in documents.items() if i not in inside and (not d["date"] or d["date"] < start)}
    first = lambda d: {e["document"] for e in d["evidence"]}  # noqa: E731
    fresh = [n for n, d in graph.nodes(data=True) if inside & set(d["documents"]) and not before & set(d["documents"])]
    fresh.sort(key=lambda n: (not graph.nodes[n]["named"], graph.nodes[n]["kind"] == "Event", -graph.degree(n), n))
    things = [{"iri": n, "label": graph.nodes[n]["label"], "type": graph.nodes[n]["type_label"]} for n in fresh]
    claims = [
        {"claim": d["claim"], "subject_label": graph.nodes[s]["label"], "relation": d["label"], "object_label": o,
         "status": d["status"], "polarity": d["polarity"]}
        for s, o, d in sorted(statements(graph), key=lambda c: (not c[2]["plain"], -graph.degree(c[0]), c[2]["claim"]))
        if first(d) & inside and not first(d) & before
    ]  # fmt: skip
    happened = [
        {"iri": n, "label": d["label"], "when": d["time"]["edtf"], "status": d["status"]}
        for n, d in graph.nodes(data=True)
        if d["kind"] == "Event"
        and d["time"]
        and d["time"]["earliest"]
        and start <= d["time"]["latest"]
        and d["time"]["earliest"] <= end + "~"
    ]
    return {
        "from": start, "to": end, "articles": len(inside), "things": things, "claims": claims,
        "happened": sorted(happened, key=lambda e: (e["when"] or "", e["iri"])),
    }  # fmt: skip


def changes(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """What each day, month or year of publication brought that earlier articles had not; nothing where there is but one.

    The step is the finest that gives at most 12 periods.
    """
    dates = sorted({d["date"] for d in graph.graph["documents"].values() if d["date"]})
    for width in (10, 7, 4):
        periods = sorted({d[:width] for d in dates})
        if len(periods) <= 12:
            break
    if len(periods) < 2:
        return []
    return [period(graph, p, p) for p in periods]


def period(graph: nx.MultiDiGraph, start: str, end: str) -> dict[str, Any]:
    """`between` as a row of `changes`: counts, then things (named ones and no events first) and claims that are new, and what is dated then.

    Args:
        graph: a projected dataset.
        start, end: ISO dates, both included; a month or a year stands for all its days.
    """
    found = between(graph, start, end)
    events = {t["iri"] for t in found["things"] if graph.nodes[t["iri"]]["kind"] == "Event"}
    return {
        "period": start if start == end else f"{start}/{end}", "articles": found["articles"],
        "new_things": len(found["things"]), "new_claims": len(found["claims"]),
        "things": sorted(found["things"], key=lambda t: t["iri"] in events), "events": len(events), "claims": found["claims"], "happened": found["happened"],
    }  # fmt: skip
