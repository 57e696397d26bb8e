"""Frames against the tree: every lexical unit in the text whose frame finds both its arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import ontology
from kg.extract.frames import Frame, FrameSet
from kg.extract.numbers import counted
from kg.extract.types import Assertion
from kg.extract.when import Calendar
from kg.lang.lexicon import load as load_lexicon
from kg.model import TimeExpr, Value
from kg.nlp import grammar
from kg.nlp.types import TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

StatusOf = Callable[["Token"], TokenStatus]
_LESSER = frozenset({"deputy", "vice", "assistant", "associate", "junior", "shadow", "acting-deputy", "self-styled"})
_ANY = "*"


def match(doc: Doc, frames: FrameSet, status: StatusOf, calendar: Calendar) -> list[Assertion]:
    """All assertions of a document, in text order.

    Args:
        doc: parsed.
        frames: the language's frames.
        status: how the text presents what a token says.
        calendar: its time expressions.
    """
    matcher = _Matcher(frames, status, calendar)
    out: dict[tuple, Assertion] = {}
    for token in doc:
        for assertion in matcher.at(token):
            key = (assertion.property, assertion.subject, assertion.object, assertion.value)
            if key not in out or assertion.confidence > out[key].confidence:
                out[key] = assertion
    return sorted(out.values(), key=lambda a: (a.trigger, a.property, a.subject, a.object or 0))


class _Matcher:
    def __init__(self, frames: FrameSet, status: StatusOf, calendar: Calendar) -> None:
        self.frames, self.status, self.calendar = frames, status, calendar
        self.lexicon, self.ontology = load_lexicon(), ontology.load()

    def at(self, token: Token) -> Iterator[Assertion]:
        if token.pos_ in ("VERB", "AUX"):
            for word in _verb_keys(token):
                for frame in self.frames.by_verb.get(word, ()):
                    if frame.voice != "passive" or grammar.is_passive(token):
                        yield from self.fill(frame, token, word)
            adjective = self.frames.by_adjective.get(token.lower_, ())
        elif token.pos_ in ("NOUN", "PROPN"):
            for table in (self.frames.by_holder, self.frames.by_noun):
                if hit := _longest(token, table):
                    word, found = hit
                    for frame in found:
                        yield from self.fill(frame, token, word)
            for frame in self.frames.by_holder.get(_ANY, ()):
                if self.describes(token, frame):
                    yield from self.fill(frame, token, token.lower_)
            adjective = ()
        else:
            adjective = self.frames.by_adjective.get(token.lower_, ())
        for frame in adjective:
            if token.dep_ in ("amod", "acl", "compound"):
                yield from self.fill(frame, token, token.lower_)

    def describes(self, token: Token, frame: Frame) -> bool:
        """Whether a common noun says of something named what it is, and the thing is of the frame's kind."""
        if (
            token.pos_ != "NOUN"
            or token.dep_ not in ("attr", "appos", "compound", "conj")
            or (token.tag_ == "NNS" and token.dep_ == "compound")
        ):
            return False
        hit = _longest(token, self.frames.by_holder)
        if hit and any(f.object != ("demonym",) for f in hit[1]) and token.dep_ != "attr":
            return False  # a relation says it better: a founder, a president of something
        said_of = grammar.denotes(token)
        cls = self.lexicon.class_of(token)
        return bool(
            said_of and token not in said_of and cls and any(self.ontology.is_a(cls, kind) for kind in frame.unit)
        )

    def fill(self, frame: Frame, trigger: Token, word: str) -> Iterator[Assertion]:
        if trigger.pos_ in ("NOUN", "PROPN") and any(c.lower_ in _LESSER for c in trigger.lefts):
            return
        status = self.status(trigger)
        base = Assertion(
            property=frame.property,
            subject=-1,
            trigger=trigger.i,
            rule=frame.id,
            status=status,
            why="",
            confidence=frame.confidence,
        )
        unit = range(trigger.i - len(word.split()) + 1, trigger.i)
        for name, subjects in self.candidates(frame.subject, trigger):
            for object_name, objects in self.candidates(frame.object, trigger, frame, unit):
                why = f"“{word}”: subject by {name}, object by {object_name}"
                for subject in subjects:
                    yield from self.pair(replace(base, subject=subject.i, why=why), objects, frame, trigger)
                break
            break

    def pair(self, base: Assertion, objects: list, frame: Frame, trigger: Token) -> Iterator[Assertion]:
        time = self.calendar.of(trigger)
        for found in objects:
            if isinstance(found, TimeExpr):
                if value := date_value(found):
                    span = trigger.doc.char_span(*found.span, alignment_mode="expand")
                    yield replace(base, value=value, value_span=(span.start, span.end))
            elif frame.value == "number":
                if number := counted(found):
                    yield replace(base, value=number[0], value_span=number[1], time=time and time.id)
            elif frame.value == "text":
                start, end = core(found)
                yield replace(base, value=Value(trigger.doc[start:end].text), value_span=(start, end))
            elif found.i != base.subject:
                yield replace(base, object=found.i, time=time and time.id)

    def candidates(
        self, functions: tuple[str, ...], trigger: Token, frame: Frame | None = None, unit: range = range(0)
    ) -> Iterator[tuple[str, list]]:
        """The functions that are filled, in order of preference, with their fillers; no part of the lexical unit fills one."""
        for name in functions:
            found = [f for f in self.function(name, trigger, frame) if isinstance(f, TimeExpr) or f.i not in unit]
            if found:
                yield name, found

    def function(self, name: str, t: Token, frame: Frame | None) -> list:
        if name.startswith("prep:"):
            return [o for _, o in grammar.prepositional(t, name[5:]) if not self.calendar.at(o)]
        if name == "self":
            return self.holders(t)
        if name == "number":
            return [n for n in _counted_things(t) if frame and grammar.lemma(n) in frame.unit]
        if name == "time":
            time = self.calendar.of(t)
            return [time] if time else []
        if name == "words":
            return [t]
        if name == "of":
            return [o for _, o in grammar.prepositional(t, "of")]
        if name == "by":
            return [o for _, o in grammar.prepositional(t, "by")]
        if name == "agent" and t.pos_ == "NOUN":
            return grammar.subjects(t.head) if t.dep_ in ("dobj", "attr") else []
        simple = {
            "agent": grammar.agents,
            "patient": grammar.patients,
            "recipient": grammar.recipients,
            "subject": grammar.subjects,
            "poss": grammar.possessors,
            "demonym": grammar.demonyms,
            "compound": _modifiers,
        }
        return simple[name](t)

    def holders(self, t: Token) -> list[Token]:
        if (
            t.pos_ in ("VERB", "ADJ") or t.tag_ == "VBN"
        ):  # London-based, Russian-born: said of the noun it stands before
            return grammar.denotes(t.head)
        found = grammar.denotes(t)
        return grammar.expand(found) if t.tag_ == "NNS" else found


