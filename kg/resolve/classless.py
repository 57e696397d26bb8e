"""What has no class of the ontology and yet is told as a fact: the object of an event, as *a letter* that somebody sent.

In: the events of a document with their roles, and its entities.  Out: the same entities, of which those that surely undergo
an event of the graph, or are told of with a number, are things (`kg:Thing`).
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

_CLOSED = load_closed()
KIND = "Thing"
_ROLES = frozenset({"patient", "topic"})
_DOER = "agent"  # of what is told with a number: *the project cost $94 million*
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
    cut = any(c.lower_ in _CLOSED.genitive and c.dep_ == "prep" for c in token.rights) and not _has_of(entity)
    return not cut and entity.label[:1].isalnum()


def _has_of(entity: Entity) -> bool:
    return any(f" {word} " in entity.label for word in _CLOSED.genitive)


def with_things(entities: Iterable[Entity], things: Iterable[str], events: Iterable[Event]) -> tuple[Entity, ...]:
    """The entities, those as things that are told and surely undergo an event of the graph.

    Args:
        entities: of the document; things: the ids of those that are told (`is_told`); events: of the document.
    """
    known = frozenset(things)
    told = {
        p.entity
        for e in events
        if e.salient
        for p in e.participants
        if p.sure and may_be(p.role, e.measures) and p.entity in known
    }
    return tuple(replace(e, type=KIND) if e.id in told else e for e in entities)
