"""What stands in a text but is no sentence of it: title line, date line, byline, dateline."""

from __future__ import annotations

import re

from kg.model import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_LINE = re.compile(
    rf"^\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:(?P<m>{_MONTHS})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTHS}),?\s+(?P<y2>\d{{4}})|(?P<iso>\d{{4}}-\d\d-\d\d))\s*\.?(?=\s|$)",
    re.IGNORECASE,
)
_WORD = r"[A-ZÀ-Þ][\w.'’-]{0,40}"
_NAME = rf"{_WORD}(?:\s+(?:(?:and|&)\s+)?{_WORD}){{0,5}}?"
_NAMES = rf"{_WORD}(?:(?:,\s*|\s+)(?:(?:and|&)\s+)?{_WORD}){{0,5}},?\s*"
_WORK = r"(?:editor|reporter|correspondent|writer|staff)"
_BUSY = rf"(?:[\w ]{{0,40}}\b(?i:{_WORK})|(?:at|in|for)\s+[A-ZÀ-Þ][\w ]{{2,30}})"
_BYLINE = re.compile(rf"^\s*(?:(?:Posted |Written )?[Bb]y|BY)\s+(?:(?P<who>{_NAME}),?\s+{_BUSY}|(?P<names>{_NAMES}))$")
_SHORT = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_DAY = rf"(?:(?:{_SHORT})\w*\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_SHORT})\w*\.?)(?:,?\s+\d{{4}})?"
_WHERE = r"(?:,\s*[A-Z][\w. ]{1,30}){0,2}?"  # the state or country behind the town
_SOURCE = r"(?:\s*[(/][A-Z][\w ./-]{1,30}[)/])?"
_DASH = r"\s*(?:—|–|--|-)\s"
_DATELINE = re.compile(
    rf"^\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{{2,40}}{_WHERE}(?:,\s*{_DAY})?{_SOURCE}{_DASH}"
    rf"|[A-ZÀ-Þ][\w .'’/-]{{2,40}}{_WHERE},\s+{_DAY}{_SOURCE}{_DASH})"
)
_MAX_TITLE = 200
_ENDS = '.!?:;,"”'
_HEAD = 10  # lines in which furniture is looked for
_LINES = 5  # of them below the title and byline, with empty ones, that may stand before it: a second title, a score
_ROLE = re.compile(rf"^\s*(?:[A-Za-z]+ ){{0,3}}{_WORK}\s*$", re.IGNORECASE)  # *Court reporter*, below a byline


def find(text: str, title: str | None = None) -> tuple[tuple[tuple[str, Span], ...], dict[str, str]]:
    """The furniture at a text's head, and the title, date and author read from it.

    Args:
        text: the document's text, unchanged.
        title: the title, where it is known; it may also stand at the head of the text.
    """
    spans: list[tuple[str, Span]] = []
    known: dict[str, str] = {}
    at, lines = 0, _lines(text)
    for n, (start, end) in enumerate(lines[:_HEAD]):
        line = text[start:end]
        if not line.strip():
            continue
        kind = _kind(line, title if "title" not in known else None, not spans, len(lines) > n + 1)
        if kind is None and spans and spans[-1][0] == "byline" and _ROLE.match(line):
            kind = "byline"
        if kind is None and spans and _leads_on(text, lines[n : n + _LINES]):
            at = end
            continue
        if kind is None:
            break
        if kind == "date":
            match = _DATE_LINE.match(line)
            if match is None:
                break
            spans.append(("date", Span(start + len(line) - len(line.lstrip()), start + len(match[0].rstrip()))))
            known.setdefault("date", iso(match) or "")
            at = start + match.end()
            if line[match.end() :].strip():
                break
            continue
        spans.append((kind, Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))))
        if kind == "title":
            known["title"] = line.strip()
        elif byline := _BYLINE.match(line):
            known["author"] = (byline["who"] or byline["names"]).strip().rstrip(",").strip()
        at = end
    if match := _DATELINE.match(text[at:]):
        start = at + len(match[0]) - len(match[0].lstrip())
        spans.append(("dateline", Span(start, at + len(match[0].rstrip()))))
    return tuple(spans), {k: v for k, v in known.items() if v}


def _leads_on(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether a line that ends as no sentence does only stands before a date, a byline or a dateline: a second title."""
    told = [text[start:end] for start, end in lines if text[start:end].strip()]
    for n, line in enumerate(told):
        if n and (_DATE_LINE.match(line) or _BYLINE.match(line) or _DATELINE.match(line)):
            return True
        if line.strip()[-1] in _ENDS:
            return False
    return False


def _lines(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*(?:\n|$)", text[:5000]) if m.end() > m.start()]


def _kind(line: str, title: str | None, first: bool, more: bool) -> str | None:
    plain = line.strip()
    if title and plain.casefold() == title.strip().casefold():
        return "title"
    if _DATE_LINE.match(line):
        return "date"
    if _BYLINE.match(line):
        return "byline"
    if (
        title is None
        and first
        and more
        and len(plain) <= _MAX_TITLE
        and plain[-1] not in _ENDS
        and len(plain.split()) >= 2
    ):
        return "title"
    return None


def iso(match: re.Match[str]) -> str | None:
    """The ISO day of a matched date line, or None for a day that does not exist."""
    from datetime import date

    if match["iso"]:
        return match["iso"]
    month = match["m"] or match["m2"]
    number = [m.lower() for m in _MONTHS.split("|")].index(month.lower()) + 1
    try:
        return date(int(match["y"] or match["y2"]), number, int(match["d"] or match["d2"])).isoformat()
    except ValueError:
        return None
