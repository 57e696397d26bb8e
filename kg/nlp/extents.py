"""How far a mention reaches: its determiner and titles to the left, its post-modifiers and appositions to the right.

A parser's wrong attachment gives a subtree that nobody would mark.  So the edges are learned: starting from the name (or
the head noun), one word after the other to the left and one constituent after the other to the right is taken in or not,
and the stopping place with the highest probability wins (`kg.nlp.edges` judges each step); nothing else of a mention
changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kg.nlp.edges import LEFT, RIGHT, EdgeModel
from kg.nlp.types import TokenMention
from kg.nlp.vectors import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

_LEFTWARD, _RIGHTWARD = 10, 8  # steps looked at, at most
_BEYOND = 2  # steps outside the subtree, at most
SURE = (
    0.4,
    0.6,
)  # how probable the left, the right edge of a name's full phrase must be for the name to be listed with it
_OPENS = frozenset(
    {"prep", "relcl", "acl", "appos", "conj", "cc", "advcl", "parataxis", "npadvmod", "dative", "agent", "nummod"}
)
_OUTSIDE = frozenset({"prep", "relcl", "acl", "appos", "nummod", "npadvmod", "dative", "agent", "compound", "nmod"})
_NO_EXTENT = frozenset({"relative", "apposition", "group", "nested"})
_MARKS = frozenset(",(-–—:;[\"“‘'")


@dataclass
class Steps:
    """The decisions one document asks for.

    `mention`, `token`, `top`, `number`: of each row, whose decision it is, the word taken in next, the head of the
    constituent that begins there, and how many steps came before.
    """

    mention: list[int] = field(default_factory=list)
    token: list[int] = field(default_factory=list)
    top: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)  # where the mention would then end (for the left: start)
    number: list[int] = field(default_factory=list)
    mark: list[int] = field(default_factory=list)  # token of the mark before the constituent, -1 for none

    def add(self, mention: int, token: int, top: int, end: int, number: int, mark: int = -1) -> None:
        self.mention.append(mention)
        self.token.append(token)
        self.top.append(top)
        self.end.append(end)
        self.number.append(number)
        self.mark.append(mark)

    def __len__(self) -> int:
        return len(self.mention)


class Reading:
    """A document's words as columns, and the steps its mentions could take.

    Args:
        doc: parsed.
        mentions: as `kg.nlp.mentions` finds them; those without an extent of their own take no steps.
    """

    def __init__(self, doc: Doc, mentions: Sequence[TokenMention]) -> None:
        self.doc, self.mentions, self.tokens = doc, mentions, list(doc)
        names = ["LOWER", "LEMMA", "TAG", "DEP", "ENT_TYPE", "HEAD", "SHAPE", "ORTH"]
        table = doc.to_array(names)
        self.lower, self.lemma, self.tag, self.dep, self.ent, head, self.shape = (table[:, n] for n in range(7))
        self.orth: list[int] = table[:, 7].tolist()
        self.head = np.arange(len(doc)) + head.astype(np.int64)
        self._edges = [(t.left_edge.i, t.right_edge.i) for t in doc]
        self.left_edge, self.right_edge = np.array(self._edges, np.int64).reshape(-1, 2).T
        self.start_of = np.zeros(len(doc), np.int64)
        self.end_of = np.zeros(len(doc), np.int64)
        for sentence in doc.sents:
            self.start_of[sentence.start : sentence.end] = sentence.start
            self.end_of[sentence.start : sentence.end] = sentence.end
        self.opens = np.zeros(len(doc) + 1, bool)
        for t in doc:
            if t.dep_ in _OPENS:
                self.opens[self._edges[t.i][0]] = True
            if t.text in _MARKS:
                self.opens[t.i] = True
        self.heads = np.array([m.head for m in mentions], np.int64)
        self.tight = np.array([tight(m) for m in mentions], np.int64).reshape(-1, 2)
        self.left, self.right = Steps(), Steps()
        for k, m in enumerate(mentions):
            if has_extent(m):
                self._leftward(k, m)
                self._rightward(k, m)

    @cached_property
    def vectors(self) -> NDArray:
        """The vectors of the words at unit length."""
        return unit(self.doc.vocab.vectors, self.orth)

    def steps(self, side: int) -> Steps:
        return self.left if side == LEFT else self.right

    def _leftward(self, k: int, m: TokenMention) -> None:
        first = tight(m)[0]
        edge, least = self._edges[m.head][0], int(self.start_of[m.head])
        outside, doc = 0, self.tokens
        for number, i in enumerate(range(first - 1, max(least, first - _LEFTWARD) - 1, -1)):
            outside += i < edge
            if outside > _BEYOND or doc[i].is_space or doc[i].text in "([":
                break
            self.left.add(k, i, i, i, number)

    def _rightward(self, k: int, m: TokenMention) -> None:
        p, last, outside = tight(m)[1], int(self.end_of[m.head]), 0
        doc, edge = self.tokens, self._edges[m.head][1]
        for number in range(_RIGHTWARD):
            mark = -1
            while p < last and doc[p].text in _MARKS:
                mark, p = p, p + 1
            if p >= last or doc[p].is_space or doc[p].tag_ == "POS":
                break
            if doc[p].is_digit and p + 1 < last and doc[p + 1].text in "-–—":
                break  # a score
            if m.kind == "name" and doc[p].is_currency and mark < 0:
                break  # "the U.S. Air Force $40 billion contract"
            if p > edge:
                outside += 1
                if outside > _BEYOND:
                    break
            top = p
            while (above := doc[top].head.i) != top and self._edges[above][0] >= p:
                top = above
            if p > edge and doc[top].dep_ not in _OUTSIDE:
                break
            if m.kind == "name" and doc[top].dep_ in ("conj", "cc"):
                break  # the next of a list
            end = p + 1
            while end <= self._edges[top][1] and not self.opens[end]:
                end += 1
            self.right.add(k, p, top, end, number, mark)
            p = end


def has_extent(m: TokenMention) -> bool:
    """Whether a mention's edges are to be decided."""
    return m.kind != "pronoun" and m.form not in _NO_EXTENT


