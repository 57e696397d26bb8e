"""Names in a headline whose every word is capitalised: only what the article itself names is one.

*Formosa Lightwave Profit Slumps but Chipmaker Sees Recovery* names one company, which the text below calls so, too; to a
recogniser that goes by capitals, the rest are names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.lang import senses
from kg.nlp import title

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int, str]
_CAPITALISED = 0.75  # of its longer words, from which on a headline is set in capitals
_LONG, _FEWEST = 4, 4  # letters of a longer word, and how many there must be


def mend(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names, those of a headline in capitals cut to what the text names; words that it names nowhere left out."""
    found = title.span(doc)
    if found is None or not _is_in_capitals(doc, *found):
        return list(spans)
    inside = {s for s in spans if title.holds(doc, s[0])}
    known = {_words(doc, s): s[2] for s in spans if s not in inside}
    mended = (_named(doc, s, known) if s in inside and s[1] - s[0] > 1 else s for s in spans)
    return [s for s in mended if s is not None]


def _is_in_capitals(doc: Doc, start: int, end: int) -> bool:
    words = [t.text for t in doc if start <= t.idx < end and t.is_alpha and len(t) >= _LONG]
    return len(words) >= _FEWEST and sum(w[0].isupper() for w in words) >= _CAPITALISED * len(words)


def _words(doc: Doc, span: Span) -> tuple[str, ...]:
    return tuple(t.text for t in doc[span[0] : span[1]])


def _named(doc: Doc, span: Span, known: Mapping[tuple[str, ...], str]) -> Span | None:
    """The longest part of a headline's name that begins a name of the text; None where it is made of common words alone."""
    start, end, _ = span
    for width in range(end - start, 0, -1):
        for first in range(start, end - width + 1):
            words = _words(doc, (first, first + width, ""))
            found = next((kind for name, kind in known.items() if _is_short_for(words, name, kind)), None)
            if found is not None:
                return first, first + width, found
    common = sum(_is_common(t.lower_) for t in doc[start:end] if t.is_alpha)
    return None if 2 * common > end - start else span


def _is_short_for(words: tuple[str, ...], name: tuple[str, ...], kind: str) -> bool:
    """Whether words of a headline are a name of the text, its first two or more words, or a person's last."""
    return (
        words == name or (len(words) > 1 and name[: len(words)] == words) or (kind == "PERSON" and words == name[-1:])
    )


def _is_common(word: str) -> bool:
    return any(senses.load().of(pos, form) for pos in "nva" for form in {word, word.removesuffix("s")})
