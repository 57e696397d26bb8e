"""Time expressions, normalised to TIMEX3 and EDTF and never more precise than the text.

A small grammar of its own: patterns over the text give a kind and parts, a second pass (`kg.nlp.timex`) resolves what is
relative — to the publication date, or to another time in the text.  Values follow TimeML's TIMEX3 (ISO-TimeML, ISO 24617-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.lang.times import load as load_words
from kg.model import Span, TimeExpr
from kg.nlp import calendar, clauses, intervals, timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEAR = 300  # characters within which a day without a year is in the past year told of
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")  # where a sentence may end
_BESIDE = 40  # characters between a time of day and its day


def find(doc: Doc, published: str | None) -> list[TimeExpr]:
    """All time expressions of a document in text order.

    Args:
        doc: the text, with tags and dependencies where there are any (tense decides *on Monday*).
        published: the publication date, ISO, or None: then what hangs on it stays unknown.
    """
    text, lower, found = doc.text, _lower(doc.text), []
    taken = bytearray(len(text))
    for name, pattern in load_words().patterns.items():
        resolve = timex.RESOLVERS[name]
        for match in pattern.finditer(lower):
            start, end = _span(match)
            if text[start:end] in _names() and _is_somebody(doc, start, end):
                continue
            if end > start and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, match, resolve))
    resolved = list(_resolved(doc, sorted(found, key=lambda f: f[0]), published))
    return intervals.add(text, _clocks_on_their_day(text, resolved))


def _lower(text: str) -> str:
    """A text in lower case, each character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def _clocks_on_their_day(text: str, times: list[TimeExpr]) -> list[TimeExpr]:
    """Times of day that stand beside a day belong to it, not to the publication: *at 2:49 a.m. on Saturday*."""
    out = list(times)
    for n, t in enumerate(times):
        if t.type != "TIME" or not re.fullmatch(r".{10}T\d\d.*", t.value or ""):
            continue
        beside = [
            other
            for other in times[max(n - 2, 0) : n + 3]
            if re.match(r"\d{4}-\d\d-\d\d(?!T\d)", other.value or "") and _adjoin(text, t.span, other.span)
        ]
        if beside:
            near = min(beside, key=lambda o: max(o.span.start - t.span.end, t.span.start - o.span.end))
            day, anchor, rest = (near.value or "")[:10], near.anchor, (t.value or "")[10:]
            out[n] = replace(
                t, value=day + rest, edtf=calendar.edtf(day + rest), earliest=day, latest=day, anchor=anchor
            )
    return out


def _adjoin(text: str, a: Span, b: Span) -> bool:
    """Whether nothing but a few words without a verb's mark stands between two times of one phrase."""
    first, last = min(a.end, b.end), max(a.start, b.start)
    between = text[max(first - 3, 0) : last]  # with an “.m.” that may end the sentence
    return last - first <= _BESIDE and not re.search(r"[;\n]|:\s|(?<!\.m)[.!?]\s+[A-Z]|\.m\.\s+[A-Z][a-z]", between)


def _is_somebody(doc: Doc, start: int, end: int) -> bool:
    """Whether a month is a person's: the document names somebody called so, and no preposition of time stands before."""
    token = doc.char_span(start, end)
    if token is None or (token.start and doc[token.start - 1].lower_ in load_words().before_months):
        return False
    return any(t.text == token.text and t.i and doc[t.i - 1].ent_type_ == "PERSON" for t in doc)


def _span(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    if match.re.groups and match.group(1) == "" and match.start(1) > start:  # a marker before the expression
        start = match.start(1)
    text = match.string
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


def _resolved(
    doc: Doc, found: list[tuple[int, int, re.Match[str], timex.Resolver]], published: str | None
) -> Iterator[TimeExpr]:
    last: tuple[str, str] | None = None
    n = last_end = 0
    for start, end, match, resolve in found:
        past, future = _tense(doc, start)
        near = last[1] if last and start - last_end <= _NEAR else None
        beside = near is not None and len(_SENTENCE.findall(doc.text, last_end, start)) <= 2
        result = resolve(match, timex.Context(doc.text, published, last, past, future, near, beside))
        if result is None:
            continue
        kind, value, anchor = result
        n += 1
        bounds = calendar.bounds(value) if kind in ("DATE", "TIME") else None
        made = TimeExpr(
            f"t{n}",
            Span(start, end),
            kind,
            value,
            calendar.edtf(value) if kind in ("DATE", "TIME") else None,
            bounds[0] if bounds else None,
            bounds[1] if bounds else None,
            anchor,
        )
        if bounds and not _narrows_noun(doc, start, end):
            last, last_end = (made.id, value), end
        yield made


def _narrows_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether a time stands before the noun it tells apart, and is not what the text goes on from: *the August 2 resignation*."""
    span = doc.char_span(start, end)
    head = span.root if span is not None and doc.has_annotation("DEP") else None
    return head is not None and head.dep_ in ("compound", "nmod", "amod", "nummod") and head.head.i >= span.end


def _tense(doc: Doc, start: int) -> tuple[bool, bool]:
    """Whether the verb the expression depends on is past, and whether it is future."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return False, False
    node, until, direct = span[0], False, True
    for _ in range(8):
        until = until or node.lower_ in load_closed().terminative
        if node.pos_ in ("VERB", "AUX"):
            helpers = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            future = bool(helpers & load_closed().future)
            perfect = helpers & load_closed().infinitive and helpers & load_closed().perfect  # "to have won"
            future = (future and not perfect) or _looks_ahead(node, until) or (direct and _is_arranged(node))
            present = any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in node.lefts)  # "are held"
            past = (node.tag_ in ("VBD", "VBN") and not present) or bool(helpers & load_closed().past_or_perfect)
            return past and not future, future
        if node.head == node:
            break
        direct = direct and (node.pos_ == "ADP" or node.ent_type_ in ("DATE", "TIME"))  # not "a fire on Friday"
        node = node.head
    return False, False


def _is_arranged(verb: Token) -> bool:
    """Whether a present tells what is arranged, and not what goes on: *is flying to Oslo*, *the Test begins*; not *Etna opens fire*."""
    cues, word = load_cues(), verb.lemma_.lower()
    if not clauses.is_present(verb) or (verb.tag_ == "VBG" and word not in cues.arranged):
        return False
    begun = word in cues.timetabled and not any(c.dep_ == "dobj" for c in verb.children)
    return verb.tag_ == "VBG" or (verb.tag_ in ("VBZ", "VBP") and begun)


def _looks_ahead(verb: Token, until: bool) -> bool:
    """Whether a present speaks of what is to come: *are to travel*, *is set to land*, *is due in May*, *closed until May*."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not any(t.tag_ in ("VBZ", "VBP") for t in (verb, *helpers)):
        return False
    cues, word = load_cues(), verb.lemma_.lower()
    owed = {verb.lower_, *(c.lower_ for c in verb.children if c.dep_ in ("acomp", "oprd"))} & cues.owed
    owed = bool(owed) and not any(c.dep_ in ("dobj", "xcomp") for c in verb.children)
    if until or word in cues.scheduling or owed:
        return True
    ahead = word in load_closed().copula or word in cues.plan_verbs or word in cues.due
    return (
        ahead
        and word not in cues.factual_verbs
        and any(
            c.dep_ == "xcomp" and any(x.lower_ in load_closed().infinitive and x.dep_ == "aux" for x in c.children)
            for c in verb.children
        )
    )


@cache
def _names() -> frozenset[str]:
    """Months that persons are named like, as a name is written."""
    return frozenset(m.capitalize() for m in load_words().given_names)
