"""Names: the entity recogniser's spans, repaired at their edges, completed and made consistent over a document.

The recogniser's labels are only a first vote; `kg.resolve` decides an entity's type by all its mentions together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lang import territories
from kg.lang.lexicon import load as load_lexicon
from kg.nlp.types import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
UNKNOWN = "MISC"  # a proper name the recogniser passed over
_QUOTES = frozenset("\"'“”‘’«»`")
_EDGE_TAGS = frozenset(
    {"DT", "PRP$", "POS", "CC", "IN", "TO", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "RB"}
)
_JOINERS = frozenset(
    {"of", "&", "for", "the", "de", "la", "von", "van", "der", "den", "du", "al", "bin", "del", "da", "di"}
)


def find_names(doc: Doc) -> list[Name]:
    """All names of a document in text order, none overlapping another.

    Args:
        doc: analysed by the pipeline (tags, dependencies and `doc.ents` set).
    """
    taken = [False] * len(doc)
    spans: list[tuple[int, int, str]] = []
    for ent in doc.ents:
        if ent.label_ in LABELS and (edges := _trim(doc, ent.start, ent.end)):
            spans.append((*edges, ent.label_))
    spans = list(_split(doc, spans))
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    spans = [(*_extend(doc, start, end, label, taken), label) for start, end, label in spans]
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    spans += _missed(doc, taken)
    return _consistent(doc, sorted(_disjoint(spans)))


def _split(doc: Doc, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """*the mayor of Porto Ana Prates*: a place that stands alone elsewhere, and a person."""
    places = {doc[a].text for a, b, label in spans if label == "GPE" and b - a == 1}
    for start, end, label in spans:
        if (
            label == "PERSON"
            and end - start >= 3
            and doc[start].text in places
            and start
            and doc[start - 1].lower_ == "of"
        ):
            yield start, start + 1, "GPE"
            yield start + 1, end, label
        else:
            yield start, end, label


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].tag_ in _EDGE_TAGS or doc[start].is_space or doc[start].text in _QUOTES):
        start += 1
    while end > start and (
        doc[end - 1].tag_ in ("POS", ",", ":", "``", "''", "-LRB-", "CC", "IN", "DT")
        or doc[end - 1].is_space
        or doc[end - 1].text in _QUOTES
        or (doc[end - 1].text == "." and end - start > 1)
        or (doc[end - 1].tag_ == "-RRB-" and "(" not in doc[start:end].text)
    ):
        end -= 1
    while (
        end - start > 1
        and doc[end - 1].tag_ in ("NN", "NNP")
        and _is_role(doc[end - 1])
        and doc[end - 1].dep_ == "compound"
    ):
        end -= 1  # "Apple CEO" before "Tim Cook" is a company and an office
    while (
        end - start > 1
        and doc[start].text.islower()
        and doc[start].text not in _JOINERS
        and load_lexicon().nouns.get(doc[start].lower_)
    ):
        start += 1  # "bank HSBC"
    for i in range(start, end):  # a name never crosses a line
        if doc[i].is_space and "\n" in doc[i].text:
            end = i
            break
    if end - start == 1 and _is_no_name(doc, start):
        return None
    if start >= end or not any(t.text[:1].isupper() or t.tag_ == "NNP" for t in doc[start:end]):
        return None
    return start, end


def _is_no_name(doc: Doc, i: int) -> bool:
    """A single word that is an office, or a common word that only begins its sentence."""
    token = doc[i]
    if _is_role(token):
        return True
    if not token.is_sent_start or token.is_upper or token.ent_type_ in ("GPE", "NORP"):
        return False
    return token.tag_ not in ("NNP", "NNPS", "NN") or any(t.text == token.lower_ for t in doc)


def _extend(doc: Doc, start: int, end: int, label: str, taken: list[bool]) -> tuple[int, int]:
    """Take in what the recogniser cut off: hyphenated halves, legal forms, the rest of a capitalised compound."""
    while start >= 2 and doc[start - 1].tag_ == "HYPH" and _proper(doc[start - 2]) and not taken[start - 2]:
        start -= 2
    while end + 1 < len(doc) and doc[end].tag_ in ("HYPH", ":") and doc[end].text in "-–" and _proper(doc[end + 1]):
        if taken[end + 1] or (doc[end].whitespace_ and not doc[end - 1].whitespace_):
            break
        end += 2
    if label in ("ORG", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "LOC"):
        while start and _proper(doc[start - 1]) and not taken[start - 1] and doc[start - 1].head.i in range(start, end):
            start -= 1
        while (
            end < len(doc)
            and _proper(doc[end])
            and not taken[end]
            and doc[end - 1].head.i >= end
            and doc[end].pos_ != "NUM"
            and doc[end - 1].dep_ == "compound"
            and not _is_role(doc[end])
        ):
            end += 1
    if label in ("ORG", "PERSON", "PRODUCT"):
        end = _legal_form(doc, end)
    return start, end


def _legal_form(doc: Doc, end: int) -> int:
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at < len(doc) and doc[at].text[:1].isupper() and not doc[at].is_stop and is_legal_form(doc[at].text):
        return at + 1
    return end


def is_legal_form(word: str) -> bool:
    """Whether a word is a company's legal form (*Inc.*, *GmbH*, *plc*)."""
    return word.casefold().replace(".", "") in territories.legal_forms()


