"""Quotations and reported speech: content, cue, source.

Direct speech is found by its marks and the cue beside them, indirect speech by attributing words and what they govern,
after the attribution conventions of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018): content with its marks and
a leading *that*, the source's whole noun phrase, the cue's words.  `marks`, `direct`: direct speech; `reader` with
`clauses` and `phrases`: reported speech; `according`: phrases; `lines`: interviews; `cues`: cues and sources; `sheet`: what they share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lang.attribution import load as load_words
from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.nlp.quotes import according, lines, marks, reader
from kg.nlp.quotes.direct import Direct
from kg.nlp.quotes.sheet import Sheet
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT_OVER = 3  # tokens between the last words told and the end of their paragraph


def find(doc: Doc) -> list[TokenQuote]:
    """All attributions in text order; one may lie in another."""
    paragraphs = marks.paragraphs(doc)
    sheet = Sheet(doc, load_words(), marks.find(doc, paragraphs))
    out = Direct(sheet, paragraphs).read()
    out += lines.read(sheet, paragraphs, out)
    spoken = {i for q in out for a, b in ((q.start, q.end), *q.parts) for i in range(a, b)}
    for token in doc:
        if token.i not in sheet.used:
            inner = token.i in spoken
            out += [q for q in reader.read(sheet, token) if not _is_no_party(doc, q, inner)]
    out += according.read(sheet)
    out = _with_speakers(_once(out), paragraphs)
    return sorted(out, key=lambda q: (q.start, -q.end, q.cue or (0, 0)))


def _is_no_party(doc: Doc, quote: TokenQuote, inner: bool) -> bool:
    """Whether the source is no third party: the writer and the reader; within direct speech nobody, the hearer, or whom
    a condition only supposes to say so (*if they know that …*).
    """
    if quote.speaker_head is None:
        return inner
    head = doc[quote.speaker[0] if quote.speaker else quote.speaker_head]
    if head.pos_ != "PRON":
        return False
    return (
        (head.lower_ in load_closed().addressee or _is_supposed(head))
        if inner
        else head.lower_ in load_closed().interlocutors
    )


def _is_supposed(token: Token) -> bool:
    marks = load_cues().condition_marks
    return any(c.dep_ == "mark" and c.lower_ in marks for a in token.ancestors for c in a.children)


def _right_before(last: TokenQuote, quote: TokenQuote, number: dict[int, int]) -> bool:
    """Whether a quotation stands in the paragraph of the last words told, or opens the next after direct speech that ends it."""
    apart = number.get(quote.start, 0) - number.get(last.end - 1, -9)
    if apart != 1 or last.cue is None or last.speaker is None:
        return apart <= 0
    ends = max(b for _, b in ((last.start, last.end), last.cue, last.speaker, *last.parts))
    paragraph = number.get(last.end - 1)
    return last.direct and sum(number.get(i) == paragraph for i in range(ends, quote.start)) <= _LEFT_OVER


def _once(quotes: Iterable[TokenQuote]) -> list[TokenQuote]:
    """One attribution a cue and content; the one with a source where several say the same."""
    seen: dict[tuple[int, int, tuple[int, int] | None, bool], TokenQuote] = {}
    for quote in quotes:
        key = (quote.start, quote.end, quote.cue, quote.listed)
        if key not in seen or (seen[key].speaker is None and quote.speaker):
            seen[key] = quote
    sourced = {(q.start, q.end) for q in seen.values() if q.cue and q.speaker and q.listed}
    return [q for q in seen.values() if (q.cue and q.speaker) or (q.start, q.end) not in sourced]


def _with_speakers(quotes: list[TokenQuote], paragraphs: list[tuple[int, int]]) -> list[TokenQuote]:
    """A quotation without a cue is whose words came right before, in its paragraph or at the end of the last one."""
    number = {i: n for n, (a, b) in enumerate(paragraphs) for i in range(a, b)}
    told = sorted(((max(q.end, q.cue[1]), q) for q in quotes if q.cue and q.speaker), key=lambda t: t[0])
    out = []
    for quote in quotes:
        if quote.cue is None and quote.speaker is None:
            before = [q for end, q in told if end <= quote.start]
            near = before and _right_before(before[-1], quote, number)
            if near:
                quote = replace(quote, speaker=before[-1].speaker, speaker_head=before[-1].speaker_head)
            else:
                quote = replace(quote, listed=False)
        out.append(quote)
    return out
