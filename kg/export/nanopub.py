"""Nanopublications: one for each claim of each article, one for each article's text, one for each entity's description.

The assertion of a claim's nanopublication is the triple where the article states it as fact, else the description of the
claim: nobody who reads assertions alone takes a denial for a fact.  `dcterms:type` and `dcterms:isPartOf` in the publication
info say what each was in the dataset, so that it can be put together again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg import ids
from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_graph
from kg.export.rows import Rows
from kg.rdf.quads import Quad
from kg.rdf.terms import iri, literal, term
from kg.rdf.turtle import Shortener, subjects

_NP = "http://www.nanopub.org/nschema#"
_TYPE, _PART, _KIND = term("rdf:type"), term("dcterms:isPartOf"), term("dcterms:type")
_DERIVED, _SOURCE = term("prov:wasDerivedFrom"), term("kg:sourceDocument")
_EVIDENCE, _CLAIM = term("kg:evidence"), term("kg:Claim")
_PARTS = (term("rdf:subject"), term("rdf:predicate"), term("rdf:object"))
_PLAIN = {term(f"kg:{n}") for n in ("positive", "certain", "asserted")}
_DOUBTFUL = term("kg:doubtful")
_STATE = {term(f"kg:{n}") for n in ("polarity", "certainty", "status")}
Triple = tuple[str, str, str]


def files(rows: Rows) -> Files:
    """`nanopubs.trig`."""
    yield "nanopubs.trig", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """All nanopublications, those of claims first."""
    base = rows.dataset.base
    short = Shortener(base)
    yield short.head().rstrip("\n") + f"\n@prefix np: <{_NP}> .\n\n"
    facts: set[Triple] = set()
    backed: set[Triple] = set()
    for graph, group in groupby(by_graph(rows.dataset), key=lambda q: q[3]):
        if not graph:
            facts = {q[:3] for q in group}
            continue
        yield from _of_graph(graph, list(group), facts, backed, base, short)
    rest = sorted(facts - backed)
    for subject, about in groupby(rest, key=lambda t: t[0]):
        yield _nanopub(base, short, "description", "", subject, list(about), [])


def _of_graph(
    graph: str, quads: list[Quad], facts: set[Triple], backed: set[Triple], base: str, short: Shortener
) -> Iterator[str]:
    about: dict[str, list[Triple]] = defaultdict(list)
    for q in quads:
        about[q[0]].append(q[:3])
    claims = [s for s, found in about.items() if any(t[1] == _TYPE and t[2] == _CLAIM for t in found)]
    owner: dict[str, str] = {}
    for claim in claims:
        for _, p, o in about[claim]:
            if p == _EVIDENCE and o in about and o not in claims:
                owner.setdefault(o, claim)
    pieces: dict[str, list[Triple]] = defaultdict(list)
    for piece, claim in owner.items():
        pieces[claim] += about[piece]
    for claim in claims:
        triple = _stated(about[claim])
        if triple in facts:
            backed.add(triple)
            yield _nanopub(base, short, "claim", graph, claim, [triple], about[claim] + pieces[claim])
        else:
            yield _nanopub(base, short, "claim", graph, claim, about[claim], pieces[claim])
    text = [t for s, found in about.items() if s not in owner and s not in claims for t in found]
    if text:
        yield _nanopub(base, short, "text", graph, graph, text, [])


def _stated(about: list[Triple]) -> Triple | None:
    """The triple a claim states as fact."""
    parts = [[o for _, p, o in about if p == part] for part in _PARTS]
    if (
        {o for _, p, o in about if p in _STATE} != _PLAIN
        or any(p == _DOUBTFUL for _, p, _ in about)
        or any(len(p) != 1 for p in parts)
    ):
        return None
    return parts[0][0], parts[1][0], parts[2][0]


def _nanopub(
    base: str, short: Shortener, kind: str, graph: str, about: str, assertion: list[Triple], provenance: list[Triple]
) -> str:
    me = ids.hashed_iri(base, "np", kind, graph, about)
    this, head, said, whence, info = (iri(f"{me}{x}") for x in ("", "#Head", "#assertion", "#provenance", "#pubinfo"))
    np = {n: f"<{_NP}{n}>" for n in ("Nanopublication", "hasAssertion", "hasProvenance", "hasPublicationInfo")}
    heads = [
        (this, _TYPE, np["Nanopublication"]), (this, np["hasAssertion"], said), (this, np["hasProvenance"], whence),
        (this, np["hasPublicationInfo"], info),
    ]  # fmt: skip
    sources = sorted({o for _, p, o in provenance if p == _SOURCE}) or [graph or iri(ids.graph_iri(base, "all"))]
    origin = [(said, _DERIVED, s) for s in sources]
    about_it = [(this, _KIND, literal(kind)), (this, term("dcterms:creator"), term("kg:").replace("#>", ">"))]
    if graph:
        about_it.append((this, _PART, graph))
    return "".join(
        f"{name} {{\n{''.join(subjects(sorted((*t, '') for t in triples), short))}}}\n\n"
        for name, triples in ((head, heads), (said, assertion), (whence, origin + provenance), (info, about_it))
    )


def restore(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The dataset that a file of our nanopublications holds."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for q in quads:
        graphs[q.graph_name.value if isinstance(q.graph_name, ox.NamedNode) else ""].append(q)
    kind, part, claim = (ox.NamedNode(x[1:-1]) for x in (_KIND, _PART, _CLAIM))
    a, derived = ox.NamedNode(_TYPE[1:-1]), ox.NamedNode(_DERIVED[1:-1])
    for name in [g for g in graphs if g.endswith("#pubinfo")]:
        me = name.removesuffix("#pubinfo")
        info = {q.predicate: q.object for q in graphs[name]}
        home = info.get(part, ox.DefaultGraph())
        what = info[kind].value
        assertion = graphs[f"{me}#assertion"]
        described = {q.subject for q in assertion if q.predicate == a and q.object == claim}
        for q in assertion:
            target = home if what == "text" or (what == "claim" and q.subject in described) else ox.DefaultGraph()
            yield ox.Quad(q.subject, q.predicate, q.object, target)
        for q in graphs[f"{me}#provenance"]:
            if not (q.subject.value == f"{me}#assertion" and q.predicate == derived):
                yield ox.Quad(q.subject, q.predicate, q.object, home)


FORMAT = Format(
    "nanopub",
    "nanopublication servers and tools",
    DATASET,
    {"nanopubs.trig": "np check {path}; then np sign {path} and np publish signed.nanopubs.trig"},
    files,
    "unsigned and undated: signing adds both; ids become trusty URIs then",
    opened_by="raptor, serd, Jena, N3.js",
)
