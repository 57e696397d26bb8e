"""CX2 for Cytoscape and NDEx: typed attributes, positions, and a style that shows kinds and standing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.drawing import colours, drawing, size
from kg.export.formats import EDGES, Files, Format
from kg.export.rows import Rows
from kg.export.text import EDGE_COLUMNS, NODE_COLUMNS, compact, edge_cells, node_cells, printable

_TYPES = {"string": "string", "long": "long", "double": "double"}


def files(rows: Rows) -> Files:
    """`graph.cx2`."""
    yield "graph.cx2", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """The fragments CX2 asks for, in its order; ids are numbers there, the IRI is an attribute."""
    number = {iri: n for n, iri in enumerate(rows.labels)}
    counts = rows.counts
    meta = [{"name": n, "elementCount": c} for n, c in (
        ("attributeDeclarations", 1), ("networkAttributes", 1), ("nodes", counts["nodes"]), ("edges", counts["edges"]),
        ("visualProperties", 1),
    )]  # fmt: skip
    yield f"[{compact({'CXVersion': '2.0', 'hasFragments': False})},\n{compact({'metaData': meta})},\n"
    yield f"{compact({'attributeDeclarations': [_declared()]})},\n"
    about = {"name": "newskg", "description": "What news articles say, and who says so"}
    yield f"{compact({'networkAttributes': [about]})},\n"
    yield '{"nodes":[' + "\n"
    places, degrees = drawing(rows)
    for n, node in enumerate(rows.nodes()):
        cells = _cells(node_cells(rows, node), "name") | {"iri": node.iri, "degree": degrees[node.iri]}
        x, y = places[node.iri]
        yield ("," if n else "") + compact({"id": n, "x": x, "y": y, "v": cells}) + "\n"
    yield ']},\n{"edges":[' + "\n"
    for n, claim in enumerate(rows.edges()):
        cells = _cells(edge_cells(rows, claim), "interaction") | {"iri": claim.iri}
        made = {"id": n, "s": number[claim.subject], "t": number[claim.object or ""], "v": cells}
        yield ("," if n else "") + compact(made) + "\n"
    yield f"]}},\n{compact({'visualProperties': [_style(rows)]})},\n"
    yield compact({"status": [{"success": True}]}) + "]\n"


def _cells(cells: dict[str, Any], label: str) -> dict[str, Any]:
    """Cells by CX2's names, without what is empty."""
    named = {label if k == "label" else k: printable(v) if isinstance(v, str) else v for k, v in cells.items()}
    return {k: v for k, v in named.items() if v != ""}


def _declared() -> dict[str, Any]:
    nodes = {"name" if k == "label" else k: {"d": _TYPES[t]} for k, t in NODE_COLUMNS.items()}
    edges = {"interaction" if k == "label" else k: {"d": _TYPES[t]} for k, t in EDGE_COLUMNS.items()}
    text = {"iri": {"d": "string"}}
    return {
        "networkAttributes": {"name": {"d": "string"}, "description": {"d": "string"}},
        "nodes": nodes | text | {"degree": {"d": "long"}},
        "edges": edges | text,
    }


def _style(rows: Rows) -> dict[str, Any]:
    def by(attribute: str, values: dict[str, str]) -> dict[str, Any]:
        pairs = [{"v": v, "vp": vp} for v, vp in values.items()]
        return {"type": "DISCRETE", "definition": {"attribute": attribute, "type": "string", "map": pairs}}

    def through(attribute: str, kind: str) -> dict[str, Any]:
        return {"type": "PASSTHROUGH", "definition": {"attribute": attribute, "type": kind}}

    sizes = {"type": "CONTINUOUS", "definition": {"attribute": "degree", "type": "long", "map": [
        {"min": 0, "max": 40, "minVPValue": size(0), "maxVPValue": size(40), "includeMin": True, "includeMax": True},
    ]}}  # fmt: skip
    line = by("standing", dict.fromkeys(("attributed", "planned", "hypothetical", "denied", "doubtful"), "dashed"))
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "ellipse", "NODE_LABEL_COLOR": "#000000"},
            "edge": {"EDGE_LINE_STYLE": "solid", "EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_LINE_COLOR": "#888888"},
        },
        "nodeMapping": {
            "NODE_LABEL": through("name", "string"),
            "NODE_BACKGROUND_COLOR": by("kind", colours(rows)),
            "NODE_WIDTH": sizes,
            "NODE_HEIGHT": sizes,
        },
        "edgeMapping": {"EDGE_LABEL": through("interaction", "string"), "EDGE_LINE_STYLE": line},
    }


FORMAT = Format(
    "cx2",
    "Cytoscape, NDEx",
    EDGES,
    {"graph.cx2": "Cytoscape 3.10 or newer: File > Import > Network from File… > {path}; NDEx: Upload > {path}"},
    files,
    "figures and descriptions are attributes of nodes; nodes and edges are numbered, `iri` is the id; control characters become U+FFFD",
    opened_by="ndex2",
)
