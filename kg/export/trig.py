"""TriG: everything, to be read; the facts in the default graph, a named graph for each article."""

from __future__ import annotations

from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_graph
from kg.export.rows import Rows
from kg.rdf.turtle import trig


def files(rows: Rows) -> Files:
    """`dataset.trig`."""
    yield "dataset.trig", trig(by_graph(rows.dataset), rows.dataset.base)


FORMAT = Format(
    "trig",
    "any quad store",
    DATASET,
    {"dataset.trig": "Jena: tdb2.tdbloader --loc DB {path}; rdflib: rdflib.Dataset().parse('{path}', format='trig')"},
    files,
    opened_by="rdflib, raptor, serd, Jena",
)
