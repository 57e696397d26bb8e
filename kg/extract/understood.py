"""Who a verb without a subject of its own is said of, where the construction leaves no choice.

The second of two verbs (*cancelled the address and went to the scene*), a relative clause (*a family that operates a store*),
a gerund behind a preposition (*protested by shouting*), a participle set off by a comma (*he stayed, taking a job there*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_COMPLEMENTS = frozenset({"oprd", "xcomp", "dative"})  # "made the issue a focus of hers"
_RELATIVE = frozenset({"WDT", "WP"})
# what a participant must reach, by construction; judged on real articles
_LEAST_UNDERGONE = 0.45
_LEAST = {"conj": 0.45, "relcl": 0.45, "pcomp": 0.5, "advcl": 0.5}


def is_understood(verb: Token, t: Token, chance: float) -> bool:
    """Whether somebody surely does what a verb without a subject of its own says.

    Args:
        verb: the event's verb; t: the head of who may do it; chance: how likely it takes part, 0–1.
    """
    if verb.pos_ != "VERB" or grammar.is_passive(verb) or chance < _LEAST.get(verb.dep_, 2.0):
        return False
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if verb.dep_ == "relcl":
        return _is_relative(verb, own, t)
    if own:
        return False
    if verb.dep_ == "conj":
        return _is_second(verb, t)
    return _is_gerund(verb, t) if verb.dep_ == "pcomp" else _is_aside(verb, t)


def is_undergone(verb: Token, t: Token, chance: float) -> bool:
    """Whether a relative clause surely tells what happens to the noun before it: *a clock he made*, *the man who was hurt*."""
    if verb.pos_ != "VERB" or verb.dep_ != "relcl" or t != verb.head or chance < _LEAST_UNDERGONE:
        return False
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if len(own) != 1 or any(c.dep_ in ("prep", "prt") and not any(True for _ in c.children) for c in verb.rights):
        return False  # "the waters they feed in"
    first = verb.left_edge
    if own[0].dep_ == "nsubjpass":
        told = own[0] == first and (own[0].tag_ in _RELATIVE or own[0].lower_ in load_closed().bare_relative)
        return told and first.i - t.i <= (2 if first.lower_ in load_closed().person_relative else 1)
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    gap = not objects and grammar.has_object_gap(verb)
    relative = len(objects) == 1 and objects[0] == first and first.tag_ in _RELATIVE
    return own[0].dep_ == "nsubj" and (gap or relative) and first.i - t.i <= 2


def carries_for(noun: Token, t: Token) -> bool:
    """Whether somebody is the subject of a verb that only carries an event noun: *the court issued a stay*."""
    verb, lexicon = noun.head, load_lexicon()
    if noun.dep_ != "dobj" or noun.pos_ != "NOUN" or any(c.dep_ in _COMPLEMENTS for c in verb.children):
        return False
    if any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.lefts):
        return False  # somebody else's
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if not _does(verb, t) and not (verb.dep_ == "relcl" and _is_relative(verb, own, t)):
        return False
    word = grammar.lemma(verb)
    return lexicon.is_light(word) and word not in lexicon.of_others


def _first(t: Token) -> Token:
    while t.dep_ == "conj":
        t = t.head
    return t


def _does(verb: Token, t: Token) -> bool:
    """Whether somebody is the subject of an active verb, alone or in a list."""
    first = _first(t)
    return first.head == verb and first.dep_ == "nsubj" and first.i < verb.i and not grammar.is_passive(verb)


def _is_second(verb: Token, t: Token) -> bool:
    head = verb.head
    alike = verb.tag_ in _FINITE and (head.tag_ == verb.tag_ or grammar.is_passive(head))
    first = _first(t)
    said = first.head == head and first.dep_ in ("nsubj", "nsubjpass") and first.i < head.i
    joined = any(c.dep_ == "cc" for c in head.rights if head.i < c.i < verb.i)
    return alike and said and joined and head.pos_ == "VERB"


def _is_relative(verb: Token, own: list[Token], t: Token) -> bool:
    """Whether somebody stands right before the pronoun that is the subject of a relative clause."""
    if len(own) != 1 or own[0].dep_ != "nsubj" or own[0] != verb.left_edge or t != verb.head:
        return False
    pronoun = own[0]
    return (pronoun.tag_ in _RELATIVE or pronoun.lower_ in load_closed().bare_relative) and pronoun.i - t.i <= 2


def _is_gerund(verb: Token, t: Token) -> bool:
    prep, above = verb.head, verb.head.head
    if verb.tag_ != "VBG" or above.pos_ != "VERB" or not _does(above, t):
        return False
    return prep.lower_ in load_closed().agentive or not any(
        c.dep_ == "dobj" for c in above.children
    )  # "sentenced her for hiding it"


def _is_aside(verb: Token, t: Token) -> bool:
    """Whether a participle is set off by a comma and no result (*…, making it harder*): that, the whole clause does."""
    if verb.tag_ != "VBG" or not _does(verb.head, t) or any(c.dep_ in ("mark", "dative") for c in verb.children):
        return False
    if verb.i < verb.head.i:
        return verb.left_edge.is_sent_start is True
    results = load_lexicon().resulting
    return verb.doc[verb.left_edge.i - 1].text == "," and grammar.lemma(verb) not in results and _is_act(verb)


def _is_act(verb: Token) -> bool:
    return senses.load().of("v", grammar.lemma(verb))[:1] != ("stative",)
