"""GraphML for igraph, yEd, Cytoscape, Gephi and Neo4j's APOC: own writer, unique edge ids, typed keys."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, clean, edges, nodes

if TYPE_CHECKING:
    import networkx as nx


def text(graph: nx.MultiDiGraph) -> str:
    """The graph as GraphML 1.0 (networkx's own writer repeats edge ids in a multigraph)."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    for where, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        out += [
            f'  <key id="{where[0]}_{n}" for="{where}" attr.name="{n}" attr.type="{t}"/>' for n, t in columns.items()
        ]
    out.append('  <graph id="newskg" edgedefault="directed">')
    for iri, row in nodes(graph):
        out.append(f"    <node id={quoteattr(clean(iri))}>{_data('n', row)}</node>")
    for iri, source, target, row in edges(graph):
        out.append(
            f"    <edge id={quoteattr(clean(iri))} source={quoteattr(clean(source))} target={quoteattr(clean(target))}>{_data('e', row)}</edge>"
        )
    return "\n".join([*out, "  </graph>", "</graphml>"]) + "\n"


def _data(where: str, row: dict) -> str:
    return "".join(f'<data key="{where}_{k}">{escape(clean(v))}</data>' for k, v in row.items() if v != "")
