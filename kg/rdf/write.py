"""Records → files: sorted N-Quads (the master), TriG (everything, readable), Turtle (the plain facts)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from kg import ids, ontology
from kg._version import __version__
from kg.model import Record
from kg.rdf.quads import Quad, of_record, run_quads
from kg.rdf.terms import iri

MODEL = "en_core_web_md 3.7.1"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    documents: int
    quads: int
    facts: int


def dataset(records: Iterable[Record], folder: Path, base: str = ids.BASE) -> Counts:
    """Write `dataset.nq`, `dataset.trig` and `facts.ttl` into an existing folder.

    The bytes depend on the records alone: not on their order, the clock or the hash seed.

    Raises:
        OSError: a file cannot be written.
    """
    run = ids.hashed_iri(base, "run", __version__, MODEL)
    lines: set[Quad] = set(run_quads(base, run, __version__, MODEL))
    documents = 0
    for record in records:
        documents += 1
        lines.update(of_record(record, base, run))
    quads = sorted(lines, key=lambda q: (q[3], q[:3]))
    with (folder / "dataset.nq").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(sorted(_line(q) for q in quads))
    with (folder / "dataset.trig").open("w", encoding="utf-8", newline="\n") as out:
        _trig(quads, out, base)
    facts = [q for q in quads if not q[3]]
    with (folder / "facts.ttl").open("w", encoding="utf-8", newline="\n") as out:
        _prefixes(out, base)
        _turtle(facts, out, base)
    return Counts(documents, len(quads), len(facts))


def _line(quad: Quad) -> str:
    return " ".join(x for x in quad if x) + " .\n"


def _prefixes(out: IO[str], base: str) -> None:
    for prefix, namespace in ontology.PREFIXES.items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n")
    for prefix, namespace in local_prefixes(base).items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n")
    out.write("\n")


def _trig(quads: list[Quad], out: IO[str], base: str) -> None:
    _prefixes(out, base)
    for graph, group in groupby(quads, key=lambda q: q[3]):
        if graph:
            out.write(f"{graph} {{\n")
        _turtle(list(group), out, base)
        if graph:
            out.write("}\n\n")


def _turtle(quads: list[Quad], out: IO[str], base: str) -> None:
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


def lines(folder: Path) -> Iterator[str]:
    """The master's lines."""
    with (folder / "dataset.nq").open(encoding="utf-8") as file:
        yield from file
