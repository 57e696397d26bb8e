"""What a reader who has two minutes should know: who, what, when, where, picked from the graph.

News tells the most important first, so a fact weighs by how early its sentence stands, how many sentences it has and how
central its things are (Pöttker, "News and its communicative quality", 2003, on why).
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.analysis import voices
from kg.analysis.dates import told

if TYPE_CHECKING:
    import networkx as nx

_FACTS, _NAMES, _PLACES, _DATES, _PHRASES, _SAYINGS = 10, 5, 3, 4, 2, 3
_WORDS, _LABEL = 11, 7  # of a sentence and of a name of something that happened, in the short part
_OWN = ("description", "work and office", "organizations")  # what tells who somebody is, in this order


def key_facts(graph: nx.MultiDiGraph, limit: int = _FACTS) -> list[dict[str, Any]]:
    """The key facts: relations, figures and events, each with a sentence of its own, in the order of the articles.

    What is somebody's word (`says`) may be among them, as news often is; what is denied, planned or doubtful is not.  Of
    several articles the same number of facts is taken in turn, in the order of their dates.  What merely says who somebody
    is, is left to `who`; what the publication itself does comes last.

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
    ranked = [fact for _, _, fact in sorted(turns, key=lambda t: (t[0], t[1], t[2]["iri"]))]
    chosen = _varied(ranked, limit) if len(by_article) > limit else ranked[:limit]
    dates = {iri: d["date"] or "" for iri, d in graph.graph["documents"].items()}
    at = lambda f: (f["evidence"]["document"], f["evidence"]["start"])  # noqa: E731
    return sorted(chosen, key=lambda f: (dates[at(f)[0]], *at(f)))


