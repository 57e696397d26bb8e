"""Kinds of clause that decide what bears on a statement: finite or not, set off, set beside, inverted, infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_coref
from kg.lang.cues import load as load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_HELPERS = frozenset({"aux", "auxpass"})
_COMMAS = frozenset({",", "(", "—", "–", "--"})


def helpers(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _HELPERS]


def is_infinitive(verb: Token) -> bool:
    """*to leave*, *to be built*, *to have left*."""
    return any(c.dep_ == "aux" and c.lower_ in load_closed().infinitive and c.pos_ != "ADP" for c in verb.children)


def is_announced(verb: Token) -> bool:
    """Whether a sentence is an infinitive with a subject, as headlines tell what is to come: *Acme to close two mines*."""
    return verb.dep_ == "ROOT" and is_infinitive(verb) and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def is_bare(verb: Token) -> bool:
    """Whether a verb is an infinitive, with *to* or as the tagger has it; not *did not leave*."""
    return is_infinitive(verb) or (verb.tag_ == "VB" and not is_finite(verb))


def is_finite(verb: Token) -> bool:
    """Whether a verb stands in a past or present of its own, without a modal: *was released*, *serves*, *have been serving*."""
    if any(c.tag_ in ("MD", "TO") for c in helpers(verb)):
        return False
    return verb.tag_ in _FINITE or has_tense(verb)


def has_tense(verb: Token) -> bool:
    """Whether an auxiliary of its own says when: *was lost*, *has won*."""
    return any(c.tag_ in _FINITE or c.lower_ in load_closed().finite for c in helpers(verb))


def is_past(verb: Token) -> bool:
    """Whether a finite verb is past: *left*, *had left*, *was held*; not *has left*."""
    if any(c.tag_ in ("MD", "TO") for c in helpers(verb)):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lower_ in load_closed().past for c in helpers(verb))


def is_present(verb: Token) -> bool:
    """Whether a finite verb is present: *leaves*, *is leaving*, *is held*; not *has left*, *will leave*."""
    found = [verb, *helpers(verb)] if verb.tag_ in ("VBG", "VBN") else [verb]
    own = any(c.tag_ in ("VBZ", "VBP") for c in found) and not any(
        c.lemma_ in load_closed().perfect for c in found if c != verb
    )
    return own and not any(c.tag_ in ("MD", "TO", "VBD") for c in helpers(verb))


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def is_set_off(verb: Token) -> bool:
    """Whether a relative clause tells something in passing: *Joe Biden, who served …*; not *people who served*, *any firm, which serves*.

    It is finite, a comma stands before its pronoun, and what it is said of is known without it: a name, or something
    definite (the non-restrictive relative; Potts 2005, *The Logic of Conventional Implicatures*).
    """
    noun, left = verb.head, verb.left_edge
    if verb.dep_ != "relcl" or left.i == 0 or left.i < noun.i or not is_finite(verb):
        return False
    doc = verb.doc
    opens = [
        t for t in doc[left.i : verb.i] if t.lower_ in load_closed().relative and t.tag_ in ("WP", "WDT", "WP$", "WRB")
    ]
    if not opens or (not is_past(verb) and _is_dated(verb)):
        return False  # "…, which goes live in July": a present for what is to come
    if not any(doc[i].text in _COMMAS for i in range(max(left.i - 1, noun.i), opens[0].i)):
        return False
    return noun.pos_ in ("PROPN", "PRON") or bool(noun.ent_type_) or is_identified(noun)


def told_of_name(token: Token) -> Token | None:
    """The name of whom a token tells in passing, so that it is the writer who tells it, whoever is being reported.

    *Ana said she would ask Joe Biden, who served as Vice President*.  Whom the report itself is about is told of by its
    source: *police said that Bo Dean, who was armed, fled*; and so may be what a part of several does.
    """
    verb = next((t for t in (token, *token.ancestors) if is_set_off(t)), None)
    if verb is None or verb.head.pos_ != "PROPN" or verb.head.dep_ in _SUBJECTS or not _agrees(verb):
        return None
    return verb.head if verb.left_edge.tag_ in ("WP", "WDT", "WP$") else None


def _agrees(verb: Token) -> bool:
    """Whether a relative clause may be said of one name: *Acme, which sells*; not *shops in Porto, which sell*."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.tag_ not in ("WP", "WDT") or verb.head.tag_ != "NNP":
        return True
    return not any(t.tag_ == "VBP" or t.lower_ in load_closed().subjunctive for t in (verb, *helpers(verb)))


