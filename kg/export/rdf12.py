"""RDF 1.2: claims as reifiers of triple terms, in TriG 1.2 (everything) and Turtle 1.2 (facts annotated).

`claim rdf:reifies <<( s p o )>>` stands in place of `rdf:subject`, `rdf:predicate` and `rdf:object`, and goes back to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_graph
from kg.export.rows import Rows
from kg.rdf.quads import Quad
from kg.rdf.terms import term
from kg.rdf.turtle import Shortener, subject_block

_PARTS = (term("rdf:subject"), term("rdf:predicate"), term("rdf:object"))
_REIFIES, _TYPE, _CLAIM = term("rdf:reifies"), term("rdf:type"), term("kg:Claim")
_DETAIL = {_CLAIM, term("kg:Evidence"), term("kg:Time"), term("kg:Document"), term("kg:ReportedEvent")}
_PLAIN = {term(f"kg:{n}") for n in ("positive", "certain", "asserted")}
_DOUBTFUL = term("kg:doubtful")
_STATE = {term(f"kg:{n}") for n in ("polarity", "certainty", "status")}


def files(rows: Rows) -> Files:
    """`dataset.rdf12.trig` and `facts.rdf12.ttl`."""
    yield "dataset.rdf12.trig", _trig(rows)
    yield "facts.rdf12.ttl", _annotated(rows)


class _Terms(Shortener):
    """Turtle 1.2: triple terms too."""

    def __call__(self, term: str) -> str:
        if term.startswith("<<("):
            return term  # made below, of short terms
        return super().__call__(term)

    def triple(self, s: str, p: str, o: str) -> str:
        return f"<<( {self(s)} {self(p)} {self(o)} )>>"


def _reified(about: list[Quad], short: _Terms) -> list[Quad]:
    """The quads of one subject in one graph, with a triple term in place of its three parts."""
    parts = {p: [q[2] for q in about if q[1] == p] for p in _PARTS}
    subject, predicate, value = (parts[p] for p in _PARTS)
    whole = len(subject) == len(predicate) == len(value) == 1
    if not whole or subject[0].startswith('"') or not predicate[0].startswith("<"):
        return about
    first = about[0]
    made = (first[0], _REIFIES, short.triple(subject[0], predicate[0], value[0]), first[3])
    return sorted([q for q in about if q[1] not in _PARTS] + [made], key=lambda q: q[1:3])


def _trig(rows: Rows) -> Iterator[str]:
    short = _Terms(rows.dataset.base)
    yield short.head()
    for graph, group in groupby(by_graph(rows.dataset), key=lambda q: q[3]):
        if graph:
            yield f"{graph} {{\n"
        for subject, about in groupby(group, key=lambda q: q[0]):
            yield subject_block(subject, _reified(list(about), short), short)
        if graph:
            yield "}\n\n"


def _annotated(rows: Rows) -> Iterator[str]:
    """Each fact with `~ claim {| … |}`; then what claims are no facts, the evidence, times and articles."""
    short = _Terms(rows.dataset.base)
    yield "# Turtle 1.2: each fact with the claims it rests on; what is no fact is reified and not asserted\n"
    yield short.head()
    claims, used = _plain_claims(rows), set()
    quads = by_graph(rows.dataset)
    for graph, group in groupby(quads, key=lambda q: q[3]):
        for subject, about in groupby(group, key=lambda q: q[0]):
            found = list(about)
            if not graph:
                yield _facts(subject, found, claims, short)
                used.update(c for q in found for c in claims.get(q[:3], ()))
            elif any(q[1] == _TYPE and q[2] in _DETAIL for q in found) and subject not in used:
                yield subject_block(subject, _reified(found, short), short)


def _plain_claims(rows: Rows) -> dict[tuple[str, str, str], dict[str, list[tuple[str, str]]]]:
    """The claims of each fact, with what is said of them."""
    out: dict[tuple[str, str, str], dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for _, about in groupby(by_graph(rows.dataset), key=lambda q: (q[3], q[0])):
        found = list(about)
        if not any(q[1] == _TYPE and q[2] == _CLAIM for q in found):
            continue
        if {q[2] for q in found if q[1] in _STATE} != _PLAIN or any(q[1] == _DOUBTFUL for q in found):
            continue
        parts = [[q[2] for q in found if q[1] == p] for p in _PARTS]
        if all(len(p) == 1 for p in parts):
            said = [(q[1], q[2]) for q in found if q[1] not in _PARTS]
            known = out[parts[0][0], parts[1][0], parts[2][0]].setdefault(found[0][0], [])
            known += [x for x in said if x not in known]
    return out


def _facts(subject: str, about: list[Quad], claims: dict, short: _Terms) -> str:
    about.sort(key=lambda q: (q[1] != _TYPE, q[1], q[2]))
    lines = []
    for quad in about:
        line = f"{short.predicate(quad[1])} {short(quad[2])}"
        for claim, said in sorted(claims.get(quad[:3], {}).items()):
            inside = " ; ".join(f"{short.predicate(p)} {short(o)}" for p, o in sorted(said))
            line += f"\n        ~ {short(claim)} {{| {inside} |}}"
        lines.append(line)
    return f"{short(subject)} " + " ;\n    ".join(lines) + " .\n\n"


def restore(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The dataset that a TriG 1.2 file holds, with claims as the default profile has them."""
    reifies = ox.NamedNode(_REIFIES[1:-1])
    names = [ox.NamedNode(p[1:-1]) for p in _PARTS]
    for q in quads:
        if q.predicate == reifies and isinstance(q.object, ox.Triple):
            parts = (q.object.subject, q.object.predicate, q.object.object)
            yield from (ox.Quad(q.subject, n, x, q.graph_name) for n, x in zip(names, parts, strict=True))
        else:
            yield q


FORMAT = Format(
    "rdf12",
    "Oxigraph, Jena 6, GraphDB and other readers of RDF 1.2",
    DATASET,
    {
        "dataset.rdf12.trig": "Oxigraph: oxigraph load --location DB --file {path}",
        "facts.rdf12.ttl": "Oxigraph: oxigraph load --location DB --file {path}",
    },
    files,
    "readers of RDF 1.1 refuse triple terms: take trig or nquads for them; facts.rdf12.ttl leaves out sentences and mentions",
    opened_by="Oxigraph, N3.js",
)
