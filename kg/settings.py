"""Settings of a run: frozen, explicit, no environment variables read behind the caller's back."""

from __future__ import annotations

from dataclasses import dataclass

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
