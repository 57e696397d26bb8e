"""Quads → Turtle and TriG, piece by piece: subjects in order, `a` first, prefixes where a local name is plain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kg import ontology
from kg.rdf.quads import Quad
from kg.rdf.terms import term

_TYPE = term("rdf:type")
_KNOWN = 4096  # IRIs whose short form is kept


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


class Shortener:
    """N-Quads terms → Turtle terms.

    Args:
        base: the IRI base of the data.
    """

    _LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*$")
    _NUMBER = re.compile(r'"(-?\d+)"\^\^<http://www.w3.org/2001/XMLSchema#integer>$')

    def __init__(self, base: str) -> None:
        known = {**ontology.PREFIXES, **local_prefixes(base)}
        self.prefixes = known
        self._namespaces = sorted(known.items(), key=lambda x: -len(x[1]))
        self._iri = lru_cache(_KNOWN)(self._shortened)  # predicates, classes and graphs come again and again

    def __call__(self, term: str) -> str:
        if term.startswith("<") and not term.startswith("<<"):
            return self._iri(term[1:-1]) or term
        if number := self._NUMBER.match(term):
            return number[1]
        if term.endswith(">") and '"^^<' in term:
            text, _, datatype = term.rpartition("^^<")
            return f"{text}^^{self._iri(datatype[:-1]) or '<' + datatype}"
        return term

    def predicate(self, term: str) -> str:
        return "a" if term == _TYPE else self(term)

    def _shortened(self, value: str) -> str | None:
        for prefix, namespace in self._namespaces:
            if value.startswith(namespace) and self._LOCAL.match(local := value[len(namespace) :]):
                return f"{prefix}:{local}"
        return None

    def head(self) -> str:
        """The prefixes."""
        return "".join(f"@prefix {p}: <{n}> .\n" for p, n in self.prefixes.items()) + "\n"


def subjects(quads: Iterable[Quad], short: Shortener) -> Iterator[str]:
    """Turtle of quads sorted by subject and predicate; their graph does not matter here."""
    for subject, about in groupby(quads, key=lambda q: q[0]):
        yield subject_block(subject, about, short)


def subject_block(subject: str, about: Iterable[Quad], short: Shortener) -> str:
    """One subject with all that is said of it."""
    found = [(p, [q[2] for q in group]) for p, group in groupby(about, key=lambda q: q[1])]
    found.sort(key=lambda x: (x[0] != _TYPE, x[0]))
    parts = [f"{short.predicate(p)} {', '.join(short(o) for o in objects)}" for p, objects in found]
    return f"{short(subject)} " + " ;\n    ".join(parts) + " .\n\n"


def trig(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """TriG of quads sorted by graph, subject and predicate."""
    short = Shortener(base)
    yield short.head()
    for graph, group in groupby(quads, key=lambda q: q[3]):
        if graph:
            yield f"{graph} {{\n"
        yield from subjects(group, short)
        if graph:
            yield "}\n\n"
