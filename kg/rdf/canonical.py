"""The canonical form of a dataset (RDFC-1.0): sorted N-Quads, and their hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.rdf.index import format_of
from kg.rdf.quads import Quad

_TERM = r"(?:<[^>]*>|_:[^ ]+)"
_LINE = re.compile(rf"({_TERM}) (<[^>]*>) (.+?)(?: ({_TERM}))? \.$")


def parse(file: Path) -> Iterator[ox.Quad]:
    """The quads of an RDF file, as they stand in it: a store would fold number types into one.

    Raises:
        InputError: it cannot be read or parsed.
    """
    try:
        for found in ox.parse(path=str(file), format=format_of(file), base_iri=file.absolute().as_uri()):
            yield found if isinstance(found, ox.Quad) else ox.Quad(found.subject, found.predicate, found.object)
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(f"{file}: not a readable dataset ({error})", "build it again, or check the file") from None


def strings(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    """Quads as N-Quads terms; the default graph is empty."""
    for q in quads:
        graph = "" if isinstance(q.graph_name, ox.DefaultGraph) else str(q.graph_name)
        yield str(q.subject), str(q.predicate), str(q.object), graph


def lines(quads: Iterable[ox.Quad]) -> list[str]:
    """Canonical N-Quads lines, sorted; blank nodes are named as RDFC-1.0 says."""
    kept = list(quads)
    if any(isinstance(x, ox.BlankNode) for q in kept for x in (q.subject, q.object, q.graph_name)):
        dataset = ox.Dataset(kept)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        kept = list(dataset)
    return sorted({line(q) for q in strings(kept)})


def line(quad: Quad) -> str:
    """A quad as a line of N-Quads, without its end."""
    return " ".join(x for x in quad if x) + " ."


def split(text: str) -> Quad:
    """A line of canonical N-Quads → its terms.

    Raises:
        ValueError: it is none.
    """
    found = _LINE.match(text)
    if found is None:
        raise ValueError(text)
    return found[1], found[2], found[3], found[4] or ""


def digest(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 of the canonical form: the same for the same dataset, however it is written."""
    made = hashlib.sha256()
    for text in lines(quads):
        made.update(text.encode("utf-8") + b"\n")
    return made.hexdigest()
