"""What events are called: *arrest of Ana Prates in Spain, 2018*; *Ana Prates tells Audi*, as in a headline."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import ontology
from kg.extract.types import EventMention
from kg.lang.lexicon import load as load_lexicon
from kg.model import Entity, Participant, Status, TimeExpr

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERIC = "Event"
_NUMBER_AWAY = 3  # tokens between a verb and a number told with it
_NOMINAL = ("NOUN", "PROPN", "PRON", "VERB", "PUNCT")
_LONGEST = 70  # characters of those that fill one role
_BEHIND = ("recipient", "origin", "destination", "place")


class Filled(NamedTuple):
    """A role that another event fills, in the words that event is told by; whether they tell of several."""

    role: str
    phrase: str
    many: bool = False


def label(
    mention: EventMention,
    people: Sequence[Participant],
    entities: dict[str, Entity],
    time: TimeExpr | None,
    status: Status,
    trigger: Token | None = None,
    filled: Sequence[Filled] = (),
) -> str:
    """A short name a reader understands, which states nothing the article does not.

    `filled` are the roles that other events fill: *Ana Prates opposes merger*.  A doubtful role is told only where no
    role is sure, and as one: *arrest of Ana Prates (?)*.
    """
    told = [p for p in people if p.sure] or ([] if filled else people)
    roles = _Roles(told, entities, filled)
    if mention.cls == _GENERIC and not mention.nominal:
        first, order = _headline(mention.lemma, roles, status, trigger), _BEHIND
        first += "" if any(c.isdigit() for c in roles.names("patient")) else _number(mention, trigger)
    else:
        known = ontology.load().classes
        first = mention.phrase or mention.lemma if mention.cls == _GENERIC else known[mention.cls].label
        order = ("patient", "agent", *_BEHIND)
    words = load_lexicon().role_words
    parts = [first, *(f" {words[role]} {found}" for role in order if (found := roles.names(role)))]
    if mention.cls != _GENERIC and (subjects := roles.topics()):
        parts.append(f" {words['topic']} {subjects}")
    if time is not None and (time.edtf or "").replace("-", "").isdigit():
        parts.append(f", {_day(time.edtf or '')}")
    return "".join(parts)


class _Roles:
    """Who fills which role, in words."""

    def __init__(self, told: Sequence[Participant], entities: dict[str, Entity], filled: Sequence[Filled]) -> None:
        self.told, self.entities, self.filled = told, entities, filled
        self._doubt = "" if any(p.sure for p in told) else " (?)"

    def names(self, *roles: str) -> str:
        """Those that fill one of some roles."""
        typed = ((p, self.entities[p.entity]) for p in self.told if p.role in roles)
        found = [entity.label + self._doubt for _, entity in typed if entity.type]
        found += [f.phrase for f in self.filled if f.role in roles]
        if "patient" in roles and not found:
            found = [f.phrase for f in self.filled if f.role == "topic"]  # "refuses invitation"
        return " and ".join(dict.fromkeys(found))[:_LONGEST]

    def topics(self) -> str:
        """What it is surely about: what somebody is charged with."""
        found = (self.entities[p.entity] for p in self.told if p.role == "topic" and p.sure)
        return " and ".join(dict.fromkeys(e.label for e in found if e.type))[:_LONGEST]

    def are_many(self, trigger: Token | None) -> bool:
        """Whether the verb is told of several."""
        agents = [p for p in self.told if p.role == "agent"]
        return (
            " and " in self.names("agent")
            or any(self.entities[p.entity].type == "Group" or _plural(p, trigger) for p in agents)
            or any(f.many for f in self.filled if f.role == "agent")
        )


def _headline(verb: str, roles: _Roles, status: Status, trigger: Token | None) -> str:
    who, whom = roles.names("agent"), roles.names("patient")
    if whom and not who and trigger is not None and trigger.tag_ == "VBN":  # Ana Prates born
        return f"{whom} {trigger.text}" if status.plain else f"{whom}: {trigger.text}"
    if whom and not who and (subject := _undergoing(trigger)) is not None:  # "shares fall"
        return _told(whom, verb, status, subject.tag_ in ("NNS", "NNPS") or " and " in whom)
    return _told(who, verb, status, roles.are_many(trigger)) + (f" {whom}" if whom else "")


def _number(mention: EventMention, trigger: Token | None) -> str:
    """What a verb says in numbers right behind it: *weighs 361 kilograms*, *accounts for 70 % of the market*."""
    for measure in mention.measures if trigger is not None else ():
        start, (first, end) = mention.trigger[1], measure.span
        between = trigger.doc[start:first] if start <= first <= start + _NUMBER_AWAY else ()
        of_noun = any(t.pos_ in ("NOUN", "PROPN") for t in trigger.doc[end : end + 1])  # "a $146 million verdict"
        if start <= first <= start + _NUMBER_AWAY and not (of_noun or any(t.pos_ in _NOMINAL for t in between)):
            return f" {trigger.doc[start:end].text}"
    return ""


def _undergoing(verb: Token | None) -> Token | None:
    """The subject of a verb that has no object and tells what happens to it: *shares fell*."""
    if verb is None or verb.pos_ != "VERB" or any(c.dep_ in ("dobj", "auxpass") for c in verb.children):
        return None
    return next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)


def _told(who: str, verb: str, status: Status, many: bool) -> str:
    """Who does it, as headlines have it; what is no plain fact is not told as one."""
    if not who:
        return verb
    if status.plain:
        return f"{who} {verb if many else _third(verb)}"
    return f"{who} to {verb}" if status.status == "planned" and status.polarity == "positive" else f"{who}: {verb}"


def _plural(p: Participant, trigger: Token | None) -> bool:
    """Whether it is told of as several (*members of the public*): by the noun where it takes part."""
    if trigger is None or p.span is None:
        return False
    words = trigger.doc.char_span(p.span.start, p.span.end, alignment_mode="expand")
    return words is not None and words.root.tag_ == "NNS"


def _third(verb: str) -> str:
    """The third person: *tell* → *tells*; of a phrasal verb the first word."""
    first, space, rest = verb.partition(" ")
    ending = "s"
    if first in load_lexicon().third_person:
        return load_lexicon().third_person[first] + space + rest
    if first.endswith(("s", "x", "z", "ch", "sh", "o")):
        ending = "es"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first, ending = first[:-1], "ies"
    return first + ending + space + rest


def _day(edtf: str) -> str:
    """A date as it is written in prose: *12 March 2018*; seasons and the like as they are."""
    year, *rest = edtf.split("-")
    if not rest or not 1 <= int(rest[0]) <= 12:
        return edtf
    return " ".join([*(str(int(d)) for d in rest[1:]), calendar.month_name[int(rest[0])], year])
