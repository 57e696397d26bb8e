"""Words that are written with a mark which spaCy cuts off: *Hon.*, *Dato'*, *No. 4*, *A/S*.

The model ends a sentence at a dot that it does not know, so these are made one token before it reads them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


def joined(doc: Doc) -> Doc:
    """The tokens of a text with one for each abbreviated title and its mark (*Hon.*, *Dato'*), *No.* before a number, *A/S*,
    and the dash of a dateline that is set without blanks.

    Args:
        doc: tokenised, no more.
    """
    from spacy.tokens import Doc as NewDoc

    found = [m.span() for m in _marked().finditer(doc.text)]
    if not found:
        return doc
    cuts = {edge for span in found for edge in span}
    inner = {i for start, end in found for i in range(start + 1, end)}
    for token in doc:
        cuts.add(token.idx)
        cuts.add(token.idx + len(token))
    edges = sorted(cuts - inner)
    pieces = [(a, doc.text[a:b]) for a, b in pairwise([*edges, len(doc.text)]) if doc.text[a:b].strip(" ")]
    words = [piece for _, piece in pieces]
    spaces = [doc.text[a + len(piece) : a + len(piece) + 1] == " " for a, piece in pieces]
    made = NewDoc(doc.vocab, words=words, spaces=spaces)
    return made if made.text == doc.text else doc


def is_abbreviation(word: str) -> bool:
    """Whether a word with its dot ends no sentence: *Hon.*"""
    return word.endswith(".") and (word[:-1].casefold() in lexicon().abbreviations or word in lexicon().before_numbers)


@cache
def _marked() -> re.Pattern[str]:
    """Abbreviations before a word that begins no sentence in most texts: no article, no pronoun."""
    titles, numbers, clipped = (
        "|".join(sorted(re.escape(w) for w in listed))
        for listed in (map(str.capitalize, lexicon().abbreviations), lexicon().before_numbers, lexicon().clipped_titles)
    )
    words = load_coref()
    openers = "|".join(sorted({w.capitalize() for w in (*words.pronouns, *words.indefinite, *words.definite)}))
    return re.compile(
        rf"\b(?:(?:{titles})\.|(?:{clipped})['’])(?=\)? \(?(?!(?:{openers})\b)[^\W\d_a-z])|\b(?:{numbers})(?=\s?\d)|\b[AK]/S\b|(?<=\d)--(?=[A-Z])"
    )
