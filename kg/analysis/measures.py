"""Measures on the projection: who is central, who belongs together, how two things connect, what happened when.

Weights count evidence: an edge read in three sentences weighs three.  By default only plain facts and the roles of plain
events count; what somebody merely says connects nothing here.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

_SEED = 7


def simple(graph: nx.MultiDiGraph, *, plain_only: bool = True) -> nx.Graph:
    """An undirected weighted graph: parallel edges folded, weight = pieces of evidence, distance = 1 / weight."""
    import networkx as nx

    out = nx.Graph()
    for node, data in graph.nodes(data=True):
        if data["plain"] or not plain_only:
            out.add_node(node)
    for a, b, data in graph.edges(data=True):
        if a != b and a in out and b in out and (data["plain"] or not plain_only):
            weight = out.get_edge_data(a, b, {"weight": 0})["weight"] + max(len(data["evidence"]), 1)
            out.add_edge(a, b, weight=weight, distance=1 / weight)
    return out


def central(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Entities by PageRank, with their connections, the evidence of these, and betweenness; all weighted by evidence.

    PageRank says who is connected to the well connected, degree who has many connections, betweenness who stands on the
    ways between others.  In a graph of a few articles all three mostly say whom the articles are about.
    """
    import networkx as nx

    folded = simple(graph)
    if not folded:
        return []
    rank = nx.pagerank(folded, weight="weight") if folded.number_of_edges() else dict.fromkeys(folded, 1 / len(folded))
    sample = None if len(folded) <= 1500 else 150
    between = nx.betweenness_centrality(folded, k=sample, weight="distance", seed=_SEED)
    rows = [
        {
            "iri": n,
            "label": graph.nodes[n]["label"],
            "type": graph.nodes[n]["type_label"],
            "degree": folded.degree(n),
            "evidence": folded.degree(n, weight="weight"),
            "pagerank": round(rank[n], 6),
            "betweenness": round(between[n], 6),
            "mentions": graph.nodes[n]["mentions"],
        }
        for n in folded
        if graph.nodes[n]["kind"] != "Event" and graph.nodes[n]["named"]
    ]
    return sorted(rows, key=lambda r: (-r["pagerank"], -r["mentions"], r["iri"]))


