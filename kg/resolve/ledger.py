"""The ledger: sentences that name two or more entities and yielded nothing, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Claim, Entity, Event, LedgerLine, Mention, Quote, Span


def build(
    sentences: Sequence[Span],
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    events: Iterable[Event],
    quotes: Iterable[Quote],
) -> list[LedgerLine]:
    """One line for each silent sentence.

    Returns:
        Lines in text order; a sentence with a claim or an event for the graph has none.
    """
    named = {e.id for e in entities if e.named and e.type}
    yielded = {c.evidence for c in claims} | {e.evidence for e in events if e.salient}
    thin = {e.evidence for e in events if not e.salient}
    quoted = [q.span for q in quotes]
    inside: dict[Span, set[str]] = {s: set() for s in sentences}
    for mention in mentions:
        sentence = next((s for s in sentences if s.start <= mention.span.start < s.end), None)
        if sentence is not None and mention.entity in named:
            inside[sentence].add(mention.entity)
    out = []
    for sentence in sentences:
        if len(inside[sentence]) < 2 or sentence in yielded:
            continue
        if any(q.start < sentence.end and sentence.start < q.end for q in quoted):
            reason = "only reported speech, kept as a quotation"
        elif sentence in thin:
            reason = "something happens, but no two of the entities take part in it"
        else:
            reason = "no frame and no event word connects the entities"
        out.append(LedgerLine(sentence, reason))
    return out
