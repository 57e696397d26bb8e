"""How nodes are drawn in formats that carry it: positions, colours, sizes, as on the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.export.rows import Rows

Place = tuple[float, float]
_MOST = 3000  # nodes a spring layout is computed for; more stand on a spiral, the most connected in the middle
_GOLDEN = math.pi * (3 - math.sqrt(5))


def drawing(rows: Rows) -> tuple[dict[str, Place], dict[str, int]]:
    """Position and degree of every node; the same each time."""
    import networkx as nx

    graph = nx.MultiGraph()
    graph.add_nodes_from(rows.labels)
    graph.add_edges_from((c.subject, c.object) for c in rows.edges())
    degrees = dict(graph.degree())
    if len(graph) > _MOST:
        order = sorted(graph, key=lambda n: (-degrees[n], n))
        return {n: _spiral(i) for i, n in enumerate(order)}, degrees
    from kg.view.layout import positions

    return positions(graph), degrees


def _spiral(n: int) -> Place:
    """The n-th place of Vogel's sunflower."""
    radius, angle = 90 * math.sqrt(n), n * _GOLDEN
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)


def size(degree: int) -> int:
    """The diameter of a node."""
    return 8 + min(degree, 40)


def colours(rows: Rows) -> dict[str, str]:
    """The colour of each kind, `#rrggbb`, from the ontology."""
    return {c.name: c.colour for c in rows.onto.classes.values() if c.colour and c.name == c.kind}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
