"""Flat Turtle: what the articles state as fact and nothing else, for tools that know triples only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kg.export.formats import FACTS, Files, Format
from kg.export.quads import by_graph
from kg.export.rows import Rows
from kg.rdf.turtle import Shortener, subjects


def files(rows: Rows) -> Files:
    """`facts.ttl`."""
    yield "facts.ttl", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """The default graph, which comes first."""
    short = Shortener(rows.dataset.base)
    yield short.head()
    yield from subjects(takewhile(lambda q: not q[3], by_graph(rows.dataset)), short)


FORMAT = Format(
    "turtle",
    "any RDF tool, Protégé, Neo4j n10s",
    FACTS,
    {"facts.ttl": "rapper -i turtle {path}; rdflib: rdflib.Graph().parse('{path}'); Protégé: File > Open… > {path}"},
    files,
    "stated facts only: neither claims nor evidence",
    opened_by="rdflib, raptor, serd, Jena",
)
