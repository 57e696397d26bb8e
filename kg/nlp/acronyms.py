"""Short forms in brackets behind what they stand for: *Transport for London (TfL)*, *University of Hawaii at Manoa (UH Manoa)*.

After Schwartz & Hearst (2003): the letters of the short form are looked for from right to left in the words before the
bracket, the first of them at the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

Spans = Sequence[tuple[int, int, str]]
_MOST_TOKENS = 4  # of a short form: "C-MORE", "UH Manoa"
_MOST_LETTERS = 10
_BREAKS = frozenset(',;:()[]"“”')


def find(doc: Doc, spans: Spans, unknown: str) -> list[tuple[int, int, str]]:
    """Names that short forms are defined for, the short forms, and these wherever they stand again.

    Args:
        doc: parsed.
        spans: the names found so far, as (start, end, label).
        unknown: the label of what has none among them.
    """
    out, known = [], {}
    for start, end in _brackets(doc):
        first = _begin(doc, start - 1, doc[start:end].text)
        if first is None or any(a < first and b >= start - 1 for a, b, _ in spans):
            continue
        root = doc[first : start - 1].root.i
        label = next((x for a, b, x in spans if a <= root < b and first <= a), unknown)
        out.append((first, start - 1, label))
        known[doc[start:end].text] = next((x for a, b, x in spans if (a, b) == (start, end)), label), end - start
    for text, (label, width) in known.items():
        out += [(i, i + width, label) for i in _places(doc, text, width)]
    return out


def is_short_for(short: str, name: str) -> bool:
    """Whether what stands in brackets, or behind *or*, right after a name abbreviates it in one way or another."""
    return stands_for(short, name) or abbreviates(short, name) or _spells(short, name)


def stands_for(short: str, name: str) -> bool:
    """Whether a short form is one of a whole name."""
    words = name.split(" ")
    return _is_short(short) and len(words) > 1 and _matched(short, name) == 0


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of a short form are all initials of a name, in whatever order its language has them.

    *MRD* is the *Democratic Renewal Movement*, *CPLP* the *Community of Portuguese Language Countries*.
    """
    initials = [w[0] for w in name.split() if w[:1].isupper()]
    whole = short.isascii() and short.isalpha() and short.isupper() and 2 <= len(short) <= _MOST_LETTERS
    return whole and len(initials) > 1 and set(short) == set(initials) and abs(len(short) - len(initials)) < 2


def _spells(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in order, the first at its beginning: *EADS*, if *N.V.* ends the name."""
    letters = [c for c in short.casefold() if c.isalnum()]
    words = [w for w in re.split(r"[\s\-]+", name.casefold()) if w]
    if not 2 <= len(letters) <= 8 or " " in short or letters[0] != words[0][:1]:
        return False
    rest = iter("".join(w for w in words))
    return short.upper() == short and all(c in rest for c in letters)


def _brackets(doc: Doc) -> Iterator[tuple[int, int]]:
    """The short forms in brackets."""
    for token in doc[2:]:
        if token.text != "(":
            continue
        end = next((t.i for t in doc[token.i + 1 : token.i + 2 + _MOST_TOKENS] if t.text == ")"), token.i)
        if end > token.i + 1 and _is_short(doc[token.i + 1 : end].text):
            yield token.i + 1, end


def _is_short(text: str) -> bool:
    letters = [c for c in text if c.isalnum()]
    return (
        2 <= len(letters) <= _MOST_LETTERS
        and text[0].isalpha()
        and text.isascii()
        and all(c.isalnum() or c in " -&." for c in text)
        and sum(c.isupper() for c in letters) >= 2
        and text.count(" ") < 2
    )


def _begin(doc: Doc, bracket: int, short: str) -> int | None:
    """The first token of what a short form before a bracket stands for; None where nothing does."""
    count = sum(c.isalnum() for c in short)
    low, sentence = bracket, doc[bracket].sent.start
    while low > max(sentence, bracket - min(count + 5, 2 * count)) and doc[low - 1].text not in _BREAKS:
        low -= 1
    text = doc[low:bracket].text
    at = _matched(short, text)
    if at is None:
        return None
    first = next((t.i for t in doc[low:bracket] if t.idx - doc[low].idx == at), None)
    if first is None or bracket - first < 2 or any(t.pos_ in ("VERB", "AUX") for t in doc[first:bracket]):
        return None
    named = all(doc[i].text[:1].isupper() for i in (first, bracket - 1))
    return first if named and any(t.pos_ == "PROPN" for t in doc[first:bracket]) else None


def _matched(short: str, text: str) -> int | None:
    """Where in a text the words begin whose letters, from right to left, are the short form's."""
    at = len(text)
    letters = [c for c in short.casefold() if c.isalnum()]
    for n, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (text[at].casefold() != letter or (n == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return text.rfind(" ", 0, at) + 1


def _places(doc: Doc, text: str, width: int) -> Iterator[int]:
    for i in range(len(doc) - width + 1):
        if doc[i].text[0] == text[0] and doc[i : i + width].text == text:
            yield i
