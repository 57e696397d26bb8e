"""The domain types: what stands between the rooms of the chain.

Frozen dataclasses without behaviour beyond reading and writing the annotation record.  Nothing third-party is imported
here.  All offsets count Unicode code points of `Document.text`, start inclusive, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, NamedTuple

EntityKind = Literal["Person", "Organization", "Country", "Place", "Event", "Product", "Group", "Thing"]
MentionKind = Literal["name", "nominal", "pronoun"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible"]
StatusName = Literal["asserted", "attributed", "planned", "hypothetical", "denied"]


class Span(NamedTuple):
    """A stretch of a document's text, `[start, end)` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its text, unchanged, and what is known about it.  Unknown is `None`, never invented."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None  # publication date, ISO 8601, as precise as known: 2019-01-04, 2019-01, 2019
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str = "en"
    # What stands in `text` but is no sentence of the article: ("title" | "date" | "dateline" | "byline", span).
    furniture: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to an entity of the record."""

    id: str
    span: Span
    kind: MentionKind
    entity: str
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something was merged, kept apart, typed or linked: one line a reader can check."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A real thing the document speaks of.  `type` is one of the eight kinds, `subtype` a class of the ontology."""

    id: str
    type: EntityKind | None  # None: of no kind, and nothing the graph tells of (a decision, privacy)
    label: str
    iri: str
    subtype: str | None = None
    names: tuple[str, ...] = ()  # other names than the label, as they stand in the text
    same_as: tuple[str, ...] = ()  # Wikidata addresses
    iso: str | None = None  # ISO 3166-1 alpha-2 code, upper case
    named: bool = True  # False where the text has only a description (French prosecutors, the supporters)
    background: tuple[tuple[str, str, str], ...] = ()  # (property, object IRI, object label) known from a kept library
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpr:
    """A time expression, normalised and no more precise than the text.

    `value` is TIMEX3 (XXXX-03, P2Y, PAST_REF), `edtf` the Extended Date/Time Format of ISO 8601-2 where the expression
    denotes a stretch of the calendar; `earliest` and `latest` are the ISO days that bound it.
    """

    id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None  # None (absolute) | "publication" | the id of another time expression


@dataclass(frozen=True, slots=True)
class Status:
    """How the text presents a statement: affirmed or negated, how sure, as whose word."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    status: StatusName = "asserted"
    attributed_to: str | None = None  # the id of an entity

    @property
    def plain(self) -> bool:
        """Whether the article itself states this as a fact."""
        return self.polarity == "positive" and self.certainty == "certain" and self.status == "asserted"


@dataclass(frozen=True, slots=True)
class Value:
    """A literal object: `datatype` is a CURIE (`xsd:date`, `xsd:integer`, `xsd:string`)."""

    literal: str
    datatype: str = "xsd:string"
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A binary statement of one document: subject, property, and an entity or a value, with its sentence."""

    id: str
    subject: str
    predicate: str  # local name of a property of the ontology
    subject_span: Span
    object_span: Span
    evidence: Span  # the sentence
    object: str | None = None
    value: Value | None = None
    status: Status = Status()
    time: str | None = None
    confidence: float = 1.0
    rule: str = ""  # the frame or model that decided
    reason: str = ""  # why it fired, in words
    salient: bool = True  # False: nothing for the graph (no name, the wrong kind of thing, or only a model reads it)
    sure: bool = True  # whether it may be stated as a fact, where the text does


@dataclass(frozen=True, slots=True)
class Participant:
    role: str  # local name of a role property: agent, patient, recipient, instrument, place, origin, destination, topic
    entity: str
    span: Span | None = None
    sure: bool = True  # whether the role may be stated as a fact, where the event may


@dataclass(frozen=True, slots=True)
class EventLink:
    """A relation between two events of the document (`causedBy`, `after`, …), or a role that the other event fills."""

    predicate: str
    event: str
    evidence: Span
    subject_span: Span
    object_span: Span
    sure: bool = True  # whether it may be stated as a fact, where both events may
    argument: bool = False  # whether it is a role, read where a participant would stand: *opposed the proceedings*