def _varied(ranked: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """The first facts of a ranking, at most two about any one thing while there are others."""
    used: Counter[str] = Counter()
    chosen, left = [], []
    for fact in ranked:
        free = all(used[n] < 2 for n in fact["about"])
        (chosen if free else left).append(fact)
        used.update(fact["about"] if free else ())
    return (chosen[:limit] + left)[:limit]


def lead(graph: nx.MultiDiGraph, words: int = 40) -> str:
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
    weight = _Weight(graph)
    yield from _events(graph, weight)
    onto = ontology.load()
    for a, b, d in graph.edges(data=True):
        if _told(d) and not d["is_role"] and d["evidence"] and graph.nodes[a]["kind"] != "Event":
            group = onto.properties[d["predicate"]].group
            kind = -0.4 if group == "places" else -0.2 if group in _OWN else 0.8
            text = f"{graph.nodes[a]['label']} {d['label']} {graph.nodes[b]['label']}"
            yield weight(d, d["predicate"], a, b, kind=kind), _fact(d["claim"], text, d, a, b)
    for a, n in graph.nodes(data=True):
        for f in n["literals"]:
            if _told(f) and f["evidence"] and not _tells_who(f["predicate"]):
                text = f"{n['label']} {f['label']} {value(f)}"
                yield weight(f, f["predicate"], a, kind=0.7), _fact(f["claim"], text, f, a)


def _events(graph: nx.MultiDiGraph, weight: _Weight):
    for event, d in graph.nodes(data=True):
        if d["kind"] == "Event" and _told(d) and d.get("evidence"):
            people = {o for _, o, e in graph.out_edges(event, data=True) if e["is_role"] and not e.get("doubtful")}
            specific = d["type"] != "Event"
            if len(people) > (not specific):
                kind = 0.6 * specific + 0.2 * min(len(people), 3) + 0.2 * bool(d["time"])
                yield weight(d, d["type"], *people, kind=kind), _fact(event, d["label"], d, *people)


class _Weight:
    """How much a fact matters: early in its article, about central things, said often; talk and the publication less."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph
        self.top = max((d for _, d in graph.degree()), default=1) or 1
        self.own, self.talk = publications(graph), voices.talk()

    def __call__(self, d: dict[str, Any], term: str, *nodes: str, kind: float) -> float:
        evidence = d["evidence"]
        early = max(1 / (2 + _number(self.graph, e)) - 0.2 * _inside(e) for e in evidence)
        central = math.sqrt(max(self.graph.degree(n) for n in nodes) / self.top)
        less = 0.7 * (term in self.talk) + 2 * bool(self.own & set(nodes))
        return kind + 2 * early + central + 0.3 * math.log2(1 + len(evidence)) - less


def publications(graph: nx.MultiDiGraph) -> set[str]:
    """Things that are the paper or site the articles stand in: they speak in their own articles, which is no news."""
    names = set()
    for d in graph.graph["documents"].values():
        host = re.search(r"^https?://([^/:?#]+)", d.get("url") or "", re.IGNORECASE)
        names |= {_plain(d.get("publisher") or ""), *(host[1].lower().split(".")[:-1] if host else ())}
    names = {n for n in names if len(n) > 3}
    return {n for n, d in graph.nodes(data=True) if _plain(d["label"]) in names}


def _plain(name: str) -> str:
    return re.sub(r"\W|^the ", "", name.casefold())


def _told(d: dict[str, Any]) -> bool:
    """Stated, or somebody's word that is affirmed and certain."""
    said = d["status"] == "attributed" and d["polarity"] == "positive" and d["certainty"] == "certain"
    return d["plain"] or (said and not d.get("doubtful"))


def _fact(iri: str, text: str, d: dict[str, Any], *about: str) -> dict[str, Any]:
    says = (
        None
        if d["plain"]
        else f"according to {d['attributed_label']}"
        if d["attributed_label"]
        else "reported, no source named"
    )
    return {"iri": iri, "text": text, "says": says, "evidence": d["evidence"][0], "about": sorted(about)}


def _inside(e: dict[str, Any]) -> float:
    """How far into its sentence it stands: the main clause comes first."""
    return (min(e["subject"][0], e["object"][0]) - e["start"]) / max(e["end"] - e["start"], 1)


def _number(graph: nx.MultiDiGraph, e: dict[str, Any]) -> int:
    """Which sentence of its article it is."""
    return bisect.bisect_left(graph.graph["documents"][e["document"]]["sentences"], (e["start"],))


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
    own = publications(graph)
    rows = [c for c in central if graph.nodes[c["iri"]]["kind"] not in ("Place", "Country") and c["iri"] not in own]
    return [{**c, "told": _told_of(graph, c["iri"])} for c in rows[:_NAMES]]


def _told_of(graph: nx.MultiDiGraph, node: str) -> list[str]:
    onto = ontology.load()
    found: dict[tuple[int, str], Counter[str]] = {}
    for f in graph.nodes[node]["literals"]:
        if f["plain"] and _tells_who(f["predicate"]) and f["value"] != graph.nodes[node]["type_label"]:
            found.setdefault((0, ""), Counter())[str(f["value"])] += len(f["evidence"])
    for _, o, d in graph.out_edges(node, data=True):
        group = onto.properties[d["predicate"]].group
        if d["plain"] and group in _OWN:
            found.setdefault((1 + _OWN.index(group), d["label"]), Counter())[graph.nodes[o]["label"]] += len(
                d["evidence"]
            )
    phrases = []
    for (rank, label), values in sorted(found.items()):
        names = _telling(values)[:3]
        phrases.append(", ".join(names[:2]) if rank == 0 else f"{label} {', '.join(names)}")
    if not phrases:
        part = {
            e for e, _, d in graph.in_edges(node, data=True) if d["plain"] and d["is_role"] and graph.nodes[e]["plain"]
        }
        phrases = [graph.nodes[e]["label"] for e in sorted(part, key=lambda e: (-graph.degree(e), e))[:2]]
    return [cut(p, _LABEL - 2) for p in phrases[:_PHRASES]]


def _telling(values: Counter[str]) -> list[str]:
    """The best attested first, and none that another holds: no “president” beside “former president”."""
    once = sorted(values, key=lambda v: (-values[v], v))
    return [v for v in once if not any(re.search(rf"\b{re.escape(v)}\b", w) for w in once if w != v)]


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
        rows.append({**c, "happened": [cut(h, _LABEL) for h in sorted(here)[:1]]})
    return sorted(rows, key=lambda r: not r["happened"])[:_PLACES]


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
    weights = {fact["iri"]: weight for weight, fact in _candidates(graph)}
    matters = lambda r: (r["status"] != "asserted", -weights.get(r["iri"], 0), r["earliest"], r["iri"])  # noqa: E731
    kept = sorted(rows, key=matters)[:_DATES]
    shown = [
        {**r, "what": cut(r["what"].removesuffix(f", {told(r['edtf'] or '')}"), _LABEL)} for r in rows if r in kept
    ]
    return {"rows": shown, "more": len(rows) - len(kept)}


def what(graph: nx.MultiDiGraph) -> list[str]:
    """What several articles tell of most: kinds of stated events, with how many of each; talk left out."""
    counts = Counter(
        d["type_label"]
        for _, d in graph.nodes(data=True)
        if d["kind"] == "Event" and d["plain"] and d["type"] not in {"Event", *voices.talk()}
    )
    return [f"{label} ({n:,})" for label, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:6]]


