"""What a set of articles says, for a reader who has two minutes: gathered here, written as Markdown here and as HTML by
`kg.view.report`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

_FACTS, _NAMES, _DATES, _SAYINGS, _WORDS = 10, 8, 30, 20, 6
_PLURALS = {"Country": "countries"}


def content(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> dict[str, Any]:
    """The report as plain data, article text untouched.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        title: heading.

    Returns:
        title, articles, counts, who, where, when, undated, facts, says, ties, disputed, structure, trust, silent.
    """
    return {
        "title": title,
        "articles": [
            {"title": d["title"] or d["id"], "date": d["date"], "url": d["url"], "publisher": d["publisher"]}
            for d in list(graph.graph["documents"].values())[:20]
        ],
        "counts": _counts(graph, results),
        "who": [c for c in results["central"] if graph.nodes[c["iri"]]["kind"] not in ("Place", "Country")][:_NAMES],
        "where": [c for c in results["central"] if graph.nodes[c["iri"]]["kind"] in ("Place", "Country")][:_NAMES],
        "when": results["timeline"]["dated"][:_DATES],
        "when_more": max(len(results["timeline"]["dated"]) - _DATES, 0),
        "undated": _undated(graph),
        "facts": facts(graph),
        "says": _says(graph),
        "ties": [t for t in results["voices"] if t["against"] or t["in_favour"]][:_NAMES],
        "disputed": _disputed(graph, results),
        "structure": _structure(results),
        "trust": _trust(results),
        "silent": _silent(graph, results),
    }


def facts(graph: nx.MultiDiGraph, limit: int = _FACTS) -> list[dict[str, Any]]:
    """The key facts: stated, with most sentences first, then between the best connected; one relation of a thing once."""
    found = []
    for a, b, d in graph.edges(data=True):
        if d["plain"] and not d["is_role"] and d["evidence"] and graph.nodes[a]["kind"] != "Event":
            found.append(
                (-len(d["evidence"]), -graph.degree(a) - graph.degree(b), d["claim"], a, graph.nodes[b]["label"], d)
            )
    for a, n in graph.nodes(data=True):
        for f in n["literals"]:
            if f["plain"] and f["evidence"]:
                found.append((-len(f["evidence"]), -graph.degree(a), f["claim"], a, _number(f), f))
    found.sort(key=lambda f: f[:3])
    out, seen = [], set()
    for *_, a, target, d in found:
        if (a, d["predicate"]) in seen:
            continue
        seen.add((a, d["predicate"]))
        out.append(
            {"subject": graph.nodes[a]["label"], "relation": d["label"], "object": target, "evidence": d["evidence"][0],
             "sentences": len(d["evidence"]), "claim": d["claim"]}
        )  # fmt: skip
    return out[:limit]


def _number(fact: dict[str, Any]) -> str:
    value = fact["value"]
    shown = f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
    return ("about " if fact["approximate"] else "") + shown


def _counts(graph: nx.MultiDiGraph, results: dict[str, Any]) -> str:
    documents = len(graph.graph["documents"])
    kinds = Counter(d["kind"] for _, d in graph.nodes(data=True))
    things = ", ".join(
        f"{n:,} {_PLURALS.get(k, k.lower() + 's') if n != 1 else k.lower()}"
        for k, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))
    )
    statuses = ", ".join(f"{n:,} {s}" for s, n in results["claims_by_status"].items())
    return f"{documents:,} article{'s' if documents != 1 else ''}: {things}. Claims: {statuses}."


def _undated(graph: nx.MultiDiGraph) -> list[str]:
    events = [n for n, d in graph.nodes(data=True) if d["kind"] == "Event" and d["plain"] and not d["time"]]
    return [graph.nodes[n]["label"] for n in sorted(events, key=lambda n: (-graph.degree(n), n))][:12]


def _says(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Quotations: verbatim ones first, each speaker in turn, so that no one voice fills the list."""
    by_speaker: dict[str, list[dict[str, Any]]] = {}
    for q in sorted(graph.graph["quotes"], key=lambda q: (not q["direct"], q["document"], q["start"])):
        if q["speaker"] is not None and len(q["text"].split()) > 3:
            by_speaker.setdefault(q["speaker"], []).append(q)
    order = sorted(by_speaker, key=lambda s: (-len(by_speaker[s]), s))
    turns = [(i, rank, q) for rank, s in enumerate(order) for i, q in enumerate(by_speaker[s])]
    rows = [
        {"speaker": q["speaker_label"], "text": q["text"], "direct": bool(q["direct"])}
        for _, _, q in sorted(turns, key=lambda t: t[:2])
    ]
    return {"rows": rows[:_SAYINGS], "more": max(len(rows) - _SAYINGS, 0)}


