"""Results of the analyses as RDF, in a graph of its own: every analysis says there what it means and when not to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg import ids
from kg.analysis import ANALYSES
from kg.analysis.quality import figures
from kg.rdf.terms import boolean, integer, iri, literal, term

_TIES = (("against", "kg:against"), ("in_favour", "kg:inFavour"), ("mentioning", "kg:mentioning"))
_PERIOD = (("articles", "kg:articles"), ("new_things", "kg:newThings"), ("new_claims", "kg:newClaims"))
Triple = tuple[str, str, str]


def trig(results: dict[str, Any], base: str) -> str:
    """The results as TriG: one named graph, `<base>graph/analysis`, lines sorted.

    Args:
        results: of `kg.analysis.analyse`.
        base: the IRI base of the dataset.
    """
    lines = {
        triple
        for part in (_about, _central, _communities, _bridges, _paths, _neighbourhoods, _voices, _together, _timeline, _changes,
                     _conflicts, _quality)
        for triple in part(results, base)
    }  # fmt: skip
    body = "".join(f"  {s} {p} {o} .\n" for s, p, o in sorted(lines))
    return f"{iri(base + 'graph/analysis')} {{\n{body}}}\n"


def _node(base: str, name: str, cls: str, *key: Any) -> tuple[str, Triple, Triple]:
    """A result's IRI, its class, and which analysis it belongs to."""
    me = iri(ids.hashed_iri(base, name, *(str(k) for k in key)))
    return me, (me, term("rdf:type"), term(cls)), (me, term("kg:resultOf"), _analysis(base, name))


def _analysis(base: str, name: str) -> str:
    return iri(f"{base}graph/analysis/{name}")


def _decimal(value: float) -> str:
    return literal(f"{value:.6f}", "xsd:decimal")


def _about(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for about in ANALYSES:
        me = _analysis(base, about.name)
        yield me, term("rdf:type"), term("kg:Analysis")
        yield me, term("rdfs:label"), literal(about.title)
        yield me, term("kg:means"), literal(about.means)
        yield me, term("kg:caution"), literal(about.caution)


def _central(results: dict[str, Any], base: str) -> Iterator[Triple]:
    """Centralities, cores and brokers: numbers of the things themselves."""
    for row in results["central"]:
        me = iri(row["iri"])
        yield me, term("kg:pageRank"), _decimal(row["pagerank"])
        yield me, term("kg:betweenness"), _decimal(row["betweenness"])
        yield me, term("kg:connections"), integer(row["degree"])
        yield me, term("kg:connectionEvidence"), integer(row["evidence"])
    for node, k in results["cores"]["number"].items():
        yield iri(node), term("kg:core"), integer(k)
    for row in results["brokers"]:
        yield iri(row["iri"]), term("kg:cutsOff"), integer(row["cuts_off"])
        yield iri(row["iri"]), term("kg:pieces"), integer(row["pieces"])


def _communities(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["communities"]:
        me, *known = _node(base, "communities", "kg:Community", *row["members"])
        yield from known
        yield me, term("rdfs:label"), literal(row["name"])
        for member in row["members"]:
            yield me, term("kg:hasMember"), iri(member)


def _bridges(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["bridges"]:
        me, *known = _node(base, "bridges", "kg:Bridge", row["claim"])
        yield from known
        yield me, term("rdfs:label"), literal(f"{row['from_label']} {row['relation']} {row['to_label']}")
        yield me, term("kg:bridgeClaim"), iri(row["claim"])
        for end in (row["from"], row["to"]):
            yield me, term("kg:hasMember"), iri(end)


def _paths(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["paths"]:
        for kind in ("shortest", "strongest"):
            me, *known = _node(base, "paths", "kg:Path", row["from"], row["to"], kind)
            yield from known
            yield me, term("kg:pathKind"), literal(kind)
            yield me, term("kg:pathFrom"), iri(row["from"])
            yield me, term("kg:pathTo"), iri(row["to"])
            yield me, term("kg:pathLength"), integer(len(row[kind]))
            for n, step in enumerate(row[kind], 1):
                at = iri(ids.hashed_iri(base, "step", row["from"], row["to"], kind, str(n)))
                yield me, term("kg:hasStep"), at
                yield at, term("kg:stepNumber"), integer(n)
                yield at, term("kg:stepClaim"), iri(step["claim"])


def _neighbourhoods(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["neighbourhoods"]:
        me, *known = _node(base, "neighbourhoods", "kg:Neighbourhood", row["iri"])
        yield from known
        yield me, term("kg:centre"), iri(row["iri"])
        yield me, term("kg:closed"), _decimal(row["closed"])
        for member in row["members"]:
            yield me, term("kg:hasMember"), iri(member["iri"])


def _voices(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["voices"]:
        me, *known = _node(base, "voices", "kg:Tie", row["from"], row["to"])
        yield from known
        yield me, term("kg:tieFrom"), iri(row["from"])
        yield me, term("kg:tieTo"), iri(row["to"])
        for key, name in _TIES:
            yield me, term(name), integer(row[key])


def _together(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["together"]:
        me, *known = _node(base, "together", "kg:SharedEvents", row["a"], row["b"])
        yield from known
        for member in (row["a"], row["b"]):
            yield me, term("kg:hasMember"), iri(member)
        for event in row["events"]:
            yield me, term("kg:sharedEvent"), iri(event["iri"])


def _timeline(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["timeline"]["dated"]:
        me, *known = _node(base, "timeline", "kg:TimelineEntry", row["iri"])
        yield from known
        yield me, term("rdfs:label"), literal(row["what"])
        yield me, term("kg:entryOf"), iri(row["iri"])
        for key, datatype in (("edtf", None), ("earliest", "xsd:date"), ("latest", "xsd:date")):
            if row[key]:
                yield me, term(f"kg:{key}"), literal(row[key], datatype)
    me = _analysis(base, "timeline")
    yield me, term("kg:dated"), integer(len(results["timeline"]["dated"]))
    yield me, term("kg:undated"), integer(results["timeline"]["undated"])


def _changes(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["changes"]:
        me, *known = _node(base, "changes", "kg:Period", row["period"])
        yield from known
        yield me, term("kg:period"), literal(row["period"])
        for key, name in _PERIOD:
            yield me, term(name), integer(row[key])
        for thing in row["things"]:
            yield me, term("kg:broughtThing"), iri(thing["iri"])
        for claim in row["claims"]:
            yield me, term("kg:broughtClaim"), iri(claim["claim"])


def _conflicts(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["conflicts"]:
        me, *known = _node(base, "conflicts", "kg:FigureConflict", row["iri"], row["relation"])
        yield from known
        yield me, term("rdfs:label"), literal(f"{row['label']}, {row['relation']}")
        yield me, term("kg:conflictAbout"), iri(row["iri"])
        for value in row["values"]:
            yield me, term("kg:conflictingClaim"), iri(value["claim"])


def _quality(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for claim in results["single_source"]["claims"]:
        yield iri(claim["claim"]), term("kg:restsOnOneSource"), boolean(True)
    for row in figures(results["quality"], results["single_source"]):
        me, *known = _node(base, "quality", "kg:QualityFigure", row["name"])
        yield from known
        yield me, term("rdfs:label"), literal(row["means"])
        yield me, term("kg:count"), integer(row["count"])
        if row["of"] is not None:
            yield me, term("kg:outOf"), integer(row["of"])
