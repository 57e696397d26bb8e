"""`report.md`: the report as Markdown, text of articles escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.analysis.dates import told
from kg.analysis.report import content

if TYPE_CHECKING:
    import networkx as nx


def markdown(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> str:
    """The report: two minutes, a rule, and the rest.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        title: heading.
    """
    c = content(graph, results, title)
    parts = [*_short(c, graph), "---\n\n# For those who have longer", *_long(c)]
    return "\n\n".join(p for p in parts if p) + "\n"


def _short(c: dict[str, Any], graph: nx.MultiDiGraph) -> list[str]:
    one = c["articles"] == 1
    alone = _source(c["listed"][0]) if one else ""
    return [
        f"# {esc(c['title'])}",
        (alone if alone != esc(c["title"]) else "")
        if one
        else f"{c['articles']:,} articles" + _period(c["period"]) + ".",
        f"> {esc(c['lead'])}" if c["lead"] else "",
        _section("What", [", ".join(esc(w) for w in c["what"]) + "."] if c["what"] else []),
        _section("Who", [_named(w, "; ".join(w["told"])) for w in c["who"]]),
        _section("When", [_dated(e) for e in c["when"]["rows"]], more=c["when"]["more"]),
        _section("Where", [_named(w, "; ".join(w["happened"])) for w in c["where"]]),
        _section(f"{_ten(len(c['facts']))} key facts", [_fact(n, f, graph) for n, f in enumerate(c["facts"], 1)]),
        _section("Who says what", [_saying(q) for q in c["says"]["rows"]], more=c["says"]["more"]),
        _section("What is disputed", [_dispute(d, graph) for d in c["disputed"]], more=c["disputed_more"]),
        _section("What the graph does not know", [" ".join(c["unknown"])]),
    ]


def _long(c: dict[str, Any]) -> list[str]:
    one = c["articles"] == 1
    more = c["articles"] - len(c["listed"])
    return [
        c["counts"],
        _section("The articles", [] if one else [f"- {_source(a)}" for a in c["listed"]], more=more),
        _section("Sentences of key facts in full", [_whole(n, e, one) for n, e in c["cut"]]),
        _section("More that is disputed", [_disputed(d, one) for d in c["disputes"]]),
        _section("Without a date", ["; ".join(esc(x) for x in c["undated"]) + "."] if c["undated"] else []),
        _section("What the analyses find", [_finding(f) for f in c["findings"]], "\n\n"),
        _section("Why sentences yielded nothing", _silence(c)),
    ]


def esc(text: str) -> str:
    """Article text as Markdown text: nothing in it is markup."""
    return (
        re.sub(r"([\\`*_{}\[\]#+!|~])", r"\\\1", " ".join(str(text).split()))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def _section(title: str, lines: list[str], between: str = "\n", more: int = 0) -> str:
    tail = f"\n\n… and {more:,} more." if more > 0 else ""
    return (f"## {title}\n\n" if title else "") + between.join(lines) + tail if lines else ""


def _ten(n: int) -> str:
    return "Ten" if n == 10 else str(n)


def _period(dates: list[str]) -> str:
    return f", {' to '.join(told(d) for d in dates)}" if dates else ""


def _source(a: dict[str, Any]) -> str:
    return esc(", ".join(x for x in (a["title"], told(a["date"] or ""), a["publisher"], a["url"]) if x))


def _excerpt(graph: nx.MultiDiGraph, e: dict[str, Any], part: tuple[int, int, bool, bool]) -> str:
    start, end, before, after = part
    text = graph.graph["documents"][e["document"]]["text"][start:end]
    return "… " * before + esc(text) + " …" * after


def _fact(n: int, f: dict[str, Any], graph: nx.MultiDiGraph) -> str:
    says = f" ({esc(f['says'])})" if f["says"] else ""
    return f"{n}. **{esc(f['text'])}**{says}  \n   {_excerpt(graph, f['evidence'], f['part'])}"


def _whole(n: int, e: dict[str, Any], one: bool) -> str:
    return f"- {n}: {esc(e['sentence'])}" + ("" if one else f" — {esc(e['title'])}")


def _named(row: dict[str, Any], words: str) -> str:
    return f"- **{esc(row['label'])}** ({esc(row['type'])})" + (f": {esc(words)}" if words else "")


def _dated(e: dict[str, Any]) -> str:
    how = "" if e["status"] == "asserted" else f" ({e['status']})"
    return f"- **{esc(told(e['edtf'] or e['label']))}** {esc(e['what'])}{how}"


def _saying(q: dict[str, Any]) -> str:
    return f"- **{esc(q['speaker'])}**: {esc(q['text'])}"


def _dispute(d: dict[str, Any], graph: nx.MultiDiGraph) -> str:
    return _what(d) + (f"  \n  {_excerpt(graph, d['evidence'], d['part'])}" if d["evidence"] else "")


def _disputed(d: dict[str, Any], one: bool) -> str:
    title = "" if one or not d["evidence"] else f" — {esc(d['evidence']['title'])}"
    return _what(d) + (f"  \n  {esc(d['evidence']['sentence'])}{title}" if d["evidence"] else "")


def _what(d: dict[str, Any]) -> str:
    sides = "; ".join(esc(s) for s in d["sides"])
    return f"- {esc(d['what'])}" + (f": {sides}" if sides and not d["evidence"] else f" ({sides})" if sides else "")


def _finding(f: dict[str, Any]) -> str:
    lines = [f"- {esc(x)}" for x in f["lines"]] or ["- Nothing of the kind was found."]
    more = [f"- … and {f['more']:,} more, in analysis/{f['file']}"] if f["more"] else []
    return f"### {f['title']}\n\n*{f['means']} When not to trust it: {f['caution']}*\n\n" + "\n".join([*lines, *more])


def _silence(c: dict[str, Any]) -> list[str]:
    if not c["silent"]:
        return ["Each sentence that names two or more things yielded a claim or an event."]
    return [f"- {s['count']:,}: {esc(s['reason'])}{_most(s['words'])}\n  > {esc(s['example'])}" for s in c["silent"]]


def _most(words: list[str]) -> str:
    return f" (most often: {', '.join(esc(w) for w in words)})" if words else ""
