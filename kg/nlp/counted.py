"""What a word of quantity counts: the protesters of *thousands of protesters*, the soldiers of *two of the soldiers*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEVERAL = frozenset({"NNS", "NNPS"})
_UNITS = frozenset(
    {"time", "quantity", "possession"}
)  # WordNet's classes of what is only counted out: *dozens of times*


def counted(word: Token) -> Token | None:
    """The noun in the plural that a word of quantity counts, or None: *thousands* → *protesters*, *some* → *residents*."""
    closed = load_closed()
    if not (word.like_num or word.lower_ in closed.quantities or word.lower_ in closed.partitives):
        return None
    if word.lower_ in closed.figures and any(c.lower_ in closed.definite for c in word.lefts):
        return None
    for prep in word.rights:
        if prep.lower_ in closed.genitive:
            return next((o for o in prep.rights if o.dep_ == "pobj" and o.tag_ in _SEVERAL and _is_something(o)), None)
    return None


def _is_something(noun: Token) -> bool:
    """Whether a noun says what is counted, and is neither a unit nor empty: *millions of dollars*, *hundreds of others*."""
    word = noun.lemma_.lower()
    kinds = {sense.rstrip("+") for sense in senses.load().of("n", word)[:1]}
    return word not in load_lexicon().hollow and not kinds & _UNITS
