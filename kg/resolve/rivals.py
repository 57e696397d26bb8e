"""Where *he* or *she* may be another person of whom the same sentences tell, whatever the score of its link.

Readers take a pronoun for the subject before it (Grosz, Joshi & Weinstein 1995).  Where whom it is taken for is no subject
near by, and somebody else of its gender is named there, nothing sure is said of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.lang.coref import GENDERS
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as load_lexicon
from kg.nlp.coref_rules import HEADED
from kg.nlp.grammar import is_one

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.nlp.coref import Chains
    from kg.nlp.types import TokenMention

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_WITHIN_NAMES = frozenset({"compound", "nmod"})
_LATELY = 70  # tokens between a sentence with a name and a description that goes back to it


def contested(
    doc: Doc, mentions: Sequence[TokenMention], chains: Chains, fits: Callable[[Sequence[int], str], bool]
) -> set[int]:
    """Pronouns with a learned link that may as well be somebody else.

    Args:
        doc: parsed.
        mentions: in text order.
        chains: what they are taken for.
        fits: whether nothing in a chain speaks against a gender.
    """
    ranked = {x.mention for x in chains.links if x.why.startswith("ranked")}
    persons = _Persons(doc, mentions, chains)
    out: set[int] = set()
    for k in sorted(ranked, key=lambda k: mentions[k].head):
        pronoun = doc[mentions[k].head]
        own = GENDERS.get(load_words().pronouns.get(pronoun.lower_, ""))
        if mentions[k].kind != "pronoun" or own is None or pronoun.lower_ in load_words().reflexive:
            continue
        mine, others = persons.around(k, out)
        rivals = [ts for n, ts in others.items() if fits(chains.chains[n], own)]
        if pronoun.dep_ in _OBJECTS:  # "Ana met her": of no rival
            doers = set(_doers(pronoun))
            rivals = [ts for ts in rivals if not doers.intersection(t.i for t in ts)]
        if not rivals:
            continue
        told = [t for ts in rivals for t in ts]
        if _is_open(pronoun, mine, told) or (persons.is_told_once(k) and any(_is_done_to(t, mine) for t in told)):
            out.add(k)
    return out


class _Persons:
    """The persons told of shortly before a pronoun."""

    def __init__(self, doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> None:
        self.doc, self.mentions, self.chains = doc, mentions, chains.chains
        self.chain = {k: n for n, chain in enumerate(chains.chains) for k in chain}
        named = [(n, mentions[k]) for k, n in self.chain.items() if mentions[k].kind == "name"]
        self.named = {n for n, _ in named}
        self.persons = {n for n, m in named if m.label == "PERSON"}

    def is_told_once(self, k: int) -> bool:
        """Whether a pronoun goes back to somebody without a name, of whom nothing else was said."""
        return self.chain[k] not in self.named and sum(j < k for j in self.chains[self.chain[k]]) == 1

    def around(self, k: int, left_out: Collection[int]) -> tuple[list[Token], dict[int, list[Token]]]:
        """Heads of its own chain, and of others, in its sentence and the one before; where none is its own, one further back.

        Of others without a name only beside such.
        """
        first = self.doc[self.mentions[k].head].sent.start
        first = self.doc[first - 1].sent.start if first else first
        far = self.doc[first - 1].sent.start if first else first
        mine, others = [], defaultdict(list)
        for j in range(k - 1, -1, -1):
            m, head, n = self.mentions[j], self.doc[self.mentions[j].head], self.chain[j]
            if head.i < first and (mine or head.i < far):
                break
            if n == self.chain[k]:
                if j not in left_out and head.lower_ not in load_words().reflexive:
                    mine.append(head)
            elif (
                head.dep_ not in _WITHIN_NAMES
                and m.form != "nested"
                and (
                    n in self.persons
                    or (self.chain[k] not in self.named and n not in self.named and _is_somebody(m, head))
                )
            ):
                others[n].append(head)
        return mine, others


def _is_somebody(m: TokenMention, noun: Token) -> bool:
    return m.kind == "nominal" and load_lexicon().class_of(noun) == "Person" and is_one(noun)


def _is_open(pronoun: Token, mine: Iterable[Token], rivals: Iterable[Token]) -> bool:
    """Whether whom a pronoun is taken for is no subject near by, or another is the subject of the clause it stands in."""
    mine = list(mine)
    if not any(t.dep_ in _SUBJECTS for t in mine):
        return True
    above = next(_above(pronoun), None)
    return above is not None and above in rivals and not any(t.i > above.i for t in mine)


def _is_done_to(other: Token, mine: Iterable[Token]) -> bool:
    """Whether somebody is the object of what another does: *A judge sentenced a doctor*."""
    return other.dep_ == "dobj" and any(t.head == other.head and t.dep_ in _SUBJECTS for t in mine)


def _above(pronoun: Token) -> Iterator[Token]:
    """The subjects before a pronoun of the clauses it stands in, the nearest first; not of the one it is subject of."""
    node = pronoun.head if pronoun.dep_ in _SUBJECTS else pronoun
    while node.head != node:
        node = node.head
        if pronoun.dep_ not in _OBJECTS or pronoun.head != node:
            yield from (c for c in node.lefts if c.dep_ in _SUBJECTS and c.i < pronoun.i)


def _doers(pronoun: Token) -> Iterator[int]:
    """The subject of an object's own verb, and the name beside it."""
    verb = pronoun.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    for subject in (c for c in verb.lefts if c.dep_ in _SUBJECTS):
        yield subject.i
        yield from (c.i for c in subject.rights if c.dep_ == "appos")


def namesakes(doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> set[int]:
    """Bare descriptions that another name fits, where what they are taken for was not just named so: *the university*, of two."""
    named, said = defaultdict(set), []
    for n, chain in enumerate(chains.chains):
        for k in chain:
            m = mentions[k]
            if m.kind == "name" and m.label in HEADED and m.end - m.start > 1:
                named[doc[m.head].lower_].add(n)
            elif m.kind == "nominal" and m.head == m.start + 1 and doc[m.start].lower_ in load_words().definite:
                said.append((n, k))
    out = set()
    for n, k in said:
        noun = doc[mentions[k].head]
        if named.get(noun.lower_, set()) - {n}:
            told = [doc[mentions[j].head] for j in chains.chains[n] if j < k and mentions[j].kind == "name"]
            own = max((t.i for t in told if t.lower_ == noun.lower_), default=None)
            if own is None or noun.sent.start - doc[own].sent.end > _LATELY:
                out.add(k)
    return out
