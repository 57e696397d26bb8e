"""The rest of a list: who takes part in an event as surely as the first that is named (*searched 11 homes and three warehouses*)."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.types import Argument
from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBAL = frozenset({"VBN", "VBD", "VBG"})
_TOLD = frozenset({"det", "poss", "nummod"})


def with_rest(
    doc: Doc, arguments: Sequence[Argument], rules: Mapping[int, str], taken: Container[int]
) -> tuple[Argument, ...]:
    """The arguments of an event, and with each sure one the others of its list that grammar gives the same role.

    Args:
        doc: parsed; arguments: of one event; rules: the roles that grammar gives, by head token.
        taken: tokens that are no participants: times, and events that fill roles themselves.
    """
    out = {a.token: a for a in arguments}
    for a in arguments:
        first = doc[a.token]
        for other in first.conjuncts if a.sure else ():
            i = other.i
            known = out.get(i)
            if i < first.i or i in taken or (known is not None and known.sure) or rules.get(i) != rules.get(first.i):
                continue
            if i in rules and is_alike(first, other):
                out[i] = replace(known, role=a.role, sure=True) if known else Argument(a.role, i, True)
    return tuple(out[i] for i in sorted(out))


def is_alike(first: Token, other: Token) -> bool:
    """Whether another of a list stands for somebody or something of its own, and all of them are meant."""
    joints = {c.lower_ for t in (first, *first.conjuncts) for c in t.children if c.dep_ == "cc"}
    if joints != load_closed().additive:
        return False  # "about 10 or 12"
    if other.left_edge.tag_ in _VERBAL and other.left_edge.head == other:
        return False  # "examined data and contacted experts": a second verb, as likely
    if other.pos_ != first.pos_:
        return _is_told(other) and {other.pos_, first.pos_} == {"NOUN", "PROPN"}
    if other.pos_ == "PROPN":
        return other.ent_type_ == first.ent_type_  # "the State of Iraq and the Levant"
    return other.pos_ == "NOUN" and not describes(other)


def describes(other: Token) -> bool:
    """Whether another of a list may be the first again, by what else it is: *the producer and director*, *Daskal of Acme and contributor to Slate*."""
    person = any(s.rstrip("+") == "person" for s in senses.load().of("n", grammar.lemma(other))[:1])
    return other.dep_ == "conj" and other.tag_ == "NN" and person and not _is_told(other)


def _is_told(noun: Token) -> bool:
    return any(c.dep_ in _TOLD or c.lower_ in load_closed().additional for c in noun.lefts)
