"""Cues and sources of attributions: the words that attribute, and the noun phrase of whoever is meant.

Spans follow the guidelines of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018): the full verb group with
auxiliaries, negation and adjacent adverbs; the source's whole noun phrase with apposition and relative clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang.attribution import Attribution
from kg.lang.attribution import load as load_words
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.nlp.grammar import agents, is_passive, subjects
from kg.nlp.mentions import phrase, relative_antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_GROUP = frozenset({"aux", "auxpass", "neg"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_KINDS = frozenset({"Person", "Organization", "Group", "Country"})
_INSIDE_NOUN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "case", "nn", "quantmod"})


def verb_group(verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation, particle and the adverbs right beside it."""
    doc, start, end = verb.doc, verb.i, verb.i + 1
    while start and _belongs(doc[start - 1], verb):
        start -= 1
    while end < len(doc) and doc[end].head is not None and doc[end].head.i == verb.i and _follows(doc[end]):
        end += 1
    return start, end


def with_resuming(verb: Token, words: Attribution) -> tuple[int, int]:
    """The verb's group, with that of the verb which takes it up again: *went on to say*."""
    start, end = verb_group(verb)
    head = verb.head
    outer = verb_group(head)
    taken_up = head.lemma_ in words.resuming and verb.dep_ in ("xcomp", "advcl") and outer[1] == start
    return (outer[0], end) if taken_up else (start, end)


def _belongs(token: Token, verb: Token) -> bool:
    head = token.head
    if head.i != verb.i and not (head.head.i == verb.i and head.dep_ in _IN_GROUP and token.dep_ in ("neg", "advmod")):
        return False
    return token.dep_ in _IN_GROUP or (token.dep_ == "advmod" and token.tag_ == "RB" and token.i < verb.i)


def _follows(token: Token) -> bool:
    return token.dep_ == "prt" or (
        token.dep_ == "advmod" and token.tag_ == "RB" and token.lower_.endswith(load_words().adverb_endings)
    )


def with_preposition(span: tuple[int, int], preposition: Token) -> tuple[int, int]:
    """A cue that takes in the preposition right after it."""
    return (span[0], preposition.i + 1) if preposition.i == span[1] else span


def sources(verb: Token) -> list[Token]:
    """The heads of who says, thinks or wants something: the logical subject; none for an impersonal passive."""
    if is_passive(verb):
        return [t for t in agents(verb) if t.pos_ in _NOMINAL]
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return sources(resumed(verb) or verb.head)
    found = [*_with_siblings(own[0]), *_named_after(own)] if own else _beside(verb) or agents(verb) or subjects(verb)
    return [t for t in found if t.dep_ in ("nsubj", "csubj") or t.pos_ in _NOMINAL]


def _named_after(subjects: Sequence[Token]) -> list[Token]:
    """The name that the parser takes for a second subject, where only marks stand between: *the judge, Ann Lee, said*."""
    if len(subjects) < 2:
        return []
    first, second = subjects[:2]
    between = first.doc[first.right_edge.i + 1 : second.left_edge.i]
    return [second] if second.pos_ == "PROPN" and all(t.is_punct for t in between) else []


def resumed(verb: Token) -> Token | None:
    """The verb of saying that another goes on from: in *said he misspoke but insisted that …*, *said*.

    The parser coordinates the second with what was said; both are in the past, and it has a clause of its own.
    """
    clause = verb.head
    outer = clause.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or clause.dep_ != "ccomp" or outer.tag_ != "VBD" or clause.i < outer.i:
        return None
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)
    governs = any(c.dep_ == "ccomp" for c in verb.rights)
    words = load_words()
    speaks = words.clause.get(verb.lemma_.lower()) == "says" and clause.lemma_.lower() not in words.clause
    return outer if speaks and governs and not own else None


