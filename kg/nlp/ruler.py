"""The model's attribute rules, each asked once of each kind of word.

spaCy tries all of its two hundred patterns at each word, a tenth of all parsing.  Nearly all are of one word, and look
only at its tag, its function and whether it is one of the words that some pattern names: what matched one such word
matches the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc


class Remembered:
    """What a spaCy `Matcher` finds that has the patterns of a ruler.

    Args:
        ruler: with its patterns loaded; `ruler.matcher` can be replaced by this.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.attrs import IDS
        from spacy.matcher import Matcher

        self._single, self._wider = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for n, rule in enumerate(ruler.patterns):
            alone = all(len(pattern) == 1 for pattern in rule["patterns"])
            (self._single if alone else self._wider).add(str(n), rule["patterns"])  # by number, as the ruler does
        tokens = [t for rule in ruler.patterns for pattern in rule["patterns"] for t in pattern]
        names = sorted({name for t in tokens for name in t} | {"LOWER"})
        self._asked, self._lower = [IDS[name] for name in names], names.index("LOWER")
        words = {w for t in tokens for w in _named(t.get("LOWER", ""))}
        self._words = np.array([ruler.vocab.strings.add(w) for w in words], np.uint64)
        self._seen: dict[tuple[int, ...], list[int]] = {}

    def __call__(self, doc: Doc, **options: Any) -> list[tuple[int, int, int]]:
        """(rule, start, end) of all matches, in no order; `options` are the matcher's."""
        kinds = doc.to_array(self._asked)
        lower = kinds[:, self._lower]
        lower[~np.isin(lower, self._words)] = 0
        found = self._wider(doc, **options)
        for i, kind in enumerate(map(tuple, kinds.tolist())):
            if (rules := self._seen.get(kind)) is None:
                rules = self._seen[kind] = [rule for rule, _, _ in self._single(doc[i : i + 1], **options)]
            found += [(rule, i, i + 1) for rule in rules]
        return found


def _named(value: str | dict[str, list[str]]) -> Iterator[str]:
    """The words of a pattern's value: one, or some under `IN` or `NOT_IN`."""
    if isinstance(value, str):
        yield value
    else:
        for words in value.values():
            yield from words
