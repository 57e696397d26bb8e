"""Clauses as content: *said that …*, *…, he said, …*, *wants to …*, *As he put it, …*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp.clauses import is_infinitive
from kg.nlp.quotes import cues
from kg.nlp.quotes.sheet import OUTER, Found, Sheet, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass")
_FAR = 14  # tokens between a verb and a *that* the parser hangs elsewhere


def clause(sheet: Sheet, verb: Token, lemma: str, cue: Span) -> Found | None:
    """The clause a verb governs, after, before or around it."""
    stance = sheet.words.clause.get(lemma) or sheet.words.infinitive.get(lemma)
    if stance is None:
        return None
    found = [c for c in verb.children if c.dep_ == "ccomp" and not is_small(c)]
    after = [c for c in found if c.i > verb.i]
    if after:
        return _after(sheet, verb, lemma, cue, after)
    if lemma not in sheet.words.clause:
        return None
    if (bare := _bare(sheet, verb)) is not None:
        return Found((bare,), stance)
    if lemma in sheet.words.observing:
        return _that(sheet, verb, cue, stance)
    if found:
        around = _around(sheet, verb, cue, found[0])
        if _set_off(sheet, around[0]):
            return Found(around, stance)
    return _inserted(sheet, verb, cue, stance) or _as_said(sheet, verb, stance) or _that(sheet, verb, cue, stance)


def _bare(sheet: Sheet, verb: Token) -> Span | None:
    """A clause without *that* whose subject the parser took for an object: *maintained the inquiry is under way*."""
    subject = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    head = next((c for c in verb.rights if c.dep_ == "conj"), None)
    if subject is None or head is None or subject.right_edge.i + 1 != head.left_edge.i:
        return None
    first = sheet.doc[head.left_edge.i]
    joined = any(c.dep_ == "cc" for c in verb.rights) or any(c.dep_ in _SUBJECTS for c in head.lefts)
    if joined or first.tag_ not in (*_FINITE, "MD"):
        return None
    return sheet.stretch(subject.left_edge.i, _end(sheet, head))


def is_small(head: Token) -> bool:
    """A clause without a verb of its own: *called [the plan risky]*."""
    return head.pos_ not in ("VERB", "AUX")


def _after(sheet: Sheet, verb: Token, lemma: str, cue: Span, after: list[Token]) -> Found | None:
    first = after[0]
    stance = sheet.words.clause.get(lemma) or sheet.words.infinitive[lemma]
    if is_infinitive(first):
        if lemma not in sheet.words.infinitive:
            return None
        stance = sheet.words.infinitive[lemma]
    elif lemma not in sheet.words.clause:
        return None  # "this means that …"
    end = max(_end(sheet, c) for c in after)
    body = sheet.stretch(*_later(sheet, verb, max(first.left_edge.i, cue[1]), end))
    before = _before(sheet, verb, cue, first)
    return Found((before, body) if before else (body,), stance)


def _end(sheet: Sheet, head: Token) -> int:
    """The right edge of a clause, without what the parser coordinates with it but is an attribution of its own."""
    end = head.right_edge.i + 1
    for child in head.rights:
        if child.pos_ not in ("VERB", "AUX") or child.dep_ not in ("conj", "advcl"):
            continue
        has_subject = any(c.dep_ in _SUBJECTS for c in child.lefts)
        lemma = child.lemma_.lower()
        speaks = lemma in sheet.words.clause and any(c.dep_ == "ccomp" for c in child.rights)
        own = speaks and has_subject and _joint(sheet, head, child) is not None
        if own or cues.resumed(child) or (is_infinitive(head) and child.dep_ == "conj" and child.tag_ in _FINITE):
            return _joint(sheet, head, child) or child.left_edge.i
    return end


def _joint(sheet: Sheet, head: Token, child: Token) -> int | None:
    """Where the conjunction stands that joins a clause to the one before: *and*, *while*, *although*."""
    if child.dep_ == "conj":
        joint = [c.i for c in head.rights if c.dep_ == "cc" and c.i < child.i]
        return max(joint) if joint else child.left_edge.i
    left = child.left_edge
    return left.i if left.dep_ == "mark" and left.lower_ in load_closed().contrastive else None


def _later(sheet: Sheet, verb: Token, start: int, end: int) -> Span:
    """A clause's stretch with what the parser hung on the cue instead: no comma before, no time of the saying."""
    for child in verb.rights:
        left = child.left_edge.i
        if left < end or child.dep_ not in ("prep", "advcl", "conj", "ccomp", "advmod", "acl", "npadvmod"):
            continue
        if any(not t.is_space for t in sheet.doc[end:left]):
            break
        if child.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in child.lefts):
            break
        end = _end(sheet, child)
    return start, end


def _before(sheet: Sheet, verb: Token, cue: Span, first: Token) -> Span | None:
    """What of a clause stands before *X, he said, Y*: its subject or an adverbial, set off by a comma."""
    left, edge = first.left_edge.i, _left_of_subject(verb, cue)
    if left >= edge or sheet.doc[edge - 1].text not in OUTER:
        return None
    return sheet.bare(left, edge)


def _left_of_subject(verb: Token, cue: Span) -> int:
    starts = [span[0] for c in verb.children if c.dep_ == "nsubj" and (span := cues.span_of([c], cue)[0])]
    return min([cue[0], *starts])


