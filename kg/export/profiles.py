"""Reading a profile back: RDF 1.2 and nanopublications become the dataset they were made of; other RDF is one already."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import ontology
from kg.export import nanopub, rdf12
from kg.rdf import canonical
from kg.rdf.store import Dataset

_NANOPUB = ox.NamedNode("http://www.nanopub.org/nschema#Nanopublication")
_REIFIES = ox.NamedNode(ontology.expand("rdf:reifies"))


@contextlib.contextmanager
def restored(dataset: Dataset) -> Iterator[Dataset]:
    """The dataset itself, or while the block lasts the one that its file is a profile of.

    Raises:
        InputError: the file cannot be parsed.
    """
    restore = None if dataset.path.is_dir() else _reader(dataset.file)
    if restore is None:
        yield dataset
        return
    quads = restore(canonical.parse(dataset.file))
    with tempfile.TemporaryDirectory(prefix="newskg-") as place:
        file = Path(place) / "dataset.nq"
        file.write_text("".join(f"{line}\n" for line in canonical.lines(quads)), "utf-8", newline="\n")
        yield Dataset(file)


def _reader(file: Path) -> Callable[[Iterable[ox.Quad]], Iterator[ox.Quad]] | None:
    for quad in canonical.parse(file):
        if quad.object == _NANOPUB:
            return nanopub.restore
        if quad.predicate == _REIFIES:
            return rdf12.restore
    return None
