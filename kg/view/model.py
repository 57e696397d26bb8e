"""The view model: what the page shows, as JSON-ready data in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.view.layout import positions

if TYPE_CHECKING:
    import networkx as nx

MAX_DRAWN = 1500
_STATUS = ("asserted", "attributed", "planned", "hypothetical", "denied")


def build(graph: nx.MultiDiGraph, title: str) -> dict[str, Any]:
    """Everything the page needs.

    Args:
        graph: a projected dataset.
        title: the page's heading.
    """
    import networkx as nx

    order = sorted(graph.nodes, key=lambda n: (-graph.degree(n), -graph.nodes[n]["mentions"], n))
    number = {iri: n for n, iri in enumerate(sorted(graph.nodes))}
    shown = [n for n in order if graph.degree(n) or graph.nodes[n]["literals"] or graph.nodes[n]["mentions"] > 1][
        :MAX_DRAWN
    ]
    place = positions(nx.MultiDiGraph(graph.subgraph(shown)))
    documents = {iri: n for n, iri in enumerate(graph.graph["documents"])}
    claims: list[dict[str, Any]] = []
    edges = [_edge(graph, claims, number, documents, s, o, d) for s, o, _, d in graph.edges(keys=True, data=True)]
    nodes = [_node(graph, iri, number, place, claims, documents) for iri in sorted(graph.nodes)]
    onto = ontology.load()
    return {
        "title": title,
        "nodes": nodes,
        "edges": edges,
        "claims": claims,
        "kinds": [
            {"name": k, "colour": onto.classes[k].colour, "shape": onto.classes[k].shape} for k in ontology.KINDS
        ],
        "statuses": list(_STATUS),
        "documents": [
            {k: d[k] for k in ("id", "title", "date", "url", "publisher", "text", "sentences")}
            | {"mentions": [(a, b, number[who]) for a, b, who in d["mentions"] if who in number]}
            for d in graph.graph["documents"].values()
        ],
        "quotes": [
            {
                **{k: q[k] for k in ("text", "cue", "direct", "start", "end")},
                "speaker": number.get(q["speaker"]),
                "document": documents[q["document"]],
            }
            for q in graph.graph["quotes"]
        ],
        "silent": [{**s, "document": documents[s["document"]]} for s in graph.graph["silent"]],
    }


def _status(data: dict[str, Any]) -> str:
    return (
        "denied"
        if data["polarity"] == "negative"
        else data["status"]
        if data["status"] != "asserted" or data["certainty"] == "certain"
        else "hypothetical"
    )


def _node(
    graph: nx.MultiDiGraph, iri: str, number: dict[str, int], place: dict, claims: list, documents: dict
) -> dict[str, Any]:
    d = graph.nodes[iri]
    literals = []
    for fact in sorted(d["literals"], key=lambda x: (x["predicate"], str(x["value"]), x["claim"])):
        claims.append(
            _claim(graph, fact, number, documents) | {"value": str(fact["value"]), "approximate": fact["approximate"]}
        )
        literals.append(len(claims) - 1)
    evidence = None
    if d.get("evidence"):
        evidence = [_evidence(e, documents) for e in d["evidence"]]
    x, y = place.get(iri, (None, None))
    return {
        "id": number[iri],
        "iri": iri,
        "label": d["label"],
        "kind": d["kind"],
        "type": d["type_label"],
        "names": d["names"],
        "same": d["same_as"],
        "iso": d["iso"],
        "named": d["named"],
        "mentions": d["mentions"],
        "degree": graph.degree(iri),
        "status": _status(d),
        "by": number.get(d["attributed_to"]),
        "time": d["time"],
        "facts": literals,
        "x": x,
        "y": y,
        "background": [{"label": b["label"], "object": b["object_label"]} for b in d["background"]],
        "evidence": evidence,
    }


def _edge(
    graph: nx.MultiDiGraph, claims: list, number: dict[str, int], documents: dict, s: str, o: str, d: dict[str, Any]
) -> dict[str, Any]:
    claims.append(_claim(graph, d, number, documents))
    return {"id": len(claims) - 1, "from": number[s], "to": number[o]}


def _claim(graph: nx.MultiDiGraph, d: dict[str, Any], number: dict[str, int], documents: dict) -> dict[str, Any]:
    return {
        "iri": d["claim"],
        "predicate": d["predicate"],
        "label": d["label"],
        "status": _status(d),
        "certainty": d["certainty"],
        "by": number.get(d["attributed_to"]),
        "time": d["time"],
        "confidence": d["confidence"],
        "role": d.get("is_role", False),
        "evidence": [_evidence(e, documents) for e in d["evidence"]],
    }


def _evidence(e: dict[str, Any], documents: dict) -> dict[str, Any]:
    return {
        "document": documents[e["document"]],
        "start": e["start"],
        "end": e["end"],
        "subject": e["subject"],
        "object": e["object"],
        "rule": e["rule"],
        "reason": e["reason"],
    }