def _is_role(token: Token) -> bool:
    """Whether a capitalised word is an office or occupation: *Minister*, *CEO*."""
    return load_lexicon().nouns.get(token.lower_) == "Person"


def _proper(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def _missed(doc: Doc, taken: list[bool]) -> list[tuple[int, int, str]]:
    """Runs of proper nouns that carry no label: names the recogniser passed over."""
    titles = [span for kind, span in doc.user_data.get("furniture", ()) if kind != "text"]
    out, i = [], 0
    while i < len(doc):
        token = doc[i]
        if taken[i] or not _proper(token) or token.ent_type_ or any(a <= token.idx < b for a, b in titles):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and not taken[end] and (_proper(doc[end]) or _joins(doc, end, taken)):
            end += 1
        if _looks_like_a_name(doc, i, end):
            out.append((i, end, UNKNOWN))
        i = end
    return out


def _joins(doc: Doc, i: int, taken: list[bool]) -> bool:
    return doc[i].lower_ in _JOINERS and i + 1 < len(doc) and _proper(doc[i + 1]) and not taken[i + 1]


def _looks_like_a_name(doc: Doc, start: int, end: int) -> bool:
    first = doc[start]
    if _is_role(doc[end - 1]):
        return False
    if end - start == 1:
        if len(first.text) < 2 or (first.dep_ in ("compound", "nmod", "amod") and first.head.ent_type_ == "PERSON"):
            return False  # a title before a person's name
        if first.is_sent_start and first.text.lower() in doc.vocab and not first.is_oov and first.text.istitle():
            return first.vocab[first.lower_].is_oov
    return bool(re.search(r"[A-Za-zÀ-ɏ]{2}", doc[start:end].text))


def _disjoint(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(end <= a or start >= b for a, b, _ in out):
            out.append((start, end, label))
    return out


def _consistent(doc: Doc, spans: list[tuple[int, int, str]]) -> list[Name]:
    """Give equal names one label: the one most of them carry (an unlabelled one never wins)."""
    votes: dict[str, Counter[str]] = {}
    for start, end, label in spans:
        if label != UNKNOWN:
            votes.setdefault(doc[start:end].text, Counter())[label] += 1
    out = []
    for start, end, label in spans:
        counts = votes.get(doc[start:end].text)
        best = max(sorted(counts), key=lambda x: counts[x]) if counts else label
        if best == UNKNOWN:
            best = _territory_label(doc[start:end].text) or best
        out.append(Name(start, end, doc[start:end].root.i, best))
    return out


def _territory_label(text: str) -> str | None:
    return "GPE" if territories.find(text) or territories.around(text) else None
