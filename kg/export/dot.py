"""Graphviz DOT: kinds by colour and shape, what is no stated fact dashed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.drawing import colours
from kg.export.formats import EDGES, Files, Format
from kg.export.rows import Rows
from kg.export.text import clean, one_line, shown

_SHAPES = {
    "dot": "ellipse",
    "square": "box",
    "triangle": "triangle",
    "triangleDown": "invtriangle",
    "diamond": "diamond",
}


def files(rows: Rows) -> Files:
    """`graph.dot`."""
    yield "graph.dot", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """One node and one edge a line."""
    yield 'digraph newskg {\n  graph [charset="UTF-8", overlap=false, splines=true];\n  node [fontname="sans-serif", style=filled];\n'
    yield '  edge [fontname="sans-serif", fontsize=10];\n'
    colour = colours(rows)
    shape = {c.name: c.shape for c in rows.onto.classes.values()}
    for n in rows.nodes():
        form = _SHAPES.get(shape[n.kind] or "", shape[n.kind] or "ellipse")
        yield (
            f"  {quoted(n.iri)} [label={quoted(n.label)}, shape={form}, fillcolor={quoted(colour[n.kind] + '66')}, "
            f"tooltip={quoted(n.type)}];\n"
        )
    for c in rows.edges():
        style = "" if c.plain else ", style=dashed"
        sentence = quoted(c.evidence[0].sentence if c.evidence else shown(c))
        yield f"  {quoted(c.subject)} -> {quoted(c.object or '')} [label={quoted(shown(c))}, tooltip={sentence}{style}];\n"
    yield "}\n"


def quoted(text: str) -> str:
    """A quoted id: no escape sequence of DOT (`\\N`, `\\l`) and no HTML entity is made by accident, and no line ends."""
    plain = one_line(clean(text)).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


FORMAT = Format(
    "dot",
    "Graphviz",
    EDGES,
    {"graph.dot": "sfdp -Tsvg {path} -o graph.svg   (under 300 nodes also: dot -Tsvg {path} -o graph.svg)"},
    files,
    "figures and descriptions are left out; line breaks become spaces",
    opened_by="Graphviz",
)
