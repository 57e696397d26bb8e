"""Numbers as they stand in text: *nearly 900 million* → 900000000, approximate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.lang.numbers import load as load_words
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

_LARGE = 1000  # numbers from here on are rounded to hundredths


def counted(noun: Token) -> tuple[Value, tuple[int, int]] | None:
    """The number that counts a noun and the token span it was read from, or None where there is none."""
    heads = [c for c in noun.lefts if c.dep_ in ("nummod", "compound", "amod") and c.like_num]
    if not heads:
        return None
    tokens = sorted({t.i for h in heads for t in h.subtree if t.i < noun.i})
    words = [noun.doc[i].lower_ for i in tokens]
    known = load_words()
    number = parse([w for w in words if w not in known.vague | known.between | known.articles])
    if number is None:
        return None
    vague = any(w in known.vague for w in words) or any(c.lower_ in known.vague for c in noun.lefts)
    literal, datatype = (str(int(number)), "xsd:integer") if number == int(number) else (str(number), "xsd:decimal")
    return Value(literal, datatype, approximate=vague), (tokens[0], noun.i + 1)


def is_vague(word: str) -> bool:
    """Whether a word makes the number behind it approximate."""
    return word in load_words().vague


def is_hedged(span: Iterable[Token]) -> bool:
    """Whether a word before a number makes it approximate: *up to 5*; not *closed up 5*."""
    followed = load_words().followed
    return any(
        is_vague(t.lower_) and (t.lower_ not in followed or t.doc[t.i + 1 : t.i + 2].text.lower() == followed[t.lower_])
        for t in span
    )


def parse(words: list[str]) -> float | None:
    """The value of a cardinal in words or digits; None for what is not one."""
    known = load_words()
    total = current = 0.0
    seen = False
    for word in (w for part in words for w in part.split("-") if w):
        plain = word.replace(",", "")
        if re.fullmatch(r"\d+(\.\d+)?", plain):
            current += float(plain)
        elif plain in known.small:
            current += known.small[plain]
        elif plain in known.scales:
            current = (current or 1) * known.scales[plain]
            if known.scales[plain] >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    number = total + current
    return round(number, 2 if number >= _LARGE else 6) if seen else None  # 8.2 billion, not 8199999999.999999
