"""Quotations and reported speech: content, cue, source.

Direct speech is found by its marks, indirect speech by reporting verbs and their clauses, after the attribution
conventions of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018): content with its marks and a leading *that*,
the source's whole noun phrase, the cue's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lang.cues import Cues
from kg.lang.cues import load as load_cues
from kg.nlp.grammar import agents, subjects
from kg.nlp.mentions import noun_phrase, relative_antecedent
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN, _CLOSE, _EITHER = "“«„", "”»", '"`'
_LONGEST = 400  # tokens of one direct quotation


def find(doc: Doc) -> list[TokenQuote]:
    """All attributions in text order; direct ones carry their marks."""
    cues = load_cues()
    marked = list(_marked(doc))
    out = [_direct(doc, span, cues) for span in marked]
    _continue_speakers(doc, out)
    inside = {i for start, end in marked for i in range(start, end)}
    out += [q for t in doc if t.i not in inside for q in _reported(t, cues, marked)]
    out += list(_according_to(doc))
    seen: dict[tuple[int, int], TokenQuote] = {}
    for quote in out:
        if quote is None:
            continue
        key = (quote.start, quote.end)
        if key not in seen or (seen[key].speaker is None and quote.speaker):
            seen[key] = quote
    return sorted(seen.values(), key=lambda q: (q.start, -q.end))


def _marked(doc: Doc) -> Iterator[tuple[int, int]]:
    """Stretches between quotation marks, marks included; a straight mark opens or closes by the blanks around it."""
    start: int | None = None
    for token in doc:
        text = token.text
        opens = text in _OPEN or (text in _EITHER and start is None)
        closes = text in _CLOSE or (text in _EITHER and start is not None)
        if text in ("``", "''"):
            opens, closes = text == "``", text == "''"
        if opens and start is None:
            start = token.i
        elif closes and start is not None:
            if 1 < token.i - start < _LONGEST:
                yield start, token.i + 1
            start = None
        elif start is not None and (token.i - start > _LONGEST or "\n\n" in text):
            start = None


def _direct(doc: Doc, span: tuple[int, int], cues: Cues) -> TokenQuote | None:
    """A stretch in marks with its cue and speaker; None for a name or scare quote that nobody is said to have said."""
    start, end = span
    words = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    if not words:
        return None
    verb = _cue_of(doc, start, end, cues)
    clause = any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
    if verb is None:
        return TokenQuote(start, end, None, None, None, True) if clause and len(words) > 4 else None
    source = _source(verb)
    whole = (clause and len(words) > 3) or doc[start - 1].text in (",", ":") if start else clause
    if not whole:
        return None  # a fragment inside somebody's reported words: the clause around it is the content
    return TokenQuote(
        start, end, _cue_span(verb), *_phrase(source), True, cues.reporting.get(verb.lemma_.lower(), "says")
    )


def _cue_of(doc: Doc, start: int, end: int, cues: Cues) -> Token | None:
    """The reporting verb a quotation hangs on: above its root, or in the words right before and after it."""
    root = doc[start + 1 : end - 1].root if end - start > 2 else doc[start]
    node = root
    for _ in range(4):
        if node.i not in range(start, end) and node.pos_ == "VERB" and node.lemma_.lower() in cues.reporting:
            return node
        if node.head is node:
            break
        node = node.head
    for child in root.children:
        if (
            child.i not in range(start, end)
            and child.dep_ in ("parataxis", "ccomp", "advcl", "conj")
            and child.lemma_.lower() in cues.reporting
        ):
            return child
    around = [*range(end, min(end + 8, len(doc))), *range(start - 1, max(start - 7, -1), -1)]
    for i in around:
        if "\n" in doc[i].text or (doc[i].text in ".!?" and i < start):
            if i >= end:
                continue
            break
        if (
            doc[i].pos_ == "VERB"
            and doc[i].lemma_.lower() in cues.reporting
            and not (i >= end and doc[i].sent.start >= end and doc[i].i - end > 6)
        ):
            return doc[i]
    return None


def _source(verb: Token) -> Token | None:
    found = agents(verb) or [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not found and verb.dep_ in ("pcomp", "advcl", "conj", "xcomp", "acl"):
        found = subjects(verb)
    return found[0] if found else None


def _phrase(source: Token | None) -> tuple[tuple[int, int] | None, int | None]:
    if source is None:
        return None, None
    antecedent = relative_antecedent(source)
    source = antecedent or source
    if source.pos_ == "PRON":
        return (source.i, source.i + 1), source.i
    start, end = noun_phrase(source)
    return (start, end), source.i


def _cue_span(verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation and particle, as one stretch."""
    start = end = verb.i
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg") and child.i == start - 1:
            start = child.i
        elif child.dep_ in ("prt",) and child.i == end + 1:
            end = child.i
    for i in range(verb.i - 1, max(verb.i - 4, -1), -1):
        if verb.doc[i].head.i == verb.i and verb.doc[i].dep_ in ("aux", "auxpass", "neg"):
            start = i
        elif verb.doc[i].dep_ != "advmod":
            break
    return start, end + 1


