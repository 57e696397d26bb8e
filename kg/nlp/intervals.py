"""Stretches of time that the text bounds on both sides: *from 2008 until 2016*, *between 2006 and 2009*, *from July 13 to 17*.

TIMEX3 calls such a phrase a duration with a beginning and an end; EDTF an interval.  Both ends stay expressions of their
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.lang.closed import load as load_closed
from kg.lang.times import load as load_words
from kg.model import Span, TimeExpr
from kg.nlp import calendar

_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")


def is_interval(time: TimeExpr) -> bool:
    """Whether an expression is a stretch from one date to another."""
    return time.type == "DURATION" and time.edtf is not None


def add(text: str, times: Sequence[TimeExpr]) -> list[TimeExpr]:
    """The expressions of a text, and behind them one for each stretch between two of them.

    Args:
        text: the document's text.
        times: its expressions in text order.  Of *from May to July 2008* the first is given the year of the second.
    """
    out, around = list(times), load_words().around
    made = []
    for n, first in enumerate(times):
        opened = around["opening"].search(text, max(first.span.start - 12, 0), first.span.start)
        if opened is None or not _PLAIN.fullmatch(first.value or ""):
            continue
        second = times[n + 1] if n + 1 < len(times) else None
        both = opened[1].lower() in load_closed().ranging  # "between … and"
        to = around["additive" if both else "terminative"]
        if second is not None and to.fullmatch(text[first.span.end : second.span.start]):
            out[n] = first = _in_year_of(second, first)
            made.append(_between(opened.start(), first, second.value or "", second.span.end))
        elif both or len(first.value or "") != 10:
            continue
        elif (found := around["last_day"].match(text, first.span.end)) is not None:
            last = f"{(first.value or '')[:8]}{int(found[1]):02d}"
            made.append(_between(opened.start(), first, last, found.end()))
    return out + [replace(t, id=f"t{len(out) + k}") for k, t in enumerate(_sound(made), 1)]


def _sound(made: Iterable[TimeExpr | None]) -> list[TimeExpr]:
    return [t for t in made if t is not None]


def _in_year_of(second: TimeExpr, first: TimeExpr) -> TimeExpr:
    """The first of two dates, of which only the second is told with its year."""
    a, b = first.value or "", second.value or ""
    if first.anchor is None or second.anchor is not None or not _PLAIN.fullmatch(b) or len(a) < 7 or len(b) < 7:
        return first
    value = f"{int(b[:4]) - (a[5:7] > b[5:7]):04d}{a[4:]}"
    bounds = calendar.bounds(value)
    return (
        replace(first, value=value, edtf=value, earliest=bounds[0], latest=bounds[1], anchor=None) if bounds else first
    )


def _between(start: int, first: TimeExpr, last: str, end: int) -> TimeExpr | None:
    """The stretch from a date to another; None where the second is no date, or before the first."""
    bounds = calendar.bounds(last) if _PLAIN.fullmatch(last) else None
    if bounds is None or first.earliest is None or bounds[1] <= first.earliest:
        return None
    length = min(len(first.value or ""), len(last))
    a, b = (first.value or "")[:length], last[:length]
    if a == b or len(last) < len(first.value or ""):
        return None  # "from July 13 to 17 years later"
    if length == 10:
        if (days := calendar.days_between(a, b)) is None:
            return None  # "rose from June 3 to 45"
        value = f"P{days}D"
    elif length == 7:
        value = f"P{12 * (int(b[:4]) - int(a[:4])) + int(b[5:]) - int(a[5:])}M"
    else:
        value = f"P{int(b) - int(a)}Y"
    edtf = f"{first.value}/{last}"
    return TimeExpr("", Span(start, end), "DURATION", value, edtf, first.earliest, bounds[1], first.anchor)
