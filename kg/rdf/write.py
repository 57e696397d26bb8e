"""Records → files: sorted N-Quads (the master), TriG (everything, readable), Turtle (the plain facts), the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from kg import ids
from kg._version import __version__
from kg.model import Record
from kg.rdf import turtle
from kg.rdf.quads import Quad, of_record, run_quads
from kg.rdf.sorting import Sorter

MODEL = "en_core_web_md 3.7.1"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    documents: int
    quads: int
    facts: int


def dataset(records: Iterable[Record], folder: Path, base: str = ids.BASE) -> Counts:
    """Write `dataset.nq`, `dataset.trig`, `facts.ttl` and the store into an existing folder.

    The bytes of the files depend on the records alone: not on their order, the clock or the hash seed.  Records stream
    through: memory does not grow with their number.

    Raises:
        OSError: a file cannot be written.
    """
    from kg.rdf import index

    run = ids.hashed_iri(base, "run", __version__, MODEL)
    documents = 0
    with Sorter(folder) as sorter:
        sorter.add(map(_key, run_quads(base, run, __version__, MODEL)))
        for record in records:
            documents += 1
            sorter.add(map(_key, of_record(record, base, run)))
        quads = _master(sorter, folder)
        with (folder / "dataset.trig").open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(turtle.trig(_quads(sorter), base))
        facts = _facts(_quads(sorter), folder / "facts.ttl", base)
        index.write(folder, base)
    return Counts(documents, quads, facts)


def _key(quad: Quad) -> str:
    """A quad as one line that sorts by graph, then subject, predicate and object: no term holds a tab."""
    s, p, o, graph = quad
    return f"{graph}\t{s}\t{p}\t{o}"


def _quads(sorter: Sorter) -> Iterator[Quad]:
    for key in sorter:
        graph, s, p, o = key.split("\t")
        yield s, p, o, graph


def _master(sorter: Sorter, folder: Path) -> int:
    """`dataset.nq`, sorted by line: the canonical form (RDFC-1.0), as there are no blank nodes."""
    count = 0
    with Sorter(folder) as lines, (folder / "dataset.nq").open("w", encoding="utf-8", newline="\n") as out:
        lines.add(map(_line, _quads(sorter)))
        for line in lines:
            count += 1
            out.write(line + "\n")
    return count


def _facts(quads: Iterator[Quad], file: Path, base: str) -> int:
    """`facts.ttl`: the default graph, which comes first."""
    count = 0

    def counted() -> Iterator[Quad]:
        nonlocal count
        for quad in takewhile(lambda q: not q[3], quads):
            count += 1
            yield quad

    with file.open("w", encoding="utf-8", newline="\n") as out:
        short = turtle.Shortener(base)
        out.write(short.head())
        out.writelines(turtle.subjects(counted(), short))
    return count


def _line(quad: Quad) -> str:
    return " ".join(x for x in quad if x) + " ."
