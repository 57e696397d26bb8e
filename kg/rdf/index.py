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
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import ids
from kg.errors import InputError
from kg.rdf.terms import iri

FOLDER, STAMP = "store", "newskg.json"
LARGE = 256_000_000  # bytes of a dataset, on disk: no more than that is taken into memory where it need not be
_BLOCK = 1 << 26  # bytes of N-Quads handed to the loader at a time
_BLANK = (b"\n_:", b" _:", b"\t_:")  # how a blank node may begin


def write(folder: Path, base: str) -> None:
    """Write the store of a dataset into `folder/store`; the file streams through.

    Args:
        folder: an existing folder that holds the finished `dataset.nq`.
        base: the IRI base of the data.

    Raises:
        OSError: it cannot be written.
        ValueError: the file is none that a build writes.
    """
    place, file = folder / FOLDER, folder / "dataset.nq"
    store = ox.Store(str(place))
    with ThreadPoolExecutor(2) as threads:  # outside Python's lock, and into different indexes
        works = [
            threads.submit(_bulk, store, path=str(file), format=ox.RdfFormat.N_QUADS),
            threads.submit(_united, store, file, base, ox.NamedNode(ids.facts_graph(base))),
        ]
        while works:  # none is kept: one that failed would hold on to this frame, and this frame to the open store
            if works.pop().result() is False:
                raise ValueError(f"{file}: holds blank nodes or graphs that no build writes")
    store.optimize()
    store.flush()
    del store  # closes the database
    for log in place.glob("LOG*"):  # an engine's diary, with clock and paths of this machine
        log.unlink()
    (place / STAMP).write_text(json.dumps(_stamp(file), sort_keys=True) + "\n", "utf-8")


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
        _laid_out(store, file, base or base_of(store))
    except (SyntaxError, ValueError, OSError) as error:
        raise _unreadable(file, error) from None
    return store


def union(file: Path, base: str | None = None) -> ox.Store:
    """The union of all graphs alone, in memory: half the work of `loaded`, and enough for most questions.

    Raises:
        InputError: the file cannot be read or parsed.
    """
    store = ox.Store()
    try:
        if format_of(file) == ox.RdfFormat.N_QUADS and _united(store, file, base or ids.BASE):
            return store
        store = ox.Store()
        found = ox.parse(path=str(file), format=format_of(file), base_iri=file.absolute().as_uri())
        store.bulk_extend(ox.Quad(x.subject, x.predicate, x.object) for x in found)
    except (SyntaxError, ValueError, OSError) as error:
        raise _unreadable(file, error) from None
    return store


def united(store: ox.Store) -> ox.Store:
    """The union of a store laid out as said above, in memory."""
    made = ox.Store()
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    made.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return made


def _laid_out(store: ox.Store, file: Path, base: str) -> None:
    """Give a store that holds a file the graph of facts and the union."""
    store.update(f"ADD DEFAULT TO GRAPH {iri(ids.facts_graph(base))}")
    if format_of(file) != ox.RdfFormat.N_QUADS or not _united(store, file, base):
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def _united(store: ox.Store, file: Path, base: str, facts: ox.NamedNode | None = None) -> bool:
    """Load a file's triples without their graphs, as bytes, which is several times faster than by an update.

    Args:
        facts: where the triples of the default graph go besides.

    Returns:
        False where the file is not of our making (blank nodes, other graph names): then some triples are missing.
    """
    graph = re.compile(rb" <" + re.escape(iri(ids.graphs(base))[1:-1].encode()) + rb"[^<>\"\s]*> \.\n")
    for block in _blocks(file):
        if b"_:" in block and (block.startswith(b"_:") or any(start in block for start in _BLANK)):
            return False
        cut = graph.sub(b"\0", block)  # no N-Quads of ours hold NUL
        try:
            _bulk(store, input=cut.replace(b"\0", b" .\n"), format=ox.RdfFormat.N_TRIPLES)
            if facts is not None:
                plain = b"\n".join(line.rpartition(b"\0")[2] for line in cut.split(b"\n"))
                _bulk(store, input=plain, format=ox.RdfFormat.N_TRIPLES, to_graph=facts)
        except SyntaxError:
            return False
    return True


def _bulk(store: ox.Store, **source: Any) -> None:
    store.bulk_load(lenient=True, **source)  # our own terms, escaped once and tested


def _blocks(file: Path, size: int = _BLOCK) -> Iterator[bytes]:
    """A file in blocks of whole lines."""
    with file.open("rb") as handle:
        while block := handle.read(size):
            yield block + handle.readline()


def _unreadable(file: Path, error: Exception) -> InputError:
    return InputError(f"{file}: not a readable dataset ({error})", "build it again, or check the file")


def format_of(file: Path) -> ox.RdfFormat:
    """The RDF format of a file by its ending; N-Quads where that says nothing."""
    ending = file.suffix.lstrip(".").lower()
    ending = {"json": "jsonld", "owl": "rdf", "xml": "rdf"}.get(ending, ending)
    return ox.RdfFormat.from_extension(ending) or ox.RdfFormat.N_QUADS


def noted(file: Path) -> str | None:
    """The IRI base of a file of N-Quads by the name of its reference graph; None where it has none."""
    if format_of(file) != ox.RdfFormat.N_QUADS:
        return None
    end = ids.reference_graph("").encode()
    for block in _blocks(file, 1 << 20):  # it comes early: names of countries are near the beginning
        if (at := block.find(end + b"> .\n")) > 0:
            return block[block.rfind(b"<", 0, at) + 1 : at].decode("ascii", "replace")
    return None


def base_of(store: ox.Store) -> str:
    """The IRI base a dataset was written with, from its reference graph."""
    end = ids.reference_graph("")
    named = (g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode))
    return next((g.removesuffix(end) for g in named if g.endswith("/" + end) or g.endswith("#" + end)), ids.BASE)


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
