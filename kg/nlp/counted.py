"""What a word of quantity counts: the protesters of *thousands of protesters*, the soldiers of *two of the soldiers*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEVERAL = frozenset({"NNS", "NNPS"})


def counted(word: Token) -> Token | None:
    """The noun in the plural that a word of quantity counts, or None: *thousands* → *protesters*, *some* → *residents*."""
    if not (word.like_num or word.lower_ in load_closed().quantities or word.lower_ in load_closed().partitives):
        return None
    for prep in word.rights:
        if prep.lower_ in load_closed().genitive:
            return next((o for o in prep.rights if o.dep_ == "pobj" and o.tag_ in _SEVERAL), None)
    return None
