"""What stands in a text but is no sentence of it: title line, date line, byline, dateline."""

from __future__ import annotations

import re

from kg.model import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_STAMP = r"(?:(?:First |Last )?(?:Published|Updated|Posted)(?:\s+on)?:?\s+)?"
_SHORT = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?:{_MONTHS}|(?:{_SHORT})\b\.?)"
_DATE_LINE = re.compile(
    rf"^\s*{_STAMP}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\.?,?\s+)?(?:(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>\d{{4}})|(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<d3>1[3-9]|2\d|3[01])/(?P<m3>0?[1-9]|1[0-2])/(?P<y3>\d{{4}}))\s*\.?(?=\s|$|,\s*\d)",
    re.IGNORECASE,
)
_HOUR = re.compile(r"^\s*,?\s*(?:at\s+)?\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?\s*$")  # *18.42 BST*
_UPPER = "A-ZÀ-ÞĀ-ɏ"  # with the letters of Latin that Unicode keeps with their small ones
_WORD = rf"[{_UPPER}][\w.'’-]{{0,40}}"
_NAME = rf"{_WORD}(?:\s+(?:(?:and|&)\s+)?{_WORD}){{0,5}}?"
_NAMES = rf"{_WORD}(?:(?:,\s*|\s+)(?:(?:and|&)\s+)?{_WORD}){{0,5}},?\s*"
_WORK = r"(?:editor|reporter|correspondent|writer|staff)"
_PRESS = (
    "(?:Agency|Bulletin|Chronicle|Courier|Daily|Gazette|Herald|Journal|Ledger|Mail|News|Observer|Post|Press|Reporter|"
    "Review|Standard|Telegraph|Times|Today|Tribune|Weekly|Wire)"
)
_DONE = r"(?:reporting|writing|editing|compiled|photography|graphics)"
_BUSY = rf"(?:[\w ]{{0,40}}\b(?i:{_WORK})|(?:at|in|for)\s+[{_UPPER}][\w ]{{2,30}}|(?:Associated Press|Reuters)[\w ]{{0,20}})"
_BYLINE = re.compile(rf"^\s*(?:(?:Posted |Written )?[Bb]y|BY)\s+(?:(?P<who>{_NAME}),?\s+{_BUSY}|(?P<names>{_NAMES}))$")
_NAMED = re.compile(rf"^\s*{_WORD}(?:\s+{_WORD}){{1,3}}\s*$")  # *Paul Garrity*, below a date
_SIGNED = re.compile(
    rf"^\s*(?P<who>{_WORD}(?:\s+{_WORD}){{1,3}}),\s+[\w ]{{0,40}}\b(?i:{_WORK})\s*$"
)  # *Paul Garrity, Crime reporter*
_DAY = rf"(?:(?:{_SHORT})\w*\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_SHORT})\w*\.?)(?:,?\s+\d{{4}})?"
_STATE = r"(?:,\s*[A-Z][\w. ]{1,30}){0,2}?"  # the state or country behind the town
_WHERE = rf"{_STATE}(?:\s*/\s*[{_UPPER}][\w .'’-]{{1,30}}{_STATE})?"
_SOURCE = r"(?:\s*[(/][A-Z][\w ./-]{1,30}[)/])?"
_DASH = r"(?:\s*(?:—|–|--|-)\s|—(?=[A-Z“\"]))"
_TOWN = rf"[{_UPPER}][A-ZÀ-ÞĀ-ɏ .'’/-]{{2,40}}"
_DATELINE = re.compile(
    rf"^\s*(?:{_TOWN}{_WHERE}(?:,\s*{_DAY}|\s+\((?:[A-Z][a-z]+day,?\s+)?{_DAY}\))?{_SOURCE}{_DASH}|[{_UPPER}][\w .'’/-]{{2,40}}{_WHERE},\s+{_DAY}{_SOURCE}{_DASH}"
    rf"|[{_UPPER}][\w .'’/-]{{2,40}}{_WHERE},\s*{_DAY},?\s*(?=\n)"
    rf"|{_WORD}(?: {_WORD}){{0,2}} {_PRESS} (?:—|--) (?=[“\"]?[{_UPPER}]))"
)
# *(Reporting by Ann Lee; Editing by Bo Dean)*, *Additional reporting by Ann Lee*, below the last sentence
_CREDIT = rf"(?:(?i:additional|extra) )?(?i:{_DONE}) by {_WORD}(?:(?:,? and|,| in| &)? {_WORD})*"
_CREDITS = re.compile(rf"^\s*[(\[—–-]*\s*{_CREDIT}(?:\s*[;,.]\s*(?:and )?{_CREDIT})*[\s.)\]]*$")
_DATED = re.compile(
    rf"\b(?:(?P<m>(?:{_SHORT})\w*)\.?\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>(?:{_SHORT})\w*)\.?),?\s+(?P<y>\d{{4}})"
)
# *said Friday, Aug. 6, 2021*: the day with its weekday and year, in the lead of a story without a date line
_TOLD = re.compile(rf"(?<!born on )(?<!born )\b[A-Z][a-z]+day,\s+{_DATED.pattern}")
_LEAD = 500
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
    known: dict[str, str] = {}
    spans, at = _head(text, title, known)
    if match := _DATELINE.match(text[at : at + _LEAD]):
        start = at + len(match[0]) - len(match[0].lstrip())
        spans.append(("dateline", Span(start, at + len(match[0].rstrip()))))
        if day := _DATED.search(match[0]):
            known.setdefault("date", _day(day["y"], day["m"] or day["m2"], day["d"] or day["d2"]) or "")
    spans += [("byline", span) for span in _credits(text, at)]
    lead = text[at : at + _LEAD].strip().partition("\n")[0]
    if not known.get("date") and (told := _TOLD.search(lead)):
        known["date"] = _day(told["y"], told["m"] or told["m2"], told["d"] or told["d2"]) or ""
    return tuple(spans), {k: v for k, v in known.items() if v}


