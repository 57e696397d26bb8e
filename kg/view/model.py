"""The view model: what the page shows, as JSON-ready columns in a fixed order.

Columns rather than one object a row, offsets in the units of the browser (UTF-16), written small by `packed`: a page of
1,500 drawn nodes stays small.  `static/unpack.js` is the reader of what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.view.insights import insights
from kg.view.layout import positions
from kg.view.packed import Reasons, Strings, by_prefix, mentions, spans, sparse, units

if TYPE_CHECKING:
    import networkx as nx

MAX_DRAWN = 1500
STATUSES = {
    "asserted": "An article itself states it as fact.",
    "attributed": "Somebody says so; the article does not take it over.",
    "planned": "It is announced or intended.",
    "hypothetical": "It may be so, or would be under a condition.",
    "denied": "It is said not to be so.",
    "doubtful": "The article states it, but it may have been misread.",
}


def build(graph: nx.MultiDiGraph, title: str, results: dict[str, Any]) -> dict[str, Any]:
    """Everything the page needs.

    Args:
        graph: a projected dataset.
        title: the page's heading.
        results: what `kg.analysis.analyse` found in it.
    """
    return Builder(graph).build(title, results)


def status(data: dict[str, Any]) -> str:
    """How a claim or event is drawn: one of `STATUSES`."""
    if data["polarity"] == "negative":
        return "denied"
    if data["status"] == "asserted" and data["certainty"] != "certain":
        return "hypothetical"
    return "doubtful" if data["status"] == "asserted" and data.get("doubtful") else data["status"]


class Builder:
    """Numbers things, strings and times while the columns are made."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph
        self.onto = ontology.load()
        self.order = sorted(graph.nodes)
        self.number = {iri: n for n, iri in enumerate(self.order)}
        self.documents = {iri: n for n, iri in enumerate(graph.graph["documents"])}
        self.units = [units(d["text"]) for d in graph.graph["documents"].values()]
        self.sentences = [
            {s: i for i, s in enumerate(sorted(d["sentences"]))} for d in graph.graph["documents"].values()
        ]
        first = next(iter(self.documents), "")
        self.base = first.rpartition("document/")[0]
        self.strings, self.relations, self.times, self.types = Strings(), Strings(), Strings(), Strings()
        self.reasons = Reasons(self.strings)
        self.time_rows: list[list[str | None]] = []
        self.type_rows: list[list[Any]] = []

    def build(self, title: str, results: dict[str, Any]) -> dict[str, Any]:
        claims = self.claims()
        nodes = self.nodes(results["communities"])
        return {
            "title": title,
            "base": self.base,
            "ontology": ontology.KG,
            "kinds": [
                {
                    "name": k,
                    "label": self.onto.classes[k].label,
                    "colour": self.onto.classes[k].colour,
                    "shape": self.onto.classes[k].shape,
                }
                for k in ontology.KINDS
            ],
            "statuses": [{"name": k, "means": v} for k, v in STATUSES.items()],
            "nodes": nodes,
            "claims": claims,
            "relations": [self._relation(name) for name in self.relations.all],
            "past": self._past(),
            "times": self.time_rows,
            "documents": self.sources(),
            "quotes": self.quotes(),
            "silent": [
                [
                    self.documents[s["document"]],
                    *self.span(s["document"], s["start"], s["end"]),
                    self.strings(s["reason"]),
                ]
                for s in self.graph.graph["silent"]
            ],
            "communities": [[self.number[n] for n in c["named_by"]] for c in results["communities"]],
            "insights": insights(self, results),
            "types": self.type_rows,
            "reasons": self.reasons.rows(),
            "strings": list(self.strings.all),
        }

    # ------------------------------------------------------------ parts

    def nodes(self, communities: list[dict[str, Any]]) -> dict[str, Any]:
        community = {m: n for n, c in enumerate(communities) for m in c["members"]}
        rows = [self.graph.nodes[n] for n in self.order]
        return {
            "sparse": ["names", "same", "iso", "time", "status", "by", "background", "evidence"],
            "iri": by_prefix(self.short(n) for n in self.order),
            "label": [d["label"] for d in rows],
            "type": [self.type(d) for d in rows],
            "community": [community.get(n, -1) for n in self.order],
            "unnamed": [i for i, d in enumerate(rows) if not d["named"]],
            "names": sparse([d["names"] or None for d in rows]),
            "same": sparse([d["same_as"] or None for d in rows]),
            "iso": sparse([d["iso"] for d in rows]),
            "time": sparse([self.time(d["time"]) for d in rows]),
            "status": sparse([s if (s := status(d)) != "asserted" else None for d in rows]),
            "by": sparse([self.number.get(d["attributed_to"]) for d in rows]),
            "background": sparse([self._background(d) for d in rows]),
            "evidence": sparse([self.evidence(d.get("evidence", ())) or None for d in rows]),
        }

    def _background(self, d: dict[str, Any]) -> list[list[Any]] | None:
        return [[b["label"], b["object_label"], self.number.get(b["object"], -1)] for b in d["background"]] or None

    def claims(self) -> dict[str, Any]:
        """Edges first, then figures and descriptions, each in the order of its subject."""
        rows: list[tuple[str, str | None, Any, dict[str, Any]]] = [
            (s, o, None, d) for s, o, _, d in self.graph.edges(keys=True, data=True)
        ]
        for node in self.order:
            facts = sorted(
                self.graph.nodes[node]["literals"], key=lambda x: (x["predicate"], str(x["value"]), x["claim"])
            )
            rows += [(node, None, f["value"], f) for f in facts]
        data = [r[3] for r in rows]
        kinds = list(STATUSES)
        return {
            "sparse": ["value", "said", "certainty", "by", "time"],
            "iri": by_prefix(self.short(d["claim"]) for d in data),
            "subject": [self.number[r[0]] for r in rows],
            "relation": [self.relations(d["predicate"]) for d in data],
            "object": [-1 if r[1] is None else self.number[r[1]] for r in rows],
            "status": [kinds.index(status(d)) for d in data],
            "confidence": [round(100 * d["confidence"]) for d in data],
            "value": sparse([_value(r[2]) for r in rows]),
            "decimal": [i for i, r in enumerate(rows) if isinstance(r[2], float)],
            "approximate": [i for i, d in enumerate(data) if d.get("approximate")],
            "doubtful": [i for i, d in enumerate(data) if d.get("doubtful")],
            "polarity": [i for i, d in enumerate(data) if d["polarity"] == "negative"],
            "said": sparse([d["status"] if d["status"] != status(d) else None for d in data]),
            "certainty": sparse([None if d["certainty"] == "certain" else d["certainty"] for d in data]),
            "by": sparse([self.number.get(d["attributed_to"]) for d in data]),
            "time": sparse([self.time(d["time"]) for d in data]),
            "evidence": [self.evidence(d["evidence"]) for d in data],
        }

    def _relation(self, name: str) -> dict[str, Any]:
        p = self.onto.properties[name]
        return {
            "name": name,
            "label": p.label,
            "group": p.group,
            "role": p.is_role,
            "worded": p.worded,
            "back": p.back,
            "inverse": self.onto.properties[p.inverse].label if p.inverse in self.onto.properties else None,
            "datatype": ontology.expand(p.datatype) if p.datatype else None,
            "means": p.definition,
        }

    def _past(self) -> dict[str, str]:
        """How whom or what an event happens to is told, by the event's class: *arrested*."""
        worded = next((n for n, p in self.onto.properties.items() if p.worded), None)
        types = {d["type"] for _, d in self.graph.nodes(data=True) if d["is_event"]}
        told = {t: self.onto.wording(worded, t) for t in sorted(types)} if worded else {}
        return {t: text for t, text in told.items() if text != self.onto.properties[worded].label}

    def evidence(self, pieces: Iterable[dict[str, Any]]) -> list[int]:
        """Eight numbers a piece: document, sentence, subject and object within it (start, length), who read it and why."""
        out = []
        for e in pieces:
            d = self.documents[e["document"]]
            known = self.sentences[d]
            start, *ends = (self.units[d](x) for x in (e["start"], *e["subject"], *e["object"]))
            s1, s2, o1, o2 = ends
            out += [d, known.setdefault((e["start"], e["end"]), len(known)), s1 - start, s2 - s1, o1 - start, o2 - o1]
            out += [self.strings(e["rule"]), self.reasons(e["reason"])]
        return out

    def sources(self) -> list[dict[str, Any]]:
        out = []
        for iri, d in self.graph.graph["documents"].items():
            number = self.documents[iri]
            at = self.units[number]
            known = [(at(a), at(b)) for a, b in self.sentences[number]]
            own = len(d["sentences"])
            out.append(
                {k: d[k] for k in ("id", "title", "date", "url", "publisher", "text")}
                | {
                    "iri": self.short(iri),
                    "sentences": spans(known[:own]),
                    "more": spans(known[own:]),  # read from, though no sentence of the article
                    "times": mentions(
                        (at(a), at(b), number) for a, b, t in d["times"] if (number := self.time(t)) is not None
                    ),
                    "mentions": mentions(
                        (at(a), at(b), self.number[who]) for a, b, who in sorted(d["mentions"]) if who in self.number
                    ),
                }
            )
        return out

    def quotes(self) -> list[list[Any]]:
        """Document, start, end, speaker, verbatim, cue."""
        return [
            [
                self.documents[q["document"]],
                *self.span(q["document"], q["start"], q["end"]),
                self.number.get(q["speaker"], -1),
                int(bool(q["direct"])),
                self.strings(q["cue"] or ""),
            ]
            for q in self.graph.graph["quotes"]
        ]

    # ------------------------------------------------------------ values

    def short(self, iri: str) -> str:
        return iri.removeprefix(self.base) if self.base else iri

    def span(self, document: str, start: int, end: int) -> tuple[int, int]:
        at = self.units[self.documents[document]]
        return at(start), at(end)

    def type(self, d: dict[str, Any]) -> int:
        row = [d["type"], d["type_label"], ontology.KINDS.index(d["kind"])]
        number = self.types(repr(row))
        if number == len(self.type_rows):
            self.type_rows.append(row)
        return number

    def time(self, time: dict[str, Any] | None) -> int | None:
        if not time:
            return None
        row = [time.get(k) for k in ("edtf", "label", "earliest", "latest")]
        number = self.times(repr(row))
        if number == len(self.time_rows):
            self.time_rows.append(row)
        return number


def _value(value: Any) -> int | str | None:
    """Whole numbers as such, everything else as it is written in RDF."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def drawn(graph: nx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """Which nodes stand in the drawing at first, and where: the best connected, at most `MAX_DRAWN`."""
    import networkx as nx

    order = sorted(graph.nodes, key=lambda n: (-graph.degree(n), -graph.nodes[n]["mentions"], n))
    chosen = [n for n in order if graph.degree(n) or graph.nodes[n]["literals"]][:MAX_DRAWN]
    return positions(nx.MultiDiGraph(graph.subgraph(chosen)))
