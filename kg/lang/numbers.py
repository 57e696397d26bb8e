"""Numbers and sums of money as a language writes them (`lang/<language>/numbers.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.lang import patterns, territories


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numbers and currencies of one language, all in lower case.

    Attributes:
        small: cardinal → its value.
        scales: what a number before it is multiplied with → how much.
        vague: words that make the number behind them approximate.
        followed: those of them that do only before another word → that word.
        between: what may stand between the words of a number.
        units: what is measured in, in the singular or short.
        away: words behind a measure that is a distance from somewhere.
        parts: prepositions behind a share, before what it is of.
        joints: what joins two numbers to one figure: *six for 59*.
        ranging: words and signs of a range.
        fold: the end of words for how many times as much: *tenfold*.
        articles: articles that stand for one before a scale.
        one: the cardinal an article stands for.
        single: articles that only say that there is one; hundredths: signs and words for a percentage; point: what shares are compared in;
            votes: what a vote is counted in.
        range_before, range_behind: find what makes a number one end of a range; share: a percentage or points, its groups number and unit;
            count_of_votes: by how many to how many, its groups for and against, or for2 and against2.
        signs: sign of a currency before a number → code of ISO 4217.
        nouns: noun of a currency in the singular → code, or "" where only a country tells it.
        of: noun → code of a country → code of the currency.
        money: finds a sum; its groups are sign, number, scale or number2, scale2, land, noun.
    """

    small: dict[str, int]
    scales: dict[str, int]
    vague: frozenset[str]
    followed: dict[str, str]
    between: frozenset[str]
    units: frozenset[str]
    away: frozenset[str]
    parts: frozenset[str]
    joints: frozenset[str]
    ranging: frozenset[str]
    fold: str
    articles: frozenset[str]
    one: str
    single: frozenset[str]
    hundredths: frozenset[str]
    point: str
    votes: frozenset[str]
    range_before: re.Pattern[str]
    range_behind: re.Pattern[str]
    share: re.Pattern[str]
    count_of_votes: re.Pattern[str]
    signs: dict[str, str]
    nouns: dict[str, str]
    of: dict[str, dict[str, str]]
    money: re.Pattern[str]

    def currency(self, found: re.Match[str]) -> str | None:
        """The code of ISO 4217 of a sum that `money` found; None where nothing tells it."""
        if (sign := found["sign"]) is not None:
            return self.signs.get(sign.casefold(), sign.upper() if sign.isalpha() else None)
        noun = found["noun"].casefold()
        noun = noun if noun in self.nouns else noun.removesuffix("s")
        word = (found["land"] or "").strip()
        land = territories.find(word) or territories.find(word.split()[-1]) if word else None  # "New Taiwan"
        if noun in self.of and word:  # "20 million Kenyan shillings"
            return self.of[noun].get(land.code.upper()) if land is not None else None
        return self.nouns[noun] or None

    def currency_in(self, found: re.Match[str], names: Iterable[str]) -> str | None:
        """The code of a sum whose noun several countries have, where of those just one is named: *8 million shillings*.

        Args:
            found: what `money` found; names: of countries and peoples, as the text has them.
        """
        noun = (found["noun"] or "").casefold()
        codes = self.of.get(noun if noun in self.of else noun.removesuffix("s"), {})
        if found["sign"] is not None or found["land"] or not codes:
            return None
        lands = {land.code.upper() for name in names if (land := territories.find(name)) is not None}
        told = {codes[land] for land in lands if land in codes}
        return told.pop() if len(told) == 1 else None


@cache
def load(language: str = "en") -> NumberWords:
    """The words of a language, read once."""
    data = tomllib.loads((files("kg.lang") / language / "numbers.toml").read_text("utf-8"))
    words = data["words"]
    return NumberWords(
        small=data["small"],
        scales=data["scales"],
        vague=frozenset(words["vague"]),
        followed=words["followed"],
        between=frozenset(words["between"]),
        units=frozenset(words["units"]),
        away=frozenset(words["away"]),
        parts=frozenset(words["parts"]),
        joints=frozenset(words["joints"]),
        ranging=frozenset(words["ranging"]),
        fold=words["fold"],
        articles=frozenset(words["articles"]),
        one=next(word for word, value in data["small"].items() if value == 1),
        single=frozenset(words["single"]),
        hundredths=frozenset(words["hundredths"]),
        point=words["point"],
        votes=frozenset(words["votes"]),
        **patterns.compiled({k: v for k, v in data["patterns"].items() if k != "number"}, data["patterns"]),
        signs=data["signs"],
        nouns=data["nouns"],
        of=data["of"],
        money=_money(data),
    )


def _money(data: dict) -> re.Pattern[str]:
    """A sum: *$4.1 bln*, *EUR 20m*, *a million euros*, *500 Swiss francs*."""

    def any_of(words: object) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]

    codes = {c for c in (*data["signs"].values(), *data["nouns"].values()) if c}
    codes |= {c for of in data["of"].values() for c in of.values()}
    counted = any_of(data["scales"])
    one = any_of([*data["words"]["articles"], *data["small"]])
    return re.compile(
        rf"(?<![A-Za-z])(?P<sign>{any_of(data['signs'])}|(?:{any_of(codes)})(?![A-Za-z]))\s*"
        rf"(?P<number>\d[\d,.]*)\s*(?:(?P<scale>{counted})\b)?"
        rf"|\b(?P<number2>\d[\d,.]*|{one})\s*(?:(?P<scale2>{counted})\s+|\s)"
        rf"(?:(?P<land>(?-i:[A-Z])[\w.]*(?:\s(?-i:[A-Z])\w+)?)\s+)?(?P<noun>(?:{any_of(data['nouns'])})s?)\b",
        re.IGNORECASE,
    )
