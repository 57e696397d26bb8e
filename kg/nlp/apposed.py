"""Repairs of the parse around names: appositions, and names behind titles, that hang on the wrong noun.

A name between commas behind a description of somebody belongs to the description, not to the noun inside it: *a member of
the Tunisian Parliament, Samir Dilou, said*, *the judge in the case, Bernard Schwartz, said*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon
from kg.nlp.grammar import name_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ADRIFT = frozenset(
    {"advcl", "npadvmod", "dobj"}
)  # what the parser makes of a description before the name that is its subject
_SENSE = {("person",): "Person", ("person+",): "Person"}  # WordNet's classes
_FITTING = {
    "Person": ("PERSON",),
    "Organization": ("ORG",),
    "Place": ("GPE", "LOC", "FAC"),
}  # kinds as names are labelled
HIGH = 6  # prepositions between the description and what the name was hung on
_SHORTEST, _FARTHEST = 3, 14  # words before the name: the least a title with *of* takes, the most it is looked for in


def appositions(doc: Doc) -> Doc:
    """Hang the names of persons on the descriptions they stand behind."""
    for token in doc:
        if (
            token.tag_ == "JJ"
            and token.dep_ == "appos"
            and any(c.dep_ == "det" for c in token.lefts)
            and is_somebody(token)
        ):
            token.tag_, token.pos_ = "NN", "NOUN"  # "a prehistorian at Acme"
        if token.dep_ == "appos" and token.tag_ == "NN" and (other := _of_whom(token) or _of_which_name(token)):
            token.head = other
        if token.dep_ == "appos" and (subject := _born_of(token)) is not None:
            token.head = subject
        if token.tag_ != "NNP" or (token.ent_type_ != "PERSON" and not _has_age(token)):
            continue
        if token.dep_ == "appos" or (token.dep_ == "conj" and _has_age(token)):
            noun = _described(token)
        else:
            noun = _subject_before(token) if token.dep_ in SUBJECTS else None
        if noun is not None and _between_commas(noun, token):
            if noun.dep_ in _ADRIFT and token.dep_ in SUBJECTS:
                noun.dep_ = token.dep_
            token.head, token.dep_ = noun, "appos"
    return doc


def titles(doc: Doc) -> Doc:
    """Hang the names of persons on the titles with *of* right before them: *Chief Executive of Hong Kong Carrie Lam said*."""
    for first in doc:
        if first.ent_type_ != "PERSON" or first.ent_iob_ != "B" or first.i < _SHORTEST or first.is_sent_start:
            continue
        name = _head_of_name(first)
        title = _title_before(first)
        if title is not None and name is not None:
            _hang(name, title, first.i)
    return doc


def _head_of_name(first: Token) -> Token | None:
    """The head of a name; None where it only narrows a noun: *a Carrie Lam supporter*."""
    end = name_span(first).stop
    head = first.doc[first.i : end].root
    return None if head.head.i >= end and head.dep_ in ("compound", "nmod", "poss", "amod") else head


def _title_before(first: Token) -> Token | None:
    """The title whose phrase ends right before a name: a noun for one person, then *of*, then no other person.

    A common noun before the name may describe it (*the leader of the band Pink Floyd*): then the title must have no
    article, so that the name is what it wants.
    """
    doc, last = first.doc, first.nbor(-1)
    if last.pos_ not in ("NOUN", "PROPN") or last.ent_type_ in ("PERSON", "NORP") or _names_somebody(last):
        return None
    if last.lower_ in load_coref().titles:
        return None  # "a lawyer for Mr. Lee"
    for i in range(first.i - 2, max(first.sent.start, first.i - _FARTHEST), -1):
        token = doc[i]
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ") and token.text not in ("-", "'s"):
            return None
        if token.pos_ == "ADP" and (title := doc[i - 1]).tag_ in ("NN", "NNP") and _names_somebody(title):
            bare = not any(c.dep_ in ("det", "poss") for c in title.lefts)
            proper = last.pos_ == "PROPN" or bare
            return (
                title
                if proper and token.lower_ in load_closed().of_posts and title.lower_ not in lexicon().kin
                else None
            )
        if token.ent_type_ == "PERSON" or _names_somebody(token):
            return None
    return None


def _names_somebody(token: Token) -> bool:
    return lexicon().nouns.get(token.lower_) == "Person" or (token.pos_ == "NOUN" and is_somebody(token))


def _hang(name: Token, title: Token, first: int) -> None:
    """Put a title before its name, as if it were *Secretary Ana Prates*; what stood in the name's place takes it."""
    if title in name.ancestors:
        inner = next((c for c in name.lefts if c.i < first and c.i > title.i), None)
        if inner is not None:
            inner.head, inner.dep_ = name.head, name.dep_
        dep = title.dep_
        name.head, name.dep_ = (name if dep == "ROOT" else title.head), dep
    elif name not in title.ancestors and not (name.dep_ in SUBJECTS and title.head == name.head):
        return
    title.head, title.dep_ = name, "nmod"


