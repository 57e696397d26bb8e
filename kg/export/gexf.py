"""GEXF 1.3 for Gephi and Gephi Lite: `kind` on parallel edges, dates as intervals, positions, colours, sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.export.drawing import channels, colours, drawing, size
from kg.export.formats import EDGES, Files, Format
from kg.export.rows import Claim, Node, Rows, Time
from kg.export.text import EDGE_COLUMNS, NODE_COLUMNS, attribute, edge_cells, node_cells, one_line
from kg.export.when import interval

_SHAPES = {"dot": "disc", "square": "square", "triangle": "triangle", "diamond": "diamond"}


def files(rows: Rows) -> Files:
    """`graph.gexf`."""
    yield "graph.gexf", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """The graph as GEXF 1.3 (networkx writes 1.2draft without `kind`), piece by piece."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        "  <meta>\n    <creator>newskg</creator>\n    <description>What news articles say, and who says so</description>\n  </meta>\n"
        '  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    )
    for where, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        yield f'    <attributes class="{where}" mode="static">\n'
        for name, kind in columns.items():
            if name not in ("label", "weight"):
                yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
        yield "    </attributes>\n"
    places, degrees = drawing(rows)
    colour, shape = colours(rows), {c.name: _SHAPES.get(c.shape or "") for c in rows.onto.classes.values()}
    yield "    <nodes>\n"
    for node in rows.nodes():
        yield _node(rows, node, places[node.iri], degrees[node.iri], colour[node.kind], shape[node.kind])
    yield "    </nodes>\n    <edges>\n"
    kinds: Counter[tuple[str, str | None, str]] = Counter()
    for claim in rows.edges():
        kind = claim.predicate if claim.plain else f"{claim.predicate} ({claim.standing})"
        kinds[claim.subject, claim.object, kind] += 1
        count = kinds[claim.subject, claim.object, kind]
        yield _edge(rows, claim, kind if count == 1 else f"{kind} {count}")
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _node(rows: Rows, node: Node, place: tuple[float, float], degree: int, colour: str, shape: str | None) -> str:
    red, green, blue = channels(colour)
    cells = node_cells(rows, node)
    return (
        f"      <node id={attribute(node.iri)} label={attribute(one_line(node.label))}{_when(node.time)}>{_values(cells)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{place[0]}" y="{-place[1]}" z="0"/>'
        f'<viz:size value="{size(degree)}"/>' + (f'<viz:shape value="{shape}"/>' if shape else "") + "</node>\n"
    )


def _edge(rows: Rows, claim: Claim, kind: str) -> str:
    cells = edge_cells(rows, claim)
    return (
        f"      <edge id={attribute(claim.iri)} source={attribute(claim.subject)} target={attribute(claim.object)} "
        f'kind={attribute(kind)} label={attribute(one_line(cells["label"]))} weight="{cells.pop("weight")}"'
        f'{_when(claim.time)}>{_values(cells)}<viz:shape value="{"solid" if claim.plain else "dashed"}"/></edge>\n'
    )


def _when(time: Time | None) -> str:
    start, end = interval(time)
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _values(cells: dict[str, Any]) -> str:
    made = "".join(f'<attvalue for="{k}" value={attribute(v)}/>' for k, v in cells.items() if v != "" and k != "label")
    return f"<attvalues>{made}</attvalues>"


FORMAT = Format(
    "gexf",
    "Gephi, Gephi Lite",
    EDGES,
    {
        "graph.gexf": "Gephi: File > Open… > {path} (graph type directed, keep parallel edges); Gephi Lite: drop {path} on the page"
    },
    files,
    "figures and descriptions are attributes of nodes; characters XML cannot hold become U+FFFD",
    opened_by="graphology-gexf",
)
