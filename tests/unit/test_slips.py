"""Repairs of words that the parser takes for others."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import slips

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
    assert slips.undergone(doc)[0].dep_ == expected


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
    slips.undergone(doc)
    assert doc[4].tag_ == tag and doc[5].dep_ == ("npadvmod" if tag == "VBN" else "dobj")


@pytest.mark.parametrize(("verb", "dep"), [("VBN", "prep"), ("JJ", "amod")])
def test_pending_behind_a_participle_is_a_preposition(verb, dep):
    doc = doc_of(("freed", verb, 0, "ROOT"), ("pending", "VBG", 2, "amod"), ("appeal", "NN", 0, "dobj"))
    slips.pending(doc)
    assert doc[1].dep_ == dep and (doc[2].head.text == "pending") == (dep == "prep")


@pytest.mark.parametrize(("comma", "root"), [(",", "show"), ("and", "served")])
def test_what_tells_at_the_end_of_a_sentence_is_no_verb(comma, root):
    doc = doc_of(
        ("He", "PRP", 1, "nsubj"),
        ("served", "VBD", 1, "ROOT"),
        ("time", "NN", 1, "dobj"),
        (comma, "CC", 1, "cc" if comma == "and" else "punct"),
        ("records", "VBZ", 1, "conj"),
        ("show", "NN", 4, "dobj"),
        (".", ".", 1, "punct"),
        lemmas=LEMMAS,
    )
    slips.sources(doc)
    assert [t.text for t in doc if t.head == t] == [root]
    assert doc[4].dep_ == ("nsubj" if root == "show" else "conj")


@pytest.mark.parametrize(("last", "names"), [("NNP", ["Rio do Sul"]), ("NN", ["Rio"])])
def test_a_word_of_another_language_parts_no_name(last, names):
    doc = doc_of(
        ("In", "IN", 2, "prep"),
        ("Rio", "NNP", 0, "pobj"),
        ("do", "VBP", 5, "ccomp"),
        ("Sul", last, 2, "dobj"),
        ("houses", "NNS", 5, "nsubj"),
        ("fell", "VBD", 5, "ROOT"),
        ents=("O", "B-PERSON", "O", "O", "O", "O"),
    )
    slips.particles(doc)
    assert [e.text for e in doc.ents] == names
    if last == "NNP":
        assert doc.ents[0].label_ == "GPE" and doc[0].head.text == "fell" and doc[3].head.text == "In"


def test_a_text_may_open_with_a_verb_and_what_is_seen():
    doc = doc_of(
        ("Skip", "VB", 0, "ROOT"), ("the", "DT", 3, "det"), ("whole", "JJ", 3, "amod"), ("show", "NN", 0, "dobj")
    )
    assert [t.dep_ for t in slips.mend(doc)] == ["ROOT", "det", "amod", "dobj"]


@pytest.mark.parametrize(
    "heads",
    [
        # lives in Rio Grande do Sul: the name's last word above its first, itself, or beside it
        [(0, "ROOT"), (5, "prep"), (3, "compound"), (1, "pobj"), (5, "aux"), (0, "conj")],
        [(0, "ROOT"), (0, "prep"), (3, "compound"), (5, "compound"), (5, "aux"), (1, "pobj")],
        [(0, "ROOT"), (0, "prep"), (3, "compound"), (1, "pobj"), (0, "advcl"), (4, "dobj")],
    ],
)
def test_a_name_joined_at_a_particle_leaves_a_tree(heads):
    words = [("lives", "VBZ"), ("in", "IN"), ("Rio", "NNP"), ("Grande", "NNP"), ("do", "VBP"), ("Sul", "NNP")]
    rows = [(*word, *head) for word, head in zip(words, heads, strict=True)]
    doc = slips.particles(doc_of(*rows, ents=("O", "O", "B-GPE", "I-GPE", "O", "O")))
    assert [t.i for t in doc if t.head == t] == [0]
    assert all(doc[0] in t.ancestors for t in doc[1:])


def test_an_object_may_stand_before_its_clause():
    rows = [
        ("Ana", "NNP", 4, "nsubj"),
        ("whom", "WP", 3, "dobj"),
        ("Acme", "NNP", 3, "nsubj"),
        ("detained", "VBD", 0, "relcl"),
    ]
    kept = slips.undergone(doc_of(*rows, ("left", "VBD", 4, "ROOT"), lemmas=LEMMAS))
    assert kept[2].dep_ == "nsubj"
    rows = [
        ("Who", "WP", 3, "dobj"),
        ("said", "VBD", 1, "ROOT"),
        ("police", "NNS", 3, "nsubj"),
        ("detained", "VBD", 1, "ccomp"),
    ]
    assert slips.undergone(doc_of(*rows, lemmas=LEMMAS))[2].dep_ == "nsubj"