def _is_dated(verb: Token) -> bool:
    near = [c for c in verb.children if c.dep_ in ("prep", "npadvmod")]
    return any(t.ent_type_ in ("DATE", "TIME") for c in near for t in (c, *c.children))


def is_identified(noun: Token) -> bool:
    """Whether a noun is said to be known: *the council*, *their leader*."""
    words = load_coref()
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and (c.lower_ in words.definite or c.lower_ in words.demonstrative))
        for c in noun.children
    )


def is_beside(node: Token, head: Token) -> bool:
    """Whether a clause only stands beside another that the parser hangs it on, each saying its own: *A is so; B would be*."""
    first, second = sorted((node, head), key=lambda t: t.i)
    if not is_finite(node) or (node.dep_ == "conj" and not has_subject(node)):
        return False
    if node.tag_ == "VBG" and not is_past(node) and any(c.tag_ == "MD" for c in helpers(head)):
        return False  # "is flying to Rome; it will return": a present for what is to come
    if any(t.text == ";" for t in node.doc[first.i + 1 : second.i]):
        return True
    if node.dep_ != "ccomp" or node.right_edge.i > head.i or asks(head):
        return False
    return has_subject(head) and head.lemma_.lower() not in load_cues().reporting


def is_inverted(verb: Token) -> bool:
    """Whether an inversion makes a condition of a clause: *were a draft to be imposed*, *had he known*; not *had he?*."""
    before = list(verb.lefts)
    opening = next((c for c in before if c.dep_ == "aux" and c.lower_ in load_closed().pluperfect), None)
    subject = next((c for c in before if c.dep_ in _SUBJECTS), None)
    if opening is not None and subject is not None and opening.i < subject.i:
        return opening.i == verb.left_edge.i and not asks(verb)
    if verb.lower_ not in load_closed().subjunctive or subject is not None:
        return False
    after = [c for c in verb.rights if c.dep_ in (*_SUBJECTS, "attr")]
    to = any(is_infinitive(x) for c in (*after, verb) for x in c.children)
    return bool(after) and to and all(c.dep_ in ("punct", "cc", "mark") for c in before) and not asks(verb)


def asks(token: Token) -> bool:
    """Whether a token's sentence is a question."""
    return token.sent.text.rstrip().endswith("?")


def is_among_ranked(noun: Token) -> bool:
    """Whether the infinitive behind a noun tells what happened: *the first woman to win*, *the oldest to be elected*."""
    words = [c for c in noun.children if c.dep_ in ("amod", "nummod", "advmod")] + [noun]
    ranked = load_cues().ranked
    return any(c.lower_ in ranked or c.tag_ in ("JJS", "RBS") or _has_most(c) for c in words)


def is_behind_ranked(verb: Token) -> bool:
    """Whether an infinitive stands right behind such a noun, wherever the parser hangs it."""
    to = next(
        (c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in load_closed().infinitive and c.pos_ != "ADP"), None
    )
    return to is not None and to.i > 0 and (noun := to.nbor(-1)).pos_ in ("NOUN", "PROPN") and is_among_ranked(noun)


def _has_most(word: Token) -> bool:
    return any(c.tag_ == "RBS" for c in word.children)


def is_nobody(noun: Token) -> bool:
    """*no firm*, *no one*, *nobody*, *none of them*; not *nothing but*."""
    if any(c.lower_ in load_closed().negative and c.dep_ == "det" for c in noun.children):
        return True
    following = noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    return noun.lower_ in load_cues().nobody and following not in load_closed().excepting
