"""What happened when: an iCalendar file and a CSV of everything dated, imprecise dates as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import ids, ontology
from kg.export.formats import EDGES, Files, Format
from kg.export.mappings import aligned
from kg.export.rows import Rows, Time
from kg.export.text import guard, printable, said, shown, table
from kg.export.when import interval, next_day

_LONGEST = 73  # octets before a line is folded


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a time: an event, or a claim that holds then."""

    iri: str
    label: str
    kind: str
    standing: str
    time: Time
    speaker: str
    place: str
    sentence: str
    source: str


def files(rows: Rows) -> Files:
    """`timeline.ics` and `timeline.csv`."""
    found = sorted(entries(rows), key=lambda e: (e.time.earliest or "9999", e.time.latest or "9999", e.iri))
    yield "timeline.ics", calendar(found)
    head = ["start", "end", "date", "label", "kind", "standing", "says", "place", "sentence", "article", "id"]
    cells = (
        [
            *(*interval(e.time), e.time.edtf),
            *(guard(x) for x in (e.label, e.kind, e.standing, e.speaker, e.place, e.sentence, e.source, e.iri)),
        ]
        for e in found
    )
    yield "timeline.csv", table(head, cells)


def entries(rows: Rows) -> Iterator[Entry]:
    """Dated events and dated claims."""
    onto, here = rows.onto, places()
    for n in rows.nodes():
        if n.time:
            found = [rows.name(c.object) for c in rows.claims_of(n.iri) if c.predicate in here]
            first = n.evidence[0] if n.evidence else None
            yield Entry(
                *(n.iri, n.label, onto.classes[n.type].label, n.standing, n.time, rows.name(n.speaker)),
                *(", ".join(dict.fromkeys(found)), first.sentence if first else ""),
                rows.titles.get(first.document, "") if first else "",
            )
    for c in rows.claims():
        if c.time and c.subject in rows.labels:
            first = c.evidence[0] if c.evidence else None
            yield Entry(
                *(c.iri, f"{rows.name(c.subject)} – {shown(c)} – {said(rows, c)}", "claim", c.standing, c.time),
                *(rows.name(c.speaker), "", first.sentence if first else ""),
                rows.titles.get(first.document, "") if first else "",
            )


def places() -> set[str]:
    """The properties that say where something happened."""
    sem = ontology.PREFIXES["sem"]
    return {p for p, other in aligned("rdfs:subPropertyOf", sem).items() if other == f"{sem}hasPlace"}


def calendar(found: list[Entry]) -> Iterator[str]:
    """RFC 5545: all-day events; what has no first day is left out, and stands in the CSV."""
    yield from _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newskg//newskg//EN", "CALSCALE:GREGORIAN"])
    for e in found:
        start, end = interval(e.time)
        if start is None:
            continue
        label = e.label if e.standing == "asserted" else f"{e.label} ({e.standing})"
        about = f"{e.time.edtf}: {e.sentence}" + (f"\n— {e.speaker}" if e.speaker else "") + f"\n{e.source}\n{e.iri}"
        yield from _lines([
            "BEGIN:VEVENT",
            f"UID:{ids.digest(e.iri, size=32)}@newskg",
            "DTSTAMP:19700101T000000Z",  # RFC 5545 asks for one; the same dataset gives the same file
            f"DTSTART;VALUE=DATE:{start.replace('-', '')}",
            f"DTEND;VALUE=DATE:{next_day(end or start).replace('-', '')}",
            f"SUMMARY:{_escaped(label)}",
            *([f"LOCATION:{_escaped(e.place)}"] if e.place else []),
            f"DESCRIPTION:{_escaped(about)}",
            f"CATEGORIES:{_escaped(e.kind)}",
            f"STATUS:{'CONFIRMED' if e.standing == 'asserted' else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ])  # fmt: skip
    yield from _lines(["END:VCALENDAR"])


def _escaped(text: str) -> str:
    plain = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(lines: list[str]) -> Iterator[str]:
    """Content lines, folded after 73 octets and never inside a character."""
    for line in lines:
        out, length = [], 0
        for char in line:
            octets = len(char.encode("utf-8"))
            if length + octets > _LONGEST:
                out.append("\r\n ")
                length = 1
            out.append(char)
            length += octets
        yield "".join(out) + "\r\n"


FORMAT = Format(
    "timeline",
    "calendars, TimelineJS, spreadsheets",
    EDGES,
    {
        "timeline.ics": "Thunderbird: Events and Tasks > Import… > {path}; Google Calendar: Settings > Import > {path}",
        "timeline.csv": "Excel: Data > From Text/CSV > {path}; pandas.read_csv('{path}')",
    },
    files,
    "what is dated only; imprecise dates are all the days they may be",
    opened_by="icalendar",
)
