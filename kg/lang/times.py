"""Words and patterns of time of a language (`lang/<language>/times.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.lang import patterns


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What a language tells times with, in lower case; the file's comments define the lists.

    Attributes:
        months, weekdays: in their order; month_abbreviations: of three letters.
        seasons, parts, units: word → its code in TIMEX3; numbers, ordinals: word → its value;
            places_in_month: which day or week of a month, counted from its end where negative.
        plurals: of units, that are irregular.
        frequencies: adverb → how often; shifts, years: word → days or years from the publication's; day_parts: word → part of the day;
            halves: first letter of what stands behind an hour → hours to add.
        patterns: what a time is told by → what finds it, tried in this order; around: what stands around one.
    """

    months: tuple[str, ...]
    month_abbreviations: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: dict[str, str]
    parts: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    places_in_month: dict[str, int]
    plurals: dict[str, str]
    frequencies: dict[str, str]
    shifts: dict[str, int]
    day_parts: dict[str, str]
    halves: dict[str, int]
    years: dict[str, int]
    given_names: frozenset[str]
    before_months: frozenset[str]
    present_days: frozenset[str]
    counted: frozenset[str]
    from_publication: frozenset[str]
    past_offsets: frozenset[str]
    backwards: frozenset[str]
    articles: frozenset[str]
    single: frozenset[str]
    vague: frozenset[str]
    coming: frozenset[str]
    this: frozenset[str]
    gone: frozenset[str]
    up_to_now: frozenset[str]
    past_words: frozenset[str]
    future_words: frozenset[str]
    anaphoric: frozenset[str]
    within: frozenset[str]
    present: frozenset[str]
    future: frozenset[str]
    patterns: dict[str, re.Pattern[str]]
    around: dict[str, re.Pattern[str]]

    def month(self, word: str) -> int:
        return self.month_abbreviations.index(word.lower()[:3]) + 1

    def number(self, word: str) -> int | None:
        plain = word.lower().replace(",", "").strip()
        found = self.numbers.get(plain)
        return int(plain) if found is None and re.fullmatch(r"\d+", plain) else found

    def unit(self, word: str) -> str | None:
        """The code of a unit of time, in the singular or plural."""
        word = word.lower()
        word = self.plurals.get(word) or (word if word in self.units else word.rstrip("s"))
        return self.units.get(word)


@cache
def load(language: str = "en") -> TimeWords:
    """The words of a language, read once."""
    data: dict[str, Any] = tomllib.loads((files("kg.lang") / language / "times.toml").read_text("utf-8"))
    tables = (
        "seasons",
        "parts",
        "units",
        "numbers",
        "ordinals",
        "places_in_month",
        "plurals",
        "frequencies",
        "shifts",
        "day_parts",
    )
    return TimeWords(
        **{name: tuple(data[name]) for name in ("months", "month_abbreviations", "weekdays")},
        **{name: data[name] for name in (*tables, "halves", "years")},
        **{name: frozenset(words) for name, words in data["words"].items()},
        patterns=_patterns(data),
        around={name: re.compile(pattern) for name, pattern in data["around"].items()},
    )


def _patterns(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """The patterns with their parts filled in; they match text in lower case, which is twice as fast."""
    short = [a for a in data["month_abbreviations"] if a not in data["months"]] + data["other_abbreviations"]
    units = [*(u + "s?" for u in data["units"]), *data["plurals"]]
    parts = {
        "month": _any_of([*data["months"], *(rf"{a}\b\.?" for a in short)]),
        "week": _any_of(data["weekdays"]),
        "unit": _any_of(units),
        "number": _any_of([r"\d[\d,.]*", *data["numbers"]]),
        "season": _any_of(data["seasons"]),
        "part": _any_of(data["parts"]),
        **data["pattern_parts"],
    }
    return patterns.compiled(data["patterns"], parts)


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
