"""Whose age a text tells, and which number it is: *Ann Lee, 34,*, *a 44-year-old man*, *died aged 78*."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract.numbers import is_vague, parse
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.model import TimeExpr, Value
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_OLDEST = 115  # years
_SHORT_LIFE = 25  # years; two that are nearer may bound a term of office
_ENDS = frozenset({",", ".", ";", ")"})
_BRACKET = 24  # tokens that a bracket with somebody's dates takes at most
_STROKES = frozenset("-–—")


def years(t: Token, carriers: tuple[str, ...]) -> list[Token]:
    """The number of years that stands at a word for an age, at a name, or behind *is*.

    Args:
        t: *old*, *aged*, *age*, a person's name, or a form of *be*.
        carriers: verbs after which somebody's age is their last: *died at the age of 78*.
    """
    if t.lower_ in load_lexicon().aged:
        counted = [
            n for c in t.lefts if c.dep_ == "npadvmod" and c.lemma_ in load_lexicon().counted_years for n in c.lefts
        ]
    elif t.pos_ in ("VERB", "ADJ") and t.lemma_ not in load_closed().copula:
        counted = [t.nbor(1)] if t.i + 1 < len(t.doc) and (t.dep_ == "amod" or _told_of_death(t, carriers)) else []
    elif t.lemma_ in load_closed().copula:
        counted = [c for c in t.rights if c.dep_ in ("attr", "acomp") and _stands_alone(c) and not _at_a_time(t, c)]
    elif t.pos_ == "NOUN":
        counted = [
            *(c for c in t.rights if c.dep_ == "nummod"),
            *(o for _, o in grammar.prepositional(t, *load_closed().genitive)),
        ]
    else:
        counted = _behind_comma(t) or _bracketed(t)
    return [n for n in counted if value(n) is not None][:1]


def whose(t: Token, carriers: tuple[str, ...]) -> list[Token]:
    """Whose age a word, a name or a form of *be* tells."""
    if t.lower_ in load_lexicon().aged and t.dep_ == "amod":
        return [t.head] if t.head.pos_ in ("NOUN", "PROPN") and t.head.tag_ not in ("NNS", "NNPS") else []
    if t.lower_ in load_lexicon().aged or t.lemma_ in load_closed().copula:
        verb = t if t.lemma_ in load_closed().copula else t.head
        return grammar.subjects(verb) if verb.lemma_ in load_closed().copula and not _at_a_time(verb, t) else []
    if t.pos_ in ("VERB", "ADJ"):
        if t.dep_ == "amod" and t.head.dep_ != "appos" and is_told(t.head):  # "died aged 82 of pneumonia"
            verb = t.head.head
            return grammar.subjects(verb) if verb.lemma_ in load_lexicon().dying else []
        return [t.head.head] if t.dep_ == "amod" and t.head.dep_ == "appos" else grammar.subjects(t.head)
    if t.pos_ == "NOUN":
        at = t.head if t.dep_ == "pobj" and t.head.lower_ in load_closed().adessive else None
        return grammar.subjects(at.head) if at is not None and at.head.lemma_ in carriers else []
    return [t]


def is_told(number: Token) -> bool:
    """Whether a number beside a verb is somebody's age: *died aged 82*."""
    return number.like_num and number.i > 0 and number.nbor(-1).lower_ in load_lexicon().at_age


def life(name: Token, time_at: Callable[[Token], TimeExpr | None]) -> tuple[list[TimeExpr], list[TimeExpr]]:
    """When somebody was born and died, from the bracket behind a name: *(2 April 1938 – 17 October 2016)*, *(born 1951)*.

    Args:
        name: the head of a name.
        time_at: the time expression at a token.
    """
    doc, k = name.doc, name.i + 1
    while k < len(doc) and doc[k].tag_ == "NNP" and doc[k].text.isupper() and doc[k].head == name:
        k += 1  # letters behind the name
    if k >= len(doc) or doc[k].text != "(":
        return [], []
    end = next((t.i for t in doc[k + 1 : k + _BRACKET] if t.text == ")"), k)
    found = [(t.i, time) for t in doc[k + 1 : end] if (time := time_at(t)) is not None]
    times = list(dict.fromkeys(time for _, time in found))
    opening = {t.lower_ for t in doc[k + 1 : found[0][0]]} if found else set()
    if (
        len(times) == 2
        and any(t.text in _STROKES or t.text in load_closed().allative for t in doc[k + 1 : end])
        and not opening - load_lexicon().birth_marks - load_lexicon().circa
    ):
        return (times[:1], times[1:]) if _is_a_life(*times) else ([], [])
    if len(times) == 1 and opening & load_lexicon().birth_marks:
        return times, []
    return [], times if len(times) == 1 and opening & load_lexicon().death_marks else []


