"""Settings of a run: frozen, explicit, no environment variables read behind the caller's back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.ids import BASE


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told.

    Attributes:
        base: the IRI base of everything written.
        date: publication date (ISO) for inputs that have none.
        url: address for inputs that have none.
        language: force a language instead of detecting it; only English is read.
        max_characters: the longest text of one document.
        title: heading of the page and the report.
        licence: the IRI of the licence that the dataset is published under; VoID says it.
        processes: how many read articles; the result is the same.
    """

    base: str = BASE
    date: str | None = None
    url: str | None = None
    language: str | None = None
    max_characters: int = 1_000_000
    title: str | None = None
    licence: str | None = None
    processes: int = 1


def as_date(text: str) -> str | None:
    """The ISO day, month or year a text begins with, as much of it as the calendar has (of 2024-02-31 the month)."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    parts = [p for p in found.groups() if p] if found else []
    while parts:
        try:
            date(*([*map(int, parts), 1, 1][:3]))
            return "-".join(parts)
        except ValueError:
            parts.pop()
    return None
