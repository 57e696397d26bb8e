"""Records → files: sorted N-Quads (the master), TriG (everything, readable), Turtle (the plain facts), the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path
from typing import IO

from kg import ids, ontology
from kg._version import __version__
from kg.model import Record
from kg.rdf.quads import Quad, of_record, run_quads
from kg.rdf.sorting import Sorter
from kg.rdf.terms import iri

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
            _trig(_quads(sorter), out, base)
        facts = _facts(_quads(sorter), folder / "facts.ttl", base)
        index.write(_quads(sorter), folder, base)
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
        _prefixes(out, base)
        _turtle(counted(), out, base)
    return count


def _line(quad: Quad) -> str:
    return " ".join(x for x in quad if x) + " ."


def _prefixes(out: IO[str], base: str) -> None:
    for prefix, namespace in ontology.PREFIXES.items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n")
    for prefix, namespace in local_prefixes(base).items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n")
    out.write("\n")


def _trig(quads: Iterable[Quad], out: IO[str], base: str) -> None:
    _prefixes(out, base)
    for graph, group in groupby(quads, key=lambda q: q[3]):
        if graph:
            out.write(f"{graph} {{\n")
        _turtle(group, out, base)
        if graph:
            out.write("}\n\n")


def _turtle(quads: Iterable[Quad], out: IO[str], base: str) -> None:
    """Subjects in order, `a` first, predicates and objects grouped."""
    short = _Shortener(base)
    for subject, about in groupby(quads, key=lambda q: q[0]):
        by_predicate = [(p, [q[2] for q in group]) for p, group in groupby(about, key=lambda q: q[1])]
        by_predicate.sort(key=lambda x: (x[0] != iri(ontology.PREFIXES["rdf"] + "type"), x[0]))
        parts = [f"{short(p, True)} {', '.join(short(o) for o in objects)}" for p, objects in by_predicate]
        out.write(f"{short(subject)} " + " ;\n    ".join(parts) + " .\n\n")


def local_prefixes(base: str) -> dict[str, str]:
    """Prefixes for the data's own IRIs, one a kind: `person:marie-curie`."""
    kinds = (
        "person",
        "organization",
        "country",
        "place",
        "product",
        "group",
        "event",
        "time",
        "document",
        "graph",
        "claim",
        "evidence",
        "quote",
        "run",
    )
    return {kind: f"{base}{kind}/" for kind in kinds}


class _Shortener:
    """N-Quads terms → Turtle terms, with prefixes where the local part is plain."""

    _LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*$")
    _NUMBER = re.compile(r'"(-?\d+)"\^\^<http://www.w3.org/2001/XMLSchema#integer>$')

    def __init__(self, base: str) -> None:
        self.namespaces = sorted([*ontology.PREFIXES.items(), *local_prefixes(base).items()], key=lambda x: -len(x[1]))

    def __call__(self, term: str, predicate: bool = False) -> str:
        if term.startswith("<"):
            value = term[1:-1]
            if predicate and value == ontology.PREFIXES["rdf"] + "type":
                return "a"
            return self.shorten(value) or term
        if number := self._NUMBER.match(term):
            return number[1]
        if term.endswith(">") and '"^^<' in term:
            text, _, datatype = term.rpartition("^^<")
            return f"{text}^^{self.shorten(datatype[:-1]) or '<' + datatype}"
        return term

    def shorten(self, value: str) -> str | None:
        for prefix, namespace in self.namespaces:
            if value.startswith(namespace) and self._LOCAL.match(local := value[len(namespace) :]):
                return f"{prefix}:{local}"
        return None
