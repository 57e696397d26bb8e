"""Words that the model may take for events and that name persons, bodies and things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import numbers, senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

# WordNet's classes: first senses of words for what lives or is part of it, and of words whose class the lexicon knows
_LIVING = frozenset({"animal", "body", "person", "plant", "substance"})
_TANGIBLE = _LIVING | {"artifact", "group", "location", "object"}
_NAMES = frozenset({"PERSON", "GPE", "NORP"})


def is_thing(token: Token, *, known: bool) -> bool:
    """Whether a token that may announce an event names somebody or something instead.

    Args:
        token: a candidate trigger.
        known: whether the event frames know the word.
    """
    lexicon = load_lexicon()
    if _is_rank(token) or lexicon.stands_for_persons(token) or _is_tally(token) or _is_idle(token) or _is_money(token):
        return True
    if known:
        return False
    if token.pos_ == "PROPN":
        return token.ent_type_ in _NAMES
    if token.pos_ == "VERB":
        return _is_look(token)
    if token.pos_ != "NOUN":
        return False
    if grammar.lemma(token) in lexicon.drawn and not any(c.lower_ in load_closed().genitive for c in token.rights):
        return True  # not "the drawing of lots"
    first = senses.load().of("n", grammar.lemma(token))[:1] or ("",)
    kind = ontology.load().kind_of(lexicon.class_of(token) or "")
    if first[0] == "body+":
        return False  # a transplant
    return first[0].removesuffix("+") in (_TANGIBLE if kind else _LIVING)


def _is_rank(token: Token) -> bool:
    """Whether a participle only says how an office is held: *sitting President*."""
    lexicon = load_lexicon()
    if token.lower_ not in lexicon.for_now or token.i + 1 == len(token.doc):
        return False
    return lexicon.nouns.get(token.nbor(1).lower_) == "Person"


def _is_tally(noun: Token) -> bool:
    """Whether a noun only tells how many there were: *took 14,872 votes*."""
    counted = noun.tag_ == "NNS" and any(c.dep_ == "nummod" for c in noun.lefts)
    return counted and grammar.lemma(noun) in load_lexicon().tallied


def _is_idle(noun: Token) -> bool:
    """Whether a preposition and a bare noun together tell something else: *came under fire*."""
    bare = noun.dep_ == "pobj" and noun.left_edge == noun
    return bare and f"{noun.head.lower_} {noun.lower_}" in load_lexicon().idle


def _is_money(token: Token) -> bool:
    """Whether a word for a currency stands behind a number's scale: *rose to 318 billion won*."""
    words, before = numbers.load(), token.doc[token.i - 1 : token.i]
    return token.lower_ in words.nouns and any(t.lower_ in words.scales for t in before)


def _is_look(participle: Token) -> bool:
    """Whether a participle is the second half of an adjective: *zebra-striped cloths*."""
    before = participle.i - 1
    return participle.dep_ == "amod" and before > 0 and participle.doc[before].text in ("-", "‐", "–")