def _disputed(graph: nx.MultiDiGraph, results: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "what": f"{c['label']}, {c['relation']}",
            "sides": [
                ("about " if v["approximate"] else "") + f"{v['value']:,}" + (f" ({v['says']} says so)" if v["says"] else " (stated)")
                for v in c["values"]
            ],
            "evidence": None,
        }
        for c in results["conflicts"]
    ]  # fmt: skip
    for a, b, d in sorted(graph.edges(data=True), key=lambda e: e[2]["claim"]):
        if (d["polarity"] == "negative" or d["status"] == "denied") and not d["is_role"] and d["evidence"]:
            who = [f"{d['attributed_label']} says so"] if d["attributed_label"] else []
            what = f"denied: {graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}"
            rows.append({"what": what, "sides": who, "evidence": d["evidence"][0]})
    for _, d in sorted(graph.nodes(data=True), key=lambda n: n[0]):
        if d["kind"] == "Event" and d["polarity"] == "negative" and d.get("evidence"):
            who = [f"{d['attributed_label']} says so"] if d["attributed_label"] else []
            rows.append(
                {"what": f"said not to have happened: {d['label']}", "sides": who, "evidence": d["evidence"][0]}
            )
    return rows[:30]


def _structure(results: dict[str, Any]) -> list[dict[str, Any]]:
    """The networkx results in sentences, each with what it means and when not to trust it."""
    from kg.analysis import ANALYSES

    brokers = [f"{b['label']} (cuts off {b['cuts_off']})" for b in results["brokers"] if b["cuts_off"] > 1][:6]
    bridges = [f"{b['from_label']} {b['relation']} {b['to_label']}" for b in results["bridges"]][:6]
    groups = [f"{c['name']} ({c['size']})" for c in results["communities"]][:8]
    core = [n["label"] for n in results["cores"]["inner"]][:12]
    pairs = [f"{p['a_label']} and {p['b_label']} ({len(p['events'])})" for p in results["together"]][:8]
    alone = results["single_source"]
    sole = [f"{c['subject_label']} {c['relation']} {c['object_label']}" for c in alone["claims"]][:6]
    lines = {
        "communities": groups, "brokers": brokers, "bridges": bridges, "cores": core, "together": pairs, "single_source": sole,
    }  # fmt: skip
    return [
        {"title": a.title, "means": a.means, "caution": a.caution, "lines": lines[a.name]}
        for a in ANALYSES
        if lines.get(a.name)
    ]


def _trust(results: dict[str, Any]) -> list[str]:
    from kg.analysis.quality import quality_lines

    return quality_lines(results["quality"], results["single_source"])


def _silent(graph: nx.MultiDiGraph, results: dict[str, Any]) -> list[dict[str, Any]]:
    """Why sentences that name several things yielded nothing, with an example each."""
    reasons = Counter(s["reason"] for s in results["silent"])
    out = []
    for reason, n in sorted(reasons.items(), key=lambda r: (-r[1], r[0])):
        example = next(s for s in results["silent"] if s["reason"] == reason)
        text = graph.graph["documents"][example["document"]]["text"][example["start"] : example["end"]]
        words = Counter(w for s in results["silent"] if s["reason"] == reason for w in s["detail"].split(", ") if w)
        often = [w for w, _ in sorted(words.items(), key=lambda w: (-w[1], w[0]))[:_WORDS]]
        out.append({"count": n, "reason": reason, "words": often, "example": text})
    return out


# ---------------------------------------------------------------- Markdown


