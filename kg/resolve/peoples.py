"""Demonyms that are adjectives: *the Irish carrier* mentions the country's people, beside whatever else it says.

For arguments a demonym stands for its country (*nationality*), and so it is in that entity's chain.  The record also lists
it where it stands, as a name of the people (`Group`), as its format asks; each for itself, as an adjective refers to
nothing else (so OntoNotes).  The graph does not show such a people: nobody in the text speaks of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import ids
from kg.model import Decision, Entity, Mention
from kg.nlp.mentions import demonym
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.resolve.claims import Spans

KIND = "Group"


def find(
    doc: Doc, document_id: str, base: str, mentions: Sequence[TokenMention], spans: Spans, taken: int
) -> tuple[list[Entity], list[Mention]]:
    """The peoples of a document's demonyms that are adjectives, one for each, and where they are mentioned.

    Args:
        doc, mentions: the front half's views.
        document_id, base: for the IRIs.
        spans: from tokens to code points.
        taken: how many entities the document has already, for the ids.
    """
    entities: list[Entity] = []
    out = []
    for m in mentions:
        if m.form or not demonym(doc, m):
            continue
        label, number = doc[m.start : m.end].text, taken + len(entities) + 1
        address = ids.entity_iri(base, KIND, label, f"{document_id} e{number}")
        why = (Decision(f"is a {KIND}", "a demonym that is an adjective"),)
        entities.append(Entity(f"e{number}", KIND, label, address, named=False, decisions=why))
        at = spans.of(m.start, m.end)
        out.append(Mention(f"m{len(out)}", at, "name", f"e{number}", spans.of(m.head, m.head + 1)))
    return entities, out


def among(mentions: Sequence[Mention], demonyms: Sequence[Mention]) -> tuple[Mention, ...]:
    """All mentions in text order, numbered anew."""
    both = sorted([*mentions, *demonyms], key=lambda m: (m.span.start, -m.span.end))
    return tuple(m if m.id == f"m{n}" else replace(m, id=f"m{n}") for n, m in enumerate(both, 1))