def _head(text: str, title: str | None, known: dict[str, str]) -> tuple[list[tuple[str, Span]], int]:
    """The lines of title, date and byline at a text's head, and where they end; what is read from them goes into `known`."""
    spans: list[tuple[str, Span]] = []
    at, lines = 0, _lines(text)
    for n, (start, end) in enumerate(lines[:_HEAD]):
        line = text[start:end]
        if not line.strip():
            continue
        if (told := _barred(line)) is not None:
            spans.append(("byline", Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))))
            for key, value in told.items():
                known.setdefault(key, value)
            at = end
            continue
        kind = _kind(line, title if "title" not in known else None, not spans, len(lines) > n + 1)
        if kind is None and spans and spans[-1][0] == "byline" and _ROLE.match(line):
            kind = "byline"
        if kind is None and spans and spans[-1][0] == "date" and _NAMED.match(line):
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
            hour = _HOUR.match(line[match.end() :])
            last = len(line.rstrip()) if hour else len(match[0].rstrip())
            spans.append(("date", Span(start + len(line) - len(line.lstrip()), start + last)))
            known.setdefault("date", iso(match) or "")
            at = start + match.end()
            if line[match.end() :].strip() and not hour:
                break
            at = end
            continue
        spans.append((kind, Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))))
        if kind == "title":
            known["title"] = line.strip()
        elif byline := _BYLINE.match(line) or _SIGNED.match(line) or _NAMED.match(line):
            found = byline.groupdict()
            known["author"] = (found.get("who") or found.get("names") or byline[0]).strip().rstrip(",").strip()
        at = end
    return spans, at


def _credits(text: str, at: int) -> list[Span]:
    """The lines below the last sentence that say who reported and edited, in text order.

    Args:
        text: the document's; at: where its head ends.
    """
    found, end = [], len(text)
    while (start := text.rfind("\n", at, end) + 1) > at:
        line = text[start:end].strip()
        if line and not _CREDITS.match(line[:_LEAD]):
            break
        if line:
            first = text.index(line, start)
            found.append(Span(first, first + len(line)))
        end = start - 1
    return found[::-1]


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


def _barred(line: str) -> dict[str, str] | None:
    """What a line says whose parts bars set apart, one of them a byline or a date: *By Ann Lee | BELÉM | 22 May 2025*."""
    parts = [part.strip() for part in re.split(r"\s[|•·]\s", line)]
    told: dict[str, str] = {}
    for part in parts:
        if byline := _BYLINE.match(part):
            told["author"] = (byline["who"] or byline["names"]).strip().rstrip(",")
        elif date := _DATE_LINE.match(part):
            told["date"] = iso(date) or ""
        elif not _NAMED.match(part) and not re.fullmatch(rf"[{_UPPER}][\w .,'’-]{{1,40}}", part):
            return None
    return told if len(parts) > 1 and told else None


def _kind(line: str, title: str | None, first: bool, more: bool) -> str | None:
    plain = line.strip()
    if title and plain.casefold() == title.strip().casefold():
        return "title"
    if _DATE_LINE.match(line):
        return "date"
    if _BYLINE.match(line) or (not first and _SIGNED.match(line)):
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
    if match["iso"]:
        return _day(*match["iso"].split("-"))
    return _day(*(match[key] or match[f"{key}2"] or match[f"{key}3"] for key in "ymd"))


def _day(year: str, month: str, day: str) -> str | None:
    """The ISO day of a year, a month's name, its beginning or number, and a day; None for a day that does not exist."""
    from datetime import date

    begins = month.lower().rstrip(".")[:3]
    number = (
        int(month)
        if month.isdigit()
        else next((n for n, m in enumerate(_MONTHS.split("|"), 1) if m.lower().startswith(begins)), 0)
    )
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
