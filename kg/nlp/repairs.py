"""Repairs of the parse where it errs by system: appositions that hang on the wrong noun.

A name between commas behind a description of somebody belongs to the description, not to the noun inside it: *a member of
the Tunisian Parliament, Samir Dilou, said*, *the judge in the case, Bernard Schwartz, said*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import load as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HIGH = 6  # prepositions between the description and what the name was hung on


def appositions(doc: Doc) -> Doc:
    """Hang the names of persons on the descriptions they stand behind."""
    for token in doc:
        if token.ent_type_ != "PERSON" or token.tag_ != "NNP":
            continue
        if token.dep_ == "appos":
            noun = _described(token)
        else:
            noun = _subject_before(token) if token.dep_ in _SUBJECTS else None
        if noun is not None and _between_commas(noun, token):
            token.head, token.dep_ = noun, "appos"
    return doc


def _described(name: Token) -> Token | None:
    """The description whose inner noun, no person, a name was hung on."""
    node = name.head
    if node.ent_type_ == "PERSON" or _is_somebody(node):
        return None
    for _ in range(_HIGH):
        if node.dep_ not in ("pobj", "prep", "conj", "poss", "compound") or node.head == node:
            return None
        node = node.head
        if node.pos_ == "NOUN" and _is_somebody(node):
            return node if node.tag_ == "NN" else None
    return None


def _subject_before(name: Token) -> Token | None:
    """The description before a name that the parser takes for another subject of the same verb."""
    for other in name.head.lefts:
        if other.dep_ in _SUBJECTS and other.i < name.i:
            return other if other.tag_ == "NN" and _is_somebody(other) else None
    return None


def _is_somebody(noun: Token) -> bool:
    return not noun.ent_type_ and lexicon().class_of(noun) == "Person"


def _between_commas(noun: Token, name: Token) -> bool:
    """Whether the name's phrase stands between commas or before the end, right behind all that belongs to the noun."""
    doc, start, end = name.doc, name.left_edge.i, name.right_edge.i + 1
    while start < name.i and doc[start].is_punct:
        start += 1
    if start <= noun.i + 1 or doc[start - 1].text != ",":
        return False
    closed = end >= len(doc) or doc[end].text in (",", ".", ";") or doc[end - 1].text == ","
    return closed and not any(t.dep_ == "cc" for t in doc[start - 1 : end])
