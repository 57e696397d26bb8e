"""What a reader who has two minutes should know: who, what, when, where, picked from the graph.

News tells the most important first, so a fact weighs by how early its sentence stands, how many sentences it has and how
central its things are (Pöttker, "News and its communicative quality", 2003, on why).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.analysis import voices
from kg.analysis.dates import told

if TYPE_CHECKING:
    import networkx as nx

_FACTS, _NAMES, _PLACES, _DATES, _PHRASES = 10, 6, 5, 8, 4
_OWN = ("description", "work and office", "organizations")  # what tells who somebody is, in this order


def key_facts(graph: nx.MultiDiGraph, limit: int = _FACTS) -> list[dict[str, Any]]:
    """The key facts: relations, figures and events, each with a sentence of its own, in the order of the articles.

    What is somebody's word (`says`) may be among them, as news often is; what is denied, planned or doubtful is not.  Of several articles the same number of facts is taken in turn.  What merely says who somebody is, is left to `who`.

    Args:
        graph: a projected dataset.
        limit: how many.
    """
    best: dict[tuple[str, int], tuple[float, dict[str, Any]]] = {}
    for weight, fact in _candidates(graph):
        key = (fact["evidence"]["document"], fact["evidence"]["start"])
        if key not in best or (-weight, fact["iri"]) < (-best[key][0], best[key][1]["iri"]):
            best[key] = (weight, fact)
    by_article: dict[str, list[tuple[float, dict[str, Any]]]] = {}
    for (document, _), found in sorted(best.items(), key=lambda b: (-b[1][0], b[0])):
        by_article.setdefault(document, []).append(found)
    turns = [(turn, -weight, fact) for found in by_article.values() for turn, (weight, fact) in enumerate(_once(found))]
    chosen = [fact for _, _, fact in sorted(turns, key=lambda t: (t[0], t[1], t[2]["iri"]))[:limit]]
    return sorted(chosen, key=lambda f: (f["evidence"]["document"], f["evidence"]["start"]))


def lead(graph: nx.MultiDiGraph, words: int = 60) -> str:
    """How the article begins, in whole sentences, where there is but one; date lines are no beginning."""
    documents = list(graph.graph["documents"].values())
    if len(documents) != 1:
        return ""
    taken: list[str] = []
    for start, end in documents[0]["sentences"]:
        text = documents[0]["text"][start:end].strip()
        if not taken and len(text.split()) < 7:
            continue
        if taken and len(" ".join([*taken, text]).split()) > words:
            break
        taken.append(text)
    return " ".join(taken)


def _once(found: list[tuple[float, dict[str, Any]]]) -> list[tuple[float, dict[str, Any]]]:
    """What is told in the same words is told once."""
    seen: set[str] = set()
    return [f for f in found if not (f[1]["text"] in seen or seen.add(f[1]["text"]))]


def _candidates(graph: nx.MultiDiGraph):
    """(weight, fact) of all that is stated or said."""
    top = max((d for _, d in graph.degree()), default=1) or 1
    onto = ontology.load()

    def weight(evidence: list[dict[str, Any]], *nodes: str, kind: float) -> float:
        early = max(1 / (2 + _number(graph, e)) - 0.2 * _inside(e) for e in evidence)
        central = max(graph.degree(n) for n in nodes) / top
        return kind + 2 * early + central + 0.3 * math.log2(1 + len(evidence))

    for event, d in graph.nodes(data=True):
        if d["kind"] == "Event" and _told(d) and d.get("evidence"):
            people = {o for _, o, e in graph.out_edges(event, data=True) if e["is_role"] and not e.get("doubtful")}
            specific = d["type"] != "Event"
            if len(people) > (not specific):
                kind = 0.6 * specific + 0.2 * min(len(people), 3) + 0.2 * bool(d["time"])
                yield weight(d["evidence"], *people, kind=kind), _fact(event, d["label"], d)
    for a, b, d in graph.edges(data=True):
        if _told(d) and not d["is_role"] and d["evidence"] and graph.nodes[a]["kind"] != "Event":
            group = onto.properties[d["predicate"]].group
            kind = 0.2 if group == "places" else 0.4 if group in _OWN else 0.8
            text = f"{graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}"
            yield weight(d["evidence"], a, b, kind=kind), _fact(d["claim"], text, d)
    for a, n in graph.nodes(data=True):
        for f in n["literals"]:
            if _told(f) and f["evidence"] and not _tells_who(f["predicate"]):
                text = f"{n['label']} {f['label']} {value(f)}"
                yield weight(f["evidence"], a, kind=0.7), _fact(f["claim"], text, f)


def _told(d: dict[str, Any]) -> bool:
    """Stated, or somebody's word that is affirmed and certain."""
    said = d["status"] == "attributed" and d["polarity"] == "positive" and d["certainty"] == "certain"
    return d["plain"] or (said and not d.get("doubtful"))


