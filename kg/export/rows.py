"""The row model every format shares: nodes, claims, evidence, documents and quotations, read off the dataset.

One id space: a row's id is its IRI, in every format.  Rows come one subject at a time, in the order of their IRIs, from
index look-ups; what stays in memory is a name for each node, never the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ontology

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

Terms = dict[str, list[Any]]  # predicate IRI → objects
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of the calendar: EDTF, and its first and last day where they are known (ISO 8601)."""

    iri: str
    edtf: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim was read: a sentence of a document, offsets in code points of its text."""

    iri: str
    document: str
    sentence: str
    start: int
    end: int
    subject: Span
    object: Span
    rule: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says: `object` is an IRI, or `value` with its datatype (a CURIE) a literal."""

    iri: str
    subject: str
    predicate: str
    label: str
    object: str | None
    value: str | None
    datatype: str | None
    polarity: str
    certainty: str
    status: str
    speaker: str | None
    time: Time | None
    approximate: bool
    doubtful: bool
    evidence: tuple[Evidence, ...]

    @property
    def plain(self) -> bool:
        """Whether the article itself states it as fact, and was surely read so: then, and only then, it is a plain triple."""
        return not self.doubtful and (self.polarity, self.certainty, self.status) == ("positive", "certain", "asserted")

    @property
    def standing(self) -> str:
        """One word for polarity, certainty and status: asserted, attributed, planned, hypothetical or denied.

        What the article states as fact and was not surely read is doubtful.
        """
        return standing(self.polarity, self.certainty, self.status, self.doubtful)

    @property
    def confidence(self) -> float:
        return max((e.confidence for e in self.evidence), default=0.0)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or an event; `facts` are its claims whose object is no node."""

    iri: str
    label: str
    kind: str
    type: str
    classes: tuple[str, ...]
    names: tuple[str, ...]
    same_as: tuple[str, ...]
    iso: str | None
    mentions: int
    documents: tuple[str, ...]
    polarity: str
    certainty: str
    status: str
    speaker: str | None
    time: Time | None
    facts: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]  # of an event: where it is told

    @property
    def standing(self) -> str:
        return standing(self.polarity, self.certainty, self.status)


@dataclass(frozen=True, slots=True)
class Document:
    """An article."""

    iri: str
    id: str
    title: str
    date: str | None
    url: str | None
    publisher: str | None
    author: str | None
    language: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, with its offsets in the document's text."""

    iri: str
    document: str
    text: str
    cue: str | None
    direct: bool
    speaker: str | None
    start: int
    end: int


def standing(polarity: str, certainty: str, status: str, doubtful: bool = False) -> str:
    """See `Claim.standing`."""
    if polarity == "negative":
        return "denied"
    if status == "asserted" and certainty != "certain":
        return "hypothetical"
    return "doubtful" if doubtful and status == "asserted" else status


def _iri(curie: str) -> str:
    return ontology.expand(curie)


