"""Names of works and ships, which hold words that names of others do not: *The Quiet Road to Samarkand*, *HMS Corunna*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.lang.lexicon import load as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int, str]
_LONGEST = 9  # words of a title
KINDS = frozenset({"Book", "Film"})


def mend(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names of a document with those of works whole and those of ships marked as such; in text order."""
    found = [*_titles(doc), *_ships(doc)]
    kept = [s for s in spans if not any(s[0] < end and start < s[1] for start, end, _ in found)]
    return sorted([*kept, *found])


def opens(token: Token) -> bool:
    """Whether a word is an article with a capital, as titles begin with."""
    return token.text.istitle() and token.lower_ in lexicon().articles


def _ships(doc: Doc) -> Iterator[Span]:
    """Names behind the letters before ships' names."""
    known = lexicon().ships
    for token in doc[: len(doc) - 1]:
        if token.text not in known or not _is_name(doc[token.i + 1]):
            continue
        end = token.i + 2
        while end < len(doc) and _is_name(doc[end]) and doc[end].ent_iob_ == "I":
            end += 1
        while end < len(doc) and _is_name(doc[end]) and doc[end - 1].head in (doc[end], doc[end].head):
            end += 1
        yield token.i, end, "PRODUCT"


def _is_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper() and not token.is_upper


def _titles(doc: Doc) -> Iterator[Span]:
    """Titles of works that begin with a capitalised article in the midst of a sentence, or were so told elsewhere."""
    inner = [span for t in doc if opens(t) and not t.is_sent_start and (span := _run(doc, t.i)) is not None]
    told = Counter(doc[a:b].text for a, b in inner)
    works = {doc[a:b].text for a, b in inner if told[doc[a:b].text] > 1 or _is_work(doc, a)}
    if not works:
        return
    widths = {len(doc[a:b]) for a, b in inner if doc[a:b].text in works}
    for token in doc:
        for width in widths if opens(token) else ():
            if doc[token.i : token.i + width].text in works:
                yield token.i, token.i + width, "WORK_OF_ART"
                break


def _run(doc: Doc, start: int) -> tuple[int, int] | None:
    """A title from its article to its last capitalised word; only those that hold another small word."""
    end, small = start + 1, False
    while end < min(start + _LONGEST, len(doc)) and not doc[end].is_sent_start:
        if doc[end].text[:1].isupper():
            end += 1
            continue
        width = next((n for n in (1, 2) if _is_inner(doc, end, n)), 0)
        if not width:
            break
        end, small = end + width, True
    return (start, end) if small and end > start + 2 else None


def _is_inner(doc: Doc, at: int, width: int) -> bool:
    """Whether small words stand here between two capitalised ones."""
    behind = at + width
    return (
        behind < len(doc)
        and all(t.text in lexicon().small for t in doc[at:behind])
        and doc[behind].text[:1].isupper()
        and not opens(doc[behind])
        and doc[behind].lower_ not in lexicon().weekdays | lexicon().months
    )


def _is_work(doc: Doc, start: int) -> bool:
    """Whether a noun for a work stands right before a title, or before its comma: *her memoir A Place of Greater Quiet*."""
    at = start - 2 if start > 1 and doc[start - 1].text == "," else start - 1
    noun = doc[at] if at >= 0 else None
    return noun is not None and noun.tag_ == "NN" and lexicon().nouns.get(noun.lemma_.casefold()) in KINDS
