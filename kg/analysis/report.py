"""What a set of articles says, for a reader who has two minutes: gathered here, written as Markdown here and as HTML by
`kg.view.report`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.analysis import brief
from kg.analysis.dates import told

if TYPE_CHECKING:
    import networkx as nx

_ARTICLES, _SAYINGS, _DISPUTES, _MORE, _WORDS, _CUT = 6, 5, 4, 12, 6, 28
_PLURALS = {"Country": "countries"}


def content(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> dict[str, Any]:
    """The report as plain data, article text untouched.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        title: heading.

    Returns:
        For two minutes: title, articles, articles_more, lead, facts, who, when, where, says, disputed, disputed_more, unknown.
        For longer: counts, undated, ties, structure, trust, silent.
    """
    documents = list(graph.graph["documents"].values())
    disputed = _disputed(graph, results)
    return {
        "title": title,
        "articles": [
            {"title": d["title"] or d["id"], "date": d["date"], "url": d["url"], "publisher": d["publisher"]}
            for d in documents[:_ARTICLES]
        ],
        "articles_more": max(len(documents) - _ARTICLES, 0),
        "lead": brief.lead(graph),
        "facts": brief.key_facts(graph),
        "who": brief.who(graph, results["central"]),
        "when": brief.when(graph, results["timeline"]["dated"]),
        "where": brief.where(graph, results["central"]),
        "says": _says(graph),
        "disputed": disputed[:_DISPUTES],
        "disputed_more": max(len(disputed) - _DISPUTES, 0),
        "unknown": _unknown(graph, results),
        "counts": _counts(graph, results),
        "undated": _undated(graph),
        "ties": [t for t in results["voices"] if t["against"] or t["in_favour"]][:_MORE],
        "structure": _structure(results),
        "trust": _trust(results),
        "silent": _silent(graph, results),
    }


def _unknown(graph: nx.MultiDiGraph, results: dict[str, Any]) -> list[str]:
    """What the graph does not know, in two or three sentences."""
    q, undated = results["quality"], results["timeline"]["undated"]
    left = q["sentences"] - q["sentences_with_evidence"]
    lines = [
        f"Nothing was read from {left:,} of {q['sentences']:,} sentences; "
        f"{q['sentences_silent']:,} of them name two or more things."
    ]
    if undated:
        lines.append(f"{undated:,} event{'s have' if undated != 1 else ' has'} no date.")
    if q["quotations_without_speaker"]:
        lines.append(f"{q['quotations_without_speaker']:,} of {q['quotations']:,} quotations have no known speaker.")
    return lines


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
    return [graph.nodes[n]["label"] for n in sorted(events, key=lambda n: (-graph.degree(n), n))][:_MORE]


def _says(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Quotations: of each speaker in turn, verbatim ones first, so that no one voice fills the list; cut where they are long."""
    by_speaker: dict[str, list[dict[str, Any]]] = {}
    for q in sorted(graph.graph["quotes"], key=lambda q: (not q["direct"], q["document"], q["start"])):
        if q["speaker"] is not None and len(q["text"].split()) > 3:
            by_speaker.setdefault(q["speaker"], []).append(q)
    order = sorted(by_speaker, key=lambda s: (-len(by_speaker[s]), s))
    turns = [(i, rank, q) for rank, s in enumerate(order) for i, q in enumerate(by_speaker[s])]
    rows = [
        {"speaker": q["speaker_label"], "text": _cut(q["text"]), "direct": bool(q["direct"])}
        for _, _, q in sorted(turns, key=lambda t: t[:2])
    ]
    return {"rows": rows[:_SAYINGS], "more": max(len(rows) - _SAYINGS, 0)}


def _cut(text: str) -> str:
    words = text.split()
    return text if len(words) <= _CUT else " ".join(words[:_CUT]) + " …"


def _disputed(graph: nx.MultiDiGraph, results: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "what": f"{c['label']}, {c['relation']}",
            "sides": [
                ("about " if v["approximate"] else "") + f"{v['value']:,}" + (f" (according to {v['says']})" if v["says"] else " (stated)")
                for v in c["values"]
            ],
            "evidence": None,
        }
        for c in results["conflicts"]
    ]  # fmt: skip
    for a, b, d in sorted(graph.edges(data=True), key=lambda e: e[2]["claim"]):
        if (d["polarity"] == "negative" or d["status"] == "denied") and not d["is_role"] and d["evidence"]:
            who = [f"according to {d['attributed_label']}"] if d["attributed_label"] else []
            what = f"denied: {graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}"
            rows.append({"what": what, "sides": who, "evidence": d["evidence"][0]})
    for _, d in sorted(graph.nodes(data=True), key=lambda n: n[0]):
        if d["kind"] == "Event" and d["polarity"] == "negative" and d.get("evidence"):
            who = [f"according to {d['attributed_label']}"] if d["attributed_label"] else []
            rows.append(
                {"what": f"said not to have happened: {d['label']}", "sides": who, "evidence": d["evidence"][0]}
            )
    return _one_a_sentence(rows)


