"""Sources in a phrase: *according to X* and *per X*, before, after or within what they speak for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.nlp.quotes.cues import span_of
from kg.nlp.quotes.sheet import Sheet, Span
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def read(sheet: Sheet) -> Iterator[TokenQuote]:
    """Attributions by a phrase, in text order."""
    doc = sheet.doc
    for token in doc:
        cue, source = _cue(sheet, token)
        if cue is None or source is None:
            continue
        around = next(((a, b) for a, b in sheet.marked if a <= token.i < b), None)
        if around is not None and source.pos_ != "PROPN":
            continue  # within direct speech, only whom one can ask
        speaker, head = span_of([source, *(c for c in source.conjuncts if c.i > source.i)], cue)
        if speaker is None:
            continue
        speaker = _without_subject(doc, cue, speaker)
        spans = _spoken_for(sheet, cue, speaker, around)
        if spans:
            (start, end), *rest = spans
            yield TokenQuote(start, end, cue, speaker, head, sheet.is_marked((start, end)), "says", tuple(rest))


def _cue(sheet: Sheet, token: Token) -> tuple[Span | None, Token | None]:
    doc, lower, closed = token.doc, token.lower_, load_closed()
    if lower in closed.source_heads and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in closed.allative:
        near = (*doc[token.i + 1].children, *token.children)
        return (token.i, token.i + 2), next((c for c in near if c.dep_ == "pobj"), None)
    if (
        lower in closed.distributive
        and token.pos_ == "ADP"
        and (token.is_sent_start or (token.i and doc[token.i - 1].text == ","))
    ):
        return (token.i, token.i + 1), next((c for c in token.children if c.dep_ == "pobj"), None)
    if (
        lower in closed.agentive
        and token.pos_ == "ADP"
        and (token.is_sent_start or token.nbor(-1).dep_ in ("cc", "mark"))
    ):
        source = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_.lower() in sheet.words.told_by), None)
        if source is not None and doc[source.right_edge.i + 1 : source.right_edge.i + 2].text == ",":
            return (token.i, token.i + 1), source
    return None, None


def _without_subject(doc: Doc, cue: Span, speaker: Span) -> Span:
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


def _opens_clause(doc: Doc, cue: Span, speaker: Span) -> bool:
    """Whether the phrase stands behind a conjunction, before the clause it speaks for: *and according to Ann it sank*."""
    verb = doc[cue[0]].head
    joined = doc[cue[0] - 1].dep_ in ("cc", "mark") and verb.pos_ in ("VERB", "AUX") and verb.i >= speaker[1]
    return joined and any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i >= speaker[1] for c in verb.lefts)


def _relative(doc: Doc, before: Span, speaker: Span) -> int | None:
    """Where the relative clause begins that alone is spoken for: *women, who make up half of it, according to Ann, serve*."""
    comma = max((i for i in range(*before) if doc[i].text == ","), default=None)
    if comma is None or comma + 1 >= before[1] or doc[comma + 1].tag_ not in ("WP", "WDT"):
        return None
    behind = doc[speaker[1] : speaker[1] + 2]
    closed = len(behind) == 2 and behind[0].text == "," and behind[1].tag_ in ("VBD", "VBZ", "VBP", "MD")
    return comma + 1 if closed else None


def _within_relative(doc: Doc, cue: Span, speaker: Span) -> Span | None:
    """The rest of a relative clause in which the phrase stands right behind the pronoun: *who according to Ann sank it*."""
    verb, k = doc[cue[0]].head, cue[0] - 1
    k -= k > 0 and doc[k].text == ","
    inside = k >= 0 and doc[k].tag_ in ("WP", "WDT") and verb.dep_ == "relcl" and verb.i >= speaker[1]
    return (speaker[1], verb.right_edge.i + 1) if inside else None


def _spoken_for(sheet: Sheet, cue: Span, speaker: Span, around: Span | None) -> list[Span]:
    """The content: the sentence around the phrase, or the quotation right before it."""
    doc = sheet.doc
    sentence = doc[cue[0]].sent
    first = next((t.i for t in sentence if not t.is_space and t.text not in '(“"'), sentence.start)
    start, end = sentence.start, sentence.end
    if around is not None:
        start, end = max(start, around[0] + 1), min(end, around[1] - 1)
        sheet = Sheet(doc, sheet.words, [])
    after = sheet.stretch(speaker[1], max(end, speaker[1]))
    if cue[0] - first <= 1:
        return [after] if after[1] > after[0] else []
    before = sheet.bare(start, cue[0])
    if (rest := _within_relative(doc, cue, speaker)) is not None:
        return [sheet.stretch(*rest)]
    if (inner := _relative(doc, before, speaker)) is not None:
        return [sheet.stretch(inner, before[1])]
    if _opens_clause(doc, cue, speaker):
        return [after] if after[1] > after[0] else []
    within = any(before[0] <= a and b >= before[1] > a for a, b in sheet.marked)
    previous = [s for s in sheet.marked if s[1] <= cue[0] and sheet.bare(s[1], cue[0])[0] >= cue[0]]
    before = previous[-1] if previous and not within else sheet.stretch(*before)
    if before[1] <= before[0]:
        return [after] if after[1] > after[0] else []
    goes_on = after[1] - after[0] > 1 and doc[speaker[1]].text == ","
    return [before, after] if goes_on else [before]
