"""Event mentions: every verb and event noun that announces something happening, with who, whom, where.

The class comes from the event frames where they know the word (`Event` otherwise); roles from grammatical functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.frames import EventFrame, FrameSet
from kg.extract.types import Argument, EventMention, Link
from kg.extract.when import Calendar
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar
from kg.nlp.types import TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

StatusOf = Callable[["Token"], TokenStatus]
_GENERIC = EventFrame(cls="Event")
_COPULAS = frozenset({"be", "have", "do", "become", "seem", "remain", "'s", "let"})
_AFTER = {"after": "after", "before": "before", "because": "causedBy", "since": "causedBy", "following": "after"}
_CLAUSES = frozenset({"xcomp", "ccomp"})


def find(doc: Doc, frames: FrameSet, status: StatusOf, calendar: Calendar) -> list[EventMention]:
    """All event mentions of a document in text order."""
    triggers = {t.i: frame for t in doc if (frame := _frame_of(t, frames)) is not None}
    carriers = {t.i for t in doc if triggers.get(t.i) is _GENERIC and _carries(t, triggers)}
    made = [_mention(doc[i], frame, triggers, frames, status, calendar) for i, frame in sorted(triggers.items())]
    return [replace(m, arguments=()) if m.head in carriers else m for m in made]


def _carries(verb: Token, triggers: dict[int, EventFrame]) -> bool:
    """Whether a verb only carries an event noun, which has its arguments: *an order issued by the agency*."""
    lexicon, word = load_lexicon(), grammar.lemma(verb)
    nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] + (
        [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    )
    return (word in lexicon.undergo or word in lexicon.do) and any(n.i in triggers and n.pos_ == "NOUN" for n in nouns)


def _frame_of(token: Token, frames: FrameSet) -> EventFrame | None:
    if token.pos_ == "VERB" and token.dep_ not in ("aux", "auxpass", "amod", "case", "mark", "prep"):
        if token.ent_type_ or grammar.lemma(token) in _COPULAS:
            return None
        return frames.event_verbs.get(_verb_key(token)) or frames.event_verbs.get(grammar.lemma(token)) or _GENERIC
    if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod"):
        for width in (2, 1, 0):
            if token.i >= width:
                words = [*(t.lower_ for t in token.doc[token.i - width : token.i]), grammar.lemma(token)]
                if (key := " ".join(words)) in frames.event_nouns:
                    return frames.event_nouns[key]
    return None


def _verb_key(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{grammar.lemma(verb)} {particle}".strip()


def _mention(
    token: Token,
    frame: EventFrame,
    triggers: dict[int, EventFrame],
    frames: FrameSet,
    status: StatusOf,
    calendar: Calendar,
) -> EventMention:
    nominal = token.pos_ == "NOUN"
    found = _noun_arguments(token, frame, frames) if nominal else _verb_arguments(token, frame, frames)
    arguments: dict[tuple[str, int], Argument] = {}
    for role, argument in found:
        if argument.i != token.i and argument.i not in triggers and not calendar.at(argument):
            arguments.setdefault((role, argument.i), Argument(role, argument.i))
    time = calendar.of(token)
    end = next((c.i + 1 for c in token.children if c.dep_ == "prt" and c.i == token.i + 1), token.i + 1)
    return EventMention(
        trigger=(token.i, end),
        head=token.i,
        cls=frame.cls,
        lemma=_verb_key(token) if not nominal else grammar.lemma(token),
        nominal=nominal,
        arguments=tuple(arguments.values()),
        links=tuple(_links(token, frame, triggers)),
        status=status(token),
        time=time.id if time else None,
        wants=frame.wants,
        rule=f"event.{frame.cls}" if frame is not _GENERIC else "event.verb",
        definite=nominal
        and any(
            c.lower_ in ("the", "this", "that", "his", "her", "its", "their") or c.dep_ == "poss"
            for c in token.children
        ),
    )


def _verb_arguments(verb: Token, frame: EventFrame, frames: FrameSet) -> Iterable[tuple[str, Token]]:
    yield from ((frame.subject, t) for t in grammar.agents(verb))
    yield from ((frame.object, t) for t in grammar.patients(verb))
    yield from (("recipient", t) for t in grammar.recipients(verb))
    yield from _prepositional(verb, frame, frames)
    for child in verb.children:  # "was detained on his arrival in Paris": a place inside an adverbial stays with it
        if child.dep_ == "advmod" and child.tag_ == "WRB" and child.lower_ == "where" and verb.dep_ == "relcl":
            yield "place?", verb.head


def _noun_arguments(noun: Token, frame: EventFrame, frames: FrameSet) -> Iterable[tuple[str, Token]]:
    yield from ((frame.poss, t) for t in grammar.possessors(noun))
    yield from ((frame.compound, t) for t in grammar.compounds(noun) if t.ent_type_)
    yield from _prepositional(noun, frame, frames)
    for child in noun.children:  # an arrest order issued against him by the agency
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield from (("agent", t) for t in grammar.agents(child))
            yield from _prepositional(child, frame, frames, skip=("by",))
    carrier, lexicon = noun.head, load_lexicon()
    if carrier.pos_ != "VERB":
        return
    word = grammar.lemma(carrier)
    if noun.dep_ == "dobj" and (word in lexicon.undergo or word in lexicon.do):
        role = "patient" if word in lexicon.undergo else frame.subject
        yield from ((role, t) for t in grammar.agents(carrier))
        yield from _prepositional(carrier, frame, frames, skip=("of", "for"))
    elif noun.dep_ == "nsubjpass" and word in lexicon.do:
        yield from ((frame.subject, t) for t in grammar.agents(carrier))
        yield from _prepositional(carrier, frame, frames, skip=("by",))


def _prepositional(
    token: Token, frame: EventFrame, frames: FrameSet, skip: tuple[str, ...] = ()
) -> Iterable[tuple[str, Token]]:
    own = frame.roles or {}
    for prep, target in grammar.prepositional(token):
        if prep in skip:
            continue
        if prep == "of" and token.pos_ == "NOUN":
            yield own.get(prep, frame.of), target
        elif role := own.get(prep, frames.prepositions.get(prep)):
            yield role, target


def _links(token: Token, frame: EventFrame, triggers: dict[int, EventFrame]) -> Iterable[Link]:
    for child in token.children:
        if child.dep_ == "advcl":
            mark = next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod") and c.lower_ in _AFTER), None)
            target = _trigger_below(child, triggers)
            if mark and target is not None:
                yield Link(_AFTER[mark], target)
        elif child.dep_ == "prep" and child.lower_ in ("after", "before", "following", "due"):
            for inner in child.subtree:
                if inner.i in triggers and inner.dep_ in ("pobj", "pcomp"):
                    yield Link(_AFTER.get(child.lower_, "causedBy"), inner.i)
                    break
        elif frame.content and child.dep_ in (*_CLAUSES, "acl", "dobj"):
            if child.dep_ == "acl" and child.tag_ != "VB":
                continue
            target = _trigger_below(child, triggers)
            if target is not None:
                yield Link("topic", target)


def _trigger_below(token: Token, triggers: dict[int, EventFrame]) -> int | None:
    """The trigger a clause or noun phrase is about: its head, or the event noun a light verb carries."""
    if token.i in triggers and (triggers[token.i] is not _GENERIC or token.pos_ == "NOUN"):
        return token.i
    carried = [c.i for c in token.children if c.dep_ in ("dobj", "nsubjpass", "xcomp") and c.i in triggers]
    return carried[0] if carried else (token.i if token.i in triggers else None)