def _one_a_sentence(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: set[tuple[str, int]] = set()
    kept = []
    for row in rows:
        at = (row["evidence"]["document"], row["evidence"]["start"]) if row["evidence"] else None
        if at is None or at not in seen:
            kept.append(row)
        if at:
            seen.add(at)
    return kept


def _structure(results: dict[str, Any]) -> list[dict[str, Any]]:
    """The networkx results in sentences, each with what it means and when not to trust it."""
    from kg.analysis import ANALYSES

    brokers = [f"{b['label']} (cuts off {b['cuts_off']})" for b in results["brokers"] if b["cuts_off"] > 1][:6]
    bridges = [f"{b['from_label']} {b['relation']} {b['to_label']}" for b in results["bridges"]][:6]
    groups = [f"{c['name']} ({c['size']})" for c in results["communities"]][:8]
    core = [n["label"] for n in results["cores"]["inner"]][:12]
    pairs = [f"{p['a_label']} and {p['b_label']} ({len(p['events'])})" for p in results["together"]][:8]
    changes = [
        f"{told(c['period'])}: {c['articles']} article{'s' if c['articles'] != 1 else ''}, new: {', '.join(t['label'] for t in c['things']) or 'nothing named'}"
        for c in results["changes"]
    ][-_ARTICLES:]
    alone = results["single_source"]
    sole = list(dict.fromkeys(f"{c['subject_label']} {c['relation']} {c['object_label']}" for c in alone["claims"]))[:6]
    lines = {
        "communities": groups, "brokers": brokers, "bridges": bridges, "cores": core, "together": pairs, "changes": changes,
        "single_source": sole,
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
    one = len(graph.graph["documents"]) == 1
    articles = [
        esc(", ".join(x for x in (a["title"], a["date"], a["publisher"], a["url"]) if x)) for a in c["articles"]
    ]
    short = [
        f"# {esc(title)}",
        _section("", [f"- {a}" for a in articles], more=c["articles_more"]),
        f"> {esc(c['lead'])}" if c["lead"] else "",
        _section("Key facts", [_fact(n, f, one) for n, f in enumerate(c["facts"], 1)], "\n\n"),
        _section("Who", [_named(w, "; ".join(w["told"])) for w in c["who"]]),
        _section("When", [_dated(e) for e in c["when"]["rows"]], more=c["when"]["more"]),
        _section("Where", [_named(w, "; ".join(w["happened"])) for w in c["where"]]),
        _section("Who says what", [_saying(q) for q in c["says"]["rows"]], more=c["says"]["more"]),
        _section("What is disputed", [_dispute(d, one) for d in c["disputed"]], more=c["disputed_more"]),
        _section("What the graph does not know", [" ".join(c["unknown"])]),
    ]
    long = [
        "---\n\n# For those who have longer",
        c["counts"],
        _section("Why sentences yielded nothing", _silence(c)),
        _section("Without a date", ["; ".join(esc(x) for x in c["undated"]) + "."] if c["undated"] else []),
        _section("Who acts against or for whom", [_tie(t) for t in c["ties"]]),
        _section("What networkx finds", [_finding(s) for s in c["structure"]], "\n\n"),
        _section("How far to trust it", [f"- {line}" for line in c["trust"]]),
    ]
    return "\n\n".join(p for p in (*short, *long) if p) + "\n"


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
    return (f"## {title}\n\n" if title else "") + between.join(lines) + tail if lines else ""


def _quoted(evidence: dict[str, Any], indent: str, one: bool) -> str:
    """The sentence, and its article where there are several."""
    return f"{indent}> {esc(evidence['sentence'])}" + ("" if one else f"\n{indent}> — {esc(evidence['title'])}")


def _fact(n: int, f: dict[str, Any], one: bool) -> str:
    notes = [f"{f['sentences']} sentences"] * (f["sentences"] > 1) + [f["says"] or ""]
    more = ", ".join(x for x in notes if x)
    return f"{n}. **{esc(f['text'])}**{f' ({esc(more)})' if more else ''}\n\n{_quoted(f['evidence'], '   ', one)}"


def _named(row: dict[str, Any], words: str) -> str:
    return f"- **{esc(row['label'])}** ({esc(row['type'])})" + (f": {esc(words)}" if words else "")


def _dated(e: dict[str, Any]) -> str:
    how = "" if e["status"] == "asserted" else f" ({e['status']})"
    return f"- **{esc(told(e['edtf'] or e['label']))}** — {esc(e['what'])}{how}"


def _saying(q: dict[str, Any]) -> str:
    return f"- **{esc(q['speaker'])}**{' (verbatim)' if q['direct'] else ''}: {esc(q['text'])}"


def _tie(t: dict[str, Any]) -> str:
    counts = [f"against {t['against']}"] * bool(t["against"]) + [f"in favour {t['in_favour']}"] * bool(t["in_favour"])
    what = "; ".join(e["what"] for e in t["examples"] if e["kind"] != "mentioning")
    return f"- {esc(t['from_label'])} → {esc(t['to_label'])}: {', '.join(counts)} ({esc(what)})"


def _dispute(d: dict[str, Any], one: bool) -> str:
    sides = "; ".join(esc(s) for s in d["sides"])
    return (
        f"- {esc(d['what'])}"
        + (f": {sides}" if sides else "")
        + (f"\n{_quoted(d['evidence'], '  ', one)}" if d["evidence"] else "")
    )


def _finding(s: dict[str, Any]) -> str:
    return f"**{s['title']}.** " + "; ".join(esc(x) for x in s["lines"]) + f".\n\n*{s['means']} But: {s['caution']}*"


def _silence(c: dict[str, Any]) -> list[str]:
    if not c["silent"]:
        return ["Each sentence that names two or more things yielded a claim or an event."]
    return [f"- {s['count']:,}: {esc(s['reason'])}{_most(s['words'])}\n  > {esc(s['example'])}" for s in c["silent"]]


def _most(words: list[str]) -> str:
    return f" (most often: {', '.join(esc(w) for w in words)})" if words else ""
