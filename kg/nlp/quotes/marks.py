"""Stretches between quotation marks, paragraph by paragraph; what is opened and not closed is not guessed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.nlp.pipeline import is_wrapped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN, _CLOSE, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset({'"', "``", "''"})
_MARKS = _OPEN | _CLOSE | _EITHER
_SINGLE_OPEN, _SINGLE_CLOSE = frozenset("'‘`"), frozenset("'’")
_LONGEST = 800  # tokens of one quotation
_LONGEST_SINGLE = 80


def paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of tokens between paragraph breaks, white space at their ends left out."""
    least = 2 if is_wrapped(doc.text) else 1
    out, start = [], 0
    for token in doc:
        if "\n" in token.text and token.is_space and token.text.count("\n") >= least:
            if token.i > start:
                out.append((start, token.i))
            start = token.i + 1
    return [*out, (start, len(doc))] if start < len(doc) else out


def find(doc: Doc, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in marks, the marks in, none overlapping, in text order.

    A quotation that goes on in the next paragraph has an opening mark there and no closing one before (the usage of
    newspapers); the stretch then spans the paragraphs.
    """
    out: list[tuple[int, int]] = []
    pending: int | None = None  # start of a quotation that the last paragraph left open
    for start, end in paragraphs:
        first = next((t.i for t in doc[start:end] if not t.is_space), end)
        reopens = pending is not None and first < end and doc[first].text in _OPEN | _EITHER | _SINGLE_OPEN
        found, still = _in_paragraph(doc, start, end, pending if reopens else None, first if reopens else None)
        out += found
        pending = still if (still is not None and still >= start) or reopens else None
    out += [s for s in _single(doc, paragraphs) if not any(a < s[1] and s[0] < b for a, b in out)]
    return sorted(out)


def _in_paragraph(
    doc: Doc, start: int, end: int, pending: int | None, skip: int | None, nested: bool = True
) -> tuple[list[tuple[int, int]], int | None]:
    """The closed stretches of one paragraph, and where one starts that it leaves open."""
    found: list[tuple[int, int]] = []
    opened, depth = pending, 1
    for token in doc[start:end]:
        if token.text not in _MARKS or (i := token.i) == skip:
            continue
        opens = _opens(token, opened is not None) if nested else opened is None
        if opened is None:
            if opens:
                opened, depth = i, 1
        elif opens:
            depth += 1
        else:
            depth -= 1
            if not depth:
                if 1 < i - opened <= _LONGEST:
                    found.append((opened, i + 1))
                opened = None
    if opened is not None and depth > 1:  # what looked like a mark within was none
        return _in_paragraph(doc, start, end, pending, skip, nested=False)
    return found, opened


def _opens(mark: Token, inside: bool) -> bool:
    """Whether a mark opens; a straight one by the blanks around it, in doubt by whether something is open."""
    if mark.text in _OPEN or mark.text in _CLOSE:
        return mark.text in _OPEN
    if mark.text in ("``", "''"):
        return mark.text == "``"
    before = mark.nbor(-1) if mark.i else None
    spaced = before is None or bool(before.whitespace_) or before.is_space or before.text in "([{—–-"
    follows = not mark.whitespace_ and mark.i + 1 < len(mark.doc) and not mark.nbor(1).is_space
    return (spaced and follows) if inside else (spaced or follows)


def _single(doc: Doc, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in single marks, which must be set apart from apostrophes: opened after a blank, closed before one."""
    out = []
    for start, end in paragraphs:
        opened: int | None = None
        for token in doc[start:end]:
            if token.text not in _SINGLE_OPEN and token.text not in _SINGLE_CLOSE:
                continue
            i = token.i
            before = doc[i - 1] if i > start else None
            spaced = before is None or bool(before.whitespace_) or before.text in "([—–:"
            if spaced and not token.whitespace_ and token.text in _SINGLE_OPEN and i + 1 < end:
                opened = i if doc[i + 1].is_alpha or doc[i + 1].text in "[" else opened
            elif opened is not None and token.text in _SINGLE_CLOSE and not spaced and _ends_word(doc, i, end):
                if 1 < i - opened <= _LONGEST_SINGLE and (before is None or before.text[-1:] != "s" or before.is_punct):
                    out.append((opened, i + 1))
                    opened = None
                elif i - opened > _LONGEST_SINGLE:
                    opened = None
    return out


def _ends_word(doc: Doc, i: int, end: int) -> bool:
    return bool(doc[i].whitespace_) or i + 1 >= end or doc[i + 1].is_punct or doc[i + 1].is_space
