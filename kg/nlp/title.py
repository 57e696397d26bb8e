"""Where a document's title stands, and what comes first below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def span(doc: Doc) -> tuple[int, int] | None:
    """The title in code points; None where there is none."""
    return next((tuple(at) for kind, at in _furniture(doc) if kind == "title"), None)


def holds(doc: Doc, start: int) -> bool:
    """Whether a token is in the title."""
    found = span(doc)
    return found is not None and found[0] <= doc[start].idx < found[1]


def below(doc: Doc) -> list[Span]:
    """The sentences of the text itself: neither the title's nor a byline's, a date line's or a dateline's."""
    return [s for s in doc.sents if not any(a <= s.start_char < b for _, (a, b) in _furniture(doc))]


def _furniture(doc: Doc) -> Any:
    return doc.user_data.get("furniture", ())