def _verb_keys(verb: Token) -> tuple[str, ...]:
    base = grammar.lemma(verb)
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return (f"{base} {particle}",) if particle else (base,)


def _longest(noun: Token, table) -> tuple[str, tuple[Frame, ...]] | None:
    """The longest lexical unit that ends in a noun: *prime minister* before *minister*.

    Frames that only take the noun's own words (a title) fire for shorter units too.
    """
    last, best, frames = grammar.lemma(noun), "", ()
    for width in (2, 1, 0):
        if noun.i - width < noun.sent.start:
            continue
        before = " ".join(t.lower_ for t in noun.doc[noun.i - width : noun.i])
        key = f"{before} {last}".strip()
        if key in table:
            found = table[key]
            best, frames = (
                (best, (*frames, *(f for f in found if f.value == "text" and f not in frames)))
                if best
                else (key, found)
            )
    return (best, frames) if best else None


def _modifiers(t: Token) -> list[Token]:
    if t.pos_ in ("VERB", "ADJ") or t.tag_ == "VBN":
        return [
            c
            for c in t.lefts
            if c.dep_ in ("npadvmod", "compound", "amod", "nmod", "advmod") and c.pos_ in ("PROPN", "NOUN", "ADJ")
        ]
    return grammar.compounds(t)


def _counted_things(verb: Token) -> list[Token]:
    found = [*grammar.patients(verb), *(o for _, o in grammar.prepositional(verb, "with", "to"))]
    if not found:  # the parser lost the object: a counted noun right behind the verb
        found = [t for t in verb.doc[verb.i + 1 : verb.i + 6] if t.pos_ == "NOUN" and any(c.like_num for c in t.lefts)][
            :1
        ]
    return found


def core(noun: Token) -> tuple[int, int]:
    """A noun with the compounds before it, without articles and adjectives: *social media platform*."""
    start = noun.i
    while start > 0:
        before = noun.doc[start - 1]
        if before.ent_type_ and before.ent_type_ != noun.ent_type_:
            break  # Acme CEO Ana Prates: the company is no part of the title
        inside = before.head.i in range(start, noun.i + 1) or (
            before.dep_ == "compound" and noun.dep_ == "compound" and before.head.i > noun.i
        )
        of_compound = before.dep_ == "amod" and before.head.i != noun.i
        if not inside or not (
            before.dep_ == "compound" or of_compound or (before.dep_ == "amod" and before.tag_ == "VBG")
        ):
            break
        start -= 1
    return start, noun.i + 1


def date_value(time: TimeExpr) -> Value | None:
    """A calendar value as an XSD literal, as precise as the text; None where it is no date."""
    for pattern, datatype in (
        (r"\d{4}-\d\d-\d\d", "xsd:date"),
        (r"\d{4}-\d\d", "xsd:gYearMonth"),
        (r"\d{4}", "xsd:gYear"),
    ):
        if time.value and re.fullmatch(pattern, time.value):
            return Value(time.value, datatype)
    return None
