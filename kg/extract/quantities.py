"""Numbers with what they count, as a value in words: *361 kilograms*, *16 % of the members*, *six for 59*, *18-fold*.

In: the head of a phrase, or a trigger.  Out: the value and the tokens it was read from, or None; a range is no value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import numbers
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.lang.numbers import load as load_numbers
from kg.model import Value
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

Read = tuple[Value, tuple[int, int]]
DATED = frozenset({"DATE", "TIME", "ORDINAL"})
_DASHED = re.compile(r"\d\s*[-–]\s*$")
_NO_QUANTITIES = DATED | {"MONEY"}
_EACH_AWAY = 9  # tokens behind a quantity within which *a day* stands
_FOLD_AWAY = 4  # tokens behind a verb within which *18-fold* stands


def stretch(token: Token) -> tuple[int, int]:
    """The tokens of a phrase up to what is hung on it by a clause or another preposition than *per*."""
    end = token.i + 1
    for c in token.rights:
        if c.dep_ == "prep" and c.lower_ not in load_closed().distributive:
            break
        if c.dep_ in ("relcl", "acl", "appos", "punct", "cc", "conj", "advcl"):
            break
        end = c.right_edge.i + 1
    return token.left_edge.i, end


def share(token: Token) -> Read | None:
    """A percentage, or points: *6.2 %*, *25 basis points*."""
    start, end = stretch(token)
    doc = token.doc
    following = doc[end : end + 2].text if end < len(doc) else ""
    if " " in following and following.casefold() in load_numbers().hundredths:
        end += 2  # the parser lost the unit
    span = doc[start:end]
    found = load_numbers().share.search(span.text)
    if (
        found is None
        or any(t.ent_type_ in DATED for t in span)
        or load_numbers().range_before.search(span.text[: found.start()])
    ):
        return None
    if _DASHED.search(doc[max(start - 2, 0) : start].text):
        return None  # "0 – 1%", of which the parser made two
    words = found["number"].casefold().replace("-", " ").split()
    number = numbers.parse([load_numbers().one if w in load_closed().indefinite else w for w in words])
    unit = " ".join(found["unit"].casefold().replace("-", " ").split())
    if number is None or (unit.startswith(load_numbers().point) and token.dep_ == "compound"):
        return None
    unit = "%" if unit in load_numbers().hundredths else unit
    vague = numbers.is_hedged(doc[max(0, start - 2) : end])
    return Value(f"{number:f}".rstrip("0").rstrip(".") + f" {unit}", approximate=vague), (start, end)


def extent(token: Token) -> Read | None:
    """A measure or a share of something: *361 kilograms*, *70 % of the market*; no time and no sum."""
    if token.dep_ == "conj" or any(c.dep_ in ("cc", "conj") for c in token.rights):
        return None
    if token.text[-1:] == "%" or {token.lower_, f"per {token.lower_}"} & load_numbers().hundredths:
        return _with_whole(token, *read) if (read := share(token)) is not None else None
    units = load_numbers().units
    count = numbers.counted(token) if {token.lower_, grammar.lemma(token)} & units and not _is_away(token) else None
    if count is None:
        return None
    value, (start, end) = count
    first = next((t.i for t in token.doc[start:end] if t.like_num), start)
    before = token.doc[token.left_edge.i : first]
    if any(t.pos_ in ("NOUN", "PROPN") for t in before):
        return None  # "placed Humberto 785 miles west"
    if any(t.ent_type_ in _NO_QUANTITIES for t in token.doc[first:end]) or _is_range(token, first, end):
        return None
    end = _with_each(token, end)
    if end == token.i + 1 and _is_each(token):
        return None
    return replace(value, literal=token.doc[first:end].text, datatype="xsd:string"), (start, end)


def _with_whole(token: Token, value: Value, span: tuple[int, int]) -> Read:
    """A share with what it is of, where that is told in few words."""
    start, end = span
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in load_numbers().parts and c.i == end), None)
    whole = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if of is None or whole is None or whole.pos_ == "PRON":
        return value, span
    last = whole.i + 1
    return replace(value, literal=f"{value.literal} {token.doc[of.i : last].text}"), (start, last)


def _is_range(token: Token, first: int, end: int) -> bool:
    """Whether a number is the end of a range: *between 3 and 4 metres*, *10-12 kg*."""
    doc = token.doc
    number = [t for t in doc[first:end] if t.like_num]
    between = any(t.lower_ in load_numbers().ranging for t in doc[max(first - 1, 0) : end])
    joined = any(t.dep_ == "cc" or t.lower_ in load_numbers().between for t in doc[first:end])
    return (
        between
        or (joined and len(number) > 1)
        or load_numbers().range_before.search(doc[max(first - 2, 0) : first].text) is not None
    )


def _is_away(token: Token) -> bool:
    """Whether a measure tells how far off something is: *landed 12 miles from Lyon*."""
    doc, k = token.doc, token.i + 1
    if doc[k : k + 1].text == "(":  # "12 miles (19 km) north of Lyon"
        k = next((t.i + 1 for t in doc[k : token.sent.end] if t.text == ")"), k)
    return doc[k : k + 1].text.casefold() in load_numbers().away


def _with_each(token: Token, end: int) -> int:
    """Where a quantity ends with what it is for each of: *4.5 per 100,000 people*, *60 km a day*."""
    doc, words = token.doc, load_lexicon().apiece
    if end + 1 >= len(doc) or doc[end].lower_ not in words:
        return end
    inside = [c for c in doc[end].rights if c.dep_ == "pobj"]
    if inside:
        return inside[0].i + 1
    spell = grammar.lemma(doc[end + 1]) in load_lexicon().spells
    return end + 2 if spell else end


def _is_each(token: Token) -> bool:
    """Whether a quantity is told of each day or year, with what it is of between: *480 tonnes of waste a day*."""
    doc, lexicon = token.doc, load_lexicon()
    for t in doc[token.i + 1 : min(token.i + _EACH_AWAY, token.sent.end - 1)]:
        if t.pos_ in ("VERB", "AUX", "PUNCT"):
            return False
        if t.lower_ in lexicon.apiece and grammar.lemma(doc[t.i + 1]) in lexicon.spells:
            return True
    return False


def figure(token: Token) -> Read | None:
    """A number by itself: *118*, *six for 59*, *312 and 204*; none of a date or sum, and not *one of them*."""
    words, doc = load_numbers(), token.doc
    if token.tag_ != "CD" or token.ent_type_ in ("MONEY", "PERCENT", *DATED) or token.lower_ == words.one:
        return None
    before = [t for t in doc[token.left_edge.i : token.i] if t.pos_ not in ("DET", "ADJ")]
    if any(not (t.like_num or numbers.is_vague(t.lower_) or t.lower_ in words.between) for t in before):
        return None
    first, end = next((t.i for t in before if t.like_num), token.i), token.i + 1
    while end + 1 < len(doc) and doc[end].lower_ in words.joints and doc[end + 1].like_num:
        end += 2
    following = doc[end] if end < len(doc) else None
    if following is not None and (
        following.head == token and following.lower_ in (*load_closed().genitive, *words.between)
    ):
        return None
    if following is not None and (following.text in ("-", "–", "/", "%") or following.pos_ in ("NOUN", "PROPN")):
        return None
    if any(t.lower_ in words.ranging for t in doc[max(first - 1, 0) : end]) or not any(
        c.isdigit() for c in doc[first:end].text
    ):
        return None
    end = _with_each(token, end)
    return Value(doc[first:end].text, "xsd:string", any(numbers.is_vague(t.lower_) for t in before)), (first, end)


def fold(trigger: Token) -> Read | None:
    """How many times as much something became: *increased 18-fold*, *rose tenfold*."""
    doc = trigger.doc
    for t in doc[trigger.i + 1 : min(trigger.i + _FOLD_AWAY, trigger.sent.end)]:
        suffix = load_numbers().fold
        if t.lower_.endswith(suffix) and trigger in (t.head, t.head.head, t.head.head.head):
            start = t.i - 2 if t.lower_ == suffix and doc[t.i - 1].text == "-" else t.i - (t.lower_ == suffix)
            text = doc[start : t.i + 1].text
            number = numbers.parse([text.casefold().removesuffix(suffix).strip("- ")])
            if number is not None and not {x.lower_ for x in doc[max(start - 2, 0) : start]} & (
                load_numbers().ranging | load_closed().allative
            ):
                vague = any(numbers.is_vague(x.lower_) for x in doc[max(start - 2, 0) : start])
                return Value(text, "xsd:string", vague), (start, t.i + 1)
    return None
