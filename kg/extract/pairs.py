"""Pairs of mentions that could stand in a relation a model was trained for.

In: the mentions and chains of a document.  Out, for each sentence, its candidate arguments and the ordered pairs of
them that are worth a look: a thing that can be subject, and another thing not too far from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.when import Calendar
from kg.lang.closed import load as load_closed
from kg.lang.coref import POINTING
from kg.lang.coref import load as load_words
from kg.nlp.coref import Chains
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

FAR = 45  # tokens between two mentions that can be related
_NO_SUBJECT = frozenset({"GPE", "NORP", "LOC", "LAW", "WORK_OF_ART", "EVENT", POINTING})
_NO_ARGUMENT = frozenset({"group", "apposition", "date"})
_THINGS = frozenset({"name", "pronoun"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One argument: its tokens, its head, and a word for what it is (`PERSON`, `he`, `DATE`).

    `known_as` is the kind most of the names of its chain have (what *he* stands for); `mention` is the index of the
    mention, -1 for a time expression; `chain` is -1 for a time expression, too.
    """

    start: int
    end: int
    head: int
    kind: str
    known_as: str
    mention: int
    chain: int


Pair = tuple[Candidate, Candidate]


def candidates(
    doc: Doc, mentions: Sequence[TokenMention], chains: Chains, calendar: Calendar
) -> dict[int, list[Candidate]]:
    """The possible arguments of each sentence (by its first token), in text order: names, pronouns and times."""
    chain_of = {k: n for n, chain in enumerate(chains.chains) for k in chain}
    known = [_known_as(mentions, chain) for chain in chains.chains]
    out: dict[int, list[Candidate]] = {}
    used: set[tuple[int, int]] = set()
    for k, m in enumerate(mentions):
        if m.kind not in _THINGS or m.form in _NO_ARGUMENT or (m.start, m.end) in used:
            continue
        used.add((m.start, m.end))
        kind, chain = _kind(doc, m), chain_of[k]
        found = Candidate(m.start, m.end, m.head, kind, known[chain] or kind, k, chain)
        out.setdefault(doc[m.head].sent.start, []).append(found)
    for start, end, kind in calendar.spans():
        if (start, end) not in used:
            found = Candidate(start, end, doc[start:end].root.i, kind, kind, -1, -1)
            out.setdefault(doc[start].sent.start, []).append(found)
    return {start: sorted(found, key=lambda c: (c.start, c.end)) for start, found in out.items()}


def _known_as(mentions: Sequence[TokenMention], chain: Sequence[int]) -> str:
    labels = Counter(mentions[k].label or "MISC" for k in chain if mentions[k].kind == "name")
    return max(sorted(labels), key=lambda x: labels[x]) if labels else ""


def _kind(doc: Doc, m: TokenMention) -> str:
    if m.kind == "name":
        return m.label or "MISC"
    word = doc[m.head].lower_
    if m.form == "relative" and word in load_closed().bare_relative:
        (which,) = load_closed().thing_relative  # what *that* is counted as
        return which
    return load_words().pronouns.get(word, word)


def pairs(found: Sequence[Candidate]) -> list[Pair]:
    """The ordered pairs (subject, object) of one sentence that can be related at all."""
    out = []
    places = load_closed().place_relative
    for s in found:
        if s.mention < 0 or s.kind in _NO_SUBJECT or s.kind in places:
            continue
        for o in found:
            apart = o.start - s.end if o.start >= s.end else s.start - o.end
            if 0 <= apart <= FAR and (s.chain < 0 or s.chain != o.chain):
                out.append((s, o))
    return out
