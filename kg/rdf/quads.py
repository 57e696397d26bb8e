"""One record → its quads, as sorted N-Quads lines would have them.

Vocabularies: NIF 2.0 for text, PROV-O for the run, SEM and schema.org by alignment, our own for claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import ids, ontology
from kg.model import Claim, Entity, Event, Record, Span, Status, TimeExpr
from kg.rdf.terms import boolean, decimal, integer, iri, literal, term

Quad = tuple[str, str, str, str]  # subject, predicate, object, graph ("" is the default graph)
_DISAGREE = "grammar and model disagree on the role, or it is not sure whom a word stands for"
_UNCLEAR = "it is not sure that the other event fills this role"
_UNSURE = "it is not sure whom a word stands for"
_TYPE, _LABEL, _ALT = term("rdf:type"), term("rdfs:label"), term("skos:altLabel")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim before it is written: terms, how it is presented, where it was read."""

    subject: str
    predicate: str
    object: str
    status: Status
    evidence: Span
    subject_span: Span
    object_span: Span
    rule: str
    reason: str
    confidence: float
    time: str | None = None
    approximate: bool = False
    doubtful: bool = False  # the reader's doubt, not the text's


def of_record(record: Record, base: str, run: str) -> Iterator[Quad]:
    """All quads of a record; repeated triples of the default graph are the caller's to fold.

    Args:
        record: from the front half, or read back with `Record.from_dict`.
        base: the IRI base.
        run: the IRI of the `prov:Activity`.
    """
    yield from _Writer(record, base, run).quads()


