"""The shape of the graph: brokers, bridges, cores, neighbourhoods, and who takes part in the same events."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.analysis.measures import simple, way

if TYPE_CHECKING:
    import networkx as nx

_ENDS = 8  # the most central things between which ways are looked for
_EGOS = 10  # the most central things whose neighbourhoods are described
_LOOKED_AT = 40  # articulation points, by degree: each costs a walk through its component


def brokers(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Articulation points: things without which others lose their connection with the rest.

    `cuts_off` counts the things outside the largest piece that is left.  A thing that merely has many facts of its own
    (each with a thing named once) cuts those off too: read it together with betweenness.
    """
    import networkx as nx

    folded = simple(graph)
    points = [n for n in nx.articulation_points(folded) if graph.nodes[n]["kind"] != "Event"]
    points.sort(key=lambda n: (-folded.degree(n), n))
    rows = []
    for node in points[:_LOOKED_AT]:
        rest = folded.subgraph(nx.node_connected_component(folded, node) - {node})
        pieces = sorted((len(c) for c in nx.connected_components(rest)), reverse=True)
        rows.append({**_named(graph, node), "cuts_off": sum(pieces[1:]), "pieces": len(pieces)})
    return sorted(rows, key=lambda r: (-r["cuts_off"], r["iri"]))


def bridges(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Single relations that hold two parts together, where each end has other connections; the busiest first.

    The tie of an event to one who takes part in it is none: it says only that somebody has a part in it alone.
    """
    import networkx as nx

    folded = simple(graph)
    rows = []
    for a, b in nx.bridges(folded):
        if min(folded.degree(a), folded.degree(b)) > 1 and "Event" not in (
            graph.nodes[a]["kind"],
            graph.nodes[b]["kind"],
        ):
            a, b = sorted((a, b))
            edges = [
                (s, o, d)
                for s, o in ((a, b), (b, a))
                for d in (graph.get_edge_data(s, o) or {}).values()
                if d["plain"] and d["evidence"]
            ]
            if edges:
                weight = min(folded.degree(a), folded.degree(b))
                a, b, first = min(edges, key=lambda e: e[2]["claim"])  # told the way it was said
                rows.append(
                    {
                        "from": a, "to": b, "from_label": graph.nodes[a]["label"], "to_label": graph.nodes[b]["label"],
                        "relation": first["label"], "claim": first["claim"], "weight": weight,
                    }
                )  # fmt: skip
    return sorted(rows, key=lambda r: (-r["weight"], r["claim"]))


def cores(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """k-cores (Seidman 1983): the k of each thing, and who lies in the innermost core.

    `inner` is empty below k = 3: two connections make every ring a core.  In small graphs the innermost core is often one
    long sentence whose names are all connected.
    """
    import networkx as nx

    folded = simple(graph)
    number = nx.core_number(folded)
    k = max(number.values(), default=0)
    inner = sorted((n for n, c in number.items() if c == k and k > 2), key=lambda n: (-folded.degree(n), n))
    return {"number": dict(sorted(number.items())), "k": k, "inner": [_named(graph, n) for n in inner]}


def ego(graph: nx.MultiDiGraph, name: str, radius: int = 1) -> nx.MultiDiGraph:
    """What is within some steps of a thing, over plain facts; the subgraph with all claims between its members.

    Args:
        name: a label, alias or IRI.
        radius: steps.

    Raises:
        UsageError: the name is unknown or ambiguous.
    """
    import networkx as nx

    from kg.analysis.measures import find

    start, folded = find(graph, name), simple(graph)
    near = nx.ego_graph(folded, start, radius).nodes if start in folded else [start]
    return nx.MultiDiGraph(graph.subgraph(near))


def neighbourhoods(graph: nx.MultiDiGraph, ranked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ego networks of the most central things: who is in them, and how much they are connected among themselves.

    `closed` is the share of pairs of neighbours that are connected (the local clustering coefficient, Watts and Strogatz
    1998), from 0 to 1.

    Args:
        graph: a projected dataset.
        ranked: `kg.analysis.measures.central` of it.
    """
    import networkx as nx

    folded, rows = simple(graph), []
    for node in [r["iri"] for r in ranked if r["degree"]][:_EGOS]:
        near = sorted(folded[node], key=lambda n: (-folded[node][n]["weight"], graph.nodes[n]["kind"] == "Event", n))
        between = nx.ego_graph(folded, node, center=False).number_of_edges()
        rows.append(
            {
                **_named(graph, node), "size": len(near), "between": between,
                "closed": round(nx.clustering(folded, node), 4),
                "members": [{**_named(graph, n), "evidence": folded[node][n]["weight"]} for n in near],
            }
        )  # fmt: skip
    return rows


def paths(graph: nx.MultiDiGraph, ranked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shortest and the strongest way between each two of the most central things, over stated facts.

    Pairs that no way connects are left out; so are neighbours, whose way is a fact of its own.

    Args:
        graph: a projected dataset.
        ranked: `kg.analysis.measures.central` of it.
    """
    folded, rows = simple(graph), []
    for a, b in itertools.combinations([r["iri"] for r in ranked if r["degree"]][:_ENDS], 2):
        shortest = None if folded.has_edge(a, b) else way(graph, folded, a, b)
        if shortest:
            strongest = way(graph, folded, a, b, strongest=True)
            rows.append(
                {
                    "from": a, "to": b, "from_label": graph.nodes[a]["label"], "to_label": graph.nodes[b]["label"],
                    "shortest": shortest, "strongest": strongest,
                }
            )  # fmt: skip
    return rows


def together(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Who takes part in the same events: pairs with their events, planned and attributed ones left out.

    A shared event says that both are named with it, not that they met or agree.
    """
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event, d in graph.nodes(data=True):
        if d["kind"] != "Event" or not d["plain"]:
            continue
        part = sorted(
            {o for _, o, e in graph.out_edges(event, data=True) if e["is_role"] and graph.nodes[o]["kind"] != "Event"}
        )
        for pair in itertools.combinations(part, 2):
            shared[pair].append(event)
    rows = [
        {
            "a": a, "b": b, "a_label": graph.nodes[a]["label"], "b_label": graph.nodes[b]["label"],
            "events": [{"iri": e, "label": graph.nodes[e]["label"]} for e in sorted(events)],
        }
        for (a, b), events in shared.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (-len(r["events"]), r["a"], r["b"]))


def _named(graph: nx.MultiDiGraph, node: str) -> dict[str, Any]:
    d = graph.nodes[node]
    return {"iri": node, "label": d["label"], "type": d["type_label"]}
