"""Cytoscape.js JSON, for Cytoscape, Cytoscape.js and the notebooks that embed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.drawing import colours, drawing, size
from kg.export.formats import EDGES, Files, Format
from kg.export.rows import Rows
from kg.export.text import compact, edge_cells, node_cells, printable


def files(rows: Rows) -> Files:
    """`graph.cyjs`."""
    yield "graph.cyjs", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """Nodes, then edges, one a line; ids are IRIs."""
    yield '{"format_version":"1.0","generated_by":"newskg","target_cytoscapejs_version":"~3",'
    yield '"data":{"name":"newskg"},"elements":{\n"nodes":[\n'
    places, degrees = drawing(rows)
    colour = colours(rows)
    for n, node in enumerate(rows.nodes()):
        x, y = places[node.iri]
        data = {"id": node.iri, "name": node.label, **_kept(node_cells(rows, node))}
        data |= {"colour": colour[node.kind], "size": size(degrees[node.iri])}
        yield ("," if n else "") + compact({"data": data, "position": {"x": x, "y": y}}) + "\n"
    yield '],\n"edges":[\n'
    for n, claim in enumerate(rows.edges()):
        cells = edge_cells(rows, claim)
        data = {"id": claim.iri, "source": claim.subject, "target": claim.object, "interaction": cells["label"]}
        yield ("," if n else "") + compact({"data": data | _kept(cells)}) + "\n"
    yield "]}}\n"


def _kept(cells: dict[str, Any]) -> dict[str, Any]:
    return {k: printable(v) if isinstance(v, str) else v for k, v in cells.items() if v != "" and k != "label"}


FORMAT = Format(
    "cyjs",
    "Cytoscape, Cytoscape.js",
    EDGES,
    {
        "graph.cyjs": "Cytoscape: File > Import > Network from File… > {path}; Cytoscape.js: cytoscape({{...await (await fetch('{path}')).json(), layout: {{name: 'preset'}}}})"
    },
    files,
    "figures and descriptions are attributes of nodes; control characters become U+FFFD",
    opened_by="Cytoscape.js",
)
