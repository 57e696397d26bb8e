"""Results of the analyses as tables: one CSV (RFC 4180) an analysis, and one that says what each means."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kg.analysis import ANALYSES
from kg.analysis.quality import figures

if TYPE_CHECKING:
    import networkx as nx

Rows = list[list[Any]]


def tables(results: dict[str, Any], graph: nx.MultiDiGraph) -> dict[str, str]:
    """CSV by file name, one for each of `ANALYSES` (`single_source` in `single-source.csv`) and `about.csv`; cells that a
    spreadsheet would read as formulas are guarded.

    Args:
        results: of `kg.analysis.analyse`.
        graph: the projected dataset they are of.
    """
    made = {**_structure(results, graph), **_told(results)}
    about = [[a.name, a.title, file_name(a.name), a.means, a.caution] for a in ANALYSES]
    return {
        "about.csv": _csv("analysis title file means when_not_to_trust_it", about),
        **{file_name(name): _csv(head, rows) for name, (head, rows) in made.items()},
    }


def file_name(analysis: str) -> str:
    """The table of an analysis: `single_source` → `single-source.csv`."""
    return f"{analysis.replace('_', '-')}.csv"


def _structure(results: dict[str, Any], graph: nx.MultiDiGraph) -> dict[str, tuple[str, Rows]]:
    """What the shape of the graph says."""
    data, inner = graph.nodes, {n["iri"] for n in results["cores"]["inner"]}
    group = {m: c["name"] for c in results["communities"] for m in c["members"]}
    return {
        "central": ("iri name type connections evidence pagerank betweenness community mentions", [
            [r["iri"], r["label"], r["type"], r["degree"], r["evidence"], r["pagerank"], r["betweenness"],
             group.get(r["iri"], ""), r["mentions"]] for r in results["central"]
        ]),
        "communities": ("community iri name type", [
            [c["name"], m, data[m]["label"], data[m]["type_label"]] for c in results["communities"] for m in c["members"]
        ]),
        "brokers": ("iri name type pieces cuts_off", [
            [r["iri"], r["label"], r["type"], r["pieces"], r["cuts_off"]] for r in results["brokers"]
        ]),
        "bridges": ("from to from_name relation to_name claim fewest_connections", [
            [r["from"], r["to"], r["from_label"], r["relation"], r["to_label"], r["claim"], r["weight"]] for r in results["bridges"]
        ]),
        "cores": ("iri name type core innermost", [
            [n, data[n]["label"], data[n]["type_label"], k, "yes" if n in inner else ""]
            for n, k in sorted(results["cores"]["number"].items(), key=lambda c: (-c[1], c[0]))
        ]),
        "paths": ("from to from_name to_name kind step subject relation object claim sentence", [
            [p["from"], p["to"], p["from_label"], p["to_label"], kind, n, s["subject"], s["relation"], s["object"], s["claim"],
             s["evidence"]["sentence"] if s["evidence"] else ""]
            for p in results["paths"] for kind in ("shortest", "strongest") for n, s in enumerate(p[kind], 1)
        ]),
        "neighbourhoods": ("iri name neighbours closed neighbour neighbour_name neighbour_type evidence", [
            [r["iri"], r["label"], r["size"], r["closed"], m["iri"], m["label"], m["type"], m["evidence"]]
            for r in results["neighbourhoods"] for m in r["members"]
        ]),
    }  # fmt: skip


def _told(results: dict[str, Any]) -> dict[str, tuple[str, Rows]]:
    """What is told of whom, when, by how many, and how well it was read."""
    return {
        "together": ("a b a_name b_name count events", [
            [r["a"], r["b"], r["a_label"], r["b_label"], len(r["events"]), "; ".join(e["label"] for e in r["events"])]
            for r in results["together"]
        ]),
        "voices": ("from to from_name to_name against in_favour mentioning examples", [
            [r["from"], r["to"], r["from_label"], r["to_label"], r["against"], r["in_favour"], r["mentioning"],
             "; ".join(e["what"] for e in r["examples"] if e["kind"] != "mentioning")] for r in results["voices"]
        ]),
        "timeline": ("iri when earliest latest what status", [
            [e["iri"], e["edtf"] or e["label"], e["earliest"], e["latest"], e["what"], e["status"]]
            for e in results["timeline"]["dated"]
        ]),
        "changes": ("period articles new iri what status", [
            [r["period"], r["articles"], *new] for r in results["changes"] for new in (
                *(["thing", t["iri"], t["label"], ""] for t in r["things"]),
                *(["claim", c["claim"], f"{c['subject_label']} {c['relation']} {c['object_label']}", c["status"]] for c in r["claims"]),
            )
        ]),
        "conflicts": ("iri name relation value about status says claim", [
            [c["iri"], c["label"], c["relation"], v["value"], "about" if v["approximate"] else "", v["status"], v["says"] or "", v["claim"]]
            for c in results["conflicts"] for v in c["values"]
        ]),
        "single_source": ("claim subject relation object document", [
            [c["claim"], c["subject_label"], c["relation"], c["object_label"], c["document"]] for c in results["single_source"]["claims"]
        ]),
        "quality": ("measure means count out_of", [
            [f["name"], f["means"], f["count"], "" if f["of"] is None else f["of"]]
            for f in figures(results["quality"], results["single_source"])
        ]),
    }  # fmt: skip


def _csv(head: str, rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head.split())
    writer.writerows([_guard(c) for c in row] for row in rows)
    return out.getvalue()


def _guard(cell: Any) -> Any:
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