@dataclass(frozen=True, slots=True)
class Measured:
    """How much an event is: a sum, a share, a number of people, a score; where it was read."""

    predicate: str  # local name of a property of events
    value: Value
    evidence: Span
    subject_span: Span
    object_span: Span
    sure: bool = True  # whether it may be stated as a fact, where the event may


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: one node for all its mentions in the document."""

    id: str
    type: str  # local name of a class of the ontology, at least `Event`
    label: str
    iri: str
    trigger: Span
    evidence: Span  # the sentence of `trigger`
    participants: tuple[Participant, ...] = ()
    mentions: tuple[Span, ...] = ()  # all triggers, the first included
    status: Status = Status()
    time: str | None = None
    confidence: float = 1.0
    rule: str = ""
    reason: str = ""
    links: tuple[EventLink, ...] = ()
    measures: tuple[Measured, ...] = ()
    salient: bool = True  # False: too thin for the graph (`kg.resolve.events`)


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution of content to a source.  `direct` is False for indirect and mixed speech.

    `parts` are further stretches of the content: what goes on after *he said*.
    """

    id: str
    span: Span
    cue: Span | None
    speaker: str | None
    speaker_span: Span | None
    direct: bool
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A sentence that names two or more entities and yielded nothing, and the reason.

    `reason` is a line for readers, `code` its short name; `detail` the words that decided (the connecting word that no
    frame knows, the events, the frames that were refused), `entities` whom the sentence names.
    """

    span: Span
    reason: str
    code: str = ""
    detail: str = ""
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What was read and breaks a shape of the ontology: no claim, and kept for whoever wants to know.

    `why` says which shape, in words.
    """

    predicate: str
    subject_span: Span
    object_span: Span
    evidence: Span
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything found in one document; the annotation record in Python."""

    document: Document
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpr, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    quarantine: tuple[Quarantined, ...] = ()

    def to_dict(self, *, ledger: bool = False) -> dict[str, Any]:
        """The record as JSON-ready data, in the form `kg annotate` writes; with what yielded nothing, if `ledger`."""
        head, apart = _plain(self.document), ("document", "ledger", "quarantine")
        body = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in apart}
        for item in (*body["claims"], *body["events"]):
            item.update(item.pop("status"))
        if ledger:
            body["ledger"] = _plain(self.ledger)
            body["quarantine"] = _plain(self.quarantine)
        return {**head, **body}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Read a record back.

        Raises:
            KeyError, TypeError: a key the record needs is absent or of another kind.
        """
        return cls(
            document=_document(data),
            sentences=tuple(Span(*s) for s in data["sentences"]),
            mentions=tuple(_make(Mention, m) for m in data["mentions"]),
            entities=tuple(_entity(e) for e in data["entities"]),
            times=tuple(_make(TimeExpr, t) for t in data["times"]),
            claims=tuple(_claim(c) for c in data["claims"]),
            events=tuple(_event(e) for e in data["events"]),
            quotes=tuple(_quote(q) for q in data["quotes"]),
            ledger=tuple(_make(LedgerLine, x, entities=tuple(x.get("entities", ()))) for x in data.get("ledger", ())),
            quarantine=tuple(_make(Quarantined, x) for x in data.get("quarantine", ())),
        )


_SPANS = {"span", "head", "cue", "speaker_span", "subject_span", "object_span", "evidence", "trigger"}
_STATUS = ("polarity", "certainty", "status", "attributed_to")


def _plain(x: Any) -> Any:
    if is_dataclass(x) and not isinstance(x, type):
        return {f.name: _plain(getattr(x, f.name)) for f in fields(x)}
    if isinstance(x, tuple | list):
        return [_plain(i) for i in x]
    return x


def _quote(data: Mapping[str, Any]) -> Quote:
    return _make(Quote, data, parts=tuple(Span(*s) for s in data.get("parts", ())))


def _make(cls: type, data: Mapping[str, Any], **changes: Any) -> Any:
    known = {f.name for f in fields(cls)}
    args = {k: Span(*v) if k in _SPANS and v is not None else v for k, v in data.items() if k in known}
    return cls(**{**args, **changes})


def _document(d: Mapping[str, Any]) -> Document:
    return _make(Document, d, furniture=tuple((k, Span(*s)) for k, s in d.get("furniture", ())))


def _entity(d: Mapping[str, Any]) -> Entity:
    return _make(
        Entity,
        d,
        names=tuple(d.get("names", ())),
        same_as=tuple(d.get("same_as", ())),
        background=tuple((p, o, n) for p, o, n in d.get("background", ())),
        decisions=tuple(_make(Decision, x) for x in d.get("decisions", ())),
    )


def _status(d: Mapping[str, Any]) -> Status:
    return Status(**{k: d[k] for k in _STATUS if k in d})


def _claim(d: Mapping[str, Any]) -> Claim:
    value = _make(Value, d["value"]) if d.get("value") else None
    return _make(Claim, d, value=value, status=_status(d))


def _event(d: Mapping[str, Any]) -> Event:
    return _make(
        Event,
        d,
        status=_status(d),
        participants=tuple(_make(Participant, p) for p in d.get("participants", ())),
        mentions=tuple(Span(*s) for s in d.get("mentions", ())),
        links=tuple(_make(EventLink, x) for x in d.get("links", ())),
        measures=tuple(_make(Measured, x, value=_make(Value, x["value"])) for x in d.get("measures", ())),
    )
