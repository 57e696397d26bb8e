"""Frames as data: which words, in which grammatical functions, mean which property.

A frame is one TOML table (`kg/lang/<language>/frames/*.toml`).  After Fillmore's frame semantics, cut down to what a
binary relation needs: lexical units, and the function that fills subject and object.  Frames never look at the entity
recogniser's labels; domain and range are checked after resolution, on all mentions of an entity together.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg import ontology

FUNCTIONS = frozenset(
    {
        "agent",
        "patient",
        "recipient",
        "subject",
        "self",
        "poss",
        "compound",
        "demonym",
        "people",
        "number",
        "sum",
        "time",
        "words",
        "one-another",
        "name-beside",
        "behind-comma",
        "years",
        "whose-age",
        "said-of",
        "people-beside",
        "both-of",
        "of-place",
        "name-of",
        "before-title",
        "kind-before",
        "of-part",
        "of-home",
        "share-of",
        "undivided",
        "site",
        "survived",
        "life-begins",
        "life-ends",
        "receiver",
        "round-by",
        "round-of",
        "behind-age",
        "told-of",
    }
)  # and "prep:<word>"


MEASURES = frozenset(
    {"share", "money", "level", "counted", "people", "tally", "spell", "votes", "extent", "figure", "fold"}
)
PLACES = frozenset(
    {"beside", "object", "before", "undergone", "sum-of", "tally", "vote", "fold"}
)  # and "prep:<word>", "object:<word>", "cost:<word>"
VALUES = frozenset({"text", "phrase", "term", "number", "money", "date", "age"})


class FrameError(ValueError):
    """A frame file says something impossible; names the frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying one property.

    Attributes:
        id: stable name; stands in the evidence of every claim the frame makes.
        property: local name of a property of the ontology.
        verbs, nouns, holders, adjectives: lexical units (lemmas) by what they are.  A *holder* is a noun that is said
            of someone (founder, president); a *noun* names an event or a relation (acquisition, marriage).
        name: any name is the lexical unit, for what stands beside it: *Ana Prates of Acme*, *Lyon, France*.
        former: the frame fires only where the text says that an office is over.
        subject, object: grammatical functions that fill the arguments, in order of preference.
        subject_is, object_is: classes one of which the argument must be, where that is less than the property allows.
        unit: for numeric objects, the nouns that must be counted; for `*` holders, the kinds of noun.
        carriers: verbs that carry a noun or adjective without adding to what it says; for nouns, the lexicon's light
            verbs unless given; for adjectives, any.
        voice: `passive` or `active` restricts a verb.
        infinitive: whether a verb means it only with an infinitive (*asked him to leave*, not *asked him why*).
        narrow: whether a common noun before the lexical unit makes it another one (*police chief* is no *chief*).
        but_not: for `*` holders, nouns that say too little.
        with_: words one of which must depend on the lexical unit (`with` in the file).
        unless: words that, depending on the lexical unit, make it mean something else.
        value: what kind of literal the object is.
        every: whether all functions are tried for the object, not the first filled alone; kinds decide.
        parts: whether what is at a part of a body is at the body: *director of the Acme Boston office*.
        lesser: whether it holds as well of who is one below: a deputy director works for the body.
        unnamed: whether the subject may be somebody without a name: *scientists from Acme*.
        allegation: what the frame reads is somebody's word, never a fact, however plainly it is reported.
        examples, counter: run as tests.
    """

    id: str
    property: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    name: bool = False
    subject_is: tuple[str, ...] = ()
    object_is: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    voice: str | None = None
    infinitive: bool = False
    narrow: bool = False
    but_not: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    value: str | None = None  # one of VALUES: the object is a literal
    every: bool = False
    parts: bool = False
    lesser: bool = False
    unnamed: bool = False
    former: bool = False
    allegation: bool = False
    confidence: float = 0.9
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFrame:
    """Which words announce an event of a class, and what their arguments are.

    Attributes:
        poss: the role of a noun's possessor (`agent` for *his refusal*, `patient` for *his arrest*).
        roles: preposition → role where it differs from the general table.
    """

    cls: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    poss: str = "agent"
    of: str = "patient"
    compound: str = "patient"
    subject: str = "agent"
    object: str = "patient"
    roles: Mapping[str, str] | None = None
    wants: tuple[str, ...] = ()  # kinds one of which the patient must be; else it is an event of no known class
    unlike: tuple[str, ...] = ()  # kinds that the patient is not (Thing: none): *he was dropped* is no decrease
    # kinds one of which an agent must be, in the active voice: *an earthquake struck* attacks nobody
    by: tuple[str, ...] = ()
    active: bool = False  # of this class in the active voice alone: *was left outside*, *was met with applause*
    alone: bool = (
        False  # of this class only where nothing is its object but a number: *dropped his claim* is no decrease
    )
    uncalled: bool = False  # not where it says what somebody is held to be: *declared bankrupt*
    complement: bool = False  # of this class only with what somebody is made: *named her president*, *to the post*
    # heads of the object, or of what an *of* behind the noun names, with which the word means something else: *won independence*;
    # or the recogniser's label of one
    not_of: tuple[str, ...] = ()
    # words one of which in the document makes the word mean something else: where a satellite is, a launch is of no product
    not_where: tuple[str, ...] = ()
    somewhere: bool = False  # of this class only where a place is left or reached: *moved to Bamako*
    of_bodies: bool = False  # befalls persons and things, no country: *a plane in Nevada, United States crashed*
    literal: bool = False  # of this class only where it is of nothing: "a storm of criticism" is no storm
    content: bool = False  # the clause that follows is what is refused, demanded, announced


@dataclass(frozen=True, slots=True)
class MeasureFrame:
    """One way of saying how much an event is: *fell 6.2 %*.

    Attributes:
        property: local name of a property of events.
        at: where beside the trigger the value stands, in order of preference (`kg.extract.measures`).
        value: what it must be.
        verbs, nouns, classes: of which triggers; `any` verb but those of `unless`.
        examples, counter: run as tests.
    """

    property: str
    at: tuple[str, ...]
    value: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    any: bool = False
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames of a language, indexed by lexical unit."""

    frames: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[Frame, ...]]
    by_noun: Mapping[str, tuple[Frame, ...]]
    by_holder: Mapping[str, tuple[Frame, ...]]
    by_adjective: Mapping[str, tuple[Frame, ...]]
    unit_ends: frozenset[str]  # last words of the units of `by_noun` and `by_holder`; behind a hyphen also with it
    of_names: tuple[Frame, ...]
    events: tuple[EventFrame, ...]
    event_verbs: Mapping[str, EventFrame]
    event_nouns: Mapping[str, EventFrame]
    prepositions: Mapping[str, str]
    unheard: frozenset[str]
    measures: tuple[MeasureFrame, ...] = ()


