"""Numbers as they stand in text: *nearly 900 million* → 900000000, approximate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
    "dozen": 12,
    "k": 1_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
}
_SMALL = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    w: 10 * (i + 2)
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_VAGUE = frozenset(
    {
        "nearly",
        "almost",
        "about",
        "around",
        "approximately",
        "roughly",
        "some",
        "over",
        "more",
        "least",
        "than",
        "up",
        "under",
        "less",
        "fewer",
        "close",
        "estimated",
        "circa",
        "~",
    }
)


def counted(noun: Token) -> tuple[Value, tuple[int, int]] | None:
    """The number that counts a noun and the token span it was read from, or None where there is none."""
    heads = [c for c in noun.lefts if c.dep_ in ("nummod", "compound", "amod") and c.like_num]
    if not heads:
        return None
    tokens = sorted({t.i for h in heads for t in h.subtree if t.i < noun.i})
    words = [noun.doc[i].lower_ for i in tokens]
    number = parse([w for w in words if w not in _VAGUE and w not in ("at", "a", "to", "$", "and")])
    if number is None:
        return None
    vague = any(w in _VAGUE for w in words) or any(c.lower_ in _VAGUE for c in noun.lefts)
    literal, datatype = (str(int(number)), "xsd:integer") if number == int(number) else (str(number), "xsd:decimal")
    return Value(literal, datatype, approximate=vague), (tokens[0], noun.i + 1)


def is_vague(word: str) -> bool:
    """Whether a word makes the number behind it approximate."""
    return word in _VAGUE


def parse(words: list[str]) -> float | None:
    """The value of a cardinal in words or digits; None for what is not one."""
    total = current = 0.0
    seen = False
    for word in (w for part in words for w in part.split("-") if w):
        plain = word.replace(",", "")
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            current += float(plain)
        elif plain in _SMALL:
            current += _SMALL[plain]
        elif plain in _SCALES:
            current = (current or 1) * _SCALES[plain]
            if _SCALES[plain] >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return round(total + current, 6) if seen else None
