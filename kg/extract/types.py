"""What the extractor hands to resolution: assertions and event mentions, arguments still tokens."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Value
from kg.nlp.types import TokenStatus


@dataclass(frozen=True, slots=True)
class Assertion:
    """A binary statement read off one sentence.

    `subject`, `object` and `trigger` are token indices; exactly one of `object` and `value` is set, and `value_span`
    (tokens) says where the value was read.  `subject_is` and `object_is` narrow the property's domain and range.
    `learned`: the relation model reads it, alone or as a frame does.
    """

    property: str
    subject: int
    trigger: int
    rule: str
    why: str
    status: TokenStatus
    object: int | None = None
    value: Value | None = None
    value_span: tuple[int, int] | None = None
    time: str | None = None
    confidence: float = 0.9
    subject_is: tuple[str, ...] = ()
    object_is: tuple[str, ...] = ()
    learned: bool = False
    unnamed: bool = False  # the subject may be somebody without a name
    over: bool = False  # the text tells of it as past: an office served until 2016


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of an event mention; a role that ends in `?` still depends on what the token turns out to be.

    `sure` is whether grammar and the learned model agree on the role: only then may it be stated as a fact.
    """

    role: str
    token: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another event mention, by its trigger token.

    `argument`: the other event fills a role of this one, as a participant would; `sure` as of `Argument`.
    """

    predicate: str
    target: int
    sure: bool = True
    argument: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How much an event is: a property of events, its value, and the tokens it was read from."""

    property: str
    value: Value
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventMention:
    """One trigger with its arguments."""

    trigger: tuple[int, int]
    head: int
    cls: str
    lemma: str
    nominal: bool
    arguments: tuple[Argument, ...]
    links: tuple[Link, ...]
    status: TokenStatus
    time: str | None
    rule: str
    wants: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    of_bodies: bool = False
    definite: bool = False  # a noun that points back: the ban, his arrest
    confidence: float = 0.9
    why: str = ""  # the features that decided
    thin: bool = False  # a light verb: says little by itself
    phrase: str = ""  # the words a noun is told by: *impeachment proceedings*
    measures: tuple[Measure, ...] = ()
