"""Which roles may be stated as facts, by how plain the grammar is; on hand-built trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract import sure
from kg.nlp import grammar
from tests.support.docs import rows

LEMMAS = {"walked": "walk", "agreed": "agree"}


def doc_of(text: str) -> Doc:
    return rows(text, LEMMAS)


MOVED = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 moved/VBD/conj/1"
MOVING = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 moving/VBG/conj/1"
OWN = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 Bo/NNP/nsubj/5 moved/VBD/conj/1"
BEATEN = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 was/VBD/auxpass/5 beaten/VBN/conj/1"

BARE = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 beaten/VBN/conj/1"
WILL = "Ana/NNP/nsubj/1 sold/VBD/ROOT/1 it/PRP/dobj/1 and/CC/cc/1 will/MD/aux/5 moved/VBD/conj/1"


@pytest.mark.parametrize(
    ("rows", "verb", "rule", "chance", "stated"),
    [
        (MOVED, 4, "agent", 0.3, True),
        (MOVED, 4, "agent", 0.2, False),
        (MOVING, 4, "agent", 0.3, False),  # of another form
        (OWN, 5, "agent", 0.3, False),  # with a subject of its own
        (BEATEN, 5, "patient", 0.3, True),  # of another voice, with an auxiliary of its own
        (BARE, 4, "patient", 0.3, False),
        (WILL, 5, "agent", 0.3, False),  # of another time
        (MOVED, 1, "agent", 0.6, True),  # its own subject
        (MOVED, 1, "agent", 0.5, False),
    ],
)
def test_who_does_what_two_verbs_say(rows, verb, rule, chance, stated):
    doc = doc_of(rows)
    assert sure.is_sure(doc[verb], doc[0], rule, rule, chance, framed=False) is stated


def test_no_time_does_anything():
    doc = doc_of("It/PRP/nsubjpass/2 was/VBD/auxpass/2 seen/VBN/ROOT/2 by/IN/agent/2 evening/NN/pobj/3")
    other = doc_of("It/PRP/nsubjpass/2 was/VBD/auxpass/2 seen/VBN/ROOT/2 by/IN/agent/2 sailor/NN/pobj/3")
    assert not sure.is_sure(doc[2], doc[4], "agent", "agent", 0.9, framed=False)
    assert sure.is_sure(other[2], other[4], "agent", "agent", 0.9, framed=False)


@pytest.mark.parametrize(
    ("row", "somewhere"),
    [
        ("stairwell/NN/ROOT/0", True),
        ("school/NN/ROOT/0", True),
        ("e-mail/NN/ROOT/0", False),
        ("network/NN/ROOT/0", False),  # a building in WordNet alone
        ("Hall/NNP/ROOT/0", False),  # a name
    ],
)
def test_nouns_that_mean_somewhere(row, somewhere):
    assert grammar.is_site(doc_of(row)[0]) is somewhere


def test_where_behind_other_prepositions_than_in():
    walked = "Ana/NNP/nsubj/1 walked/VBD/ROOT/1 across/IN/prep/1 a/DT/det/4 kitchen/NN/pobj/2"
    focused = walked.replace("walked", "agreed").replace("across", "on")
    answers = [
        sure.is_sure(d[1], d[4], "place?|topic", "other", 0.9, framed=False) for d in map(doc_of, (walked, focused))
    ]
    assert answers == [True, False]


@pytest.mark.parametrize(("second", "stated"), [("and/CC/cc/4 in/IN/conj/4 1982/CD/pobj/7", False), ("", True)])
def test_a_verb_is_not_told_again_for_a_second_time(second, stated):
    rows = f"Ana/NNP/nsubj/1 moved/VBD/ROOT/1 to/IN/prep/1 Rome/NNP/pobj/2 in/IN/prep/1 1975/CD/pobj/4 {second} to/IN/prep/1"
    at = len(rows.split()) - 1
    doc = doc_of(f"{rows} Paris/NNP/pobj/{at}")
    assert sure.is_sure(doc[1], doc[at + 1], "goal?", "place", 0.9, framed=True) is stated


@pytest.mark.parametrize(
    ("pronoun", "framed", "expected"), [("who/WP", True, True), ("who/WP", False, False), ("it/PRP", True, False)]
)
def test_what_a_relative_clause_says_of_its_noun_is_sure_where_a_frame_knows_it(pronoun, framed, expected):
    doc = doc_of(f"Ana/NNP/nsubj/3 {pronoun}/nsubj/2 died/VBD/relcl/0 left/VBD/ROOT/3")
    assert sure.is_sure(doc[2], doc[0], "patient", "agent", 0.5, framed=framed) is expected
