"""What all constructions share: the document, the attributing words, the marks; and stretches cut to measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.lang.attribution import Attribution
from kg.nlp.clauses import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

OUTER = frozenset(",;:—–-")
_STOPS = frozenset(".!?")
_TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Found:
    """Content found for a cue word: its stretches, the stance, and the cue where the construction widens it.

    `said` is the part of the content that is the source's own word, where the rest only names what is spoken of.
    """

    spans: tuple[Span, ...]
    stance: str
    cue: Span | None = None
    said: Span | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document under reading.  `marked` are the stretches in quotation marks, marks in, in text order."""

    doc: Doc
    words: Attribution
    marked: list[Span]
    used: set[int] = field(default_factory=set)  # words that are cues of direct speech

    def stretch(self, start: int, end: int) -> Span:
        """A content's stretch: bare at its ends, within one sentence, cutting no quotation in two."""
        return closed(self.marked, self._first_sentence(self.bare(start, end)))

    def bare(self, start: int, end: int) -> Span:
        """A stretch without blanks, commas and dashes at its ends and without the sentence's full stop."""
        doc = self.doc
        while start < end and (doc[start].is_space or doc[start].text in OUTER):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in OUTER or doc[end - 1].text in _STOPS):
            end -= 1
        return start, end

    def is_marked(self, span: Span) -> bool:
        """Whether a stretch is just what stands between two marks."""
        return span in self.marked

    def _first_sentence(self, span: Span) -> Span:
        """A stretch cut where a quotation within it ends a sentence that the splitter has missed."""
        start, end = span
        for _, b in self.marked:
            if start < b < end and self.doc[b].text[:1].isupper():
                last = self.doc[b - 2]
                if last.text in _STOPS or (last.text == "]" and self.doc[b - 3].text[-1:] in _STOPS):
                    return start, b
        return span


def closed(marked: list[Span], span: Span) -> Span:
    """A stretch that takes in both marks of a quotation it holds the body of."""
    start, end = span
    for a, b in marked:
        if a < end < b and a >= start - 1:
            end = b
        if a < start < b and (start == a + 1 or (end > b and start - a <= 2)):
            start = a
    return start, end


def is_time(token: Token) -> bool:
    """Whether a dependent says when: *on Monday*, *last week*."""
    if token.dep_ == "npadvmod":
        return True
    return token.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in _TIMES for c in token.children)


def is_unreal(verb: Token) -> bool:
    """An infinitive, or a verb under a modal: nothing that somebody has said."""
    return is_infinitive(verb) or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.lefts)
