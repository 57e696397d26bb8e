"""How far a text commits to an event, by the words that select it: *expects to cut*, *negotiates a purchase*.

An event-selecting predicate says of the event in its complement whether it is likely, open, or did not take place
(Saurí & Pustejovsky 2009, *FactBank*; Karttunen 1971 on implicatives).  What it says holds for its own content alone, not
for what is told in passing inside that content.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.cues import Selectors
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar
from kg.nlp.clauses import is_identified

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 8
_CLAUSES = frozenset({"xcomp", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "dobj"})
_LINKS = frozenset({"attr", "acomp", "oprd"})
Selection = tuple["Token", str]  # a word, and where the event stands to it: a field of `Selectors`


def selections(token: Token) -> list[Selection]:
    """The words that select an event, innermost first.

    Args:
        token: a verb, event noun or adjective.
    """
    out = [(c, "adjectives") for c in token.children if c.dep_ in ("amod", "compound", "advmod")]
    out += [(c, "adjectives") for c in _said_of(token)]
    node: Token | None = token
    for _ in range(_DEPTH):
        if node is None or node.head is node:
            break
        node, found = _step(node)
        out += found
    return out


def holds(selection: Selection, words: Selectors) -> bool:
    """Whether a selecting word is among those of a kind."""
    word, where = selection
    key = grammar.verb_key(word) if where in ("object", "bare") else grammar.lemma(word)
    return key in getattr(words, where) or (where == "adjectives" and word.lower_ in words.adjectives)


def _step(node: Token) -> tuple[Token | None, list[Selection]]:
    """One step up from a node: where to go on, and what selects it on the way."""
    dep, head = node.dep_, node.head
    if dep in _CLAUSES and node.i < head.i:
        return None, []  # what stands before the verb is set beside it as often as it is its content
    if dep in _CLAUSES:
        found = [(head, "adjectives" if head.pos_ in ("ADJ", "ADV") else "clause")]
        found += [(c, "adjectives") for c in head.children if c.dep_ in ("acomp", "oprd")]
        return (head if dep == "xcomp" else None), [*found, *_ended(node, head)]
    if dep == "conj":
        alike = (node.pos_ == "VERB") == (head.pos_ == "VERB")
        joined = [(c, "joined") for c in head.children if c.dep_ == "cc" and head.i < c.i < node.i]
        return (head if alike and not _own_subject(node) else None), joined[-1:]
    if dep in _LINKS:
        return head, []
    if dep in ("dobj", "nsubjpass") and not _raised(node, head):
        light = grammar.lemma(head) in load_lexicon().do
        found = [(head, "object")] + ([] if is_identified(node) else [(head, "bare")])
        return (head if light else None), found + list(_ended(node, head))
    if dep in ("acl", "relcl") and node.tag_ == "VB":
        return None, [(n, "nouns") for n in _nouns_above(head)]
    if dep in ("pobj", "pcomp"):
        return None, _before(head, dep == "pcomp")
    return None, [(head, "nouns")] if dep == "compound" else []


def _before(prep: Token, gerund: bool) -> list[Selection]:
    """What a preposition ties an event to: *option on*, *delay in*, *an end to*, *instead of*; *prevents from leaving*."""
    word = prep.head
    if instead := [(c, "joined") for c in prep.children if c.dep_ == "advmod"]:
        return instead
    if word.pos_ in ("NOUN", "PROPN"):
        return [(word, "nouns")] + ([(word, "to")] if prep.lower_ in load_closed().allative else [])
    return [(word, "object"), (word, "bare")] if gerund and prep.lower_ in load_closed().ablative else []


def _said_of(token: Token) -> Iterator[Token]:
    """Adjectives that a copula says of an event: *a sale is likely*."""
    if token.dep_ in ("nsubj", "csubj") and grammar.lemma(token.head) in load_closed().linking:
        yield from (c for c in token.head.children if c.dep_ == "acomp")


def _ended(node: Token, verb: Token) -> Iterator[Selection]:
    """*brings production to an end*: the noun behind *to* says what becomes of the object."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in load_closed().allative and node.dep_ in ("dobj", "nsubjpass"):
            yield from ((c, "to") for c in child.children if c.dep_ == "pobj")


def _nouns_above(noun: Token) -> Iterator[Token]:
    """A noun with an infinitive, and the one it hangs on by *of*: *options of six more to exercise*."""
    yield noun
    if noun.dep_ == "pobj" and noun.head.lower_ in load_closed().genitive:
        yield noun.head.head


def _raised(node: Token, verb: Token) -> bool:
    """*The minister is expected to go*: the subject is not what is expected."""
    return node.dep_ == "nsubjpass" and any(c.dep_ in _CLAUSES for c in verb.children)


def _own_subject(node: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
