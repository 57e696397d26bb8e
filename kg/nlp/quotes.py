"""Quotations and reported speech: content, cue, source.

Direct speech is found by its marks and the cue beside them, indirect speech by attributing words and what they govern,
after the attribution conventions of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018): content with its marks and
a leading *that*, the source's whole noun phrase, the cue's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.lang.attribution import load as load_words
from kg.nlp import quote_marks
from kg.nlp.quote_contents import Reader, bare, closed
from kg.nlp.quote_cues import span_of
from kg.nlp.quote_direct import Direct
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "they", "he", "she", "it", "who"})


def find(doc: Doc) -> list[TokenQuote]:
    """All attributions in text order; one may lie in another."""
    words = load_words()
    paragraphs = quote_marks.paragraphs(doc)
    marked = quote_marks.find(doc, paragraphs)
    direct = Direct(doc, words, paragraphs, marked)
    out = direct.read()
    reader = Reader(doc, words, marked)
    spoken = {i for q in out for a, b in ((q.start, q.end), *q.parts) for i in range(a, b)}
    for token in doc:
        if token.i in direct.cue_words:
            continue
        inner = token.i in spoken
        out += [q for q in reader.read(token) if not inner or _names_somebody(doc, q)]
    out += _according(doc, marked, out)
    return sorted(_once(out), key=lambda q: (q.start, -q.end, q.cue or (0, 0)))


def _names_somebody(doc: Doc, quote: TokenQuote) -> bool:
    """Within direct speech, what the speaker or a mere pronoun says or thinks is no attribution of its own."""
    if quote.speaker_head is None or quote.speaker is None:
        return False
    return doc[quote.speaker_head].pos_ != "PRON"


def _once(quotes: Iterable[TokenQuote]) -> list[TokenQuote]:
    """One attribution a cue and content; the one with a source where several say the same."""
    seen: dict[tuple[int, int, tuple[int, int] | None], TokenQuote] = {}
    for quote in quotes:
        key = (quote.start, quote.end, quote.cue)
        if key not in seen or (seen[key].speaker is None and quote.speaker):
            seen[key] = quote
    cued = {(q.start, q.end) for q in seen.values() if q.cue}
    return [q for q in seen.values() if q.cue or (q.start, q.end) not in cued]


def _according(doc: Doc, marked: list[tuple[int, int]], known: list[TokenQuote]) -> Iterator[TokenQuote]:
    """*according to X* and *per X*: before, after or within the sentence they speak for."""
    for token in doc:
        cue, source = _phrase_cue(token)
        if cue is None or source is None:
            continue
        if source.pos_ != "PROPN" and any(a <= token.i < b for a, b in marked):
            continue
        speaker, head = span_of([source, *(c for c in source.conjuncts if c.i > source.i)], cue)
        if speaker is None:
            continue
        speaker = _without_subject(doc, cue, speaker)
        for start, end, *rest in _spoken_for(doc, marked, cue, speaker):
            stance = "says"
            yield TokenQuote(start, end, cue, speaker, head, _is_marked(marked, start, end), stance, tuple(rest))


def _without_subject(doc: Doc, cue: tuple[int, int], speaker: tuple[int, int]) -> tuple[int, int]:
    """*According to Ann, Acme, which …, has*: what the parser takes for an apposition is the sentence's subject."""
    sentence = doc[cue[0]].sent
    root = sentence.root
    comma = next((i for i in range(*speaker) if doc[i].text == ","), None)
    if comma is None or cue[0] > sentence.start + 1 or root.i < speaker[1]:
        return speaker
    other = doc[comma + 1 : speaker[1]]
    if len(other) and other[0].ent_type_ and doc[speaker[0]].ent_type_ and any(t.dep_ == "relcl" for t in other):
        return speaker[0], comma
    free = any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") and c.i >= speaker[1] for c in root.lefts)
    return speaker if free else (speaker[0], comma)


def _phrase_cue(token: Token) -> tuple[tuple[int, int] | None, Token | None]:
    doc, lower = token.doc, token.lower_
    if lower == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        near = (*doc[token.i + 1].children, *token.children)
        return (token.i, token.i + 2), next((c for c in near if c.dep_ == "pobj"), None)
    if lower == "per" and token.pos_ == "ADP" and (token.is_sent_start or (token.i and doc[token.i - 1].text == ",")):
        source = next((c for c in token.children if c.dep_ == "pobj"), None)
        return (token.i, token.i + 1), source
    return None, None


def _is_marked(marked: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a == start and b == end for a, b in marked)


def _spoken_for(
    doc: Doc, marked: list[tuple[int, int]], cue: tuple[int, int], speaker: tuple[int, int]
) -> Iterator[tuple]:
    """The content of *according to*: the sentence around it, or the quotation right before it."""
    sentence = doc[cue[0]].sent
    first = next((t.i for t in sentence if not t.is_space and t.text not in '(“"'), sentence.start)
    around = next(((a, b) for a, b in marked if a <= cue[0] < b), None)
    if around is not None:
        start, end = max(sentence.start, around[0] + 1), min(sentence.end, around[1] - 1)
        marked = []
    else:
        start, end = sentence.start, sentence.end
    after = closed(doc, marked, bare(doc, speaker[1], end))
    if cue[0] <= first + 1 and cue[0] - first <= 1:
        if after[1] > after[0]:
            yield after
        return
    before = bare(doc, start, cue[0])
    quotes = [s for s in marked if before[0] <= s[0] and s[1] >= before[1] > s[0]]
    previous = [s for s in marked if s[1] <= cue[0] and bare(doc, s[1], cue[0])[0] >= cue[0]]
    if previous and not quotes:
        before = previous[-1]
    before = closed(doc, marked, before)
    if before[1] <= before[0]:
        if after[1] > after[0]:
            yield after
    elif after[1] - after[0] > 1 and doc[speaker[1]].text == ",":
        yield (*before, after)
    else:
        yield before