def _beside(verb: Token) -> list[Token]:
    """The name right before a finite verb without a subject, which the parser hangs on something else."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ == "conj":
        return []
    start, _ = verb_group(verb)
    before = verb.doc[start - 1] if start else None
    if (
        before is not None
        and before.pos_ == "PROPN"
        and before.head.i == verb.i
        and before.dep_ in ("compound", "nmod")
    ):
        return [before]
    if before is not None and before.pos_ in ("PROPN", "PRON") and before.dep_ in ("appos", "conj", "pobj", "npadvmod"):
        return [before] if before.head.i < before.i and "," in before.doc[before.head.i : before.i].text else []
    return []


def _with_siblings(token: Token) -> list[Token]:
    return [token, *(c for c in token.conjuncts if c.i > token.i and c.pos_ in _NOMINAL)]


def issued(document: Token, words: Attribution) -> tuple[list[Token], int] | None:
    """Who issues a document (*released a statement saying*) and where the cue then starts; None where nobody does."""
    verb = document.head
    if document.dep_ != "dobj" or document.lemma_.lower() not in words.documents:
        return None
    if verb.lemma_.lower() not in words.light_verbs:
        return None
    found = sources(verb)
    return (found, verb_group(verb)[0]) if found else None


def owners(noun: Token) -> list[Token]:
    """Whose claim, plan or fear a noun names: its possessor, *by* or *from* whom it is, or who makes or has it."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    if not found:
        found = [
            o
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in load_closed().of_sources
            for o in c.children
            if o.dep_ == "pobj"
        ]
    if found:
        return _with_siblings(found[0])
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in ("VERB", "AUX") and not is_passive(verb):
        return [t for t in sources(verb) if t.tag_ != "EX" and t.dep_ != "expl"] if noun.dep_ == "dobj" else []
    return []


def can_speak(head: Token, words: Attribution) -> bool:
    """Whether somebody or a document is meant, and no thing: *our findings support …* attributes nothing."""
    if head.pos_ == "PRON":
        return head.lower_ not in load_closed().demonstrative
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or head.text[0].isupper() or lemma in words.documents:
        return True
    cls = lexicon().class_of(head)
    return ontology.load().kind_of(cls) in _KINDS if cls else not lemma.endswith(load_words().abstract_endings)


def span_of(found: Sequence[Token], cue: tuple[int, int]) -> tuple[tuple[int, int] | None, int | None]:
    """The source's whole noun phrase, coordinated ones together, and the token that stands for its entity."""
    if not found:
        return None, None
    head = found[0]
    if head.dep_ == "expl" or head.tag_ == "EX":
        return None, None
    antecedent = relative_antecedent(head)
    if antecedent is not None:
        return (head.i, head.i + 1), antecedent.i
    start, end = _phrase(head)
    for other in found[1:]:
        if other.i > head.i:
            end = max(end, _phrase(other)[1])
    if start < cue[0] < end:
        end = cue[0]
    elif start < cue[1] < end and cue[0] <= start:
        start = cue[1]
    if start and (
        head.doc[start - 1].dep_ == "preconj" or (head.dep_ == "compound" and head.doc[start - 1].dep_ == "det")
    ):
        start -= 1
    start, end = _bare(head, start, _without_figures(head, end))
    return ((start, end), head.i) if start <= head.i < end else ((head.i, head.i + 1), head.i)


def _phrase(head: Token) -> tuple[int, int]:
    if head.pos_ == "PRON" and not any(c.dep_ in ("prep", "relcl", "acl") for c in head.rights):
        return head.i, head.i + 1
    return phrase(head)


def _without_figures(head: Token, end: int) -> int:
    """A sum after a comma is no apposition of whoever speaks."""
    for i in range(head.i + 1, end - 1):
        if head.doc[i].text == "," and head.doc[i + 1].ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
            return i
    return end


def _bare(head: Token, start: int, end: int) -> tuple[int, int]:
    doc = head.doc
    while start < end and (doc[start].is_space or (doc[start].is_punct and doc[start].text not in "([\"“'‘")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ";", ":", "—", "–", "-", ".")):
        end -= 1
    if doc[end - 1].tag_ == "POS" and end - 1 > head.i:
        end -= 1
    return start, end


def noun_at(doc, start: int, end: int) -> Token | None:
    """The head of the noun phrase that starts at a token, whatever the parser hangs it on."""
    token = doc[start]
    for _ in range(12):
        if token.pos_ in _NOMINAL and token.dep_ not in _INSIDE_NOUN:
            return token
        if token.dep_ in _INSIDE_NOUN and start <= token.head.i < end:
            token = token.head
        else:
            return token if token.pos_ in _NOMINAL else None
    return None
