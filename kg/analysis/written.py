"""Results written back: RDF in a graph of its own, and one CSV a table, so that they can be asked and joined."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ids
from kg.rdf.terms import boolean, integer, iri, literal, term

if TYPE_CHECKING:
    import networkx as nx

_QUALITY = {
    "sentences": "kg:sentences", "sentences_with_evidence": "kg:sentencesWithEvidence", "orphans": "kg:orphans",
    "mentions_of_unnamed": "kg:unnamedMentions",
}  # fmt: skip
_ENTITY = {"pagerank": "kg:pageRank", "betweenness": "kg:betweenness"}


def trig(results: dict[str, Any], base: str) -> str:
    """The results as TriG: one named graph, `<base>graph/analysis`, lines sorted.

    Args:
        results: of `kg.analysis.analyse`.
        base: the IRI base of the dataset.
    """
    lines = sorted(set(_triples(results, base)))
    body = "".join(f"  {s} {p} {o} .\n" for s, p, o in lines)
    return f"{iri(base + 'graph/analysis')} {{\n{body}}}\n"


def _triples(results: dict[str, Any], base: str):
    for row in results["central"]:
        me = iri(row["iri"])
        for key, name in _ENTITY.items():
            yield me, term(name), literal(f"{row[key]:.6f}", "xsd:decimal")
        yield me, term("kg:connections"), integer(row["degree"])
    for node, k in results["cores"]["number"].items():
        yield iri(node), term("kg:core"), integer(k)
    for row in results["brokers"]:
        yield iri(row["iri"]), term("kg:cutsOff"), integer(row["cuts_off"])
    for row in results["communities"]:
        me = iri(ids.hashed_iri(base, "community", *row["members"]))
        yield me, term("rdf:type"), term("kg:Community")
        yield me, term("rdfs:label"), literal(row["name"])
        for member in row["members"]:
            yield me, term("kg:hasMember"), iri(member)
    for row in results["voices"]:
        me = iri(ids.hashed_iri(base, "tie", row["from"], row["to"]))
        yield me, term("rdf:type"), term("kg:Tie")
        yield me, term("kg:tieFrom"), iri(row["from"])
        yield me, term("kg:tieTo"), iri(row["to"])
        for key, name in (("against", "kg:against"), ("in_favour", "kg:inFavour"), ("mentioning", "kg:mentioning")):
            yield me, term(name), integer(row[key])
    for row in results["together"]:
        me = iri(ids.hashed_iri(base, "shared", row["a"], row["b"]))
        yield me, term("rdf:type"), term("kg:SharedEvents")
        for member in (row["a"], row["b"]):
            yield me, term("kg:hasMember"), iri(member)
        for event in row["events"]:
            yield me, term("kg:sharedEvent"), iri(event["iri"])
    for row in results["conflicts"]:
        me = iri(ids.hashed_iri(base, "conflict", row["iri"], row["relation"]))
        yield me, term("rdf:type"), term("kg:Conflict")
        yield me, term("kg:conflictAbout"), iri(row["iri"])
        for value in row["values"]:
            yield me, term("kg:conflictingClaim"), iri(value["claim"])
    for claim in results["single_source"]["claims"]:
        yield iri(claim["claim"]), term("kg:restsOnOneSource"), boolean(True)
    for row in results["changes"]:
        me = iri(ids.hashed_iri(base, "period", row["period"]))
        yield me, term("rdf:type"), term("kg:Period")
        yield me, term("kg:period"), literal(row["period"])
        for key, name in (("articles", "kg:articles"), ("new_things", "kg:newThings"), ("new_claims", "kg:newClaims")):
            yield me, term(name), integer(row[key])
    me = iri(f"{base}graph/analysis/quality")
    yield me, term("rdf:type"), term("kg:Quality")
    for key, name in _QUALITY.items():
        yield me, term(name), integer(results["quality"][key])


def tables(results: dict[str, Any], graph: nx.MultiDiGraph) -> dict[str, str]:
    """One CSV (RFC 4180) a table, by file name; cells that a spreadsheet would read as formulas are guarded."""
    label = {n: d["label"] for n, d in graph.nodes(data=True)}
    core = results["cores"]["number"]
    cuts = {r["iri"]: r["cuts_off"] for r in results["brokers"]}
    group = {m: c["name"] for c in results["communities"] for m in c["members"]}
    return {
        "entities.csv": _csv(
            ["iri", "name", "type", "connections", "pagerank", "betweenness", "core", "cuts_off", "community", "mentions"],
            [
                [r["iri"], r["label"], r["type"], r["degree"], r["pagerank"], r["betweenness"], core.get(r["iri"], 0),
                 cuts.get(r["iri"], 0), group.get(r["iri"], ""), r["mentions"]]
                for r in results["central"]
            ],
        ),
        "communities.csv": _csv(
            ["community", "iri", "name"], [[c["name"], m, label[m]] for c in results["communities"] for m in c["members"]]
        ),
        "voices.csv": _csv(
            ["from", "to", "from_name", "to_name", "against", "in_favour", "mentioning", "examples"],
            [[r["from"], r["to"], r["from_label"], r["to_label"], r["against"], r["in_favour"], r["mentioning"],
              "; ".join(e["what"] for e in r["examples"] if e["kind"] != "mentioning")] for r in results["voices"]],
        ),
        "together.csv": _csv(
            ["a", "b", "a_name", "b_name", "events"],
            [[r["a"], r["b"], r["a_label"], r["b_label"], "; ".join(e["label"] for e in r["events"])] for r in results["together"]],
        ),
        "timeline.csv": _csv(
            ["iri", "when", "earliest", "latest", "what", "status"],
            [[e["iri"], e["edtf"] or e["label"], e["earliest"], e["latest"], e["what"], e["status"]] for e in results["timeline"]["dated"]],
        ),
        "changes.csv": _csv(
            ["period", "articles", "new_things", "new_claims", "things"],
            [[r["period"], r["articles"], r["new_things"], r["new_claims"], "; ".join(t["label"] for t in r["things"])] for r in results["changes"]],
        ),
        "conflicts.csv": _csv(
            ["iri", "name", "relation", "value", "about", "says"],
            [[c["iri"], c["label"], c["relation"], v["value"], v["approximate"], v["says"] or ""] for c in results["conflicts"] for v in c["values"]],
        ),
        "single-source.csv": _csv(
            ["claim", "subject", "relation", "object", "document"],
            [[c["claim"], c["subject_label"], c["relation"], c["object_label"], c["document"]] for c in results["single_source"]["claims"]],
        ),
    }  # fmt: skip


def _csv(head: list[str], rows: list[list[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_guard(c) for c in row] for row in rows)
    return out.getvalue()


def _guard(cell: Any) -> Any:
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def folder(results: dict[str, Any], graph: nx.MultiDiGraph, out: Path, base: str) -> list[Path]:
    """Write `analysis.json`, `analysis.trig` and the tables (`analysis/*.csv`) into an existing folder.

    Returns:
        What was written.

    Raises:
        OutputError: a file cannot be written.
    """
    from kg.folder import write_text

    texts = {
        "analysis.json": json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "analysis.trig": trig(results, base),
        **{f"analysis/{name}": text for name, text in tables(results, graph).items()},
    }
    (out / "analysis").mkdir(exist_ok=True)
    for name, text in texts.items():
        write_text(out / name, text)
    return [out / name for name in texts]


def base_of(graph: nx.MultiDiGraph) -> str:
    """The IRI base a projected dataset was written with, from its documents."""
    first = next(iter(graph.graph["documents"]), "")
    return first.rpartition("document/")[0] or ids.BASE
