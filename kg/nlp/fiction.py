"""What happens in a novel, film or play: told by the text, and so nowhere in the world.

*A drama about two sisters who inherit a bathhouse*, *the novel follows a teacher who leaves Lyon*, *a film in which a woman
irons a shirt*, *in the play, the king kills his brother*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import clauses, grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIGHEST = 8  # steps that a clause lies below the word for the work
_WRITTEN_OF = frozenset(
    {"communication", "creation"}
)  # WordNet: in a book somebody *argues*, in a film somebody *stars*


def of(token: Token) -> str | None:
    """The word for the work in which a token's clause happens; None where it does in none."""
    node = token
    for _ in range(_HIGHEST):
        if node.dep_ == "relcl" and (work := _of_clause(node)) is not None:
            return work
        if node.pos_ == "VERB" and (work := _within(node)) is not None:
            return work
        if node.head == node:
            return None
        node = node.head
    return None


def _of_clause(clause: Token) -> str | None:
    """The work that a relative clause stands in: by what it is hung on."""
    noun = clause.head
    inside = any(
        p.lower_ in load_closed().inessive and any(o.tag_ == "WDT" for o in p.children) for p in clause.children
    )
    if inside and _is_work(noun):
        return noun.lower_
    while noun.dep_ == "conj":
        noun = noun.head
    prep = noun.head if noun.dep_ == "pobj" else None
    if inside and prep is not None and any(grammar.lemma(t) in load_lexicon().parts_played for t in _above(prep)):
        return noun.lower_  # "her role in Tongues, in which she speaks five languages"
    about = prep is not None and (
        prep.lower_ in load_closed().topical or (prep.lower_ in load_closed().genitive and noun.pos_ == "NOUN")
    )
    told = prep is not None and prep.lower_ in load_closed().genitive and prep.head.dep_ == "dobj"
    whole = prep.head if prep is not None and (about or told) else noun
    if about and noun.pos_ == "PROPN" and clauses.is_past(clause):
        return None  # "a film about Ana Prates, who was killed in 2017"
    if about and _is_work(whole):
        return whole.lower_
    if whole.dep_ == "dobj" and whole.head.tag_ in ("VBZ", "VBP", "VBG"):  # "the film tells the story of a man who"
        told_in = [c for c in whole.head.children if c.dep_ == "nsubj"]
        told_in += [whole.head.head] if whole.head.dep_ == "acl" else []
        return next((t.lower_ for t in told_in if _is_work(t)), None)
    return None


def _within(verb: Token) -> str | None:
    """The work that a clause in the present begins with: *in the play, the king kills his brother*."""
    if verb.tag_ not in ("VBZ", "VBP") or grammar.lemma(verb) in load_lexicon().on_stage:
        return None
    if set(senses.load().of("v", grammar.lemma(verb))[:2]) & _WRITTEN_OF:
        return None
    for prep in verb.lefts:
        if prep.dep_ == "prep" and prep.lower_ in load_closed().inessive:
            found = next((o for o in prep.children if o.dep_ == "pobj" and _is_work(o)), None)
            if found is not None and not any(c.dep_ == "relcl" for c in found.children):
                return found.lower_
    return None


def _above(node: Token) -> list[Token]:
    found = []
    while node.head != node and len(found) < _HIGHEST:
        node = node.head
        found.append(node)
    return found


def _is_work(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and grammar.lemma(noun) in load_lexicon().fictions
