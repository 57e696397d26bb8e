"""Names in another script than the text's: *Roger Yonchien Tsien (Chinese: 錢永健)* has two names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOINERS = frozenset("-·・’'")
_BEHIND = 3  # tokens between an opening bracket and the name: a language and a colon


def is_foreign(text: str) -> bool:
    """Whether a word has letters and none of them is Latin, but for their accents; Greek letters stand for quantities."""
    letters = [c for c in unicodedata.normalize("NFKC", text) if c.isalpha()]
    return bool(letters) and not any(
        unicodedata.name(c, "LATIN").startswith(("LATIN", "GREEK", "MICRO")) for c in letters
    )


def find(doc: Doc, spans: Sequence[tuple[int, int, str]], unknown: str) -> Iterator[tuple[int, int, str]]:
    """Runs of foreign words as names; in brackets right behind a name they are of its kind.

    Args:
        doc: tokens.
        spans: the names found so far, as (start, end, label).
        unknown: the label of the others.
    """
    labels = {end: label for _, end, label in spans}
    i = 0
    while i < len(doc):
        if not is_foreign(doc[i].text):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (is_foreign(doc[end].text) or _joined(doc, end)):
            end += 1
        if sum(c.isalpha() for c in doc[i:end].text) > 1:
            yield i, end, labels.get(named_before(doc, i) or -1, unknown)
        i = end


def named_before(doc: Doc, i: int) -> int | None:
    """Where the name ends whose other form starts at a token: right before the bracket that the token stands in."""
    for k in range(i - 1, max(i - 1 - _BEHIND, 0), -1):
        if doc[k].text == ")":
            return None
        if doc[k].text == "(":
            return k
    return None


def _joined(doc: Doc, i: int) -> bool:
    return doc[i].text in _JOINERS and i + 1 < len(doc) and is_foreign(doc[i + 1].text)