def _continue_speakers(doc: Doc, quotes: list[TokenQuote | None]) -> None:
    """A quotation without a cue that follows another in the same paragraph goes on with its speaker."""
    last: TokenQuote | None = None
    for n, quote in enumerate(quotes):
        if quote is None:
            continue
        if quote.speaker is None and last and last.speaker and quote.cue is None:
            between = doc[last.end : quote.start].text
            if "\n\n" not in between and len(between.split()) < 25:
                quotes[n] = quote = TokenQuote(
                    quote.start, quote.end, None, last.speaker, last.speaker_head, True, last.stance
                )
        if quote.speaker:
            last = quote


def _reported(verb: Token, cues: Cues, marked: list[tuple[int, int]]) -> Iterator[TokenQuote]:
    """Indirect speech: the clause of a reporting verb or noun."""
    word = verb.lemma_.lower()
    stance = cues.reporting.get(word)
    if verb.pos_ == "NOUN" and word in cues.attributing_nouns:
        for clause in (
            c
            for c in verb.children
            if c.dep_ in ("acl", "ccomp") and any(x.lower_ == "that" and x.dep_ == "mark" for x in c.children)
        ):
            owner = next((c for c in verb.children if c.dep_ == "poss"), None)
            start, end = _clause(clause)
            yield TokenQuote(
                start,
                end,
                (verb.i, verb.i + 1),
                *_phrase(owner),
                False,
                "notion" if word in cues.unreal_nouns else "says",
            )
        return
    if stance is None or verb.pos_ != "VERB":
        return
    contents = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and stance in ("believes", "denies") and c.pos_ in ("VERB", "AUX"))
    ]
    if not contents:
        fragments = [
            s for s in marked if any(t.head.i == verb.i or t.head.head.i == verb.i for t in verb.doc[s[0] : s[1]])
        ]
        objects = [
            c
            for c in verb.children
            if c.dep_ == "dobj" and stance in ("judges", "denies", "says", "believes") and c.pos_ in ("NOUN", "PROPN")
        ]
        contents = objects if fragments or stance in ("judges", "denies") else []
    source = _source(verb)
    if source is not None and source.i in {c.i for c in contents}:
        return
    for content in contents:
        start, end = _clause(content)
        if any(s[0] <= start and end <= s[1] + 1 for s in marked):
            continue
        if start <= verb.i < end:
            start, end = (verb.i + 1, end) if content.i > verb.i else (start, verb.i)
        if end > start:
            yield TokenQuote(start, end, _cue_span(verb), *_phrase(source), False, stance)


def _clause(head: Token) -> tuple[int, int]:
    """A clause's whole stretch, coordinated clauses in, the sentence's full stop out."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    while start < end and (doc[start].is_space or doc[start].text in (",", ":")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (".", ",", ";", "!", "?")):
        end -= 1
    return start, end


def _according_to(doc: Doc) -> Iterator[TokenQuote]:
    for token in doc:
        if token.lower_ != "according" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
            continue
        source = next((c for c in (*doc[token.i + 1].children, *token.children) if c.dep_ == "pobj"), None)
        if source is None:
            continue
        phrase, head = _phrase(source)
        whole = phrase[1] if phrase else source.i + 1
        sentence = token.sent
        if token.i <= sentence.start + 1:
            start, end = whole, sentence.end
        else:
            start, end = sentence.start, token.i
        start, end = _trim(doc, start, end)
        if end > start:
            yield TokenQuote(start, end, (token.i, token.i + 2), phrase, head, False)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].is_space or doc[start].text in (",", ":", "-", "–", "—")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (".", ",", ";", "!", "?")):
        end -= 1
    return start, end
