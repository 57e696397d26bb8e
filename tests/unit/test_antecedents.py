"""Whom *he* and *she* stand for by the grammar around them, and what they never stand for."""

from __future__ import annotations

import pytest

from kg.nlp import antecedents, coref, coref_features, mentions
from kg.nlp.types import TokenMention
from tests.support.docs import doc
from tests.unit.test_coref import chains

NURSE = ("A/DT/det/1", "nurse/NN/dep/6", "by/IN/prep/1", "training/NN/pobj/2", ",/,/punct/6")


@pytest.mark.parametrize(
    ("words", "subject", "one"),
    [
        (("she/PRP/nsubj/6", "left/VBD/ROOT/6", "Leeds/NNP/dobj/6"), "pronoun", True),
        (("Ana/NNP/nsubj/6", "left/VBD/ROOT/6", "Leeds/NNP/dobj/6"), "name", True),
        # the object, and a mere credit
        (("her/PRP/dobj/6", "left/VBD/ROOT/6", "Leeds/NNP/nsubj/6"), "pronoun", False),
        (("she/PRP/nsubj/6", "said/VBD/ROOT/6/say", ",/,/punct/6"), "pronoun", False),
    ],
)
def test_a_sentence_first_says_what_its_subject_is(words, subject, one):
    made = doc(*NURSE, *words)
    found = [TokenMention(0, 4, 1, "nominal"), TokenMention(5, 6, 5, subject, "PERSON" if subject == "name" else None)]
    assert bool(list(antecedents.fronted(made, found, {1}))) == one


def test_what_is_said_of_a_subject_is_not_said_in_front_of_it():
    made = doc(
        "A/DT/det/1",
        "nurse/NN/nsubj/2",
        "fell/VBD/ROOT/2",
        ",/,/punct/2",
        "she/PRP/nsubj/5",
        "said/VBD/conj/2/say",
        "so/RB/advmod/5",
    )
    assert not list(antecedents.fronted(made, [TokenMention(0, 2, 1, "nominal"), TokenMention(4, 5, 4, "pronoun")], ()))


CLAUSE = ("Jo/NNP/ROOT/0", ",/,/punct/0", "who/WP/nsubj/3", "led/VBD/relcl/0")


@pytest.mark.parametrize(
    ("words", "gender", "one"),
    [
        (("until/IN/prep/3", "his/PRP$/poss/6", "fall/NN/pobj/4"), "m", True),
        (("until/IN/mark/6", "he/PRP/nsubj/6", "fell/VBD/advcl/3"), "m", True),
        # another gender, none known, and the object of the clause itself
        (("until/IN/prep/3", "his/PRP$/poss/6", "fall/NN/pobj/4"), "f", False),
        (("until/IN/prep/3", "his/PRP$/poss/6", "fall/NN/pobj/4"), "", False),
        (("and/CC/cc/3", "him/PRP/dobj/3", "too/RB/advmod/3"), "m", False),
    ],
)  # fmt: skip
def test_a_relative_clause_tells_of_one(words, gender, one):
    found = [TokenMention(0, 1, 0, "name", "PERSON"), TokenMention(5, 6, 5, "pronoun")]
    made = doc(*CLAUSE, *words)
    assert bool(list(antecedents.within(made, found, {0: 0}, [gender, ""]))) == one


@pytest.mark.parametrize(
    ("words", "head", "passing"),
    [
        (("works/VBZ/ROOT/0", "as/IN/prep/0", "an/DT/det/3", "adviser/NN/pobj/1"), 3, True),
        (("as/IN/ROOT/0", "chair/NN/pobj/0", "and/CC/cc/1", "adviser/NN/conj/1"), 3, True),
        (("the/DT/det/1", "police/NN/ROOT/1"), 1, True),
        (("the/DT/det/1", "latter/NN/ROOT/1"), 1, True),
        (("met/VBD/ROOT/0", "with/IN/prep/0", "an/DT/det/3", "adviser/NN/pobj/1"), 3, False),
    ],
)
def test_nobody_stands_for_what_somebody_is(words, head, passing):
    made = doc(*words)
    assert antecedents.told_in_passing(made, [TokenMention(head, head + 1, head, "nominal")]) == [passing]