def _is_a_life(born: TimeExpr, died: TimeExpr) -> bool:
    """Whether two dates lie as far apart as a life, and not as a term of office: *John Howard (1996–2007)*."""
    first, last = ((t.value or "")[:4] for t in (born, died))
    days = "-" in (born.value or "") and "-" in (died.value or "")
    return first.isdigit() and last.isdigit() and int(last) - int(first) >= (0 if days else _SHORT_LIFE)


def value(number: Token) -> tuple[Value, tuple[int, int]] | None:
    """An age as a literal, with its token span; None where a number is no age in whole years."""
    start = number.i
    while start > 1 and number.doc[start - 1].text == "-" and number.doc[start - 2].like_num:
        start -= 2  # "twenty-four" is three tokens
    words = [t.lower_ for t in number.doc[start : number.i + 1] if t.text != "-"]
    vague = any(is_vague(c.lower_) for c in (*number.lefts, *number.doc[start].lefts))
    found = parse(words) if number.like_num and not vague else None
    if found is None or found != int(found) or not 0 < found <= _OLDEST:
        return None
    return Value(str(int(found)), "xsd:integer"), (start, number.i + 1)


def _behind_comma(name: Token) -> list[Token]:
    """The number between commas right behind a name: *Ann Lee, 34, of Cork*."""
    doc, k = name.doc, name.i + 1
    k += k + 1 < len(doc) and doc[k].text == "," and doc[k + 1].lower_ in load_closed().now  # "Jorge Ganem, now 79,"
    if (
        k + 2 >= len(doc)
        or not (doc[k].text == "," or doc[k].text in load_closed().now)
        or not doc[k + 1].text.isdigit()
        or doc[k + 1].sent != name.sent
    ):
        return []
    return [doc[k + 1]] if doc[k + 2].text in _ENDS and len(doc[k + 1]) > 1 else []


def _bracketed(name: Token) -> list[Token]:
    """The number in brackets between a name and what somebody is: *Ann Lee (68), a nurse*; not *Lee (68), Ray (71)*."""
    doc, k = name.doc, name.i + 1
    stretch = doc[k : k + 5]
    if len(stretch) < 5 or "".join(t.text for t in (stretch[0], stretch[2], stretch[3])) != "(),":
        return []
    told = stretch[4].tag_ == "DT" and len(stretch[1]) > 1 and stretch[1].text.isdigit()
    return [stretch[1]] if told and stretch[4].sent == name.sent else []


def _stands_alone(number: Token) -> bool:
    """Whether nothing is counted behind a number: *was 66.*, not *was 66 miles away*."""
    following = number.nbor(1) if number.i + 1 < len(number.doc) else None
    ends = following is None or following.text in _ENDS or following.lower_ in load_closed().coordinating
    return number.tag_ == "CD" and number.text.isdigit() and ends and not any(True for _ in number.lefts)


def _at_a_time(verb: Token, told: Token) -> bool:
    """Whether a clause or date says when somebody was that old: *was 28 when the war began*."""
    around = [*verb.children, *told.children]
    return (
        verb.dep_ == "advcl"
        or any(c.tag_ == "WRB" for c in verb.children)
        or any(c.dep_ in ("advcl", "mark") or (c.dep_ in ("prep", "npadvmod") and c.i > told.i) for c in around)
    )


def _told_of_death(word: Token, carriers: tuple[str, ...]) -> bool:
    return word.dep_ in ("advcl", "acl", "acomp", "oprd") and word.head.lemma_ in carriers
