"""What the relation model is told about a pair of mentions: words around and between, the path through the tree, kinds.

The features are those of classical relation extraction (Zhou et al. 2005; Mintz et al. 2009): words between and beside
the arguments, the dependency path that joins them, entity types; with clusters of word vectors so that a rare word
speaks like its neighbours, and with the frames that fire, so that rules and learning pull together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from spacy.attrs import DEP, LEMMA, LOWER, POS, TAG
from spacy.strings import hash_string

from kg.extract.pairs import Candidate, Pair
from kg.learned.hashed import hash_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

# What a feature's slot number means, for the reader of an explanation.
SLOTS = (
    "kinds", "kinds in the chains", "distance", "mentions between", "no words between", "a word between",
    "two words between", "three words between", "the words between", "meaning of a word between", "word before",
    "words before", "word behind", "words behind", "path of functions", "path of words", "top of the path",
    "meaning of the path's top", "word on the path", "meaning on the path", "last step to the object",
    "last step to the subject", "subject's last word", "object's last word", "object's first word", "frame",
    "function of the subject", "function of the object", "word over the object", "word over the subject",
    "modifier of the subject", "modifier of the object", "place in the sentence", "same path, other kinds",
    "words between and around", "lengths",
)  # fmt: skip
_SLOT = {name: n for n, name in enumerate(SLOTS)}
_MOST_BETWEEN = 14
_LONG = hash_string("…")
_NOTHING = hash_string("")
_MASK = (1 << 64) - 1
_SEED = 0x9E3779B97F4A7C15
Feature = tuple[int, int, int]


def _mix(*parts: int) -> int:
    x = _SEED
    for p in parts:
        x = ((x ^ p) * 0x100000001B3 + 0x9E3779B9) & _MASK
    return x


def _two(a: int, b: int) -> int:
    """`_mix` of two, which most are."""
    x = ((_SEED ^ a) * 0x100000001B3 + 0x9E3779B9) & _MASK
    return ((x ^ b) * 0x100000001B3 + 0x9E3779B9) & _MASK


class Features:
    """The features of one document's pairs.

    Args:
        doc: parsed.
        clusters: cluster of each row of the vector table; the last entry is for words without vector.
        fired: (subject token, object token) → hashes of the properties that frames found there.
    """

    def __init__(self, doc: Doc, clusters: NDArray, fired: Mapping[tuple[int, int], Sequence[int]]) -> None:
        rows = doc.to_array([LEMMA, LOWER, DEP, TAG, POS]).tolist()
        self.doc, self.fired = doc, fired
        self.lemma = [r[0] for r in rows]
        self.lower = [r[1] for r in rows]
        self.dep = [r[2] for r in rows]
        self.tag = [r[3] for r in rows]
        self.pos = [r[4] for r in rows]
        self.head = [t.head.i for t in doc]
        self.sentence_of = [(s.start, s.end) for s in doc.sents for _ in range(s.start, s.end)]
        table = doc.vocab.vectors.find(keys=[t.orth for t in doc])
        self.cluster = [int(c) for c in clusters[table]]
        self.words: list[int] = list(self.lemma)
        self.inside: dict[int, int] = {}
        self._up: dict[int, dict[int, int]] = {}
        self._beside: dict[tuple[int, int, int], list[int]] = {}

    def sentence(self, found: Sequence[Candidate]) -> None:
        """Note one sentence's candidates: where they stand, a word between is their kind."""
        for c in found:
            kind = hash_of(c.kind)
            for i in range(c.start, c.end):
                self.words[i] = kind if i == c.start else 0
                self.inside[i] = 1

    def of(self, pair: Pair, order: int) -> list[Feature]:
        """The features of a pair; `order` counts the mentions that stand between its arguments."""
        s, o = pair
        first, second = (s, o) if s.start < o.start else (o, s)
        way = 0 if first is s else 1
        kinds = _two(hash_of(s.kind), hash_of(o.kind))
        known = _mix(hash_of(s.known_as), hash_of(o.known_as), way)
        out: list[Feature] = [(0, kinds, way), (1, known, 0)]
        out.append((3, min(order, 6), known))
        self._between(first, second, way, known, out)
        self._around(first, second, way, known, out)
        self._path(s, o, way, known, out)
        self._arguments(s, o, known, out)
        out += [(25, found, 0) for found in self.fired.get((s.head, o.head), ())]
        return list(dict.fromkeys(out))

    def _between(self, first: Candidate, second: Candidate, way: int, known: int, out: list[Feature]) -> None:
        words = [w for w in self.words[first.end : second.start] if w]
        n = len(words)
        out.append((2, min(n, 20) if n < 6 else 6 + min(n, 40) // 5, way))
        if not n:
            out.append((4, known, 0))
        if n <= 5:
            out.append((8, _mix(*words), known))
        if n > _MOST_BETWEEN:
            words = [*words[: _MOST_BETWEEN // 2], _LONG, *words[-_MOST_BETWEEN // 2 :]]
        out += [(5, a, known) for a in dict.fromkeys(words)]
        for two in starmap(_two, pairwise(words)):
            out += ((6, two, way), (6, two, known))
        out += [(7, _mix(*three), known) for three in zip(words, words[1:], words[2:], strict=False)]
        near = range(first.end, second.start) if n <= _MOST_BETWEEN else ()
        out += [(9, c, known) for c in {self.cluster[i] for i in near if i not in self.inside}]

    def _around(self, first: Candidate, second: Candidate, way: int, known: int, out: list[Feature]) -> None:
        a, b = self.sentence_of[first.start]
        before = [self.words[i] or self.lemma[i] for i in range(max(a, first.start - 3), first.start)]
        behind = [self.words[i] or self.lemma[i] for i in range(second.end, min(b, second.end + 3))]
        before = [_NOTHING] * (2 - len(before)) + before if len(before) < 2 else before
        behind = behind + [_NOTHING] * (2 - len(behind)) if len(behind) < 2 else behind
        out += (
            (10, before[-1], known),
            (11, _two(*before[-2:]), known),
            (12, behind[0], known),
            (13, _two(*behind[:2]), known),
        )
        out += [(10, w, way + 2) for w in before[-3:]]
        out += [(12, w, way + 2) for w in behind[:3]]
        near = [w for w in self.words[first.end : second.start] if w]
        if len(near) <= 2:
            out.append((34, _mix(before[-1], *near, behind[0]), known))
        out.append((32, min(first.start - a, 3), known))

    def _above(self, i: int) -> dict[int, int]:
        """A token and all above it, up to the root, each with the number of steps."""
        if i not in self._up:
            out, above = {i: 0}, i
            while (above := self.head[above]) not in out and len(out) < 40:
                out[above] = len(out)
            self._up[i] = out
        return self._up[i]

    def path(self, a: int, b: int) -> tuple[list[int], int, list[int]]:
        """(tokens from `a` up to below the top, the top, tokens from below the top down to `b`)."""
        up, down = self._above(a), self._above(b)
        top = next((t for t in up if t in down), None)
        if top is None:
            return [*up][:-1], [*up][-1], [*down][:-1][::-1]
        return [*up][: up[top]], top, [*down][: down[top]][::-1]

    def _path(self, s: Candidate, o: Candidate, way: int, known: int, out: list[Feature]) -> None:
        up, top, down = self.path(s.head, o.head)
        dep, lemma = self.dep, self.lemma
        short = len(up) + len(down) <= 7
        deps = _mix(*(dep[i] for i in up), 1, *(dep[i] for i in down)) if short else _LONG
        words = [lemma[i] for i in up[1:]] + [lemma[top]] + [lemma[i] for i in down[:-1]]
        lexical = _mix(deps, *words) if short else _LONG
        out.append((14, deps, known))
        out.append((15, lexical, known))
        out.append((33, lexical, way))
        inside = top in (s.head, o.head)
        out.append((16, _two(lemma[top], 7) if not inside else 1 + (top == s.head), known))
        out.append((17, self.cluster[top], known))
        if not inside:
            out.append((16, lemma[top], way))
        for i in dict.fromkeys([*up[1:], top, *down[:-1]]):
            if i not in self.inside:
                out += ((18, lemma[i], known), (18, lemma[i], way), (19, self.cluster[i], known))
        tail = [top, *down]
        out.append((20, _mix(*(lemma[i] for i in tail[-3:-1]), dep[o.head]), known))
        out.append((20, _mix(*(lemma[i] for i in tail[-2:-1]), dep[o.head]), way))
        rise = [*up, top]
        out.append((21, _mix(*(lemma[i] for i in rise[1:3]), dep[s.head]), known))
        lengths = _two(min(len(up), 5), min(len(down), 5))
        out += ((26, dep[s.head], known), (27, dep[o.head], known), (35, lengths, known))

    def _arguments(self, s: Candidate, o: Candidate, known: int, out: list[Feature]) -> None:
        lower, lemma, head, dep = self.lower, self.lemma, self.head, self.dep
        if s.end - s.start > 1:
            out.append((22, lower[s.end - 1], 0))
        out += (
            (23, lower[o.end - 1], known),
            (24, lower[o.start], known),
            (28, _two(lemma[head[o.head]], dep[o.head]), known),
            (29, _two(lemma[head[s.head]], dep[s.head]), known),
        )
        out += [(30, x, known) for x in self._modifiers(s)]
        out += [(31, x, known) for x in self._modifiers(o)]

    def _modifiers(self, c: Candidate) -> list[int]:
        """The words outside a candidate that depend on its head, each with its function."""
        found = self._beside.get((c.start, c.end, c.head))
        if found is None:
            found = self._beside[c.start, c.end, c.head] = [
                _two(self.lemma[child.i], self.dep[child.i])
                for child in self.doc[c.head].children
                if not c.start <= child.i < c.end and child.pos_ in ("NOUN", "ADJ", "PROPN", "VERB")
            ]
        return found