def test_nobody_stands_for_who_wrote_it():
    words = ("Jo/NNP/ROOT/0", "left/VBD/ROOT/1")
    byline = doc(*words, furniture=[("byline", (0, 2))])
    name = [TokenMention(0, 1, 0, "name", "PERSON")]
    assert antecedents.told_in_passing(byline, name) == [True]
    assert antecedents.told_in_passing(doc(*words), name) == [False]


@pytest.mark.parametrize(
    ("text", "who", "pronoun"),
    [
        ("Maria Prates works as an adviser in Porto. She was born there.", "Maria Prates", "She"),
        ("Maria Prates spoke on Monday. A nurse by training, she was born in Porto.", "Maria Prates", "she"),
        ("A woman irons a shirt. Maria Prates, who died on Monday, made films in a career that took her to Rome.", "Maria Prates", "her"),
        ("The police searched for John Prates. Media named him on Monday.", "John Prates", "him"),
    ],
)  # fmt: skip
def test_the_person_who_is_named(nlp, text, who, pronoun):
    assert any(who in chain and pronoun in chain for chain in chains(nlp, text))


@pytest.mark.parametrize(
    ("text", "who", "pronoun"),
    [
        ("Maria Prates met a woman. The woman said she had fallen.", "Maria Prates", "she"),
        ("Police said that they knew the man. Media named him on Monday.", "Police", "him"),
        ("Paul Prates is an actor. The actor, whose father Ian Smith ran a bank, said he was ill.", "Ian Smith", "he"),
    ],
)  # fmt: skip
def test_somebody_else_than_who_is_named(nlp, text, who, pronoun):
    assert not any(who in chain and pronoun in chain for chain in chains(nlp, text))


def test_the_latter_is_nobody_said_before(nlp):
    found = chains(nlp, "Maria Prates met the minister and the judge. The latter smiled.")
    assert not any("The latter" in chain for chain in found)


def test_each_link_tells_why(nlp):
    made = nlp("Maria Prates spoke on Monday. A nurse by training, she was born in Porto.")
    from kg.nlp import entities, quotes

    links = coref.chains(made, mentions.find(made, entities.find_names(made)), quotes.find(made)).links
    assert any(link.why == antecedents.FRONTED for link in links)


def test_a_text_may_end_with_who_says_it(nlp):
    assert chains(nlp, "A nurse by training, Ana Prates said")


@pytest.mark.parametrize(
    ("subject", "label", "office", "one"),
    [
        ("Acme/NNP/nsubj/1", "ORG", "chairman", True),
        # no body, and no office
        ("Spain/NNP/nsubj/1", "GPE", "chairman", False),
        ("Acme/NNP/nsubj/1", "ORG", "garden", False),
        # what the sentence before is not about
        ("Acme/NNP/dobj/1", "ORG", "chairman", False),
    ],
)
def test_a_sentence_that_opens_with_whose_office_goes_on_about_the_same_body(subject, label, office, one):
    made = doc(
        subject,
        "objected/VBD/ROOT/1/object",
        "./././1",
        "Its/PRP$/poss/4",
        f"{office}/NN/nsubj/7/{office}",
        ",/,/punct/4",
        "Tom/NNP/appos/4/Tom/PERSON",
        "left/VBD/ROOT/7/leave",
    )
    found = [TokenMention(0, 1, 0, "name", label), TokenMention(3, 4, 3, "pronoun")]
    assert bool(list(antecedents.led(made, found, {0: 0, 3: 1}, ["", ""]))) == one


@pytest.mark.parametrize(
    ("verb", "pronoun", "acts"),
    [
        ("Sentencing/VBG/advcl/5", "her/PRP/dobj/0", True),
        ("Sentencing/VBG/advcl/5", "herself/PRP/dobj/0", False),
        ("Citing/VBG/advcl/5", "her/PRP$/poss/0", False),
        ("Sentenced/VBN/advcl/5", "her/PRP/dobj/0", False),
    ],
)
def test_who_does_something_to_her_is_somebody_else(verb, pronoun, acts):
    made = doc(verb, pronoun, ",/,/punct/5", "Ana/NNP/compound/4", "Prates/NNP/nsubj/5", "wept/VBD/ROOT/5")
    found = [TokenMention(1, 2, 1, "pronoun"), TokenMention(3, 5, 4, "name", "PERSON")]
    assert antecedents.doers(made, found) == ({0: 4} if acts else {})


