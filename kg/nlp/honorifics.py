"""Titles before names, of many countries: *Hon. Grace Banda*, *Datuk Seri Ridzuan Mat Nor*, *Ing. Rafael Cárdenas*.

The model knows *Mr.* and *Dr.*; others it takes for names of their own.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import given, senses, territories
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon
from kg.nlp.abbreviations import is_abbreviation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int, str]
_LOOSE = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "MISC", "FAC", "LOC", "WORK_OF_ART"})
_LONGEST = 3  # words of titles in a row
_MOST = 5  # words of a name that a title makes a person's


def count(words: Sequence[str], titles: Container[str] | None = None) -> int:
    """How many of a name's first words (lower case) are titles; at least one word stays: *tan sri*, *datuk seri*, *ms*.

    Args:
        titles: those that count beside the honorifics; the common ones (*Mr.*) unless given.
    """
    n, known, titles = 0, lexicon().honorifics, load_coref().titles if titles is None else titles
    while n + 1 < len(words):
        if n + 2 < len(words) and " ".join(map(_plain, words[n : n + 2])) in known:
            n += 2
        elif _plain(words[n]) in known or words[n] in titles:
            n += 1
        else:
            break
    return n


def _plain(word: str) -> str:
    return word.rstrip(".'’")


def mend(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Names behind titles as whole names of persons, and titles as none; in text order."""
    out: list[Span] = []
    spans = [
        _numbered(doc, s)
        for s in spans
        if not _is_title(doc, *s[:2]) and doc[s[0]].text not in lexicon().before_numbers
    ]
    low = 0
    for n, (start, end, label) in enumerate(spans):
        if start < low:
            continue
        while (
            label in _LOOSE
            and end - start > 1
            and is_abbreviation(doc[end - 1].text)
            and doc[end : end + 1].text.istitle()
        ):
            end -= 1  # "Army Pfc." Dennis Ticag
        while end - start > 1 and is_abbreviation(doc[start].text) and _plain(doc[start].lower_) in _known():
            start += 1  # "Smt." Kavita Deshmukh
        if start > low and _plain_pair(doc, start - 1) in _known():
            start -= 1  # Datuk "Seri Ridzuan"
        behind = start + count([t.lower_ for t in doc[start:end]], ())
        if _is_cut(doc, end) and label == "PERSON":
            end = _past_hyphen(doc, end, spans[n + 1 :])
        if behind > start or _is_titled(doc, start):
            high = spans[n + 1][0] if n + 1 < len(spans) else len(doc)
            if label in _LOOSE and may_be_somebody(doc, behind, end):
                label = "PERSON"
            if label == "PERSON":
                end = _whole(doc, end, [s for s in spans[n + 1 :] if s[0] < end + _MOST], high)
        out.append((start, end, label))
        low = end
    return out


def _numbered(doc: Doc, span: Span) -> Span:
    """A name with its number: *Almaty City Hospital No. 4*."""
    start, end, label = span
    at = end - 1 if doc[end - 1].text in lexicon().before_numbers else end
    number = at + 1 < len(doc) and doc[at].text in lexicon().before_numbers and doc[at + 1].is_digit and at > start
    return (start, at + 2, label) if number and doc[at - 1].text[:1].isupper() else span


def _known() -> frozenset[str]:
    return lexicon().honorifics


def _plain_pair(doc: Doc, i: int) -> str:
    """A capitalised word with the capitalised one behind it; empty where one is none."""
    pair = [_plain(t.lower_) for t in doc[i : i + 2] if t.text[:1].isupper()]
    return " ".join(pair) if len(pair) > 1 else ""


def _is_titled(doc: Doc, start: int) -> bool:
    """Whether an honorific stands right before a name."""
    return start > 0 and _is_title(doc, start - 1, start)


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether a span is nothing but titles before a name: *Ing.*, *Datuk Seri*, *Judge Hon.*, *Field* Marshal."""
    if end - start > _LONGEST or end >= len(doc) or not all(t.text[:1].isupper() for t in doc[start:end]):
        return False
    words, known, titles = [_plain(t.lower_) for t in doc[start:end]], _known(), load_coref().titles
    if words[-1] in known and words[-1] in lexicon().abbreviations:
        return all(w in known or lexicon().nouns.get(w) == "Person" for w in words)
    if len(words) > 1 and all(w in titles or f"{w}." in titles or w in known for w in words):
        return doc[end - 1].text.endswith(".") or doc[end].text[:1].isupper()  # "Rev. Dr.", "Lord Justice" Haddon-Cave
    if doc[end].is_sent_start or not doc[end].text[:1].isupper() or doc[end].is_upper:
        return False
    return " ".join(words) in known or all(w in known for w in words) or _plain_pair(doc, end - 1) in known


def may_be_somebody(doc: Doc, start: int, end: int) -> bool:
    """Whether a name's last word does not say that it is a body or a place."""
    last, known = doc[end - 1].lower_, lexicon()
    cls = known.nouns.get(last) or known.endings.get(last)
    body = cls is not None and ontology.load().kind_of(cls) != "Person"
    return 0 < end - start <= _MOST and not body and last not in known.sites


def is_noun_for_one(word: str) -> bool:
    """Whether a word (lower case) may say who somebody is before the name, and is neither a title of nobles nor a given name."""
    one = lexicon().nouns.get(word) == "Person" or any(s.startswith("person") for s in senses.load().of("n", word))
    return one and word not in lexicon().royal and given.gender(word) is None


def _whole(doc: Doc, end: int, others: Sequence[Span], high: int) -> int:
    """Where a person's name ends of which the recogniser took a part, or the rest for another name: *Ridzuan* *Mat Nor*."""
    while end < len(doc) and _goes_on(doc[end], end):
        other = next((s for s in others if s[0] <= end < s[1]), None)
        if other is None and end >= high:
            break
        end = other[1] if other is not None else end + 1
    return end


def _goes_on(token: Token, end: int) -> bool:
    """Whether a word right behind a part of a name is its next: a proper noun that is no office, day or country."""
    words, name = lexicon(), token.tag_ == "NNP" and token.text[:1].isupper() and not token.is_upper
    dated = token.lower_ in words.weekdays or token.lower_ in words.months
    return name and not dated and token.lower_ not in words.nouns and territories.find(token.text) is None


def _is_cut(doc: Doc, end: int) -> bool:
    """Whether a name ends in the middle of a hyphenated word: *Jae-*."""
    mark = doc[end - 1]
    return mark.text in "-‐–" and not mark.whitespace_ and end + 1 < len(doc) and doc[end].text.islower()


def _past_hyphen(doc: Doc, end: int, others: Sequence[Span]) -> int:
    """Where a person's name ends that was cut at a hyphen: *Jae-won Lim*."""
    behind = next((s for s in others if s[0] == end + 1), None)
    if behind is not None:
        return behind[1] if behind[2] == "PERSON" or behind[1] - behind[0] == 1 else end + 1
    return end + 2 if doc[end + 1].tag_ == "NNP" and doc[end + 1].text[:1].isupper() else end + 1
