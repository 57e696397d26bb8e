"""How far a mention reaches: the steps it may take, and what judges them."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.learned.hashed import Hashed
from kg.learned.network import Network
from kg.nlp import edges, extents, mentions
from kg.nlp.types import TokenMention


class Greedy:
    """Takes every step it is offered."""

    def taken(self, r: extents.Reading, side: int) -> np.ndarray:
        return np.ones(len(r.steps(side)))


def parsed(words: str, heads: list[int], deps: str, vocab: Vocab | None = None) -> Doc:
    return Doc(
        vocab or Vocab(), words.split(), heads=heads, deps=deps.split(), sent_starts=[True] + [False] * (len(heads) - 1)
    )


def reach(doc: Doc, start: int, end: int, head: int) -> str:
    """The full phrase of a name where every step is taken."""
    (mention,) = extents.judge(doc, [TokenMention(start, end, head, "name", "ORG")], Greedy())
    return doc[slice(*mention.extent)].text


def test_a_name_in_brackets_does_not_reach_out_of_them():
    doc = parsed("Acme ( ACA ) flew", [4, 0, 0, 0, 4], "nsubj punct appos punct ROOT")
    assert reach(doc, 2, 3, 2) == "ACA"
    assert reach(doc, 0, 1, 0) == "Acme ( ACA )"


def test_a_name_does_not_take_in_the_next_of_its_list():
    doc = parsed("Orion , Vega and Lyra flew", [5, 0, 0, 2, 2, 5], "nsubj punct conj cc conj ROOT")
    assert reach(doc, 0, 1, 0) == "Orion"
    apposed = parsed("Orion , a robot flew", [4, 0, 3, 0, 4], "nsubj punct det appos ROOT")
    assert reach(apposed, 0, 1, 0) == "Orion , a robot"


@pytest.mark.parametrize(("within", "phrase"), [(True, "Steve Jobs"), (False, "founder Steve Jobs")])
def test_a_title_is_not_cut_in_the_middle(within, phrase):
    """*Apple founder Steve Jobs* with a step that stops at *founder*, which *Apple* belongs to or not."""
    doc = parsed(
        "Apple founder Steve Jobs spoke", [1 if within else 4, 3, 3, 4, 4], "compound compound compound nsubj ROOT"
    )

    class Once(Greedy):
        def taken(self, r: extents.Reading, side: int) -> np.ndarray:
            return np.array([0.9 if n == 0 else 0.1 for n in r.steps(side).number])

    (mention,) = extents.judge(doc, [TokenMention(2, 4, 3, "name", "PERSON")], Once())
    assert doc[slice(*mention.extent)].text == phrase


def test_a_share_keeps_its_mark():
    marks = spacy.blank("en").vocab  # which knows what is punctuation
    doc = parsed("a rate of 58 % .", [1, 1, 1, 4, 2, 1], "det ROOT prep nummod pobj punct", marks)
    assert doc[slice(*mentions.trim(doc, 0, 6, 1))].text == "a rate of 58 %"


def test_networks_and_regression_vote_by_the_mean_of_their_log_odds():
    vocab = Vocab()
    vocab.reset_vectors(width=2)
    vocab.set_vector("old", np.array([3.0, 4.0], "float32"))
    doc = parsed("the old man left", [2, 2, 3, 3], "det amod nsubj ROOT", vocab)
    reading = extents.Reading(doc, [TokenMention(2, 3, 2, "nominal")])
    assert reading.steps(edges.LEFT).token == [1, 0]
    words = edges.words(reading, edges.LEFT)
    assert words.shape == (2, 10)
    assert words[0, 2:4].tolist() == pytest.approx([1.8, 2.4])  # the word taken in, of length 3
    linear = Hashed(
        edges.LABELS, edges.BITS, np.zeros((2**edges.BITS, 2), np.float32), np.array([2.0, 0.0], np.float32)
    )
    nothing = np.zeros((2**edges.NETWORK_BITS, 1), np.float32)
    net = Network(
        nothing,
        np.zeros((10, 1), np.float32),
        np.zeros(1),
        np.zeros((1, 2), np.float32),
        np.array([4.0, 0.0], np.float32),
    )
    alone, voted = edges.EdgeModel(linear, ()), edges.EdgeModel(linear, (net,))
    odds = [float(np.log(p / (1 - p))) for m in (alone, voted) for p in m.taken(reading, edges.LEFT)[:1]]
    assert odds == pytest.approx([2.0, 3.0], abs=1e-4)


def test_without_word_vectors_the_regression_decides_alone():
    doc = parsed("the old man left", [2, 2, 3, 3], "det amod nsubj ROOT")
    reading = extents.Reading(doc, [TokenMention(2, 3, 2, "nominal")])
    linear = Hashed(edges.LABELS, edges.BITS, np.zeros((2**edges.BITS, 2), np.float32), np.zeros(2, np.float32))
    broken = Network(*(np.full((1, 1), np.nan) for _ in range(5)))
    assert edges.EdgeModel(linear, (broken,)).taken(reading, edges.LEFT).tolist() == [0.5, 0.5]
