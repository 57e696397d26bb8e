"""The ledger: sentences that name two or more entities and yielded nothing, and why.

What the graph does not know is part of what it tells.  Each silent sentence gets the first reason that holds of it, as
data: a code, a line for readers, the words that decided and the entities concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.types import Assertion
from kg.model import Claim, Event, LedgerLine, Mention, Quote, Span
from kg.resolve.entities import EntityTable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

REASONS = {
    "verbless": "names without a verb: a heading, a caption or a list",
    "question": "a question, which states nothing",
    "refused": "a frame matched two of the entities, but it relates other kinds of things",
    "quoted": "somebody's words, kept as a quotation; nothing in them matched",
    "thin": "something happens, but no two of the entities take part in it",
    "unknown": "no frame and no event word covers what connects the entities",
    "apart": "each of the entities stands in a clause of its own",
    "listed": "the entities only stand side by side",
}
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "parataxis", "csubj", "acl"})
_BESIDE = frozenset({"conj", "appos"})


def build(
    doc: Doc,
    sentences: Sequence[Span],
    mentions: Iterable[Mention],
    table: EntityTable,
    assertions: Iterable[Assertion],
    claims: Iterable[Claim],
    events: Sequence[Event],
    quotes: Iterable[Quote],
) -> list[LedgerLine]:
    """One line for each silent sentence.

    Args:
        doc: the document's tree, for what connects two entities.
        table: what each token refers to.
        assertions: what frames matched before resolution; those that became no claim were refused.
        events: all of them; those too thin for the graph are a reason of their own.

    Returns:
        Lines in text order; a sentence with a claim or an event for the graph has none.
    """
    known = {e.id for e in table.entities if e.named and e.type}
    yielded = {c.evidence for c in claims} | {e.evidence for e in events if e.salient}
    inside = _inside(sentences, [m for m in mentions if m.entity in known])
    silent = [s for s in sentences if len(inside[s]) > 1 and s not in yielded]
    if not silent:
        return []
    refused = list(_refused(doc, assertions, table, known))
    thin = [e.trigger for e in events if not e.salient]
    words = [s for q in quotes for s in (q.span, *q.parts)]
    at = {t.idx: t for t in doc}
    out = []
    for sentence in silent:
        found = inside[sentence]
        heads = [at[start] for start in found.values() if start in at]
        tokens = doc.char_span(*sentence, alignment_mode="expand")
        code, detail = _reason(sentence, tokens, heads, refused, thin, words, doc.text)
        out.append(LedgerLine(sentence, REASONS[code], code, detail, tuple(found)))
    return out


def _refused(
    doc: Doc, assertions: Iterable[Assertion], table: EntityTable, known: set[str]
) -> Iterator[tuple[int, str]]:
    """Where a frame matched two named entities, and which."""
    for a in assertions:
        if a.object is not None and len({table.at(doc[a.subject]), table.at(doc[a.object])} & known) == 2:
            yield doc[a.trigger].idx, a.rule


def _inside(sentences: Sequence[Span], mentions: Sequence[Mention]) -> dict[Span, dict[str, int]]:
    """For each sentence its entities, with where the head of the first mention of each starts."""
    out: dict[Span, dict[str, int]] = {s: {} for s in sentences}
    for m in mentions:
        sentence = next((s for s in sentences if s.start <= m.span.start < s.end), None)
        if sentence is not None:
            out[sentence].setdefault(m.entity, (m.head or m.span).start)
    return out


def _reason(
    sentence: Span,
    tokens: Tokens,
    heads: Sequence[Token],
    refused: Sequence[tuple[int, str]],
    thin: Sequence[Span],
    words: Sequence[Span],
    text: str,
) -> tuple[str, str]:
    """The first reason that holds of a sentence, and the words that decide."""
    if not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return "verbless", ""
    if text[sentence.start : sentence.end].rstrip("\"”'’ ").endswith("?"):
        return "question", ""
    rules = sorted({rule for at, rule in refused if sentence.start <= at < sentence.end})
    if rules:
        return "refused", ", ".join(rules)
    if any(s.start < sentence.end and sentence.start < s.end for s in words):
        return "quoted", ""
    triggers = [text[t.start : t.end] for t in thin if sentence.start <= t.start < sentence.end]
    if triggers:
        return "thin", ", ".join(triggers)
    return _connection(heads)


def _connection(heads: Sequence[Token]) -> tuple[str, str]:
    """How the entities of a sentence hang together, by the closest of their pairs."""
    ways = [_between(a, b) for a, b in _pairs(heads)]
    for code in ("unknown", "apart", "listed"):
        for way, word in ways:
            if way == code:
                return code, word
    return "unknown", ""


def _pairs(heads: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    ordered = sorted(heads, key=lambda t: t.i)
    yield from pairwise(ordered)


def _between(a: Token, b: Token) -> tuple[str, str]:
    """Whether two tokens are connected by a word, only listed, or in clauses of their own."""
    up, over = [a, *a.ancestors], [b, *b.ancestors]
    top = next((t for t in up if t in over), None)
    if top is None:
        return "apart", ""
    left, right = up[: up.index(top)], over[: over.index(top)]
    steps = [t.dep_ for t in (*left, *right)]
    if steps and all(d in _BESIDE for d in steps):
        return "listed", ""
    if any(t.dep_ in _CLAUSES or (t.dep_ == "conj" and t.pos_ in ("VERB", "AUX")) for t in (*left, *right)):
        return "apart", ""
    if top in (a, b):  # one stands within the other's phrase: what connects them is the first word on the way down
        way = left or right
        top = way[-1] if len(way) > 1 or top is not a else way[0]
    return "unknown", top.lemma_.lower()
