"""What has no class of the ontology and yet is told as a fact: the object of an event, as *a letter* that somebody sent.

In: the events of a document with their roles, and its entities.  Out: the same entities, of which those that surely undergo
an event of the graph, or are told of with a number, are things (`kg:Thing`), and those where one surely happens, begins or ends places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.model import Entity, Event

KIND, PLACE = "Thing", "Place"
_ROLES = frozenset({"patient", "topic"})
_DOER = "agent"  # of what is told with a number: *the project cost $94 million*
_WHERE = frozenset({"place", "origin", "destination"})
# WordNet's classes of what is counted, dated or cut off, and no thing: *moved a few blocks*, *spent a year*, *a part*
_NO_THINGS = frozenset({"quantity", "time", "relation"})


def may_be(role: str, measures: Sized) -> bool:
    """Whether what fills a role may be a thing of no class: what undergoes an event, or does what is told with a number."""
    return role in _ROLES or (role == _DOER and len(measures) > 0)


def is_told(token: Token, entity: Entity) -> bool:
    """Whether a noun tells what an entity of no class is, so that a reader who sees nothing else knows.

    Args:
        token: the head of the noun phrase that fills a role; entity: what it stands for.
    """
    if token.pos_ != "NOUN" or entity.named or entity.type is not None:
        return False
    word = grammar.lemma(token)
    kinds = set(senses.load().of("n", word)[:1])
    if kinds == {"quantity"} and _has_of(entity):  # 412 kilograms of glass eels
        return True
    if word in load_lexicon().hollow or _NO_THINGS & kinds:
        return False
    cut = any(c.lower_ in load_closed().genitive and c.dep_ == "prep" for c in token.rights) and not _has_of(entity)
    return not cut and entity.label[:1].isalnum()


def _has_of(entity: Entity) -> bool:
    return any(f" {word} " in entity.label for word in load_closed().genitive)


def is_site(token: Token, entity: Entity) -> bool:
    """Whether a noun of no class means somewhere one can be: *in a stairwell*, *to the shelter*; not *in an e-mail*.

    Args:
        token: the head of the noun phrase that fills a role; entity: what it stands for.
    """
    return grammar.is_site(token) and is_told(token, entity)


def kind_of(role: str, measures: Sized, token: Token, entity: Entity) -> str | None:
    """What an entity of no class is told as by a role it fills: a place, a thing, or nothing.

    Args:
        role: of the entity; measures: the event's values; token: the head of the noun phrase that fills the role.
    """
    if role in _WHERE:
        return PLACE if is_site(token, entity) else None
    return KIND if may_be(role, measures) and is_told(token, entity) else None


def with_things(
    entities: Iterable[Entity], things: Iterable[tuple[str, str]], events: Iterable[Event]
) -> tuple[Entity, ...]:
    """The entities, those of no class as things or places that are told so and surely undergo an event of the graph, or are where it is.

    Args:
        entities: of the document; things: the ids of those that are told, with what they are (`kind_of`); events: of the document.
    """
    known, told = frozenset(things), {}
    for event in (e for e in events if e.salient):
        for p in (p for p in event.participants if p.sure):
            if p.role in _WHERE and (p.entity, PLACE) in known:
                told[p.entity] = PLACE
            elif may_be(p.role, event.measures) and (p.entity, KIND) in known:
                told.setdefault(p.entity, KIND)
    return tuple(replace(e, type=told[e.id]) if e.id in told else e for e in entities)