@cache
def load(language: str = "en") -> FrameSet:
    """Read, check and index the frames of a language.

    Raises:
        FrameError: a frame names an unknown property, class or function, or an id stands twice.
    """
    frames: list[Frame] = []
    events: list[EventFrame] = []
    prepositions: dict[str, str] = {}
    unheard: set[str] = set()
    measures: list[MeasureFrame] = []
    for file in sorted((files("kg.lang") / language / "frames").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        data = tomllib.loads(file.read_text("utf-8"))
        frames += [_frame(f, file.name) for f in data.get("frame", ())]
        events += [_event(e, file.name) for e in data.get("event", ())]
        prepositions |= data.get("prepositions", {})
        unheard |= set(data.get("unheard", {}).get("prepositions", ()))
        measures += [_measure(m, file.name) for m in data.get("measure", ())]
    _check(frames, events)
    return FrameSet(
        frames=tuple(frames),
        by_verb=_index(frames, "verbs"),
        by_noun=_index(frames, "nouns"),
        by_holder=_index(frames, "holders"),
        by_adjective=_index(frames, "adjectives"),
        unit_ends=frozenset(end for f in frames for u in (*f.nouns, *f.holders) for end in _ends(u)),
        of_names=tuple(f for f in frames if f.name),
        events=tuple(events),
        event_verbs={v: e for e in reversed(events) for v in e.verbs},
        event_nouns={n: e for e in reversed(events) for n in e.nouns},
        prepositions=prepositions,
        unheard=frozenset(unheard),
        measures=tuple(measures),
    )


def _frame(data: dict[str, Any], where: str) -> Frame:
    try:
        prop = data["property"].removeprefix("kg:")
        data = {"with_" if k == "with" else k: v for k, v in data.items()}
        lists = {k: tuple(v) for k, v in data.items() if isinstance(v, list) and k not in ("subject", "object")}
        rest = {k: v for k, v in data.items() if not isinstance(v, list) and k not in ("property", "subject", "object")}
        return Frame(
            property=prop, subject=_functions(data["subject"]), object=_functions(data["object"]), **lists, **rest
        )
    except (KeyError, TypeError) as error:
        raise FrameError(f"{where}: frame {data.get('id', '?')}: {error}") from None


def _event(data: dict[str, Any], where: str) -> EventFrame:
    try:
        lists = {k: tuple(v) for k, v in data.items() if isinstance(v, list)}
        rest = {k: v for k, v in data.items() if not isinstance(v, list) and k != "class"}
        return EventFrame(cls=data["class"], **lists, **rest)
    except (KeyError, TypeError) as error:
        raise FrameError(f"{where}: event {data.get('class', '?')}: {error}") from None


def _measure(data: dict[str, Any], where: str) -> MeasureFrame:
    try:
        found = MeasureFrame(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})
    except TypeError as error:
        raise FrameError(f"{where}: measure {data.get('property', '?')}: {error}") from None
    known = ontology.load()
    if found.property not in known.properties or not set(found.classes) <= set(known.classes):
        raise FrameError(f"{where}: measure {found.property}: the ontology has no such property or class")
    if found.value not in MEASURES:
        raise FrameError(f"{where}: measure {found.property}: unknown kind of value {found.value}")
    if any(p not in PLACES and p.partition(":")[0] not in ("prep", "object", "cost") for p in found.at):
        raise FrameError(f"{where}: measure {found.property}: unknown place among {', '.join(found.at)}")
    return found