def markdown(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> str:
    """`report.md`: every fact with its sentence, text of articles escaped."""
    c = content(graph, results, title)
    parts = [
        f"# {esc(title)}",
        c["counts"],
        "\n".join(f"- {esc(', '.join(x for x in (a['title'], a['date'], a['url']) if x))}" for a in c["articles"]),
        _table("Who", c["who"]),
        _table("Where", c["where"]),
        _when(c),
        _section("Key facts", [f"{n}. {_fact(f)}" for n, f in enumerate(c["facts"], 1)], "\n\n"),
        _section("Who says what", [_saying(q) for q in c["says"]["rows"]], more=c["says"]["more"]),
        _section("Who acts against or for whom", [_tie(t) for t in c["ties"]]),
        _section("What is disputed", [_dispute(d) for d in c["disputed"]]),
        _section("What networkx finds", [_finding(s) for s in c["structure"]], "\n\n"),
        _section("How far to trust it", [f"- {line}" for line in c["trust"]]),
        _section("What the graph does not know", _silence(c)),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def esc(text: str) -> str:
    """Article text as Markdown text: nothing in it is markup."""
    return (
        re.sub(r"([\\`*_{}\[\]#+!|~])", r"\\\1", " ".join(str(text).split()))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def _section(title: str, lines: list[str], between: str = "\n", more: int = 0) -> str:
    tail = f"\n\n… and {more:,} more." if more else ""
    return f"## {title}\n\n" + between.join(lines) + tail if lines else ""


def _quoted(evidence: dict[str, Any], indent: str = "") -> str:
    return f"{indent}> {esc(evidence['sentence'])}\n{indent}> — {esc(evidence['title'])}"


def _fact(f: dict[str, Any]) -> str:
    more = f" ({f['sentences']} sentences)" if f["sentences"] > 1 else ""
    return f"**{esc(f['subject'])}** {f['relation']} **{esc(f['object'])}**{more}\n\n{_quoted(f['evidence'])}"


def _table(title: str, rows: list[dict[str, Any]]) -> str:
    lines = [
        f"| {esc(c['label'])} | {esc(c['type'])} | {c['degree']} | {c['pagerank']:.3f} | {c['betweenness']:.3f} |"
        for c in rows
    ]
    head = "| name | type | connections | PageRank | betweenness |\n|---|---|--:|--:|--:|\n"
    return f"## {title}\n\n{head}" + "\n".join(lines) if lines else ""


def _when(c: dict[str, Any]) -> str:
    rows = [
        f"- **{esc(e['edtf'] or e['label'])}** — {esc(e['what'])}"
        + ("" if e["status"] == "asserted" else f" ({e['status']})")
        for e in c["when"]
    ]
    if c["undated"]:
        rows.append("\nWithout a date: " + "; ".join(esc(x) for x in c["undated"]) + ".")
    return _section("When", rows, more=c["when_more"])


def _saying(q: dict[str, Any]) -> str:
    return f"- **{esc(q['speaker'])}**{' (verbatim)' if q['direct'] else ''}: {esc(q['text'])}"


def _tie(t: dict[str, Any]) -> str:
    counts = [f"against {t['against']}"] * bool(t["against"]) + [f"in favour {t['in_favour']}"] * bool(t["in_favour"])
    return f"- {esc(t['from_label'])} → {esc(t['to_label'])}: {', '.join(counts)}"


def _dispute(d: dict[str, Any]) -> str:
    sides = "; ".join(esc(s) for s in d["sides"])
    return (
        f"- {esc(d['what'])}"
        + (f": {sides}" if sides else "")
        + (f"\n{_quoted(d['evidence'], '  ')}" if d["evidence"] else "")
    )


def _finding(s: dict[str, Any]) -> str:
    return f"**{s['title']}.** " + "; ".join(esc(x) for x in s["lines"]) + f".\n\n*{s['means']} But: {s['caution']}*"


def _silence(c: dict[str, Any]) -> list[str]:
    if not c["silent"]:
        return ["Each sentence that names two or more things yielded a claim or an event."]
    return [f"- {s['count']:,}: {esc(s['reason'])}{_most(s['words'])}\n  > {esc(s['example'])}" for s in c["silent"]]


def _most(words: list[str]) -> str:
    return f" (most often: {', '.join(esc(w) for w in words)})" if words else ""