def _around(sheet: Sheet, verb: Token, cue: Span, head: Token) -> tuple[Span, ...]:
    """Content before its cue, *X, he said*, with what goes on after it: *X, he said, Y*."""
    first, last = cue
    for child in verb.children:
        if child.dep_ in ("nsubj", "dative", "dobj", "agent", "npadvmod", "prt") or (
            child.dep_ in ("prep", "advmod") and child.i > verb.i
        ):
            a, b = child.left_edge.i, child.right_edge.i + 1
            if a >= head.left_edge.i and not a <= head.i < b:
                first, last = min(first, a), max(last, b)
    spans = [sheet.stretch(head.left_edge.i, first)]
    rest = sheet.stretch(last, max(last, head.right_edge.i + 1))
    return (*spans, rest) if rest[1] > rest[0] else tuple(spans)


def _set_off(sheet: Sheet, span: Span) -> bool:
    """Whether a mark stands after a stretch, or a quotation ends with it."""
    mark = next((t for t in sheet.doc[span[1] : span[1] + 2] if not t.is_space), None)
    if span[1] <= span[0] or mark is None or any(i in sheet.used for i in range(*span)):
        return False
    return mark.text in (",", "—", "–", "--") or sheet.doc[span[1] - 1].is_punct


def _inserted(sheet: Sheet, verb: Token, cue: Span, stance: str) -> Found | None:
    """*X, officials said, Y* and *X, officials said* where the parser hangs the cue on the content."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ not in _FINITE or verb.dep_ in ("relcl", "advcl", "acl", "pcomp"):
        return None
    doc, sentence = sheet.doc, verb.sent
    start = min(subject.left_edge.i, cue[0])
    end = max(cue[1], subject.right_edge.i + 1)
    for child in verb.rights:
        if child.dep_ in ("npadvmod", "prep", "dobj", "dative", "advmod") and child.left_edge.i == end:
            end = child.right_edge.i + 1
    if start <= sentence.start or doc[start - 1].text != "," or subject.lower_ in load_closed().of_subjects:
        return None
    rest = sheet.stretch(end, sentence.end)
    if rest[1] > rest[0] and doc[end].text != ",":
        return None
    before = sheet.stretch(sentence.start, start)
    interrupts = rest[1] > rest[0] and verb.head.i >= rest[0] and verb.head.i != verb.i
    if not interrupts and not any(t.tag_ in _FINITE or t.tag_ == "MD" for t in doc[before[0] : before[1]]):
        return None
    if any(c.dep_ == "dobj" for c in verb.rights) and verb.lemma_ not in load_lexicon().telling:
        return None
    return Found((before, rest) if rest[1] > rest[0] else (before,), stance)


def _as_said(sheet: Sheet, verb: Token, stance: str) -> Found | None:
    """*As Ann put it, X*; *X, as Ann has noted*."""
    if verb.dep_ != "advcl" or not any(
        c.dep_ in ("mark", "advmod") and c.lower_ in load_closed().comparative for c in verb.lefts
    ):
        return None
    if not any(c.dep_ in _SUBJECTS for c in verb.lefts) or verb.head.pos_ not in ("VERB", "AUX"):
        return None
    start, end, sentence = verb.left_edge.i, verb.right_edge.i + 1, verb.sent
    if start <= sentence.start + 1:
        return Found((sheet.stretch(end, sentence.end),), stance)
    if sheet.doc[start - 1].text != ",":
        return None
    before, rest = sheet.stretch(sentence.start, start), sheet.stretch(end, sentence.end)
    return Found((before, rest) if rest[1] - rest[0] > 1 else (before,), stance)


def _that(sheet: Sheet, verb: Token, cue: Span, stance: str) -> Found | None:
    """A clause with *that* which the parser hangs elsewhere: *told Congress in a letter that …*."""
    sentence = verb.sent
    for i in range(cue[1], min(cue[1] + _FAR, sentence.end)):
        token = sheet.doc[i]
        if (
            token.lower_ in load_closed().complementizer
            and token.pos_ in ("SCONJ", "PRON")
            and token.tag_ in ("IN", "WDT")
        ):
            if i > cue[1] and token.dep_ == "nsubj":
                return None  # a relative pronoun
            head = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX") and a.i > i), None)
            if head is None or verb not in head.ancestors:
                return None
            return Found((sheet.stretch(i, _end(sheet, head)),), stance)
        if (token.tag_ in _FINITE and i > verb.i) or token.text in (";", '"', "“", ":"):
            return None
    return None


def infinitive(sheet: Sheet, verb: Token, lemma: str, cue: Span) -> Found | None:
    """*wants to leave*, *urged them to leave*: the infinitive with its subject."""
    stance = sheet.words.infinitive.get(lemma)
    if stance == "asks" and any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.lefts):
        return None
    for child in verb.rights if stance else ():
        if child.dep_ not in ("xcomp", "advcl") or not is_infinitive(child):
            continue
        between = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i]
        if child.dep_ == "advcl" and not (between and stance == "asks"):
            continue
        start = min([child.left_edge.i, *(c.left_edge.i for c in between)])
        return Found((sheet.stretch(max(start, cue[1]), _end(sheet, child)),), stance)
    return None
