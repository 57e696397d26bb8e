"""Dates as other tools take them."""

from __future__ import annotations

import datetime
import re

from kg.export.rows import Time

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def day(text: str | None) -> str | None:
    """A calendar day `YYYY-MM-DD`, or None for anything else."""
    if text is None or not _DAY.match(text):
        return None
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text


def interval(time: Time | None) -> tuple[str | None, str | None]:
    """First and last day of a time; nothing where they contradict each other or are no days."""
    if time is None:
        return None, None
    start, end = day(time.earliest), day(time.latest)
    return (start, end) if not (start and end) or start <= end else (None, None)


def next_day(text: str) -> str:
    """The day after a day; the last day of the calendar is its own."""
    found = datetime.date.fromisoformat(text)
    return (found + datetime.timedelta(days=found < datetime.date.max)).isoformat()