@pytest.mark.parametrize(("told", "whose"), [("has knit many dresses", "Carol Dunn"), ("said it was true", "Ann Lee")])
def test_a_pronoun_is_whom_the_sentence_before_is_about_not_whom_one_further_back_was(nlp, told, whose):
    text = (
        "Ann Lee left the company in 2019. She said she was tired of the work. Her friends came to see her. "
        f"Carol Dunn {told}. Last year she wore a costume of her own."
    )
    assert "she" in next(c for c in chains(nlp, text) if whose in c)[-2:]


def test_a_description_is_of_the_only_one_named_before_though_no_subject(nlp):
    text = "Acme will be without Paulo Dias. The Portuguese midfielder was carried off after 70 minutes."
    assert ["Paulo Dias", "The Portuguese midfielder"] in chains(nlp, text)


@pytest.mark.parametrize(
    ("words", "head", "told"),
    [
        (("The/DT/det/2", "retired/JJ/amod/2", "Belgian/NNP/nsubj/3", "won/VBD/ROOT/3"), 2, True),
        (("The/DT/det/1", "Belgian/NNP/nsubj/2", "won/VBD/ROOT/2"), 1, False),  # of two, either
        (("A/DT/det/2", "retired/JJ/amod/2", "Belgian/NNP/nsubj/3", "won/VBD/ROOT/3"), 2, False),
    ],
)
def test_what_tells_of_whom_is_spoken_by_their_people(words, head, told):
    assert antecedents.tells_origin(doc(*words), TokenMention(0, head + 1, head, "nominal")) == told


def test_a_surname_taken_for_a_place_is_the_persons_wherever_it_stands(nlp):
    made = nlp("Ana Oyelaran won. Oyelaran ran. Oyelaran sat.")
    spans = [(0, 2, "PERSON"), (4, 5, "GPE"), (7, 8, "GPE")]
    found = [TokenMention(a, b, b - 1, "name", label) for a, b, label in spans]
    view, _ = coref.read(made, found, ())
    assert view.label.tolist() == [coref_features.PERSON] * 3


@pytest.mark.parametrize(
    ("subject", "label", "gender", "whose", "one"),
    [
        ("Bo/NNP/nsubj/1", "PERSON", "", "His", True),
        ("Bo/NNP/nsubj/1", "PERSON", "m", "His", True),
        ("Bo/NNP/nsubj/1", "PERSON", "f", "His", False),
        ("Acme/NNP/nsubj/1", "ORG", "", "Her", False),
        ("Bo/NNP/dobj/1", "PERSON", "", "His", False),
    ],
)
def test_a_sentence_that_opens_with_whose_kin_goes_on_about_the_same_person(subject, label, gender, whose, one):
    rest = (f"{whose}/PRP$/poss/4", "lawyer/NN/nsubj/7", ",/,/punct/4", "Tom/NNP/appos/4/Tom/PERSON", "left/VBD/ROOT/7")
    made = doc(subject, "objected/VBD/ROOT/1/object", "./././1", *rest)
    found = [TokenMention(0, 1, 0, "name", label), TokenMention(3, 4, 3, "pronoun")]
    assert bool(list(antecedents.led(made, found, {0: 0, 3: 1}, [gender, ""]))) == one


def test_a_sentence_that_reports_is_not_about_who_is_told_of_it():
    said = ("Acme/NNP/nsubj/1", "said/VBD/ROOT/1/say", "Kestrel/NNP/nsubj/3", "left/VBD/ccomp/1/leave", "./././1")
    made = doc(
        *said, "Its/PRP$/poss/6", "chairman/NN/nsubj/9", ",/,/punct/6", "Tom/NNP/appos/6/Tom/PERSON", "left/VBD/ROOT/9"
    )
    found = [TokenMention(0, 1, 0, "name", "ORG"), TokenMention(5, 6, 5, "pronoun")]
    assert not list(antecedents.led(made, found, {0: 0, 5: 1}, ["", ""]))