class _Writer:
    def __init__(self, record: Record, base: str, run: str) -> None:
        self.record, self.base, self.run = record, base, run
        self.text = record.document.text
        self.document = ids.document_iri(base, record.document.id)
        self.graph = iri(ids.graph_iri(base, record.document.id))
        self.entities = {e.id: e for e in record.entities}
        self.events = {e.id: e for e in record.events if e.salient}
        self.times = {t.id: t for t in record.times}
        self.used = self._used()
        self.ontology = ontology.load()

    def quads(self) -> Iterator[Quad]:
        yield from self.about_document()
        yield from self.about_text()
        for entity in self.record.entities:
            if entity.id in self.used:
                yield from self.about_entity(entity)
        for statement in self.statements():
            yield from self.about(statement)
        for event in self.events.values():
            yield from self.about_event(event)
        yield from self.about_quotes()
        for line in self.record.ledger:
            yield self.named(self.span(line.span), term("kg:silentBecause"), literal(line.reason))
            if line.detail:
                yield self.named(self.span(line.span), term("kg:silentDetail"), literal(line.detail))

        for q in self.record.quarantine:
            read = f"{self.text[slice(*q.subject_span)]} — {q.predicate} → {self.text[slice(*q.object_span)]}"
            yield self.named(
                self.span(q.evidence), term("kg:quarantined"), literal(f"{' '.join(read.split())}: {q.why}")
            )

    def named(self, s: str, p: str, o: str) -> Quad:
        return s, p, o, self.graph

    def _used(self) -> set[str]:
        """Entities the graph shows: named and typed ones, and whoever takes part in a claim, event or quotation."""
        r = self.record
        out = {e.id for e in r.entities if e.named and e.type}
        for claim in r.claims:
            out |= {claim.subject, claim.object or claim.subject}
        out |= {p.entity for e in self.events.values() for p in e.participants}
        out |= {q.speaker for q in r.quotes if q.speaker}
        out |= {c.status.attributed_to for c in (*r.claims, *self.events.values()) if c.status.attributed_to}
        return {i for i in out if self.entities[i].type}

    # ------------------------------------------------------------ the document

    def about_document(self) -> Iterator[Quad]:
        d, me = self.record.document, iri(self.document)
        yield self.named(me, _TYPE, term("kg:Document"))
        yield self.named(me, term("dcterms:identifier"), literal(d.id))
        yield self.named(me, term("dcterms:language"), literal(d.language))
        for value, predicate in (
            (d.title, "dcterms:title"),
            (d.author, "dcterms:creator"),
            (d.publisher, "dcterms:publisher"),
        ):
            if value:
                yield self.named(me, term(predicate), literal(value))
        if d.date:
            datatype = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(d.date))
            yield self.named(me, term("dcterms:issued"), literal(d.date, datatype))
        if d.url:
            yield self.named(me, term("schema:url"), literal(d.url, "xsd:anyURI"))
        context = self.context
        yield self.named(me, term("kg:sourceDocument"), context)
        yield self.named(context, _TYPE, term("nif:Context"))
        yield self.named(context, term("nif:isString"), literal(self.text))
        yield self.named(context, term("nif:beginIndex"), integer(0))
        yield self.named(context, term("nif:endIndex"), integer(len(self.text)))

    @property
    def context(self) -> str:
        return iri(ids.span_iri(self.document, 0, len(self.text)))

    def span(self, span: Span) -> str:
        return iri(ids.span_iri(self.document, *span))

    def stretch(self, node: str, span: Span) -> Iterator[Quad]:
        """What NIF says of a stretch of text."""
        yield self.named(node, term("nif:referenceContext"), self.context)
        yield self.named(node, term("nif:beginIndex"), integer(span.start))
        yield self.named(node, term("nif:endIndex"), integer(span.end))
        yield self.named(node, term("nif:anchorOf"), literal(self.text[span.start : span.end]))

    def about_text(self) -> Iterator[Quad]:
        for sentence in self.record.sentences:
            yield self.named(self.span(sentence), _TYPE, term("nif:Sentence"))
            yield from self.stretch(self.span(sentence), sentence)
        for mention in self.record.mentions:
            if mention.entity in self.used:
                node = self.span(mention.span)
                yield self.named(node, _TYPE, term("nif:Phrase"))
                yield from self.stretch(node, mention.span)
                yield self.named(node, term("itsrdf:taIdentRef"), self.entity(mention.entity))
                yield self.named(node, term("kg:mentionKind"), literal(mention.kind))
        for time in self.record.times:
            if value := time_value(time):
                node = self.span(time.span)
                yield self.named(node, _TYPE, term("nif:Phrase"))
                yield from self.stretch(node, time.span)
                yield self.named(node, term("itsrdf:taIdentRef"), iri(ids.time_iri(self.base, value)))
                yield from self.about_time(time, value, False)

    # ------------------------------------------------------------ entities

    def entity(self, identifier: str) -> str:
        found = self.entities.get(identifier)
        return iri(found.iri if found else self.events[identifier].iri)

    def about_entity(self, entity: Entity) -> Iterator[Quad]:
        me = iri(entity.iri)
        for cls in dict.fromkeys(c for c in (entity.type, entity.subtype) if c):
            yield me, _TYPE, term(f"kg:{cls}"), ""
        yield me, _LABEL, literal(entity.label), ""
        for name in entity.names:
            yield me, _ALT, literal(name), ""
        reference = iri(ids.reference_graph(self.base))
        for predicate, target, label in entity.background:
            yield me, term(f"kg:{predicate}"), iri(target), reference
            yield iri(target), _LABEL, literal(label), reference
            yield iri(target), _TYPE, term("kg:Country" if "/country/" in target else "kg:Place"), reference

    def identity(self, entity: Entity) -> Iterator[Statement]:
        """Links to what the name stands for elsewhere: claims like any other, read from the name."""
        mention = next((m for m in self.record.mentions if m.entity == entity.id and m.kind == "name"), None)
        if mention is None:
            return
        sentence = next((s for s in self.record.sentences if s.start <= mention.span.start < s.end), mention.span)
        found = [(term("owl:sameAs"), iri(same)) for same in entity.same_as]
        if entity.iso:
            found.append((term("kg:isoCode"), literal(entity.iso)))
        why = next((d.why for d in entity.decisions if d.what.startswith("linked to")), "a known name")
        for predicate, value in found:
            yield Statement(
                iri(entity.iri),
                predicate,
                value,
                Status(),
                sentence,
                mention.span,
                mention.span,
                "gazetteer.territories",
                why,
                0.99,
            )

    # ------------------------------------------------------------ statements

    def statements(self) -> Iterator[Statement]:
        for entity in self.record.entities:
            if entity.id in self.used:
                yield from self.identity(entity)
        for claim in self.record.claims:
            if claim.salient and claim.subject in self.used and (claim.object is None or claim.object in self.used):
                yield self.of_claim(claim)
        for event in self.events.values():
            yield from self.of_event(event)

    def of_claim(self, c: Claim) -> Statement:
        value = literal(c.value.literal, c.value.datatype) if c.value else self.entity(c.object or "")
        reason = c.reason if c.sure else "; ".join(x for x in (c.reason, _UNSURE) if x)
        return Statement(
            self.entity(c.subject),
            term(f"kg:{c.predicate}"),
            value,
            c.status,
            c.evidence,
            c.subject_span,
            c.object_span,
            c.rule,
            reason,
            c.confidence,
            c.time,
            bool(c.value and c.value.approximate),
            not c.sure,
        )

    def of_event(self, e: Event) -> Iterator[Statement]:
        me = iri(e.iri)

        def made(predicate: str, value: str, span: Span) -> Statement:
            return Statement(
                me, predicate, value, e.status, e.evidence, e.trigger, span, e.rule, e.reason, e.confidence
            )

        yield made(_TYPE, term(f"kg:{e.type}"), e.trigger)
        for p in e.participants:
            if p.entity in self.used:
                statement = made(term(f"kg:{p.role}"), self.entity(p.entity), p.span or e.trigger)
                if not p.sure:  # who takes part, as far as one can tell: a claim, no fact
                    reason = "; ".join(x for x in (e.reason, _DISAGREE) if x)
                    statement = replace(statement, doubtful=True, reason=reason)
                yield self.at_home(statement, p.span)
        if (time := self.times.get(e.time or "")) and (value := time_value(time)):
            yield self.at_home(made(term("kg:time"), iri(ids.time_iri(self.base, value)), time.span), time.span)
        for m in e.measures:
            made_of = made(term(f"kg:{m.predicate}"), literal(m.value.literal, m.value.datatype), m.object_span)
            yield replace(
                made_of,
                evidence=m.evidence,
                subject_span=m.subject_span,
                approximate=m.value.approximate,
                doubtful=not m.sure,
            )
        for link in e.links:
            target = self.events.get(link.event)
            if target is not None:
                status = _together(e.status, target.status)
                reason = e.reason if link.sure else "; ".join(x for x in (e.reason, _UNCLEAR) if x)
                yield Statement(
                    me,
                    term(f"kg:{link.predicate}"),
                    iri(target.iri),
                    status,
                    link.evidence,
                    link.subject_span,
                    link.object_span,
                    e.rule,
                    reason,
                    min(e.confidence, target.confidence),
                    doubtful=not link.sure,
                )

    def at_home(self, s: Statement, span: Span | None) -> Statement:
        """A role read from another mention of the event has that mention's sentence as evidence."""
        if span is None or s.evidence.start <= span.start < s.evidence.end:
            return s
        home = next((x for x in self.record.sentences if x.start <= span.start < x.end), s.evidence)
        return replace(s, evidence=home, subject_span=span, object_span=span)

    def about(self, s: Statement) -> Iterator[Quad]:
        """A statement as a claim with its evidence, and as a plain triple where the article states it as fact."""
        who = self.entity(s.status.attributed_to) if s.status.attributed_to in self.used else None
        time = self.times.get(s.time or "")
        when = time_value(time) if time else None
        plain = s.status.plain and not s.doubtful
        claim = iri(
            ids.hashed_iri(
                self.base,
                "claim",
                s.subject,
                s.predicate,
                s.object,
                s.status.polarity,
                s.status.certainty,
                s.status.status,
                who,
                when,
                *(["doubtful"] if s.doubtful else ()),
            )
        )
        yield self.named(claim, _TYPE, term("kg:Claim"))
        for predicate, value in (("rdf:subject", s.subject), ("rdf:predicate", s.predicate), ("rdf:object", s.object)):
            yield self.named(claim, term(predicate), value)
        for name in ("polarity", "certainty", "status"):
            yield self.named(claim, term(f"kg:{name}"), term(f"kg:{getattr(s.status, name)}"))
        if who:
            yield self.named(claim, term("kg:attributedTo"), who)
        if when:
            yield self.named(claim, term("kg:validTime"), iri(ids.time_iri(self.base, when)))
        if s.approximate:
            yield self.named(claim, term("kg:approximate"), boolean(True))
        if s.doubtful:
            yield self.named(claim, term("kg:doubtful"), boolean(True))
        yield from self.about_evidence(claim, s)
        if time and when:
            yield from self.about_time(time, when, False)
        if plain:
            yield s.subject, s.predicate, s.object, ""

    def about_evidence(self, claim: str, s: Statement) -> Iterator[Quad]:
        me = iri(
            ids.hashed_iri(
                self.base,
                "evidence",
                self.document,
                claim,
                *map(str, (*s.evidence, *s.subject_span, *s.object_span)),
                s.rule,
            )
        )
        yield self.named(claim, term("kg:evidence"), me)
        yield self.named(me, _TYPE, term("kg:Evidence"))
        yield self.named(me, term("kg:sourceDocument"), iri(self.document))
        yield from self.stretch(me, s.evidence)
        for predicate, span in (("kg:subjectSpan", s.subject_span), ("kg:objectSpan", s.object_span)):
            node = self.span(span)
            yield self.named(me, term(predicate), node)
            yield from self.stretch(node, span)
        yield self.named(me, term("kg:rule"), literal(s.rule))
        if s.reason:
            yield self.named(me, term("kg:reason"), literal(s.reason))
        yield self.named(me, term("kg:confidence"), decimal(s.confidence))
        yield self.named(me, term("prov:wasGeneratedBy"), iri(self.run))

    def about_time(self, time: TimeExpr, value: str, plain: bool) -> Iterator[Quad]:
        me = iri(ids.time_iri(self.base, value))
        for graph in ("", self.graph) if plain else (self.graph,):
            yield me, _TYPE, term("kg:Time"), graph
            yield me, _LABEL, literal(value), graph
        if time.edtf:
            yield self.named(me, term("kg:edtf"), literal(time.edtf, "edtf:EDTF"))
        if time.value:
            yield self.named(me, term("kg:timexValue"), literal(time.value))
        for name in ("earliest", "latest"):
            if bound := getattr(time, name):
                yield self.named(me, term(f"kg:{name}"), literal(bound, "xsd:date"))

    def about_event(self, e: Event) -> Iterator[Quad]:
        me, plain = iri(e.iri), e.status.plain
        graph = "" if plain else self.graph
        yield me, _LABEL, literal(e.label), graph
        if not plain:
            yield me, _TYPE, term("kg:ReportedEvent"), graph
        if (time := self.times.get(e.time or "")) and (value := time_value(time)):
            yield from self.about_time(time, value, plain)
        for span in e.mentions:
            node = self.span(span)
            yield self.named(node, _TYPE, term("nif:Phrase"))
            yield from self.stretch(node, span)
            yield self.named(node, term("itsrdf:taIdentRef"), me)

    def about_quotes(self) -> Iterator[Quad]:
        found = [
            (q, span, self.entity(q.speaker) if q.speaker in self.used else None)
            for q in self.record.quotes
            for span in (q.span, *q.parts)
        ]
        verbatim = {(span, speaker) for q, span, speaker in found if q.direct}
        for q, span, speaker in found:
            if not q.direct and (span, speaker) in verbatim:  # one quotation, read in two ways
                continue
            me = iri(ids.hashed_iri(self.base, "quote", self.document, *map(str, span), speaker))
            yield self.named(me, _TYPE, term("kg:Quotation"))
            yield self.named(me, term("kg:quotedText"), literal(self.text[span.start : span.end]))
            yield self.named(me, term("kg:direct"), boolean(q.direct))
            yield self.named(me, term("kg:sourceDocument"), iri(self.document))
            yield from self.stretch(me, span)
            if speaker:
                yield self.named(me, term("kg:speaker"), speaker)
            if q.cue:
                yield self.named(me, term("kg:cueText"), literal(self.text[q.cue.start : q.cue.end]))


def _together(one: Status, other: Status) -> Status:
    """How what relates two events is presented: a fact only where both are; what does not happen may still be opposed."""
    if other.plain or not one.plain:
        return one
    return other if other.polarity == "positive" else replace(other, polarity="positive", status="hypothetical")


def time_value(time: TimeExpr) -> str | None:
    """What a time node is named by: EDTF, else the TIMEX3 value; None for what names no stretch of the calendar."""
    return time.edtf


def run_quads(base: str, run: str, version: str, model: str) -> Iterator[Quad]:
    """The run that generated the evidence."""
    graph = iri(ids.reference_graph(base))
    yield iri(run), _TYPE, term("prov:Activity"), graph
    yield iri(run), term("kg:version"), literal(version), graph
    yield iri(run), term("kg:model"), literal(model), graph
