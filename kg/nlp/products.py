"""Names of products that are told by a number: *Boeing 747*, *iPhone 4*, *two A380s*."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int, str]
INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
SCORE_MARKS = frozenset("-–—:%")

_MODEL = re.compile(
    r"[A-Za-z]{1,4}-?\d{1,4}[A-Za-z]{0,3}s?|\d{3}s?|\d[a-zA-Z]\d+|\d{3}-\d{3}\w*"
)  # A380s, 747, 7e7, 737-800
_VERSION = re.compile(r"\d{1,2}(\.\d{1,2})*|[IVX]{1,4}")  # iPhone 4, Explorer 6.0, Rocky IV


def mend(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """The names of a document with the numbers of models taken in, and models named by their number alone.

    Args:
        doc: parsed; spans: the names found so far; unknown: the label of what has none among them.
    """
    whole = list(_numbered(doc, _made(doc, spans, unknown), unknown))
    return [*whole, *_models(doc, whole)]


def _made(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """A maker and its model side by side in one phrase as one name: *Airbus* *A380*."""
    out: list[Span] = []
    for start, end, label in sorted(spans):
        if (
            out
            and out[-1][1] == start
            and out[-1][2] in ("ORG", "PRODUCT", unknown)
            and _MODEL.fullmatch(doc[start].text)
        ):
            maker, rest = doc[start - 1], doc[start:end]
            one = maker.dep_ in ("compound", "nmod") and maker.head.i >= start
            if label == "PRODUCT" and (one or any(t.head == maker for t in rest)):
                out[-1] = (out[-1][0], end, "PRODUCT")
                continue
        out.append((start, end, label))
    return out


def _numbered(doc: Doc, spans: Sequence[Span], unknown: str) -> Iterator[Span]:
    """Take in the number of a model behind its maker or line: *Boeing 747*, *Internet Explorer 6*."""
    begins = {start for start, end, _ in spans if any(c.isalpha() for c in doc[start:end].text)}
    known = Counter(doc[start:end].text for start, end, _ in spans)
    persons = {doc[end - 1].text for _, end, label in spans if label == "PERSON"}
    for start, end, label in spans:
        maker, model = end, False
        if doc[end - 1].text in persons:
            yield start, end, label  # "Deshpande 131" is what he scored
            continue
        while end < len(doc) and end not in begins and numbers(doc, start, end, label, unknown):
            model |= bool(_MODEL.fullmatch(doc[end].text))
            end += 1 + (end + 1 < len(doc) and not doc[end].whitespace_ and doc[end + 1].is_alpha)  # "3" "G"
            while end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].is_digit and not doc[end].whitespace_:
                end += 2
        if model and label == "ORG" and known[doc[start:maker].text] > 1:
            label = "PRODUCT"  # who made it stands elsewhere by itself
        yield start, end, label


def numbers(doc: Doc, start: int, end: int, label: str, unknown: str) -> bool:
    """Whether the word behind a name is the number of a model or version, and so a part of the name."""
    number, after = doc[end], doc[end + 1] if end + 1 < len(doc) else None
    if label in ("PERSON", "GPE", "NORP", "LOC") or number.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if after is not None and (after.text in SCORE_MARKS or after.like_num or _is_score(number)):
        return False  # "Arsenal 3 – 1 Chelsea"
    if _MODEL.fullmatch(number.text):
        return not (after is not None and after.tag_ == "NNS" and number.head.i > end and number.text.isdigit())
    line = label in ("PRODUCT", unknown, "WORK_OF_ART") or any(INNER_CAPITAL.search(t.text) for t in doc[start:end])
    return line and bool(_VERSION.fullmatch(number.text))


def _is_score(number: Token) -> bool:
    """Whether a number is one of two sides', each told behind its name: *Ribeirense 3 Marajó 2*."""
    doc, ahead, back = number.doc, number.i + 1, number.i - 1
    while ahead < len(doc) and doc[ahead].tag_ in ("NNP", "NNPS"):
        ahead += 1
    while back > 0 and doc[back].tag_ in ("NNP", "NNPS"):
        back -= 1
    first = ahead > number.i + 1 and ahead < len(doc) and doc[ahead].is_digit
    second = 0 < back < number.i - 1 and doc[back].is_digit and doc[back - 1].tag_ in ("NNP", "NNPS")
    return number.is_digit and number.ent_type_ != "DATE" and (first or second)


def _models(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    """Models named by their number alone: *two A380s*, *the 787*, where letters or a plural set them apart."""
    taken = {i for start, end, _ in spans for i in range(start, end)}
    for token in doc:
        if token.i in taken or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            continue
        if (
            _MODEL.fullmatch(token.text)
            and not token.text.isdigit()
            and (token.text[0].isupper() or token.text[-1] == "s")
        ):
            yield token.i, token.i + 1, "PRODUCT"
