"""Pronouns and descriptions that somebody or something else in the text fits as well."""

from __future__ import annotations

import pytest

from kg.nlp.coref import Chains, CorefLink
from kg.nlp.types import TokenMention
from kg.resolve import doubt, rivals
from tests.support.docs import doc

STOP = "./././{}"


def name(i: int, label: str = "PERSON") -> TokenMention:
    return TokenMention(i, i + 1, i, "name", label)


def word(i: int, kind="pronoun") -> TokenMention:
    return TokenMention(i, i + 1, i, kind)


def contested(made, found, *chains, of=None) -> set[int]:
    """The pronouns in doubt; the last mention of the first chain, or `of`, has a learned link."""
    k = of if of is not None else chains[0][-1]
    read = Chains(chains, (CorefLink(k, chains[0][0], "ranked first", 5.0),))
    return rivals.contested(made, found, read, doubt._fits(made, found))


@pytest.mark.parametrize(
    ("first", "second", "open_to"),
    [
        ("nsubj", "dobj", False),  # "Reyes met Hall. He left": the subject
        ("dobj", "nsubj", True),
        ("dobj", "compound", False),  # "the Hall company praised Reyes"
    ],
)
def test_he_is_hardly_who_is_no_subject_where_another_is_named(first, second, open_to):
    made = doc(
        f"Reyes/NNP/{first}/1",
        "met/VBD/ROOT/1",
        f"Hall/NNP/{second}/1",
        STOP.format(1),
        "He/PRP/nsubj/5",
        "left/VBD/ROOT/5",
    )
    found = [name(0), name(2), word(4)]
    assert contested(made, found, (0, 2), (1,)) == ({2} if open_to else set())


def test_somebody_of_another_gender_is_no_rival():
    made = doc(
        "Hall/NNP/dobj/1", "met/VBD/ROOT/1", "her/PRP$/poss/3", "mother/NN/nsubj/1", "Mary/NNP/appos/3", STOP.format(1),
        "He/PRP/nsubj/7", "left/VBD/ROOT/7",
    )  # fmt: skip
    found = [name(0), TokenMention(2, 4, 3, "nominal"), name(4), word(6)]
    assert not contested(made, found, (0, 3), (1, 2))
    assert contested(made, found, (0, 3), (1,), (2,)) == {3}


@pytest.mark.parametrize(("between", "open_to"), [("nobody/NN/dobj/3", True), ("him/PRP/dobj/3", False)])
def test_whose_stands_below_a_subject_is_that_subjects(between, open_to):
    """*Reyes ran. Hall announced his resignation*; not *Hall met him after his resignation*."""
    made = doc(
        "Reyes/NNP/nsubj/1", "ran/VBD/ROOT/1", "Hall/NNP/nsubj/3", "met/VBD/ROOT/3", between, "after/IN/prep/3",
        "his/PRP$/poss/7", "vote/NN/pobj/5",
    )  # fmt: skip
    found = [name(0), name(2), word(4, "pronoun" if "him" in between else "nominal"), word(6)]
    chains = ((0, 3), (1,), (2,)) if open_to else ((0, 2, 3), (1,))
    assert contested(made, found, *chains) == ({3} if open_to else set())


@pytest.mark.parametrize(("own", "open_to"), [("it/PRP/nsubj/5", True), ("he/PRP/nsubj/5", False)])
def test_who_was_told_of_two_sentences_before_is_a_rival_where_nobody_was_since(own, open_to):
    made = doc(
        "Reyes/NNP/nsubj/1", "ran/VBD/ROOT/1", "Hall/NNP/nsubj/3", "won/VBD/ROOT/3", own, "was/VBD/ROOT/5", "so/RB/advmod/5",
        "He/PRP/nsubj/8", "wept/VBD/ROOT/8",
    )  # fmt: skip
    found = [name(0), name(2), word(4), word(7)]
    chains = ((0, 3), (1,), (2,)) if open_to else ((0, 2, 3), (1,))
    assert contested(made, found, *chains) == ({3} if open_to else set())


def test_who_does_something_to_somebody_is_no_rival():
    made = doc(
        "Reyes/NNP/dobj/1", "praised/VBD/ROOT/1", STOP.format(1), "Hall/NNP/nsubj/4", "met/VBD/ROOT/4", "him/PRP/dobj/4"
    )
    assert not contested(made, [name(0), name(3), word(5)], (0, 2), (1,))


def test_what_is_in_doubt_holds_up_nothing():
    made = doc(
        "Reyes/NNP/dobj/1", "met/VBD/ROOT/1", "Hall/NNP/nsubj/1", "as/IN/mark/5", "he/PRP/nsubj/5", "left/VBD/advcl/1",
        STOP.format(1), "He/PRP/nsubj/8", "ran/VBD/ROOT/8",
    )  # fmt: skip
    found = [name(0), name(2), word(4), word(7)]
    links = (CorefLink(2, 0, "ranked first", 5.0), CorefLink(3, 2, "ranked first", 5.0))
    fits = doubt._fits(made, found)
    assert rivals.contested(made, found, Chains(((0, 2, 3), (1,)), links), fits) == {2, 3}
    assert not rivals.contested(made, found, Chains(((0, 2, 3), (1,)), links[1:]), fits)


@pytest.mark.parametrize(("other", "open_to"), [("dobj", True), ("dative", False)])
def test_of_two_without_a_name_either_may_be_meant(other, open_to):
    """*A judge sentenced a doctor. He was …*"""
    made = doc(
        "judge/NN/nsubj/1/judge", "sentenced/VBD/ROOT/1", f"doctor/NN/{other}/1/doctor", STOP.format(1), "He/PRP/nsubj/5",
        "left/VBD/ROOT/5",
    )  # fmt: skip
    found = [word(0, "nominal"), word(2, "nominal"), word(4)]
    assert contested(made, found, (0, 2), (1,)) == ({2} if open_to else set())


@pytest.mark.parametrize(("first", "open_to"), [("Leeds University", False), ("Leeds Hospital", True)])
def test_the_university_is_neither_where_two_are_called_so(first, open_to):
    of, kind = first.split()
    made = doc(
        f"{of}/NNP/compound/1", f"{kind}/NNP/nsubj/2", "left/VBD/ROOT/2", "York/NNP/compound/4", "University/NNP/dobj/2",
        STOP.format(2), "the/DT/det/7", "university/NN/nsubj/8", "left/VBD/ROOT/8",
    )  # fmt: skip
    found = [
        TokenMention(0, 2, 1, "name", "ORG"),
        TokenMention(3, 5, 4, "name", "ORG"),
        TokenMention(6, 8, 7, "nominal"),
    ]
    assert rivals.namesakes(made, found, Chains(((0, 2), (1,)))) == ({2} if open_to else set())