def says(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Quotations: of each speaker in turn, who has most first, so that no one voice fills the list; cut where they are long.

    Returns:
        rows (speaker, text, direct), more.
    """
    by_speaker: dict[str, list[dict[str, Any]]] = {}
    readable = lambda q: (not q["direct"], not 6 <= len(q["text"].split()) <= 25)  # noqa: E731
    for q in sorted(graph.graph["quotes"], key=lambda q: (*readable(q), q["document"], q["start"])):
        if q["speaker"] is not None and len(q["text"].split()) > 3:
            by_speaker.setdefault(q["speaker"], []).append(q)
    order = sorted(by_speaker, key=lambda s: (not graph.nodes[s]["named"], -len(by_speaker[s]), s))
    turns = [(i, rank, q) for rank, s in enumerate(order) for i, q in enumerate(by_speaker[s])]
    rows = [
        {"speaker": q["speaker_label"], "text": cut(q["text"]), "direct": bool(q["direct"])}
        for _, _, q in sorted(turns, key=lambda t: t[:2])[:_SAYINGS]
    ]
    return {"rows": rows, "more": max(len(turns) - _SAYINGS, 0)}


def cut(text: str, limit: int = _WORDS) -> str:
    """The first words of a text, with a mark where it goes on; an opened quotation is closed."""
    words = text.split()
    if len(words) <= limit + 2:
        return " ".join(words)
    return (
        " ".join(words[:limit]).rstrip(",;:")
        + " …"
        + ('"' if words[0][0] == '"' else "”" if words[0][0] == "“" else "")
    )


def excerpt(text: str, e: dict[str, Any], limit: int = _WORDS) -> tuple[int, int]:
    """The part of a piece of evidence's sentence that a hurried reader needs: around its arguments, whole words.

    Args:
        text: the document's.
        e: a piece of evidence.
        limit: words; a sentence but a few words longer is left whole.

    Returns:
        Offsets into the text.
    """
    words = [(e["start"] + m.start(), e["start"] + m.end()) for m in re.finditer(r"\S+", text[e["start"] : e["end"]])]
    if len(words) <= limit + 2:
        return e["start"], e["end"]
    marks = [x for x in (*e["subject"], *e["object"]) if e["start"] <= x <= e["end"]]
    first = sum(end <= min(marks, default=e["start"]) for _, end in words)
    last = min(max(sum(start < max(marks, default=e["start"]) for start, _ in words) - 1, first), first + limit - 1)
    begin = 0 if last < limit else min(first - (limit - 1 - last + first) // 3, len(words) - limit)
    until = next(
        (i for i in range(begin + limit - 1, max(last, begin + limit // 2), -1) if text[words[i][1] - 1] in ",;:—"),
        None,
    )
    stop = len(words) - 1 if begin + limit >= len(words) else begin + limit - 1 if until is None else until
    while last < stop < len(words) - 1 and words[stop][1] - words[stop][0] < 4 and text[words[stop][1] - 1].isalnum():
        stop -= 1  # no end on “of the”
    return words[begin][0], words[stop][1]
