"""Past participles without an auxiliary, which the parser takes for past tenses."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import repairs

NLP = spacy.blank("en")
POS = {"VBD": "VERB", "VBN": "VERB", "VBZ": "VERB", "VBP": "VERB", "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN"}


def doc_of(*rows: tuple[str, str, int, str], ents: tuple[str, ...] = (), lemmas: dict[str, str] | None = None) -> Doc:
    """A document from (word, tag, head, function) of each token."""
    words = [r[0] for r in rows]
    return Doc(
        NLP.vocab,
        words=words,
        tags=[r[1] for r in rows],
        pos=[POS.get(r[1], "X") for r in rows],
        heads=[r[2] for r in rows],
        deps=[r[3] for r in rows],
        lemmas=[(lemmas or {}).get(w, w) for w in words],
        ents=list(ents) or None,
    )


LEMMAS = {"arrested": "arrest", "sentenced": "sentence", "detained": "detain", "walked": "walk", "records": "record"}


@pytest.mark.parametrize(
    ("verb", "more", "expected"),
    [
        ("arrested", (), "nsubjpass"),
        ("walked", (), "nsubj"),
        ("arrested", (("thieves", "NNS", 2, "dobj"),), "nsubj"),
        ("arrested", (("and", "CC", 2, "cc"), ("walked", "VBD", 2, "conj"), ("thieves", "NNS", 4, "dobj")), "nsubj"),
    ],
)
def test_a_verb_that_is_nothing_without_an_object_is_a_passive_without_one(verb, more, expected):
    doc = doc_of(
        ("owner", "NN", 2, "nsubj"), ("also", "RB", 2, "advmod"), (verb, "VBD", 2, "ROOT"), *more, lemmas=LEMMAS
    )
    assert repairs.undergone(doc)[0].dep_ == expected


@pytest.mark.parametrize(("helper", "tag"), [("auxpass", "VBN"), ("aux", "VBD")])
def test_the_second_of_two_is_a_passive_behind_one(helper, tag):
    doc = doc_of(
        ("She", "PRP", 2, "nsubjpass"),
        ("was", "VBD", 2, helper),
        ("detained", "VBN", 2, "ROOT"),
        ("and", "CC", 2, "cc"),
        ("sentenced", "VBD", 2, "conj"),
        ("yesterday", "NN", 4, "dobj"),
        ents=("O", "O", "O", "O", "O", "B-DATE"),
        lemmas=LEMMAS,
    )
    repairs.undergone(doc)
    assert doc[4].tag_ == tag and doc[5].dep_ == ("npadvmod" if tag == "VBN" else "dobj")


def test_an_object_may_stand_before_its_clause():
    rows = [
        ("Ana", "NNP", 4, "nsubj"),
        ("whom", "WP", 3, "dobj"),
        ("Acme", "NNP", 3, "nsubj"),
        ("detained", "VBD", 0, "relcl"),
    ]
    kept = repairs.undergone(doc_of(*rows, ("left", "VBD", 4, "ROOT"), lemmas=LEMMAS))
    assert kept[2].dep_ == "nsubj"
    rows = [
        ("Who", "WP", 3, "dobj"),
        ("said", "VBD", 1, "ROOT"),
        ("police", "NNS", 3, "nsubj"),
        ("detained", "VBD", 1, "ccomp"),
    ]
    assert repairs.undergone(doc_of(*rows, lemmas=LEMMAS))[2].dep_ == "nsubj"
