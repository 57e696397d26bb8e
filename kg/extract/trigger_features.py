"""What a trigger classifier looks at: features of the verbs, nouns and adjectives that may announce an event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, POS, TAG
from spacy.strings import StringStore

from kg.extract import pair_vectors
from kg.lang import senses
from kg.lang.lexicon import load as load_lexicon
from kg.learned.hashed import Mixed
from kg.nlp import grammar

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from kg.extract.frames import FrameSet
    from kg.learned.hashed import Feature

SLOTS = (
    "word", "ending", "tag", "function", "head", "head kind", "kind of thing", "any kind of thing", "stem of a verb",
    "words alike", "event word", "dependent", "preposition", "determiner", "owner", "number", "name", "governor",
    "light verb", "modifier", "neighbour", "subject", "object", "beginning",
)  # fmt: skip
_SLOT = {name: n for n, name in enumerate(SLOTS)}
_CANDIDATES = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_NOT = frozenset({"aux", "auxpass"})
_SENSE_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


@cache
def number(text: str) -> int:
    """A 64-bit number for a string, the same everywhere (the one spaCy gives its own strings)."""
    from spacy.strings import get_string_id

    return get_string_id(text)


class TriggerView:
    """A document's candidate triggers and their features.

    Args:
        doc: parsed.
        frames: what the event frames know.
        clusters: row of the vector table → groups of words alike, coarse to fine, shape (rows, groupings).
    """

    def __init__(self, doc: Doc, frames: FrameSet, clusters: Sequence[Sequence[int]]) -> None:
        self.doc, self.frames, self.clusters = doc, frames, clusters
        # tokens as plain lists: asking spaCy for a token and its children again and again is most of the cost
        columns = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, ENT_TYPE]).astype(np.uint64).T
        self.head = (np.arange(len(doc)) + columns[0].astype(np.int64)).tolist()
        self.dep, self.pos, self.tag, self.lemma, self.ent_type = (c.tolist() for c in columns[1:])
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self._senses: dict[int, tuple[str, ...]] = {}
        self._sense: dict[int, int] = {}

    @cached_property
    def candidates(self) -> list[int]:
        """Tokens that may be triggers."""
        return [t.i for t in self.doc if is_candidate(t)]

    @cached_property
    def rows(self) -> list[list[Feature]]:
        """Features of each candidate."""
        return [self._row(i) for i in self.candidates]

    @cached_property
    def vectors(self) -> tuple[NDArray, NDArray]:
        """The vectors of the document's words (`pair_vectors.whole`)."""
        return pair_vectors.whole(self.doc)

    @cached_property
    def mixed(self) -> Mixed:
        """The same, hashed."""
        return Mixed.of(self.rows)

    def is_known(self, token: Token) -> bool:
        """Whether the event frames know the word."""
        words = self.frames.event_verbs if token.pos_ == "VERB" else self.frames.event_nouns
        return grammar.lemma(token) in words

    def senses(self, token: Token) -> tuple[str, ...]:
        """What the word can mean, the most frequent sense first."""
        if token.i not in self._senses:
            pos = _SENSE_POS.get(token.pos_)
            known = senses.load()
            found = known.of(pos, grammar.lemma(token)) if pos else ()
            if not found and pos == "n":
                found = known.of("n", token.lower_)
            self._senses[token.i] = found
        return self._senses[token.i]

    def sense(self, token: Token) -> int:
        """The first sense as a number; names by what they name."""
        return self._sense_at(token.i)

    def _sense_at(self, i: int) -> int:
        if i not in self._sense:
            found = () if self.ent_type[i] else self.senses(self.doc[i])
            self._sense[i] = self.ent_type[i] or (number(found[0]) if found else self.pos[i])
        return self._sense[i]

    def groups(self, token: Token) -> tuple[int, ...]:
        """The groups of words alike that a word belongs to."""
        row = self.doc.vocab.vectors.key2row.get(token.orth, -1)
        if row < 0:
            row = self.doc.vocab.vectors.key2row.get(number(token.lower_), -1)
        return tuple(self.clusters[row]) if row >= 0 else ()

    def _row(self, i: int) -> list[Feature]:
        s, token = _SLOT, self.doc[i]
        pos, tag, dep, head, lower = self.pos[i], self.tag[i], self.dep[i], self.head[i], token.lower_
        out = [
            (s["word"], self.lemma[i], pos),
            (s["ending"], number(lower[-3:]), pos),
            (s["ending"], number(lower[-4:]), pos),
            (s["beginning"], number(lower[:2]), pos),
            (s["tag"], tag, 0),
            (s["tag"], tag, dep),
            (s["function"], dep, pos),
            (s["head"], self.lemma[head], dep),
            (s["head kind"], self._sense_at(head), dep),
            (s["head kind"], self.pos[head], dep),
        ]
        self._meaning(token, out)
        self._dependents(i, out)
        self._surroundings(i, out)
        return out

    def _meaning(self, token: Token, out: list[Feature]) -> None:
        s, pos = _SLOT, token.pos
        found = self.senses(token)
        first = number(found[0] if found else "?")
        out += [
            (s["kind of thing"], first, pos),
            (s["kind of thing"], first, token.dep),
            (s["stem of a verb"], pos, 1 + bool(found and found[0].endswith("+"))),
            (s["stem of a verb"], pos, 3 + any(f.endswith("+") for f in found)),
        ]
        out += [(s["any kind of thing"], number(f), pos) for f in found]
        out += [(s["words alike"], (n << 16) + g, pos) for n, g in enumerate(self.groups(token))]
        out.append((s["name"], token.ent_type, pos))
        out.append((s["event word"], self.is_known(token), pos))

    def _dependents(self, i: int, out: list[Feature]) -> None:
        s, d, pos = _SLOT, _functions(), self.pos[i]
        determiner, owner = 0, 0
        for child in self.children[i]:
            dep = self.dep[child]
            out.append((s["dependent"], dep, pos))
            if dep == d["det"]:
                determiner = self.lemma[child]
            elif dep == d["poss"]:
                owner = self._sense_at(child)
            elif dep == d["prep"]:
                out.append((s["preposition"], self.lemma[child], pos))
                for inner in self.children[child]:
                    if self.dep[inner] == d["pobj"]:
                        out.append((s["preposition"], self.lemma[child], self._sense_at(inner)))
            elif dep in d["modifiers"]:
                out.append((s["modifier"], dep, self._sense_at(child)))
            elif dep in d["subjects"]:
                out.append((s["subject"], dep, self._sense_at(child)))
            elif dep in d["objects"]:
                out.append((s["object"], dep, self._sense_at(child)))
            elif dep in d["helpers"]:
                out.append((s["dependent"], self.lemma[child], dep))
        out += [
            (s["determiner"], determiner, pos),
            (s["determiner"], determiner, self.tag[i]),
            (s["owner"], owner, pos),
            (s["number"], self.tag[i], 1 + (determiner != 0) + 2 * (owner != 0)),
        ]

    def _surroundings(self, i: int, out: list[Feature]) -> None:
        s, pos, head, lemma = _SLOT, self.pos[i], self.head[i], self.lemma
        if self.dep[i] in _functions()["after prepositions"]:
            above = self.head[head]
            out += [
                (s["governor"], lemma[head], pos),
                (s["governor"], lemma[head], lemma[above]),
                (s["governor"], lemma[head], self._sense_at(above)),
            ]
        out.append(
            (s["light verb"], _lightness(self.doc.vocab.strings[lemma[head]] or self.doc[head].text), self.dep[i])
        )
        if i:
            out += [(s["neighbour"], lemma[i - 1], 1), (s["neighbour"], self.pos[i - 1], self.tag[i])]
        if i + 1 < len(lemma):
            out += [(s["neighbour"], lemma[i + 1], 2), (s["neighbour"], self.pos[i + 1], pos + 1)]


@cache
def _functions() -> dict[str, Any]:
    """The numbers of dependency labels, alone and in groups (spaCy's, the same everywhere)."""
    groups = {
        "modifiers": ("compound", "amod", "nummod"),
        "subjects": ("nsubj", "nsubjpass"),
        "objects": ("dobj", "ccomp", "xcomp", "attr", "acomp"),
        "helpers": ("aux", "auxpass", "neg"),
        "after prepositions": ("pobj", "pcomp"),
    }
    store = StringStore()
    one = {name: store.add(name) for name in ("det", "poss", "prep", "pobj")}
    return one | {name: frozenset(store.add(x) for x in labels) for name, labels in groups.items()}


@cache
def _lightness(lemma: str) -> int:
    """Whether a verb only carries an event noun: 1 its subject does it, 2 its subject undergoes it."""
    lexicon, word = load_lexicon(), grammar.lemma_key(lemma)
    return (word in lexicon.do) + 2 * (word in lexicon.undergo)


def is_candidate(token: Token) -> bool:
    """Whether a token may announce an event at all."""
    if token.pos_ == "AUX":
        return token.dep_ not in _NOT
    return token.pos_ in _CANDIDATES and token.dep_ not in _NOT
