"""Names with a nickname between quotation marks as one name: *Pasquale "Pat" Di Cicco*, *Ülo "the Badger" Kivirand*.

The recogniser takes them for two names, or the nickname for the title of a work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.lang import given
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.nlp.honorifics import is_noun_for_one

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int, str]
QUOTES = frozenset("\"'“”‘’«»`")
_LONGEST = 4  # words of a nickname


def mend(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names with those around a nickname made one, a person's; in text order."""
    whole = list(_whole(doc, spans))
    return sorted([*whole, *(s for s in spans if not any(a < s[1] and s[0] < b for a, b, _ in whole))])


def _whole(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    for first in range(1, len(doc) - 3):
        if (last := _closed(doc, first)) is None:
            continue
        before = next((s for s in spans if s[0] < first <= s[1]), None)
        across = next((s for s in spans if first < s[0] <= last < s[1] - 1), None)  # 'Badger" Kivirand'
        behind = next((s for s in spans if s[0] == last + 1), across)
        if before is None or behind is None:
            continue
        if "PERSON" not in (before[2], behind[2]) and across is None and before[1] <= last:
            continue
        start = before[0]
        start += start < first - 1 and _is_called(doc, start)  # "Substitute Wesley"
        yield start, max(behind[1], before[1]), "PERSON"


def _closed(doc: Doc, first: int) -> int | None:
    """Where the mark stands that closes a nickname between two capitalised words; None where none is opened here."""
    opens = doc[first].text in QUOTES and not doc[first].whitespace_ and doc[first - 1].whitespace_
    if not opens or not _named(doc[first - 1]):
        return None
    last = next((i for i in range(first + 2, min(first + _LONGEST + 2, len(doc) - 1)) if doc[i].text in QUOTES), None)
    if last is None or not doc[last].whitespace_ or doc[last - 1].whitespace_ or not _named(doc[last + 1]):
        return None
    inside = doc[first + 1 : last]
    small = load_closed().definite | lexicon().small
    called = all(t.text[:1].isupper() or (t.lower_ in small and t.i < last - 1) for t in inside)
    return last if called else None


def _is_called(doc: Doc, start: int) -> bool:
    """Whether a sentence begins with a noun for one and somebody's given name."""
    first, behind = doc[start], doc[start + 1].text
    return bool(first.is_sent_start) and is_noun_for_one(first.lower_) and given.gender(behind) is not None


def _named(word: Token) -> bool:
    return word.tag_ in ("NNP", "NNPS") and word.text[:1].isupper() and word.text[-1:].isalpha()
