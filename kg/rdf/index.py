"""The Oxigraph store beside `dataset.nq`: what queries run on; an index that can be made anew from the file at any time.

Its default graph is the union of all graphs, each triple once.  The named graphs stand as in the dataset, and the
dataset's own default graph, the facts, is the named graph `<base>graph/facts`.  Oxigraph's union of graphs at query time
gives a triple once for each graph that has it: counts come out wrong, and a join multiplies the copies (a query over 171
articles took minutes and now takes a fraction of a second).

Oxigraph keeps the integer datatypes as one, `xsd:integer`; the file keeps them apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.errors import InputError
from kg.rdf.quads import Quad
from kg.rdf.terms import iri

FOLDER, STAMP = "store", "newskg.json"
_BATCH = 4096  # quads handed to the loader at a time


def write(quads: Iterable[Quad], folder: Path, base: str) -> None:
    """Write the store of a dataset into `folder/store`; quads stream through.

    Args:
        quads: as strings, the facts with an empty graph, each quad once.
        folder: an existing folder that holds the finished `dataset.nq`.
        base: the IRI base of the data.

    Raises:
        OSError: it cannot be written.
    """
    place = folder / FOLDER
    store = ox.Store(str(place))
    # lenient: the terms are our own, escaped once and tested
    store.bulk_load(_Stream(_lines(quads, iri(ids.facts_graph(base)))), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()
    del store  # closes the database
    for log in place.glob("LOG*"):  # an engine's diary, with clock and paths of this machine
        log.unlink()
    (place / STAMP).write_text(json.dumps(_stamp(folder / "dataset.nq"), sort_keys=True) + "\n", "utf-8")


def opened(file: Path) -> ox.Store | None:
    """The store beside a `dataset.nq`, read-only; None where there is none or the file was changed since."""
    place = file.parent / FOLDER
    try:
        stamp = json.loads((place / STAMP).read_text("utf-8"))
        return ox.Store.read_only(str(place)) if _fresh(stamp, file) else None
    except (OSError, ValueError):
        return None


def reading(place: Path) -> ox.Store:
    """A store on disk, read-only."""
    return ox.Store.read_only(str(place))


def loaded(file: Path, base: str | None = None, place: Path | None = None) -> ox.Store:
    """A store of any RDF file, laid out the same way.

    Args:
        file: N-Quads, TriG, Turtle, N-Triples, RDF/XML, JSON-LD or N3, by its ending.
        base: the IRI base; else the file's own, from its reference graph.
        place: a new folder for the store; else it lives in memory.

    Raises:
        InputError: the file cannot be read or parsed.
    """
    store = ox.Store() if place is None else ox.Store(str(place))
    try:
        store.bulk_load(path=str(file), format=format_of(file), base_iri=file.absolute().as_uri())
        facts = iri(ids.facts_graph(base or base_of(store)))
        store.update(f"ADD DEFAULT TO GRAPH {facts} ; INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(f"{file}: not a readable dataset ({error})", "build it again, or check the file") from None
    return store


def format_of(file: Path) -> ox.RdfFormat:
    """The RDF format of a file by its ending; N-Quads where that says nothing."""
    ending = file.suffix.lstrip(".").lower()
    ending = {"json": "jsonld", "owl": "rdf", "xml": "rdf"}.get(ending, ending)
    return ox.RdfFormat.from_extension(ending) or ox.RdfFormat.N_QUADS


def base_of(store: ox.Store) -> str:
    """The IRI base a dataset was written with, from its reference graph."""
    end = ids.reference_graph("")
    named = (g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode))
    return next((g.removesuffix(end) for g in named if g.endswith("/" + end) or g.endswith("#" + end)), ids.BASE)


def _lines(quads: Iterable[Quad], facts: str) -> Iterator[str]:
    for s, p, o, graph in quads:
        triple = f"{s} {p} {o} "
        yield f"{triple}.\n{triple}{graph or facts} .\n"


class _Stream:
    """Lines as a binary file for the loader."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._rest = lines, b""

    def read(self, size: int) -> bytes:
        if not self._rest:
            self._rest = "".join(islice(self._lines, _BATCH)).encode("utf-8")
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def _stamp(file: Path) -> dict[str, str | int]:
    stat = file.stat()
    return {"size": stat.st_size, "mtime": stat.st_mtime_ns, "sha256": _hash(file)}


def _fresh(stamp: dict[str, str | int], file: Path) -> bool:
    """Whether the store is of this very file: by its time, and where that changed (a copy), by its content."""
    stat = file.stat()
    if stat.st_size != stamp["size"]:
        return False
    return stat.st_mtime_ns == stamp["mtime"] or _hash(file) == stamp["sha256"]


def _hash(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