def communities(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Groups more connected inside than out (Louvain, Blondel et al. 2008; seeded), named by their most central members."""
    import networkx as nx

    folded = simple(graph)
    folded.remove_nodes_from([n for n in list(folded) if not folded.degree(n)])
    if not folded:
        return []
    found = nx.community.louvain_communities(folded, weight="weight", seed=_SEED)
    out = []
    for members in sorted(found, key=lambda c: (-len(c), min(c))):
        ranked = sorted(members, key=lambda n: (graph.nodes[n]["kind"] == "Event", -folded.degree(n), n))
        entities = sum(graph.nodes[n]["kind"] != "Event" for n in members)
        ranked = ranked[: min(max(entities, 1), 3)]  # named by an event only where it has nothing else
        out.append(
            {
                "name": ", ".join(graph.nodes[n]["label"] for n in ranked),
                "named_by": ranked,
                "members": sorted(members),
                "size": len(members),
            }
        )
    return out


def find(graph: nx.MultiDiGraph, name: str) -> str:
    """The node a user means by a name, an alias or an IRI.

    Raises:
        UsageError: nothing, or more than one thing, is called that; names the candidates.
    """
    if name in graph:
        return name
    if not name.strip():
        raise UsageError("a name is empty", "see the names with “kg analyze” or in the table of the page")
    folded = name.casefold()
    exact = [
        n for n, d in graph.nodes(data=True) if folded in (d["label"].casefold(), *(x.casefold() for x in d["names"]))
    ]
    found = exact or [n for n, d in graph.nodes(data=True) if folded in d["label"].casefold()]
    entities = [n for n in found if graph.nodes[n]["kind"] != "Event"] or found
    if len(entities) == 1:
        return entities[0]
    if not entities:
        raise UsageError(
            f"nothing here is called “{name}”", "see the names with “kg analyze” or in the table of the page"
        )
    shown = "; ".join(f"{graph.nodes[n]['label']} ({graph.nodes[n]['type_label']}) {n}" for n in entities[:6])
    raise UsageError(f"“{name}” can be several things: {shown}", "give the whole name or the IRI")


def path(graph: nx.MultiDiGraph, start: str, end: str, *, strongest: bool = False) -> list[dict[str, Any]]:
    """The shortest way between two entities over plain facts, one step a dictionary with the sentence behind it.

    Args:
        start, end: labels, aliases or IRIs.
        strongest: rather the way whose steps have the most evidence (a step read in n sentences is 1/n long).

    Raises:
        UsageError: a name is unknown or ambiguous, both name one thing, or no way leads from one to the other.
    """
    a, b = find(graph, start), find(graph, end)
    if a == b:
        raise UsageError(f"{start} and {end} are the same thing: {graph.nodes[a]['label']}", "name two")
    steps = way(graph, simple(graph), a, b, strongest=strongest)
    if steps is None:
        raise UsageError(
            f"no stated fact connects {graph.nodes[a]['label']} and {graph.nodes[b]['label']}",
            "attributed and planned statements do not count here",
        )
    return steps


def way(
    graph: nx.MultiDiGraph, folded: nx.Graph, start: str, end: str, *, strongest: bool = False
) -> list[dict[str, Any]] | None:
    """The steps of `path` between two nodes, or None where no way leads.

    Args:
        graph: a projected dataset.
        folded: `simple` of it.
        start, end: nodes.
        strongest: see `path`.
    """
    import networkx as nx

    try:
        nodes = nx.shortest_path(folded, start, end, weight="distance" if strongest else None)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    steps = []
    for x, y in itertools.pairwise(nodes):
        options = [
            (s, o, d) for s, o in ((x, y), (y, x)) for d in (graph.get_edge_data(s, o) or {}).values() if d["plain"]
        ]
        s, o, d = min(options, key=lambda e: (-len(e[2]["evidence"]), e[2]["claim"]))
        steps.append(
            {
                "from": graph.nodes[x]["label"],
                "to": graph.nodes[y]["label"],
                "subject": graph.nodes[s]["label"],
                "relation": d["label"],
                "object": graph.nodes[o]["label"],
                "claim": d["claim"],
                "evidence": d["evidence"][0] if d["evidence"] else None,
            }
        )
    return steps


def timeline(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Events and dated claims by their earliest possible day; what has no date is only counted.

    `read_from` names the sentences (document, start) a row rests on.
    """
    dated, undated = [], 0
    for node, d in graph.nodes(data=True):
        if d["kind"] != "Event":
            continue
        if d["time"] and d["time"]["earliest"]:
            dated.append(
                {**d["time"], "what": d["label"], "status": d["status"], "iri": node, "read_from": _read_from(d)}
            )
        else:
            undated += 1
    for a, b, d in graph.edges(data=True):
        if graph.nodes[a]["kind"] != "Event" and d["time"] and d["time"]["earliest"]:
            dated.append(
                {
                    **d["time"],
                    "what": f"{graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}",
                    "status": d["status"],
                    "iri": d["claim"],
                    "read_from": _read_from(d),
                }
            )
    for _, d in graph.nodes(data=True):
        for fact in d["literals"]:
            if (time := _date(fact["value"])) is not None:
                what = f"{d['label']} {fact['label']} {fact['value']}"
                dated.append(
                    {
                        **time,
                        "what": what,
                        "status": fact["status"],
                        "iri": fact["claim"],
                        "read_from": _read_from(fact),
                    }
                )
    return {"dated": sorted(dated, key=lambda e: (e["earliest"], e["latest"], e["what"], e["iri"])), "undated": undated}


def _read_from(data: dict[str, Any]) -> list[list[Any]]:
    return [[e["document"], e["start"]] for e in data.get("evidence") or ()]


def _date(value: Any) -> dict[str, str] | None:
    """A literal that is a day, month or year, as a time; numbers are none."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return None
    year, month, day = (int(x) for x in [*value.split("-"), "0", "0"][:3])
    last = calendar.monthrange(year, month)[1] if 0 < month < 13 and year else 31
    return {
        "edtf": value,
        "label": value,
        "earliest": f"{year:04}-{month or 1:02}-{day or 1:02}",
        "latest": f"{year:04}-{month or 12:02}-{day or last:02}",
    }


def conflicts(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Figures that do not agree: one subject, one relation, several numbers, each with who says it."""
    out = []
    for node, d in graph.nodes(data=True):
        figures: dict[str, dict[Any, list]] = defaultdict(lambda: defaultdict(list))
        for fact in d["literals"]:
            if isinstance(fact["value"], int | float) and fact["polarity"] == "positive":
                figures[fact["label"]][fact["value"]].append(fact)
        for relation, values in sorted(figures.items()):
            if len(values) > 1:
                out.append(
                    {
                        "iri": node,
                        "label": d["label"],
                        "relation": relation,
                        "values": [
                            {
                                "value": v,
                                "claim": facts[0]["claim"],
                                "approximate": facts[0]["approximate"],
                                "status": facts[0]["status"],
                                "says": facts[0]["attributed_label"],
                                "evidence": facts[0]["evidence"],
                            }
                            for v, facts in sorted(values.items())
                        ],
                    }
                )
    return out


def by_status(graph: nx.MultiDiGraph) -> dict[str, int]:
    """Claims between things, and figures, by how they are presented; roles of events do not count apart."""
    counts: Counter[str] = Counter()
    for _, _, d in graph.edges(data=True):
        if not d["is_role"]:
            counts["denied" if d["polarity"] == "negative" else d["status"]] += 1
    for _, d in graph.nodes(data=True):
        for fact in d["literals"]:
            counts["denied" if fact["polarity"] == "negative" else fact["status"]] += 1
        if d["kind"] == "Event":
            counts["denied" if d["polarity"] == "negative" else d["status"]] += 1
    return dict(sorted(counts.items(), key=lambda c: (-c[1], c[0])))