def _fact(iri: str, text: str, d: dict[str, Any]) -> dict[str, Any]:
    says = (
        None
        if d["plain"]
        else f"according to {d['attributed_label']}"
        if d["attributed_label"]
        else "reported, no source named"
    )
    return {"iri": iri, "text": text, "says": says, "evidence": d["evidence"][0], "sentences": len(d["evidence"])}


def _inside(e: dict[str, Any]) -> float:
    """How far into its sentence it stands: the main clause comes first."""
    return (min(e["subject"][0], e["object"][0]) - e["start"]) / max(e["end"] - e["start"], 1)


def _number(graph: nx.MultiDiGraph, e: dict[str, Any]) -> int:
    """Which sentence of its article it is."""
    return sum(start < e["start"] for start, _ in graph.graph["documents"][e["document"]]["sentences"])


def _tells_who(predicate: str) -> bool:
    p = ontology.load().properties[predicate]
    return p.datatype == "xsd:string" and p.group in _OWN[:2]


def value(fact: dict[str, Any]) -> str:
    """A figure or description as a reader wants it."""
    v = fact["value"]
    shown = f"{v:,}" if isinstance(v, int | float) and not isinstance(v, bool) else str(v)
    return ("about " if fact["approximate"] else "") + shown


def who(graph: nx.MultiDiGraph, central: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most central persons, organizations and the like, each with what is stated of who they are.

    Args:
        graph: a projected dataset.
        central: `kg.analysis.measures.central` of it.
    """
    rows = [c for c in central if graph.nodes[c["iri"]]["kind"] not in ("Place", "Country")]
    return [{**c, "told": _told_of(graph, c["iri"])} for c in rows[:_NAMES]]


def _told_of(graph: nx.MultiDiGraph, node: str) -> list[str]:
    onto = ontology.load()
    found: dict[tuple[int, str], list[str]] = {}
    for f in graph.nodes[node]["literals"]:
        if f["plain"] and _tells_who(f["predicate"]):
            found.setdefault((0, ""), []).append(str(f["value"]))
    for _, o, d in graph.out_edges(node, data=True):
        group = onto.properties[d["predicate"]].group
        if d["plain"] and group in _OWN:
            found.setdefault((1 + _OWN.index(group), d["label"]), []).append(graph.nodes[o]["label"])
    phrases = []
    for (rank, label), values in sorted(found.items()):
        names = list(dict.fromkeys(sorted(values)))[:3]
        phrases += names if rank == 0 else [f"{label} {', '.join(names)}"]
    if not phrases:
        part = {
            e for e, _, d in graph.in_edges(node, data=True) if d["plain"] and d["is_role"] and graph.nodes[e]["plain"]
        }
        phrases = [graph.nodes[e]["label"] for e in sorted(part, key=lambda e: (-graph.degree(e), e))[:2]]
    return phrases[:_PHRASES]


def where(graph: nx.MultiDiGraph, central: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most central places and countries, each with what is stated to have happened there."""
    rows, sides = [], voices.tones()[1]  # roles of those who act or are acted upon are no places
    for c in central:
        if graph.nodes[c["iri"]]["kind"] not in ("Place", "Country"):
            continue
        here = {
            graph.nodes[e]["label"]
            for e, _, d in graph.in_edges(c["iri"], data=True)
            if d["plain"] and d["is_role"] and d["predicate"] not in sides and graph.nodes[e]["plain"]
        }
        rows.append({**c, "happened": sorted(here)[:2]})
    rows.sort(key=lambda r: not r["happened"])
    return rows[: max(3, min(_PLACES, sum(bool(r["happened"]) for r in rows)))]


def when(graph: nx.MultiDiGraph, dated: list[dict[str, Any]]) -> dict[str, Any]:
    """The dates that matter most, in order of time; a claim whose event is told already is left out.

    Args:
        graph: a projected dataset.
        dated: `kg.analysis.measures.timeline` of it, the dated part.

    Returns:
        rows, more: how many are left out.
    """
    known = {
        (e["document"], e["start"], row["earliest"])
        for row in dated
        if row["iri"] in graph
        for e in graph.nodes[row["iri"]].get("evidence") or ()
    }
    rows = [
        row
        for row in dated
        if row["iri"] in graph or not any((*at, row["earliest"]) in known for at in row.get("read_from", ()))
    ]
    precise = lambda r: len(r["edtf"] or "")  # noqa: E731
    kept = sorted(rows, key=lambda r: (r["status"] != "asserted", -precise(r), r["earliest"], r["iri"]))[:_DATES]
    shown = [{**r, "what": r["what"].removesuffix(f", {told(r['edtf'] or '')}")} for r in rows if r in kept]
    return {"rows": shown, "more": len(rows) - len(kept)}
