"""GraphML for igraph, yEd, Cytoscape, Gephi and Neo4j's APOC: own writer, unique edge ids, typed keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.drawing import colours, drawing, size
from kg.export.formats import EDGES, Files, Format
from kg.export.rows import Rows
from kg.export.text import EDGE_COLUMNS, NODE_COLUMNS, attribute, edge_cells, element, node_cells

_DRAWN = {"colour": "string", "x": "double", "y": "double", "size": "double"}


def files(rows: Rows) -> Files:
    """`graph.graphml`."""
    yield "graph.graphml", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """The graph as GraphML 1.0 (networkx's own writer repeats edge ids in a multigraph), piece by piece."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for where, columns in (("node", NODE_COLUMNS | _DRAWN), ("edge", EDGE_COLUMNS)):
        for name, kind in columns.items():
            yield f'  <key id="{where[0]}_{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <key id="labels" for="node" attr.name="labels" attr.type="string"/>\n'  # the id APOC knows
    yield '  <graph id="newskg" edgedefault="directed">\n'
    places, degrees = drawing(rows)
    colour = colours(rows)
    for node in rows.nodes():
        x, y = places[node.iri]
        drawn = {"colour": colour[node.kind], "x": x, "y": y, "size": size(degrees[node.iri])}
        labels = "".join(f":{c}" for c in dict.fromkeys(("Entity", node.kind, node.type)))
        yield (
            f"    <node id={attribute(node.iri)}>{_data('n', node_cells(rows, node) | drawn)}"
            f'<data key="labels">{labels}</data></node>\n'
        )
    for claim in rows.edges():
        yield (
            f"    <edge id={attribute(claim.iri)} source={attribute(claim.subject)} target={attribute(claim.object)}>"
            f"{_data('e', edge_cells(rows, claim))}</edge>\n"
        )
    yield "  </graph>\n</graphml>\n"


def _data(where: str, cells: dict[str, Any]) -> str:
    return "".join(f'<data key="{where}_{k}">{element(v)}</data>' for k, v in cells.items() if v != "")


FORMAT = Format(
    "graphml",
    "igraph, yEd, Cytoscape, Neo4j APOC",
    EDGES,
    {
        "graph.graphml": 'igraph: Graph.Read_GraphML("{path}"); yEd and Cytoscape: File > Open {path}; '
        "Neo4j with APOC: CALL apoc.import.graphml('file:///graph.graphml', "
        "{{readLabels: true, storeNodeIds: true, defaultRelationshipType: 'CLAIM'}})"
    },
    files,
    "figures and descriptions are attributes of nodes; characters XML cannot hold become U+FFFD",
    opened_by="igraph, networkx",
)
