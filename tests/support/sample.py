"""Two hand-made records of invented articles: every kind of statement, and hostile names."""

from dataclasses import replace

from kg.model import (
    Claim,
    Document,
    Entity,
    Event,
    EventLink,
    LedgerLine,
    Mention,
    Participant,
    Quarantined,
    Quote,
    Record,
    Span,
    Status,
    TimeExpr,
    Value,
)

HOSTILE = "<script>alert(1)</script>\"&' Ltd"
TEXT = (
    f"Ana Lúcia Prates founded {HOSTILE} in Lisbon in 2011. The firm has 3 million users. According to Prates, it has 4 million users. "
    "“We never sold data,” Prates said. The regulator fined the firm in May 2019 because it lost records. "
    "Prates denied that she owned Orla. Orla and Prates met Lisbon."
)
BASE = "https://example.org/id/"


def span(text: str, part: str, after: int = 0) -> Span:
    start = text.index(part, after)
    return Span(start, start + len(part))


def records() -> list[Record]:
    return [_first(), _second()]


def _sentences(text: str) -> tuple[Span, ...]:
    ends = [
        text.index(e) + len(e)
        for e in (
            "in 2011.",
            "3 million users.",
            "4 million users.",
            "Prates said.",
            "lost records.",
            "owned Orla.",
            "met Lisbon.",
        )
    ]
    starts = [0] + [e + 1 for e in ends[:-1]]
    return tuple(Span(a, b) for a, b in zip(starts, ends, strict=True))


def _first() -> Record:
    t, e = TEXT, lambda i, k, label, **m: Entity(f"e{i}", k, label, f"{BASE}{k.lower()}/{i}", **m)
    s = _sentences(t)
    entities = (
        e(1, "Person", "Ana Lúcia Prates", names=("Prates",)),
        e(2, "Organization", HOSTILE, subtype="Company"),
        e(
            3,
            "Place",
            "Lisbon",
            same_as=("http://www.wikidata.org/entity/Q597",),
            background=(("locatedIn", f"{BASE}country/pt", "Portugal"),),
        ),
        e(4, "Organization", "regulator", named=False, subtype="GovernmentAgency"),
        e(5, "Organization", "Orla"),
    )
    mentions = (
        Mention("m1", span(t, "Ana Lúcia Prates"), "name", "e1"),
        Mention("m2", span(t, HOSTILE), "name", "e2"),
        Mention("m3", span(t, "Lisbon"), "name", "e3"),
        Mention("m4", span(t, "The firm"), "nominal", "e2"),
        Mention("m5", span(t, "The regulator"), "nominal", "e4"),
        Mention("m6", span(t, "Orla"), "name", "e5"),
    )
    times = (
        TimeExpr("t1", span(t, "2011"), "DATE", "2011", "2011", "2011-01-01", "2011-12-31"),
        TimeExpr("t2", span(t, "May 2019"), "DATE", "2019-05", "2019-05", "2019-05-01", "2019-05-31"),
    )
    claims = (
        Claim(
            "c1",
            "e1",
            "founderOf",
            mentions[0].span,
            mentions[1].span,
            s[0],
            object="e2",
            time="t1",
            rule="found.verb",
            reason="“found”",
            confidence=0.9,
        ),
        Claim(
            "c2",
            "e2",
            "numberOfUsers",
            mentions[3].span,
            span(t, "3 million users"),
            s[1],
            value=Value("3000000", "xsd:integer"),
            rule="users.verb",
            confidence=0.9,
        ),
        Claim(
            "c3",
            "e2",
            "numberOfUsers",
            span(t, "it has"),
            span(t, "4 million users"),
            s[2],
            value=Value("4000000", "xsd:integer"),
            status=Status(status="attributed", attributed_to="e1"),
            rule="users.verb",
            confidence=0.9,
        ),
        Claim(
            "c4",
            "e1",
            "ownerOf",
            span(t, "she"),
            span(t, "Orla"),
            s[5],
            object="e5",
            status=Status(status="denied", attributed_to="e1"),
            rule="own.verb",
            confidence=0.8,
        ),
        Claim(
            "c5",
            "e2",
            "headquarters",
            mentions[1].span,
            mentions[2].span,
            s[0],
            object="e3",
            status=Status(certainty="possible", status="hypothetical"),
            rule="hq",
            confidence=0.5,
        ),
    )
    events = (
        Event(
            "v1",
            "Founding",
            "founding of the firm",
            f"{BASE}event/1",
            span(t, "founded"),
            s[0],
            (
                Participant("agent", "e1", mentions[0].span),
                Participant("patient", "e2", mentions[1].span),
                Participant("place", "e3", mentions[2].span),
            ),
            (span(t, "founded"),),
            time="t1",
            rule="event.Founding",
        ),
        Event(
            "v2",
            "Sanction",
            "fine",
            f"{BASE}event/2",
            span(t, "fined"),
            s[4],
            (Participant("agent", "e4", mentions[4].span), Participant("patient", "e2")),
            (span(t, "fined"),),
            time="t2",
            rule="event.Sanction",
            links=(EventLink("causedBy", "v3", s[4], span(t, "fined"), span(t, "lost")),),
        ),
        Event(
            "v3",
            "Event",
            "loss",
            f"{BASE}event/3",
            span(t, "lost"),
            s[4],
            (Participant("agent", "e2", sure=False),),
            (span(t, "lost"),),
            rule="event.verb",
        ),
        Event(
            "v4",
            "Plan",
            "a plan",
            f"{BASE}event/4",
            span(t, "sold"),
            s[3],
            (Participant("agent", "e1"),),
            (span(t, "sold"),),
            status=Status("negative", "certain", "denied", "e1"),
            rule="x",
        ),
    )
    quotes = (
        Quote(
            "q1", span(t, "“We never sold data,”"), span(t, "said"), "e1", span(t, "Prates", span(t, "data").end), True
        ),
    )
    ledger = (
        LedgerLine(
            s[6], "no frame and no event word covers what connects the entities", "unknown", "rival", ("e1", "e2")
        ),
    )
    return Record(
        Document(
            "one",
            t,
            title="The firm </script><img src=x onerror=alert(1)>",
            date="2020-01-02",
            url="https://example.org/1",
        ),
        s,
        mentions,
        entities,
        times,
        claims,
        events,
        quotes,
        ledger,
        (Quarantined("locatedIn", mentions[0].span, mentions[1].span, s[0], "place.in", "Ana (person) “is” no place"),),
    )


def _second() -> Record:
    t = "Ana Lúcia Prates lives in Lisbon."
    entities = (
        Entity("e1", "Person", "Ana Lúcia Prates", f"{BASE}person/1"),
        Entity("e2", "Place", "Lisbon", f"{BASE}place/3"),
    )
    mentions = (
        Mention("m1", span(t, "Ana Lúcia Prates"), "name", "e1"),
        Mention("m2", span(t, "Lisbon"), "name", "e2"),
    )
    claim = Claim(
        "c1",
        "e1",
        "residence",
        mentions[0].span,
        mentions[1].span,
        Span(0, len(t)),
        object="e2",
        rule="live.verb",
        confidence=0.9,
    )
    return Record(Document("two", t), (Span(0, len(t)),), mentions, entities, (), (claim,))


def copy(record: Record, n: int) -> Record:
    """The same article under another id, for a larger dataset."""
    return replace(record, document=replace(record.document, id=f"{record.document.id}-{n}"))
