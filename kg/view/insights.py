"""What the front card shows of the analyses: their first rows, things by number and claims by their short IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis import ANALYSES, brief, quality

if TYPE_CHECKING:
    from kg.view.model import Builder


def insights(made: Builder, results: dict[str, Any]) -> dict[str, Any]:
    """JSON-ready rows; `static/insights.js` is their reader.

    Args:
        made: the view model under construction: it numbers things and shortens IRIs.
        results: of `kg.analysis.analyse`.
    """
    return {
        "about": {a.name: [a.title, a.means, a.caution] for a in ANALYSES},
        "facts": _facts(made),
        "quality": quality.quality_lines(results["quality"], results["single_source"]),
        **_structure(made, results),
        **_told(made, results),
    }


def _facts(made: Builder) -> list[list[Any]]:
    """Key facts: an event by its number, or a claim."""
    n = made.number
    return [[n[f["iri"]], None] if f["iri"] in n else [None, made.short(f["iri"])] for f in brief.key_facts(made.graph)]


def _structure(made: Builder, results: dict[str, Any]) -> dict[str, Any]:
    n, own = made.number, brief.publications(made.graph)
    first = [c for c in results["central"] if c["iri"] not in own] or results["central"]
    return {
        "central": [[n[c["iri"]], c["degree"]] for c in first[:10]],
        "brokers": [[n[b["iri"]], b["pieces"], b["cuts_off"]] for b in results["brokers"][:12] if b["cuts_off"] > 1],
        "bridges": [[n[b["from"]], b["relation"], n[b["to"]], made.short(b["claim"])] for b in results["bridges"][:12]],
        "core": [results["cores"]["k"], [n[c["iri"]] for c in results["cores"]["inner"][:20]]],
        "paths": [
            [
                n[p["from"]],
                n[p["to"]],
                *([made.short(s["claim"]) for s in p[kind]] for kind in ("shortest", "strongest")),
            ]
            for p in results["paths"]
        ],
        "neighbourhoods": [
            [n[r["iri"]], r["size"], round(100 * r["closed"]), [n[m["iri"]] for m in r["members"][:5]]]
            for r in results["neighbourhoods"]
        ],
    }


def _told(made: Builder, results: dict[str, Any]) -> dict[str, Any]:
    n = made.number
    return {
        "together": [[n[p["a"]], n[p["b"]], [n[e["iri"]] for e in p["events"][:20]]] for p in results["together"][:15]],
        "voices": [_tie(made, v) for v in results["voices"][:30]],
        "timeline": [len(results["timeline"]["dated"]), results["timeline"]["undated"]],
        "changes": [
            [
                *(c[key] for key in ("period", "articles", "new_things", "new_claims")),
                [n[t["iri"]] for t in c["things"][: min(5, len(c["things"]) - c["events"])]],
            ]
            for c in results["changes"][-24:]
        ],
        "alone": [made.short(c["claim"]) for c in results["single_source"]["claims"][:30]],
        "conflicts": [
            [
                n[c["iri"]],
                c["relation"],
                [[v["value"], v["says"], v["approximate"], made.short(v["claim"])] for v in c["values"]],
            ]
            for c in results["conflicts"][:20]
        ],
    }


def _tie(made: Builder, v: dict[str, Any]) -> list[Any]:
    """From, to, three counts, and what it was with document and start of the sentence."""
    examples = [
        [e["what"], made.documents[e["document"]], made.span(e["document"], e["start"], e["end"])[0]]
        for e in v["examples"]
        if e["kind"] != "mentioning"
    ]
    return [
        *(made.number[v[k]] for k in ("from", "to")),
        *(v[k] for k in ("against", "in_favour", "mentioning")),
        examples,
    ]
