"""How an event is called: a short name that states nothing the article does not."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg import ontology
from kg.extract.types import EventMention, Measure
from kg.model import Entity, Participant, Status, TimeExpr, Value
from kg.resolve.labels import Filled, label

PEOPLE = {
    "e1": Entity("e1", "Person", "Ana Prates", "x:1"),
    "e2": Entity("e2", "Organization", "Audi", "x:2"),
    "e3": Entity("e3", "Group", "protesters", "x:3"),
}


def named(lemma, *roles, cls="Event", nominal=False, status=None, time=None):
    mention = EventMention((0, 1), 0, cls, lemma, nominal, (), (), None, None, "x")
    people = [Participant(role, entity, sure=not doubt) for role, entity, *doubt in roles]
    when = TimeExpr("t1", None, "x", "DATE", edtf=time) if time else None
    return label(mention, people, PEOPLE, when, status or Status())


BOTH = (("agent", "e1"), ("patient", "e2"))


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (named("tell", *BOTH), "Ana Prates tells Audi"),
        (named("carry out", *BOTH), "Ana Prates carries out Audi"),
        (named("pass", *BOTH), "Ana Prates passes Audi"),
        (named("have", *BOTH), "Ana Prates has Audi"),
        (named("block", ("agent", "e3"), ("patient", "e2")), "protesters block Audi"),
        (named("defence", *BOTH, nominal=True), "defence of Audi by Ana Prates"),
        (named("buy", *BOTH, status=Status(status="planned")), "Ana Prates to buy Audi"),
        (named("buy", *BOTH, status=Status(status="planned", polarity="negative")), "Ana Prates: buy Audi"),
        (named("buy", *BOTH, status=Status(status="attributed")), "Ana Prates: buy Audi"),
        (named("arrest", ("patient", "e1"), ("agent", "e2", "?"), cls="Arrest"), "arrest of Ana Prates"),
        (named("arrest", ("patient", "e1", "?"), cls="Arrest"), "arrest of Ana Prates (?)"),
        (named("arrest", ("patient", "e1"), cls="Arrest", time="2018-03-12"), "arrest of Ana Prates, 12 March 2018"),
        (named("arrest", ("patient", "e1"), cls="Arrest", time="2018-03"), "arrest of Ana Prates, March 2018"),
        (named("arrest", ("patient", "e1"), cls="Arrest", time="2018-21"), "arrest of Ana Prates, 2018-21"),
    ],
)
def test_labels(made, wanted):
    assert made == wanted


def test_a_doubtful_role_is_not_told_beside_an_event_that_surely_fills_one():
    mention = EventMention((0, 1), 0, "Event", "oppose", False, (), (), None, None, "x")
    doubted = [Participant("agent", "e1", sure=False)]
    filled = [Filled("patient", "merger"), Filled("topic", "about talks")]
    assert label(mention, doubted, PEOPLE, None, Status(), filled=filled) == "oppose merger"


def test_a_role_is_told_by_the_class_of_its_event():
    onto = ontology.load()
    worded = [n for n, p in onto.properties.items() if p.worded]
    assert len(worded) == 1 and onto.properties[worded[0]].is_role
    assert onto.wording(worded[0], "Arrest") == "arrested"
    assert onto.wording(worded[0], "Flood") == onto.properties[worded[0]].label != "arrested"
    assert onto.wording(worded[0], "Bombing") == "bombed" and onto.wording("founderOf", "Person") == "founder of"


@pytest.mark.parametrize(
    ("words", "pos", "span", "wanted"),
    [
        ("Garuda weighs 361 kilograms now", "PROPN VERB NUM NOUN ADV", (2, 4), "weigh 361 kilograms"),
        ("It upheld a $146 verdict", "PRON VERB DET NUM NOUN", (3, 4), "weigh"),
        ("It cost the firm 5 euros", "PRON VERB DET NOUN NUM NOUN", (4, 6), "weigh"),
    ],
)
def test_a_verb_is_told_with_its_number(words, pos, span, wanted):
    doc = Doc(
        Vocab(), words.split(), pos=pos.split(), deps=["dep"] * len(words.split()), heads=[1] * len(words.split())
    )
    told = (Measure("howMuch", Value("x"), span),)
    mention = EventMention((1, 2), 1, "Event", "weigh", False, (), (), None, None, "x", measures=told)
    assert label(mention, [], PEOPLE, None, Status(), doc[1]) == wanted
