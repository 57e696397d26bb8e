"""Candidate mentions: names, noun phrases and pronouns.

Conventions follow OntoNotes/OntoGUM: a nominal is its head's whole noun phrase, possessives are mentions of their own,
predicate nominals and the second half of an apposition are no mentions (they describe, `kg.extract` reads them).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.nlp.types import Name, TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
        "one's",
        "this",
        "that",
        "these",
        "those",
        "who",
        "whom",
        "whose",
        "which",
        "everyone",
        "everybody",
        "anyone",
        "someone",
        "somebody",
        "nobody",
    ]
)
_NOT_IN_PHRASE = frozenset({"relcl", "punct", "cc", "conj", "appos", "parataxis", "advcl"})
_NOT_MENTIONS = frozenset({"attr", "oprd", "npadvmod", "compound", "nmod", "amod", "det", "case", "expl"})


def find(doc: Doc, names: Iterable[Name]) -> list[TokenMention]:
    """All candidate mentions in text order; a name wins over a noun phrase with the same head."""
    out = [TokenMention(*_with_article(doc, n), n.head, "name", n.label) for n in names]
    named = {i for n in out for i in range(n.start, n.end)}
    for token in doc:
        if token.i in named or token.is_space:
            continue
        if token.lower_ in _PRONOUNS and token.pos_ in ("PRON", "DET") and token.dep_ not in ("det", "expl", "mark"):
            out.append(TokenMention(token.i, token.i + 1, token.i, "pronoun"))
        elif _is_nominal(token):
            start, end = noun_phrase(token)
            out.append(TokenMention(start, end, token.i, "nominal"))
    return sorted(out, key=lambda m: (m.start, -m.end, m.head))


def _with_article(doc: Doc, name: Name) -> tuple[int, int]:
    start = name.start
    if start and doc[start - 1].lower_ == "the" and doc[start - 1].head.i in range(name.start, name.end):
        start -= 1
    return start, name.end


def _is_nominal(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("DATE", "TIME", "PERCENT", "ORDINAL"):
        return False
    if token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
        return False
    return token.dep_ not in _NOT_MENTIONS and not (token.dep_ == "conj" and token.head.dep_ in ("compound", "amod"))


def noun_phrase(head: Token) -> tuple[int, int]:
    """The noun phrase of a head: its subtree without relative clauses, appositions and coordinated siblings."""
    doc, start = head.doc, head.left_edge.i
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "prep", "mark") or doc[start].is_space):
        start += 1
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in _NOT_IN_PHRASE or child.is_space:
            break
        if child.dep_ not in ("prep", "acl", "case", "nummod", "amod", "advmod", "compound", "poss"):
            break
        end = child.right_edge.i + 1
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def _not_somebody(pronoun: Token, head: Token) -> Token:
    """*which* is said of things: attached to a person, it belongs to the noun right before it instead."""
    if pronoun.lower_ != "which" or head.ent_type_ != "PERSON":
        return head
    before = pronoun.i - 2 if pronoun.i > 1 and pronoun.nbor(-1).is_punct else pronoun.i - 1
    near = pronoun.doc[max(before, 0)]
    return near if near.pos_ in ("NOUN", "PROPN") else head


def relative_antecedent(token: Token) -> Token | None:
    """The noun a relative pronoun stands for, or None where it is no relative pronoun."""
    if token.tag_ not in ("WP", "WDT", "WP$") and not (token.lower_ == "that" and token.tag_ == "WDT"):
        return None
    node = token
    for _ in range(8):
        if node.dep_ == "relcl":
            return _not_somebody(token, node.head)
        if node.head is node:
            return None
        node = node.head
    return None
