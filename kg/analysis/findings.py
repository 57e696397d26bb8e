"""Every analysis in lines of words, for the report and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis import ANALYSES
from kg.analysis.dates import told
from kg.analysis.quality import quality_lines
from kg.analysis.tables import file_name

if TYPE_CHECKING:
    import networkx as nx

_SHOWN = {"timeline": 20, "quality": 99}
_FEW, _NAMES = 8, 6


def findings(graph: nx.MultiDiGraph, results: dict[str, Any], limit: int = _FEW) -> list[dict[str, Any]]:
    """One dictionary an analysis, in the order of `ANALYSES`: name, title, means, caution, lines, more, file.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        limit: how many lines of each; `more` says how many are left out, `file` which table has all.
    """
    found = lines(graph, results)
    return [
        {
            "name": a.name, "title": a.title, "means": a.means, "caution": a.caution, "file": file_name(a.name),
            "lines": found[a.name][: max(limit, _SHOWN.get(a.name, 0))],
            "more": max(0, len(found[a.name]) - max(limit, _SHOWN.get(a.name, 0))),
        }
        for a in ANALYSES
    ]  # fmt: skip


def lines(graph: nx.MultiDiGraph, results: dict[str, Any]) -> dict[str, list[str]]:
    """All results by analysis, a line each, the most telling first."""
    return {**_structure(results), **_told(graph, results)}


def _structure(results: dict[str, Any]) -> dict[str, list[str]]:
    return {
        "central": [
            f"{c['label']} ({_many(c['degree'], 'connection')} on {_many(c['evidence'], 'piece')} of evidence, PageRank {c['pagerank']:.3f}, "
            f"betweenness {c['betweenness']:.2g})"
            for c in results["central"] if c["degree"]
        ],
        "communities": [f"{c['name']} ({_many(c['size'], 'thing')})" for c in results["communities"]],
        "brokers": [f"{b['label']} (cuts off {b['cuts_off']:,})" for b in results["brokers"] if b["cuts_off"] > 1],
        "bridges": [f"{b['from_label']} {b['relation']} {b['to_label']}" for b in results["bridges"]],
        "cores": _core(results["cores"]),
        "paths": [_path(p) for p in results["paths"]],
        "neighbourhoods": [
            f"{r['label']}: {_many(r['size'], 'neighbour')}, {100 * r['closed']:.0f} % of their pairs connected: "
            + _some([m["label"] for m in r["members"]]) for r in results["neighbourhoods"]
        ],
    }  # fmt: skip


def _told(graph: nx.MultiDiGraph, results: dict[str, Any]) -> dict[str, list[str]]:
    alone = results["single_source"]
    return {
        "together": [f"{p['a_label']} and {p['b_label']} ({_shared(p['events'])})" for p in results["together"]],
        "voices": [_tie(t) for t in results["voices"]],
        "timeline": [
            f"{told(e['edtf'] or e['label'])}: {e['what'].removesuffix(', ' + told(e['edtf'] or ''))}" + ("" if e["status"] == "asserted" else f" ({e['status']})")
            for e in results["timeline"]["dated"]
        ],
        "changes": [
            f"{'to'.join(f' {told(p)} ' for p in c['period'].split('/')).strip()}: {_many(c['articles'], 'article')}, "
            f"{_many(c['new_things'], 'new thing')}, {_many(c['new_claims'], 'new claim')}"
            + (f": {_some([t['label'] for t in c['things']])}" if c["things"] else "")
            for c in results["changes"]
        ],
        "conflicts": [f"{c['label']}, {c['relation']}: {'; '.join(sides(c))}" for c in results["conflicts"]],
        "single_source": list(
            dict.fromkeys(f"{c['subject_label']} {c['relation']} {c['object_label']}" for c in alone["claims"])
        ),
        "quality": quality_lines(results["quality"], alone),
    }  # fmt: skip


def sides(conflict: dict[str, Any]) -> list[str]:
    """The numbers of a conflict, each with who says it."""
    return [
        ("about " if v["approximate"] else "")
        + f"{v['value']:,}"
        + (f" (according to {v['says']})" if v["says"] else " (stated)")
        for v in conflict["values"]
    ]


def _core(cores: dict[str, Any]) -> list[str]:
    return [f"{cores['k']}-core: {', '.join(n['label'] for n in cores['inner'])}"] if cores["inner"] else []


def _path(p: dict[str, Any]) -> str:
    def way(steps: list[dict[str, Any]]) -> str:
        arrows = [f"–{s['relation']}→" if s["subject"] == s["from"] else f"←{s['relation']}–" for s in steps]
        return steps[0]["from"] + "".join(f" {a} {s['to']}" for a, s in zip(arrows, steps, strict=True))

    same = [s["claim"] for s in p["shortest"]] == [s["claim"] for s in p["strongest"]]
    stronger = "" if same else f". Strongest: {way(p['strongest'])}"
    return way(p["shortest"]) + stronger


def _tie(t: dict[str, Any]) -> str:
    counts = [
        f"{word} {t[key]}"
        for key, word in (("against", "against"), ("in_favour", "in favour"), ("mentioning", "mentions"))
        if t[key]
    ]
    what = "; ".join(dict.fromkeys(e["what"] for e in t["examples"] if e["kind"] != "mentioning"))
    return f"{t['from_label']} → {t['to_label']}: {', '.join(counts)}" + (f" ({what})" if what else "")


def _shared(events: list[dict[str, Any]]) -> str:
    return _some(list(dict.fromkeys(e["label"] for e in events)), 2)


def _some(names: list[str], limit: int = _NAMES) -> str:
    return ", ".join(names[:limit]) + (f" and {len(names) - limit:,} more" if len(names) > limit else "")


def _many(n: int, one: str) -> str:
    return f"{n:,} {one}{'s' if n != 1 else ''}"
