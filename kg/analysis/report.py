"""What a set of articles says, for a reader who has two minutes, as plain data: written as Markdown by `kg.analysis.markdown`
and as HTML by `kg.view.report`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.analysis import brief
from kg.analysis.findings import findings, sides

if TYPE_CHECKING:
    import networkx as nx

_ARTICLES, _DISPUTES, _MORE, _WORDS, _LABEL = 200, 2, 12, 6, 9
_PLURALS = {"Country": "countries"}


def content(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> dict[str, Any]:
    """The report as plain data, article text untouched.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        title: heading.

    Returns:
        For two minutes, whatever there is: title, articles, period, lead (of one article) or what (of several), facts, who,
        when, where, says, disputed, disputed_more, unknown.
        For longer: listed, counts, cut (the whole sentences of facts), undated, findings, silent.
    """
    documents = sorted(graph.graph["documents"].values(), key=lambda d: (d["date"] or "", d["id"]))
    dates = sorted({d["date"] for d in documents if d["date"]})
    disputed = _disputed(graph, results)
    facts = [
        {**f, "text": brief.cut(f["text"], _LABEL), "part": _part(graph, f["evidence"])} for f in brief.key_facts(graph)
    ]
    return {
        "title": title,
        "articles": len(documents),
        "period": dates[:1] + dates[1:][-1:],
        "lead": brief.lead(graph),
        "what": brief.what(graph) if len(documents) > 1 else [],
        "facts": facts,
        "who": brief.who(graph, results["central"]),
        "when": brief.when(graph, results["timeline"]["dated"]),
        "where": brief.where(graph, results["central"]),
        "says": brief.says(graph),
        "disputed": disputed[:_DISPUTES],
        "disputed_more": max(len(disputed) - _DISPUTES, 0),
        "unknown": _unknown(results),
        "listed": [
            {"title": d["title"] or d["id"], "date": d["date"], "url": d["url"], "publisher": d["publisher"]}
            for d in documents[:_ARTICLES]
        ],
        "counts": _counts(graph, results),
        "cut": [(n, f["evidence"]) for n, f in enumerate(facts, 1) if f["part"][2] or f["part"][3]],
        "disputes": disputed[_DISPUTES:][:_MORE],
        "undated": _undated(graph),
        "findings": findings(graph, results),
        "silent": _silent(graph, results),
    }


def _part(graph: nx.MultiDiGraph, e: dict[str, Any], **limit: int) -> tuple[int, int, bool, bool]:
    """What of a sentence is shown: offsets, and whether something is left out before and after."""
    start, end = brief.excerpt(graph.graph["documents"][e["document"]]["text"], e, **limit)
    return start, end, start > e["start"], end < e["end"]


def _unknown(results: dict[str, Any]) -> list[str]:
    """What the graph does not know, in two or three sentences."""
    q, undated = results["quality"], results["timeline"]["undated"]
    left = q["sentences"] - q["sentences_with_evidence"]
    lines = [
        f"Nothing was read from {left:,} of {q['sentences']:,} sentences; "
        f"{q['sentences_silent']:,} of them name{'s' * (q['sentences_silent'] == 1)} two or more things."
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


def _disputed(graph: nx.MultiDiGraph, results: dict[str, Any]) -> list[dict[str, Any]]:
    """Figures in conflict, then what somebody denies, then what the articles themselves say is not so."""
    rows: list[dict[str, Any]] = [
        {"what": f"{c['label']}, {c['relation']}", "sides": sides(c), "evidence": None, "part": None}
        for c in results["conflicts"]
    ]
    denied = []
    for a, b, d in graph.edges(data=True):
        if (d["polarity"] == "negative" or d["status"] == "denied") and not d["is_role"] and d["evidence"]:
            denied.append((f"{graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}", d["claim"], d))
    for n, d in graph.nodes(data=True):
        if d["kind"] == "Event" and d["polarity"] == "negative" and d.get("evidence"):
            denied.append((d["label"], n, d))
    for what, _, d in sorted(denied, key=lambda x: (not x[2]["attributed_label"], x[2]["status"] != "denied", x[1])):
        who = f"according to {d['attributed_label']}" if d["attributed_label"] else ""
        e = d["evidence"][0]
        rows.append(
            {
                "what": f"not so: {brief.cut(what, _LABEL)}",
                "sides": [who] * bool(who),
                "evidence": e,
                "part": _part(graph, e),
            }
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
