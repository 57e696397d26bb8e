"""`report.md`: what a set of articles says, for a reader who has two minutes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

_FACTS, _NAMES = 10, 12


def markdown(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> str:
    """The report; every fact with its sentence, text of articles escaped."""
    parts = [
        f"# {esc(title)}",
        _summary(graph, results),
        _who(results),
        _facts(graph),
        _happened(graph, results),
        _says(graph),
        _disputed(graph, results),
        _unknown(graph, results),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def esc(text: str) -> str:
    """Article text as Markdown text: nothing in it is markup."""
    return (
        re.sub(r"([\\`*_{}\[\]()#+!|~])", r"\\\1", " ".join(str(text).split()))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def _summary(graph: nx.MultiDiGraph, results: dict[str, Any]) -> str:
    documents = graph.graph["documents"]
    kinds = Counter(d["kind"] for _, d in graph.nodes(data=True))
    counts = ", ".join(
        f"{n} {k.lower()}{'s' if n != 1 else ''}".replace("countrys", "countries").replace("persons", "persons")
        for k, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))
    )
    statuses = ", ".join(f"{n} {s}" for s, n in results["claims_by_status"].items())
    lines = [f"{len(documents)} article{'s' if len(documents) != 1 else ''}: {counts}. Claims: {statuses}."]
    if len(documents) <= 20:
        lines += [
            f"- {esc(d['title'] or d['id'])}{', ' + d['date'] if d['date'] else ''}{' — ' + esc(d['url']) if d['url'] else ''}"
            for d in documents.values()
        ]
    return "\n\n".join([lines[0], "\n".join(lines[1:])]).strip()


def _who(results: dict[str, Any]) -> str:
    rows = [
        f"| {esc(c['label'])} | {esc(c['type'])} | {c['degree']} | {c['pagerank']:.3f} | {c['betweenness']:.3f} |"
        for c in results["central"][:_NAMES]
    ]
    return (
        "## Who and what\n\n| name | type | connections | PageRank | betweenness |\n|---|---|--:|--:|--:|\n"
        + "\n".join(rows)
        if rows
        else ""
    )


def _quote(evidence: dict[str, Any]) -> str:
    return f"> {esc(evidence['sentence'])}\n> — {esc(evidence['title'])}"


def _facts(graph: nx.MultiDiGraph) -> str:
    found = []
    for a, b, d in graph.edges(data=True):
        if d["plain"] and not d["is_role"] and d["evidence"] and graph.nodes[a]["kind"] != "Event":
            weight = graph.degree(a) + graph.degree(b)
            found.append(
                (
                    -len(d["evidence"]),
                    -weight,
                    d["claim"],
                    f"**{esc(graph.nodes[a]['label'])}** {d['label']} **{esc(graph.nodes[b]['label'])}**",
                    d["evidence"][0],
                )
            )
    found.sort(key=lambda f: f[:3])
    return (
        "## Key facts\n\n"
        + "\n\n".join(f"{n}. {text}\n\n{_quote(e)}" for n, (*_, text, e) in enumerate(found[:_FACTS], 1))
        if found
        else ""
    )


def _happened(graph: nx.MultiDiGraph, results: dict[str, Any]) -> str:
    timeline = results["timeline"]
    rows = [
        f"- **{esc(e['edtf'] or e['label'])}** — {esc(e['what'])}{'' if e['status'] == 'asserted' else ' (' + e['status'] + ')'}"
        for e in timeline["dated"][:40]
    ]
    undated = [
        esc(d["label"])
        for _, d in sorted(graph.nodes(data=True), key=lambda n: -graph.degree(n[0]))
        if d["kind"] == "Event" and d["plain"] and not d["time"]
    ][:12]
    out = "## What happened\n\n" + "\n".join(rows)
    return out + ("\n\nWithout a date: " + "; ".join(undated) + "." if undated else "") if rows or undated else ""


def _says(graph: nx.MultiDiGraph) -> str:
    lines = [
        f"- **{esc(q['speaker_label'])}**{' (verbatim)' if q['direct'] else ''}: {esc(q['text'])}"
        for q in graph.graph["quotes"]
        if q["speaker_label"]
    ]
    more = f"\n\n… and {len(lines) - 25} more." if len(lines) > 25 else ""
    return "## Who says what\n\n" + "\n".join(lines[:25]) + more if lines else ""


def _disputed(graph: nx.MultiDiGraph, results: dict[str, Any]) -> str:
    lines = []
    for c in results["conflicts"]:
        values = "; ".join(
            f"{'about ' if v['approximate'] else ''}{v['value']:,}{' (' + esc(v['says']) + ' says so)' if v['says'] else ' (stated)'}"
            for v in c["values"]
        )
        lines.append(f"- {esc(c['label'])}, {c['relation']}: {values}")
    for a, b, d in graph.edges(data=True):
        if (d["polarity"] == "negative" or d["status"] == "denied") and not d["is_role"] and d["evidence"]:
            who = f" — {esc(d['attributed_label'])}" if d["attributed_label"] else ""
            lines.append(f"- denied: {esc(graph.nodes[a]['label'])} {d['label']} {esc(graph.nodes[b]['label'])}{who}")
    return "## What is disputed\n\n" + "\n".join(sorted(lines)) if lines else ""


def _unknown(graph: nx.MultiDiGraph, results: dict[str, Any]) -> str:
    total = sum(len(d["sentences"]) for d in graph.graph["documents"].values())
    silent = results["silent"]
    if not silent:
        return f"## What the graph does not know\n\nEach of the {total} sentences that names two or more things yielded a claim or an event."
    reasons = Counter(s["reason"] for s in silent)
    lines = [f"{len(silent)} of {total} sentences name two or more things and yielded no connection:", ""]
    for reason, n in sorted(reasons.items(), key=lambda r: (-r[1], r[0])):
        lines.append(f"- {n}: {reason}")
        example = next(s for s in silent if s["reason"] == reason)
        lines.append(
            f"  > {esc(graph.graph['documents'][example['document']]['text'][example['start'] : example['end']])}"
        )
    return "## What the graph does not know\n\n" + "\n".join(lines)
