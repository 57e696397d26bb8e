"""Results of the analyses as RDF, in a graph of its own: every analysis says there what it means and when not to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


def _told(me: str, told: Mapping[str, Iterable[str]]) -> Iterator[Triple]:
    """What is told of a node: its terms by property."""
    return ((me, term(name), value) for name, values in told.items() for value in values)


def _result(base: str, name: str, cls: str, key: Iterable[str], told: Mapping[str, Iterable[str]]) -> Iterator[Triple]:
    """A result: its IRI (of the analysis and a key), its class, which analysis it belongs to, and what is told of it."""
    me = iri(ids.hashed_iri(base, name, *key))
    return _told(me, {"rdf:type": [term(cls)], "kg:resultOf": [_analysis(base, name)], **told})


def _iris(*values: str) -> list[str]:
    return [iri(v) for v in values]


def _analysis(base: str, name: str) -> str:
    return iri(f"{base}graph/analysis/{name}")


def _decimal(value: float) -> str:
    return literal(f"{value:.6f}", "xsd:decimal")


def _about(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for about in ANALYSES:
        yield from _told(_analysis(base, about.name), {
            "rdf:type": [term("kg:Analysis")],
            "rdfs:label": [literal(about.title)],
            "kg:means": [literal(about.means)],
            "kg:caution": [literal(about.caution)],
        })  # fmt: skip


def _central(results: dict[str, Any], base: str) -> Iterator[Triple]:
    """Centralities, cores and brokers: numbers of the things themselves."""
    for row in results["central"]:
        yield from _told(iri(row["iri"]), {
            "kg:pageRank": [_decimal(row["pagerank"])],
            "kg:betweenness": [_decimal(row["betweenness"])],
            "kg:connections": [integer(row["degree"])],
            "kg:connectionEvidence": [integer(row["evidence"])],
        })  # fmt: skip
    for node, k in results["cores"]["number"].items():
        yield from _told(iri(node), {"kg:core": [integer(k)]})
    for row in results["brokers"]:
        told = {"kg:cutsOff": [integer(row["cuts_off"])], "kg:pieces": [integer(row["pieces"])]}
        yield from _told(iri(row["iri"]), told)


def _communities(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["communities"]:
        told = {"rdfs:label": [literal(row["name"])], "kg:hasMember": _iris(*row["members"])}
        yield from _result(base, "communities", "kg:Community", row["members"], told)


def _bridges(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["bridges"]:
        yield from _result(base, "bridges", "kg:Bridge", [row["claim"]], {
            "rdfs:label": [literal(f"{row['from_label']} {row['relation']} {row['to_label']}")],
            "kg:bridgeClaim": _iris(row["claim"]),
            "kg:hasMember": _iris(row["from"], row["to"]),
        })  # fmt: skip


def _paths(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["paths"]:
        for kind in ("shortest", "strongest"):
            key = (row["from"], row["to"], kind)
            steps = [iri(ids.hashed_iri(base, "step", *key, str(n))) for n in range(1, len(row[kind]) + 1)]
            yield from _result(base, "paths", "kg:Path", key, {
                "kg:pathKind": [literal(kind)],
                "kg:pathFrom": _iris(row["from"]),
                "kg:pathTo": _iris(row["to"]),
                "kg:pathLength": [integer(len(steps))],
                "kg:hasStep": steps,
            })  # fmt: skip
            for n, (at, step) in enumerate(zip(steps, row[kind], strict=True), 1):
                yield from _told(at, {"kg:stepNumber": [integer(n)], "kg:stepClaim": _iris(step["claim"])})


def _neighbourhoods(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["neighbourhoods"]:
        yield from _result(base, "neighbourhoods", "kg:Neighbourhood", [row["iri"]], {
            "kg:centre": _iris(row["iri"]),
            "kg:closed": [_decimal(row["closed"])],
            "kg:hasMember": _iris(*(member["iri"] for member in row["members"])),
        })  # fmt: skip


def _voices(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["voices"]:
        told = {"kg:tieFrom": _iris(row["from"]), "kg:tieTo": _iris(row["to"])}
        told |= {name: [integer(row[key])] for key, name in _TIES}
        yield from _result(base, "voices", "kg:Tie", (row["from"], row["to"]), told)


def _together(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["together"]:
        events = _iris(*(event["iri"] for event in row["events"]))
        told = {"kg:hasMember": _iris(row["a"], row["b"]), "kg:sharedEvent": events}
        yield from _result(base, "together", "kg:SharedEvents", (row["a"], row["b"]), told)


def _timeline(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["timeline"]["dated"]:
        told = {"rdfs:label": [literal(row["what"])], "kg:entryOf": _iris(row["iri"])}
        for key, datatype in (("edtf", None), ("earliest", "xsd:date"), ("latest", "xsd:date")):
            told[f"kg:{key}"] = [literal(row[key], datatype)] if row[key] else []
        yield from _result(base, "timeline", "kg:TimelineEntry", [row["iri"]], told)
    counts = {"kg:dated": len(results["timeline"]["dated"]), "kg:undated": results["timeline"]["undated"]}
    yield from _told(_analysis(base, "timeline"), {name: [integer(n)] for name, n in counts.items()})


def _changes(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["changes"]:
        told = {"kg:period": [literal(row["period"])], **{name: [integer(row[key])] for key, name in _PERIOD}}
        told["kg:broughtThing"] = _iris(*(thing["iri"] for thing in row["things"]))
        told["kg:broughtClaim"] = _iris(*(claim["claim"] for claim in row["claims"]))
        yield from _result(base, "changes", "kg:Period", [row["period"]], told)


def _conflicts(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for row in results["conflicts"]:
        yield from _result(base, "conflicts", "kg:FigureConflict", (row["iri"], row["relation"]), {
            "rdfs:label": [literal(f"{row['label']}, {row['relation']}")],
            "kg:conflictAbout": _iris(row["iri"]),
            "kg:conflictingClaim": _iris(*(value["claim"] for value in row["values"])),
        })  # fmt: skip


def _quality(results: dict[str, Any], base: str) -> Iterator[Triple]:
    for claim in results["single_source"]["claims"]:
        yield from _told(iri(claim["claim"]), {"kg:restsOnOneSource": [boolean(True)]})
    for row in figures(results["quality"], results["single_source"]):
        told = {"rdfs:label": [literal(row["means"])], "kg:count": [integer(row["count"])]}
        told["kg:outOf"] = [integer(row["of"])] if row["of"] is not None else []
        yield from _result(base, "quality", "kg:QualityFigure", [row["name"]], told)
