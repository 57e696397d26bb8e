"""Speech by the line: *SMITH: …* in interviews and debates, *Smith: …* in headlines.  The colon is the cue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.nlp.quotes.sheet import Sheet, Span
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 6  # tokens of a speaker's name at the start of a line
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def read(sheet: Sheet, paragraphs: list[Span], known: list[TokenQuote]) -> Iterator[TokenQuote]:
    """What lines that start with a speaker's name say; a name counts when several lines start so, or in the title."""
    starts = [(span, name) for span in paragraphs if (name := _name(sheet, span)) is not None]
    often = Counter(sheet.doc[a:b].text.casefold() for _, (a, b) in starts)
    taken = {q.start for q in known}
    for (start, end), (a, b) in starts:
        title = start == paragraphs[0][0] and sheet.doc[a].ent_type_ in _SPEAKERS and "." not in sheet.doc[end - 1].text
        if not title and often[sheet.doc[a:b].text.casefold()] < 2:
            continue
        body = _body(sheet, b + 1, end)
        if body[1] > body[0] and body[0] not in taken:
            yield TokenQuote(*body, (b, b + 1), (a, b), _head(sheet, a, b).i, True)


def _name(sheet: Sheet, span: Span) -> Span | None:
    """The speaker's name a paragraph starts with, before a colon."""
    start, end = span
    while start < end and sheet.doc[start].is_space:
        start += 1
    for i in range(start + 1, min(start + _LONGEST + 1, end - 1)):
        token = sheet.doc[i]
        if token.text == ":":
            words = sheet.doc[start:i]
            named = all(t.text[:1].isupper() or t.text in _small() for t in words)
            nobody = any(t.lower_ in load_attribution().captions for t in words)
            return (start, i) if named and not nobody and bool(token.whitespace_) else None
    return None


def _body(sheet: Sheet, start: int, end: int) -> Span:
    while start < end and sheet.doc[start].is_space:
        start += 1
    while end > start and sheet.doc[end - 1].is_space:
        end -= 1
    return start, end


def _head(sheet: Sheet, start: int, end: int) -> Token:
    return next((t for t in reversed(sheet.doc[start:end]) if t.is_alpha), sheet.doc[start])


@cache
def _small() -> frozenset[str]:
    """What is written small within a name."""
    return load_closed().genitive | load_closed().definite | load_closed().additive | {".", "-"}
