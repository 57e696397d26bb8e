"""What a trigger classifier looks at: features of the verbs, nouns and adjectives that may announce an event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar

if TYPE_CHECKING:
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
        self._senses: dict[int, tuple[str, ...]] = {}

    @cached_property
    def candidates(self) -> list[int]:
        """Tokens that may be triggers."""
        return [t.i for t in self.doc if is_candidate(t)]

    @cached_property
    def rows(self) -> list[list[Feature]]:
        """Features of each candidate."""
        return [self._row(self.doc[i]) for i in self.candidates]

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
        if token.ent_type:
            return token.ent_type
        found = self.senses(token)
        return number(found[0]) if found else token.pos

    def groups(self, token: Token) -> tuple[int, ...]:
        """The groups of words alike that a word belongs to."""
        row = self.doc.vocab.vectors.key2row.get(token.orth, -1)
        if row < 0:
            row = self.doc.vocab.vectors.key2row.get(number(token.lower_), -1)
        return tuple(self.clusters[row]) if row >= 0 else ()

    def _row(self, token: Token) -> list[Feature]:
        s, pos, head = _SLOT, token.pos, token.head
        out = [
            (s["word"], token.lemma, pos),
            (s["ending"], number(token.lower_[-3:]), pos),
            (s["ending"], number(token.lower_[-4:]), pos),
            (s["beginning"], number(token.lower_[:2]), pos),
            (s["tag"], token.tag, 0),
            (s["tag"], token.tag, token.dep),
            (s["function"], token.dep, pos),
            (s["head"], head.lemma, token.dep),
            (s["head kind"], self.sense(head), token.dep),
            (s["head kind"], head.pos, token.dep),
        ]
        self._meaning(token, out)
        self._dependents(token, out)
        self._surroundings(token, out)
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

    def _dependents(self, token: Token, out: list[Feature]) -> None:
        s, pos = _SLOT, token.pos
        determiner, owner = 0, 0
        for child in token.children:
            out.append((s["dependent"], child.dep, pos))
            if child.dep_ == "det":
                determiner = child.lemma
            elif child.dep_ == "poss":
                owner = self.sense(child)
            elif child.dep_ == "prep":
                out.append((s["preposition"], child.lemma, pos))
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        out.append((s["preposition"], child.lemma, self.sense(inner)))
            elif child.dep_ in ("compound", "amod", "nummod"):
                out.append((s["modifier"], child.dep, self.sense(child)))
            elif child.dep_ in ("nsubj", "nsubjpass"):
                out.append((s["subject"], child.dep, self.sense(child)))
            elif child.dep_ in ("dobj", "ccomp", "xcomp", "attr", "acomp"):
                out.append((s["object"], child.dep, self.sense(child)))
            elif child.dep_ in ("aux", "auxpass", "neg"):
                out.append((s["dependent"], child.lemma, child.dep))
        out += [
            (s["determiner"], determiner, pos),
            (s["determiner"], determiner, token.tag),
            (s["owner"], owner, pos),
            (s["number"], token.tag, 1 + (determiner != 0) + 2 * (owner != 0)),
        ]

    def _surroundings(self, token: Token, out: list[Feature]) -> None:
        s, pos, head, doc = _SLOT, token.pos, token.head, self.doc
        if token.dep_ in ("pobj", "pcomp"):
            out += [
                (s["governor"], head.lemma, pos),
                (s["governor"], head.lemma, head.head.lemma),
                (s["governor"], head.lemma, self.sense(head.head)),
            ]
        lexicon, word = load_lexicon(), grammar.lemma(head)
        light = (word in lexicon.do) + 2 * (word in lexicon.undergo)
        out.append((s["light verb"], light, token.dep))
        if token.i:
            before = doc[token.i - 1]
            out += [(s["neighbour"], before.lemma, 1), (s["neighbour"], before.pos, token.tag)]
        if token.i + 1 < len(doc):
            after = doc[token.i + 1]
            out += [(s["neighbour"], after.lemma, 2), (s["neighbour"], after.pos, pos + 1)]


def is_candidate(token: Token) -> bool:
    """Whether a token may announce an event at all."""
    if token.pos_ == "AUX":
        return token.dep_ not in _NOT
    return token.pos_ in _CANDIDATES and token.dep_ not in _NOT
