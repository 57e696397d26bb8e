"""What stands in a text but is no sentence of it: title line, date line, byline, dateline."""

from __future__ import annotations

import re

from kg.lang.furniture import load
from kg.model import Span

_LEAD = 500
_MAX_TITLE = 200
_ENDS = '.!?:;,"”'
_HEAD = 10  # lines in which furniture is looked for
_LINES = 5  # of them below the title and byline, with empty ones, that may stand before it: a second title, a score


def find(text: str, title: str | None = None) -> tuple[tuple[tuple[str, Span], ...], dict[str, str]]:
    """The furniture at a text's head, and the title, date and author read from it.

    Args:
        text: the document's text, unchanged.
        title: the title, where it is known; it may also stand at the head of the text.
    """
    known: dict[str, str] = {}
    spans, at = _head(text, title, known)
    if match := _pattern("dateline").match(text[at : at + _LEAD]):
        start = at + len(match[0]) - len(match[0].lstrip())
        spans.append(("dateline", Span(start, at + len(match[0].rstrip()))))
        if day := _pattern("dated").search(match[0]):
            known.setdefault("date", _day(day["y"], day["m"] or day["m2"], day["d"] or day["d2"]) or "")
    spans += [("byline", span) for span in _credits(text, at)]
    lead = text[at : at + _LEAD].strip().partition("\n")[0]
    if not known.get("date") and (told := _pattern("told").search(lead)):
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
        if kind is None and spans and spans[-1][0] == "byline" and _pattern("role").match(line):
            kind = "byline"
        if kind is None and spans and spans[-1][0] == "date" and _pattern("named").match(line):
            kind = "byline"
        if kind is None and spans and _leads_on(text, lines[n : n + _LINES]):
            at = end
            continue
        if kind is None:
            break
        if kind == "date":
            match = _pattern("date_line").match(line)
            if match is None:
                break
            hour = _pattern("hour").match(line[match.end() :])
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
        elif (
            byline := _pattern("byline").match(line)
            or _pattern("signature").match(line)
            or _pattern("named").match(line)
        ):
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
        if line and not _pattern("credits").match(line[:_LEAD]):
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
        if n and (
            _pattern("date_line").match(line) or _pattern("byline").match(line) or _pattern("dateline").match(line)
        ):
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
        if byline := _pattern("byline").match(part):
            told["author"] = (byline["who"] or byline["names"]).strip().rstrip(",")
        elif date := _pattern("date_line").match(part):
            told["date"] = iso(date) or ""
        elif not _pattern("named").match(part) and not _pattern("plain").fullmatch(part):
            return None
    return told if len(parts) > 1 and told else None


def _kind(line: str, title: str | None, first: bool, more: bool) -> str | None:
    plain = line.strip()
    if title and plain.casefold() == title.strip().casefold():
        return "title"
    if _pattern("date_line").match(line):
        return "date"
    if _pattern("byline").match(line) or (not first and _pattern("signature").match(line)):
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
        else next((n for n, m in enumerate(load().months, 1) if m.lower().startswith(begins)), 0)
    )
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _pattern(name: str) -> re.Pattern[str]:
    return load().patterns[name]
