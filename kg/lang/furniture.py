"""What a language's title lines, date lines, bylines and datelines look like (`lang/<language>/furniture.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.lang import patterns


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words and patterns of a text's head; the file's comments define the patterns.

    Attributes:
        commonest: words that a text in the language is full of; article: the one that no text goes without.
        months: their names, in order.
        patterns: name → pattern.
    """

    commonest: frozenset[str]
    article: str
    months: tuple[str, ...]
    patterns: dict[str, re.Pattern[str]]


@cache
def load(language: str = "en") -> Furniture:
    """The patterns of a language, read once."""
    data = tomllib.loads((files("kg.lang") / language / "furniture.toml").read_text("utf-8"))
    parts = data["parts"] | {"dated": data["patterns"]["dated"]}
    return Furniture(
        commonest=frozenset(data["commonest"]),
        article=data["article"],
        months=tuple(data["parts"]["months"].split("|")),
        patterns=patterns.compiled(data["patterns"], parts),
    )