def _functions(value: str | list[str]) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else tuple(value)
    return tuple(f"prep:{n}" if n in ("of", "by") else n for n in names)


def _index(frames: list[Frame], field: str) -> dict[str, tuple[Frame, ...]]:
    out: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        for word in getattr(frame, field):
            out[word.casefold()].append(frame)
    return {k: tuple(v) for k, v in out.items()}


def _check(frames: list[Frame], events: list[EventFrame]) -> None:
    known = ontology.load()
    seen: set[str] = set()
    for frame in frames:
        if frame.id in seen:
            raise FrameError(f"frame {frame.id}: the id stands twice")
        seen.add(frame.id)
        if frame.property not in known.properties:
            raise FrameError(f"frame {frame.id}: the ontology has no property {frame.property}")
        for function in (*frame.subject, *frame.object):
            if function not in FUNCTIONS and not function.startswith("prep:"):
                raise FrameError(f"frame {frame.id}: unknown function {function}")
        for cls in (*frame.subject_is, *frame.object_is):
            if cls not in known.classes:
                raise FrameError(f"frame {frame.id}: the ontology has no class {cls}")
        if frame.value is not None and frame.value not in VALUES:
            raise FrameError(f"frame {frame.id}: unknown kind of value {frame.value}")
    for event in events:
        if event.cls not in known.classes:
            raise FrameError(f"event frame: the ontology has no class {event.cls}")


def _ends(unit: str) -> tuple[str, ...]:
    """What a lexical unit ends in: *minister*; of *secretary-general* also *general* and *-general*, if it is cut."""
    last = unit.rsplit(" ", 1)[-1]
    before, hyphen, behind = last.rpartition("-")
    return (last, behind, hyphen + behind) if before else (last,)
