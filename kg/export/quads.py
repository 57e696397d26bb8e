"""The dataset as quads in a fixed order, for the RDF profiles; from the file, as a store folds number types into one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf import canonical
from kg.rdf.quads import Quad
from kg.rdf.sorting import Sorter

if TYPE_CHECKING:
    from kg.rdf.store import Dataset


def by_line(dataset: Dataset) -> Iterator[str]:
    """Canonical N-Quads lines, sorted (RDFC-1.0): on disk where memory does not suffice."""
    yield from _sorted(canonical.line(q) for q in _named(dataset))


def by_graph(dataset: Dataset) -> Iterator[Quad]:
    """Quads by graph (the default graph first), subject, predicate, object."""
    for key in _sorted("\t".join((q[3], *q[:3])) for q in _named(dataset)):  # no term holds a tab
        graph, s, p, o = key.split("\t")
        yield s, p, o, graph


def _named(dataset: Dataset) -> Iterator[Quad]:
    """The quads; blank nodes, which only a foreign file has, by their canonical names."""
    for quad in canonical.parse(dataset.file):
        if any(isinstance(x, ox.BlankNode) for x in (quad.subject, quad.object, quad.graph_name)):
            yield from map(canonical.split, canonical.lines(canonical.parse(dataset.file)))
            return
        yield from canonical.strings([quad])


def _sorted(lines: Iterable[str]) -> Iterator[str]:
    with Sorter(Path(tempfile.gettempdir())) as sorter:
        sorter.add(lines)
        yield from sorter
