"""GEXF 1.3 for Gephi and Gephi Lite: `kind` on parallel edges, colours, sizes, positions, dates as intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, clean, edges, nodes

if TYPE_CHECKING:
    import networkx as nx


def text(graph: nx.MultiDiGraph) -> str:
    """The graph as GEXF 1.3 (networkx writes 1.2draft without `kind`)."""
    from kg.view.layout import positions

    place = positions(graph)
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "  <meta><creator>newskg</creator></meta>",
        '  <graph defaultedgetype="directed" mode="static" timeformat="date">',
    ]
    for where, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        out.append(f'    <attributes class="{where}">')
        out += [f'      <attribute id="{n}" title="{n}" type="{t}"/>' for n, t in columns.items() if n != "label"]
        out.append("    </attributes>")
    out.append("    <nodes>")
    for iri, row in nodes(graph):
        d, (x, y) = graph.nodes[iri], place[iri]
        red, green, blue = (int(d["colour"][i : i + 2], 16) for i in (1, 3, 5))
        out.append(
            f'      <node id={quoteattr(clean(iri))} label={quoteattr(clean(row["label"]))}>{_values(row)}<viz:color r="{red}" g="{green}" b="{blue}"/>'
            f'<viz:position x="{x}" y="{-y}" z="0"/><viz:size value="{8 + min(graph.degree(iri), 40)}"/></node>'
        )
    out += ["    </nodes>", "    <edges>"]
    for iri, source, target, row in edges(graph):
        out.append(
            f"      <edge id={quoteattr(clean(iri))} source={quoteattr(clean(source))} target={quoteattr(clean(target))} kind={quoteattr(row['relation'])} "
            f'label={quoteattr(clean(row["label"]))} weight="{row["weight"]}">{_values(row)}</edge>'
        )
    return "\n".join([*out, "    </edges>", "  </graph>", "</gexf>"]) + "\n"


def _values(row: dict) -> str:
    made = "".join(
        f'<attvalue for="{k}" value={quoteattr(clean(v))}/>' for k, v in row.items() if v != "" and k != "label"
    )
    return f"<attvalues>{made}</attvalues>" if made else ""