def tight(m: TokenMention) -> tuple[int, int]:
    """What is in a mention for certain: the name, or the head noun."""
    return (m.start, m.end) if m.kind == "name" else (m.head, m.head + 1)


def judge(doc: Doc, mentions: Sequence[TokenMention], model: EdgeModel) -> list[TokenMention]:
    """The mentions with their extents (`phrase`) decided by the model.

    A name is listed with its extent, so an edge that is not probable (`SURE`) stays the bare name's; how many there are is
    no part of it.
    """
    r = Reading(doc, mentions)
    ends, sure = _ends(r, model)
    out = list(mentions)
    for k, m in enumerate(mentions):
        if has_extent(m):
            start, end = ends[LEFT].get(k, tight(m)[0]), ends[RIGHT].get(k, tight(m)[1])
            if m.kind == "name":
                counted = any(t.tag_ == "CD" for t in doc[start : m.start])  # "five Boeing 737s"
                kept = sure[LEFT].get(k, 1.0) >= SURE[LEFT] and not counted and not _cuts(doc, start, m.start)
                start = start if kept else m.start
                end = end if sure[RIGHT].get(k, 1.0) >= SURE[RIGHT] else m.end
            out[k] = replace(m, phrase=trimmed(doc, start, end, m))
    return out


def _cuts(doc: Doc, start: int, end: int) -> bool:
    """Whether a title taken in before a name would lose what belongs to it: *co-founder Steve Jobs* of *Apple co-founder*."""
    before = doc[start - 1] if start else None
    return (
        before is not None
        and start <= before.head.i < end
        and before.dep_ in ("compound", "nmod", "amod", "poss", "det")
    )


def trimmed(doc: Doc, start: int, end: int, m: TokenMention) -> tuple[int, int]:
    """An extent without loose marks at its edges, and with the mark that closes what it opens."""
    from kg.nlp.mentions import closed, trim

    start, end = trim(doc, start, closed(doc, start, end), m.head)
    return (min(start, m.start), max(end, m.end)) if m.kind == "name" else (start, end)


def _ends(r: Reading, model: EdgeModel) -> tuple[list[dict[int, int]], list[dict[int, float]]]:
    """For each side, mention → the most probable edge, and mention → its probability."""
    places: list[dict[int, int]] = [{}, {}]
    chances: list[dict[int, float]] = [{}, {}]
    for side, steps in ((LEFT, r.left), (RIGHT, r.right)):
        go = model.taken(r, side).tolist()
        taken: dict[int, float] = {}  # probability that all steps so far were taken
        for n, k in enumerate(steps.mention):
            before = taken.get(k, 1.0)
            if k not in chances[side]:
                chances[side][k] = 0.0
            # stopping before this step
            stop = before * (1.0 - go[n])
            if stop > chances[side][k]:
                chances[side][k] = stop
                if steps.number[n] == 0:
                    places[side].pop(k, None)
                else:
                    places[side][k] = steps.end[n - 1]
            taken[k] = before * go[n]
            if (n + 1 == len(steps) or steps.mention[n + 1] != k) and taken[k] > chances[side][k]:
                chances[side][k], places[side][k] = taken[k], steps.end[n]
    return places, chances