class Rows:
    """All rows of a dataset.

    Args:
        dataset: an open dataset.
        licence: the IRI of the licence it is published under; else the one it was built with.
    """

    def __init__(self, dataset: Dataset, licence: str | None = None) -> None:
        self.dataset, self.licence = dataset, licence or dataset.licence
        self.onto = ontology.load()
        self._times: dict[str, Time | None] = {}

    # ------------------------------------------------------------ look-ups

    def _about(self, iri: str) -> Terms:
        found: Terms = defaultdict(list)
        for quad in self._all(ox.NamedNode(iri), None, None):
            found[quad.predicate.value].append(quad.object)
        for values in found.values():
            values.sort(key=str)
        return found

    def _all(self, subject: Any, predicate: Any, target: Any) -> Iterator[ox.Quad]:
        """What the dataset says, in whichever graph, each triple once: the store's default graph is the union."""
        return self.dataset.index.quads_for_pattern(subject, predicate, target, ox.DefaultGraph())

    def _subjects(self, predicate: str, target: str | None = None) -> list[str]:
        """Subjects of a predicate, sorted, without repetition."""
        found = self._all(None, ox.NamedNode(_iri(predicate)), ox.NamedNode(target) if target else None)
        return sorted({q.subject.value for q in found if isinstance(q.subject, ox.NamedNode)})

    @cached_property
    def graphs(self) -> dict[str, str]:
        """The named graph of each document: graph IRI → document IRI."""
        found = self.dataset.index.quads_for_pattern(
            None, ox.NamedNode(_iri("rdf:type")), ox.NamedNode(_iri("kg:Document")), None
        )
        return {q.graph_name.value: q.subject.value for q in found if isinstance(q.graph_name, ox.NamedNode)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of every node, by IRI, in order: what is mentioned or told of, and has a label."""
        found: set[str] = set()
        reported: set[str] = set(self._subjects("rdf:type", _iri("kg:ReportedEvent")))
        for cls in self.onto.classes.values():
            if cls.kind or cls.name == "ReportedEvent":
                found.update(self._subjects("rdf:type", cls.iri))
        out = {}
        for iri in sorted(found):
            labels = self._column(iri, "rdfs:label")
            if labels and (iri in reported or self._mentioned(iri)):
                out[iri] = max(labels, key=len)
        return out

    def _column(self, iri: str, predicate: str) -> list[str]:
        return sorted({q.object.value for q in self._all(ox.NamedNode(iri), ox.NamedNode(_iri(predicate)), None)})

    def _mentioned(self, iri: str) -> bool:
        quads = self._all(None, ox.NamedNode(_iri("itsrdf:taIdentRef")), ox.NamedNode(iri))
        return next(iter(quads), None) is not None

    @cached_property
    def told(self) -> frozenset[str]:
        """The properties that say something to a reader: relations, figures and descriptions, no bookkeeping."""
        return frozenset(self.onto.claims())

    def name(self, iri: str | None) -> str:
        """The label of a node; nothing for nothing, and an IRI for what is no node."""
        return "" if iri is None else self.labels.get(iri, iri)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Title, or else id, of each document."""
        out = {}
        for iri in self._subjects("rdf:type", _iri("kg:Document")):
            found = self._column(iri, "dcterms:title") or self._column(iri, "dcterms:identifier")
            out[iri] = found[0] if found else iri
        return out

    def time(self, iri: str | None) -> Time | None:
        """The time node of that IRI."""
        if iri is None:
            return None
        if iri not in self._times:
            about = self._about(iri)
            edtf = _first(about, "kg:edtf") or _first(about, "rdfs:label")
            self._times[iri] = (
                Time(iri, edtf, _first(about, "kg:earliest"), _first(about, "kg:latest")) if edtf else None
            )
        return self._times[iri]

    # ------------------------------------------------------------ rows

    def documents(self) -> Iterator[Document]:
        """Articles, by IRI."""
        for iri in self.titles:
            about = self._about(iri)
            texts = [t for c in about[_iri("kg:sourceDocument")] if (t := _first(self._about(c.value), "nif:isString"))]
            yield Document(
                iri,
                _first(about, "dcterms:identifier") or iri,
                self.titles[iri],
                *(_first(about, p) for p in ("dcterms:issued", "schema:url", "dcterms:publisher", "dcterms:creator")),
                _first(about, "dcterms:language"),
                texts[0] if texts else "",
            )

    def quotes(self) -> Iterator[Quote]:
        """Quotations, by IRI."""
        for iri in self._subjects("rdf:type", _iri("kg:Quotation")):
            about = self._about(iri)
            yield Quote(
                iri,
                _first(about, "kg:sourceDocument") or "",
                _first(about, "kg:quotedText") or "",
                _first(about, "kg:cueText"),
                _first(about, "kg:direct") == "true",
                speaker if (speaker := _first(about, "kg:speaker")) in self.labels else None,
                *_span(about),
            )

    def nodes(self) -> Iterator[Node]:
        """Entities and events, by IRI."""
        for iri in self.labels:
            yield self.node(iri)

    def node(self, iri: str) -> Node:
        """One node."""
        about = self._about(iri)
        classes = {ontology.local(t.value) for t in about[_iri("rdf:type")] if t.value.startswith(ontology.KG)}
        others = [c for c in self.claims_of(iri) if not self.is_edge(c)]
        told = [c for c in others if c.predicate == "type" and c.object]
        main = min(told, key=lambda c: (not c.plain, c.iri), default=None)
        classes |= {ontology.local(c.object or "") for c in told}
        kind, specific = self.onto.typed(classes)
        mentions, documents = self._mentions(iri)
        when = next((c.object for c in others if c.predicate == "time"), None)
        names = {n.value for p in ("rdfs:label", "skos:altLabel") for n in about[_iri(p)]} - {self.labels[iri]}
        return Node(
            iri,
            self.labels[iri],
            kind,
            specific,
            tuple(sorted({kind, specific} | (classes - {"ReportedEvent"}))),
            tuple(sorted(names)),
            tuple(v.value for v in about[_iri("owl:sameAs")]),
            _first(about, "kg:isoCode"),
            mentions,
            documents,
            *((main.polarity, main.certainty, main.status) if main else ("positive", "certain", "asserted")),
            main.speaker if main else None,
            self.time(when),
            tuple(others),
            main.evidence if main else (),
        )

    def _mentions(self, iri: str) -> tuple[int, tuple[str, ...]]:
        count, where = set(), set()
        for quad in self.dataset.index.quads_for_pattern(
            None, ox.NamedNode(_iri("itsrdf:taIdentRef")), ox.NamedNode(iri), None
        ):
            count.add(quad.subject.value)
            where.add(self.graphs.get(getattr(quad.graph_name, "value", ""), ""))
        return len(count), tuple(sorted(where - {""}))

    def is_edge(self, claim: Claim) -> bool:
        """Whether a claim connects two nodes."""
        return claim.object in self.labels and claim.subject in self.labels

    def edges(self) -> Iterator[Claim]:
        """Claims between two nodes, by subject, predicate, object."""
        return (c for c in self.claims() if self.is_edge(c))

    def facts(self) -> Iterator[Claim]:
        """Edges that the articles state as fact, each once."""
        return (c for c in self.edges() if c.plain)

    def claims(self) -> Iterator[Claim]:
        """All claims: also those about types, times, figures and descriptions."""
        for subject in sorted({q.object.value for q in self._all(None, ox.NamedNode(_iri("rdf:subject")), None)}):
            yield from self.claims_of(subject)

    def claims_of(self, subject: str) -> list[Claim]:
        """The claims about one subject, by predicate, object and IRI."""
        found = [self._claim(iri) for iri in self._subjects("rdf:subject", subject)]
        return sorted(found, key=lambda c: (c.predicate, c.object or "", c.value or "", c.iri))

    def claims_on(self, target: str) -> list[Claim]:
        """The claims whose object is a node, by predicate, subject and IRI."""
        found = [self._claim(iri) for iri in self._subjects("rdf:object", target)]
        return sorted(found, key=lambda c: (c.predicate, c.subject, c.iri))

    def _claim(self, iri: str) -> Claim:
        about = self._about(iri)
        target = about[_iri("rdf:object")][0]
        name = ontology.local(_first(about, "rdf:predicate") or "")
        prop = self.onto.properties.get(name)
        is_literal = isinstance(target, ox.Literal)
        speaker = _first(about, "kg:attributedTo")
        pieces = [self._evidence(e.value) for e in about[_iri("kg:evidence")]]
        return Claim(
            iri,
            _first(about, "rdf:subject") or "",
            name,
            prop.label if prop else name,
            None if is_literal else target.value,
            target.value if is_literal else None,
            ontology.curie(target.datatype.value) if is_literal else None,
            *(ontology.local(_first(about, f"kg:{k}") or "") for k in ("polarity", "certainty", "status")),
            speaker if speaker in self.labels else None,
            self.time(_first(about, "kg:validTime")),
            _first(about, "kg:approximate") == "true",
            _first(about, "kg:doubtful") == "true",
            tuple(sorted(pieces, key=lambda e: (e.document, e.start, e.iri))),
        )

    def _evidence(self, iri: str) -> Evidence:
        about = self._about(iri)
        spans = [
            _span(self._about(s)) if (s := _first(about, p)) else (0, 0) for p in ("kg:subjectSpan", "kg:objectSpan")
        ]
        return Evidence(
            iri,
            _first(about, "kg:sourceDocument") or "",
            _first(about, "nif:anchorOf") or "",
            *_span(about),
            *spans,
            _first(about, "kg:rule") or "",
            _first(about, "kg:reason") or "",
            float(_first(about, "kg:confidence") or 0),
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """What the dataset holds; every format holds as many, or says which it leaves out."""
        out = dict.fromkeys(("documents", "nodes", "edges", "facts", "claims", "quotations"), 0)
        out |= {"documents": len(self.titles), "nodes": len(self.labels)}
        out["quotations"] = len(self._subjects("rdf:type", _iri("kg:Quotation")))
        for claim in self.claims():
            out["claims"] += 1
            if self.is_edge(claim):
                out["edges"] += 1
                out["facts"] += claim.plain
        return out


def _first(about: Terms, curie: str) -> str | None:
    found = about.get(_iri(curie))
    return found[0].value if found else None


def _span(about: Terms) -> Span:
    return int(_first(about, "nif:beginIndex") or 0), int(_first(about, "nif:endIndex") or 0)