def _of_whom(noun: Token) -> Token | None:
    """The person a description is of that hangs on their body or town: *Ana Prates of Acme, a biologist, said*."""
    body, prep = noun.head, noun.head.head
    if (
        body.ent_type_ not in ("ORG", "GPE", "FAC")
        or body.dep_ != "pobj"
        or prep.lower_ not in load_closed().of_members
    ):
        return None
    bare = not any(c.dep_ in ("det", "poss") for c in noun.lefts)  # "a former mayor of Porto, minister and senator"
    whom = prep.head.ent_type_ == "PERSON" or (bare and prep.head.pos_ == "NOUN" and is_somebody(prep.head))
    return prep.head if whom and is_somebody(noun) else None


def _of_which_name(noun: Token) -> Token | None:
    """The name right before a description that hangs elsewhere: *the governor of Utah, a western state*, *hit Oslo, as Acme, the agency, said*."""
    doc, at = noun.doc, noun.left_edge.i - 2
    named = not noun.is_lower or (noun.i + 1 < len(doc) and doc[noun.i + 1].ent_type_)  # "their son Ibo Reyes"
    if named or at < 0 or doc[at + 1].text != "," or not doc[at].ent_type_:
        return None
    labels = _FITTING.get(ontology.load().kind_of(lexicon().class_of(noun) or "") or "", ())
    start = at
    while doc[start].ent_iob_ == "I":
        start -= 1
    name = doc[start : at + 1].root
    fits = doc[at].ent_type_ in labels and not start <= noun.head.i <= at and noun not in name.ancestors
    return name if fits and (noun.head.ent_type_ not in labels or noun.head.i < start - 1) else None


def _has_age(name: Token) -> bool:
    """Whether an age stands behind a name: *El Hadj Boureima Dicko, 71,*."""
    behind = [t.text for t in name.doc[name.i + 1 : name.i + 4]]
    return behind[::2] == [",", ","] and behind[1].isdigit() and len(behind[1]) == 2


def _born_of(one: Token) -> Token | None:
    """The subject that one of several is said of which the parser hangs on a place: *born in Porto, the second of four sons of …*."""
    of = next((c for c in one.rights if c.lower_ in load_closed().genitive and c.i == one.i + 1), None)
    place = one.head
    if of is None or place.ent_type_ not in ("GPE", "LOC") or place.i > one.i:
        return None
    if not any(c.tag_ == "NNS" and is_somebody(c) for c in of.children):
        return None
    verb = next((t for t in place.ancestors if t.pos_ == "VERB"), None)
    return next((c for c in verb.lefts if c.dep_ in SUBJECTS), None) if verb is not None else None


def _described(name: Token) -> Token | None:
    """The description whose inner noun a name was hung on: no person, or a name that is none of the same person."""
    node = name.head
    whole = name.i > 0 and name.nbor(-1).ent_type_ == "PERSON"  # a name of several words is no apposition to another
    if node.ent_type_ == "PERSON" and node.dep_ == "pobj" and node.i < name.i and whole:
        noun = node.head.head  # "a spokesman for Mr. Lee, Ann Smith, said"
        return noun if noun.pos_ == "NOUN" and noun.tag_ == "NN" and is_somebody(noun) else None
    if node.ent_type_ == "PERSON" or is_somebody(node):
        return None
    for _ in range(HIGH):
        if node.dep_ not in ("pobj", "prep", "conj", "poss", "compound", "relcl", "dobj") or node.head == node:
            return None
        node = node.head
        if node.pos_ == "NOUN" and is_somebody(node):
            return node if node.tag_ == "NN" else None
    return None


def _subject_before(name: Token) -> Token | None:
    """The description before a name that the parser takes for another subject of the same verb."""
    for other in name.head.lefts:
        if other.dep_ in SUBJECTS | _ADRIFT and other.i < name.i and other.pos_ == "NOUN":
            return other if other.tag_ == "NN" and is_somebody(other) else None
    return None


def is_somebody(noun: Token) -> bool:
    known = lexicon().class_of(noun)
    return not noun.ent_type_ and (known or _SENSE.get(senses.load().of("n", noun.lower_)[:1])) == "Person"


def _between_commas(noun: Token, name: Token) -> bool:
    """Whether the name's phrase stands between commas or before the end, right behind all that belongs to the noun."""
    doc, start, end = name.doc, name.left_edge.i, name.right_edge.i + 1
    while start < name.i and doc[start].is_punct:
        start += 1
    if start <= noun.i + 1 or doc[start - 1].text != ",":
        return False
    closed = end >= len(doc) or doc[end].text in (",", ".", ";") or doc[end - 1].text == ","
    closed = closed or (name.dep_ in SUBJECTS and doc[end] == name.head)  # "the leader, Ana Prates said"
    return closed and not any(t.dep_ == "cc" for t in doc[start - 1 : end])
