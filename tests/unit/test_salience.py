"""Which events say enough to stand in the graph."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Document
from kg.nlp import pipeline as nlp_pipeline


def shown(text: str) -> set[str]:
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load())
    return {text[v.trigger.start : v.trigger.end] for v in record.events if v.salient}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("One man sprayed Usman Khan with a fire extinguisher.", "sprayed"),  # a name, and another thing
        ("Bill Clinton was impeached in 1998.", "impeached"),  # a name, and a time
    ],
)
def test_one_name_and_what_else_is_sure_are_enough(text, verb):
    assert verb in shown(text)


def test_a_number_of_votes_is_no_vote():
    assert "votes" not in shown("Ana Prates took 14,872 votes.")
    assert "vote" in shown("The vote of Ana Prates on Monday ended it.")


def test_what_something_holds_is_told_where_it_is_counted():
    assert "carried" in shown("The plane carried 171 people.")
    assert "carried" not in shown("The plane carried people.")


def test_what_is_done_with_words_is_told_and_what_only_cites_is_not():
    assert "thanked" in shown("Ana Prates thanked her supporters.")
    assert "described" not in shown("Ana Prates described Tom Reyes as a friend.")
    assert "told" not in shown("Ana Prates told reporters that the bridge was safe.")


def test_a_currency_is_no_victory():
    assert "won" not in shown("Acme Corp. raised its forecast to 13.2 trillion won from 12.8 trillion won.")
    assert "won" in shown("Ana Prates won the prize on Monday.")


def test_some_classes_of_events_are_told_of_anybody():
    assert "arrested" in shown("Three men were arrested.")
    assert "closed" not in shown("The station is closed.")
    assert "closed" in shown("The station was closed on Monday.")  # of a class, and a time


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("One man sprayed the attacker with a fire extinguisher.", "sprayed"),
        ("Officers searched 11 homes.", "searched"),
        ("Two health centres were damaged.", "damaged"),  # counted
        ("The recorder was removed on Monday.", "removed"),  # dated
        ("The recorder was removed.", "removed"),  # all that there is to tell
        ("The bridge collapsed after the flood.", "collapsed"),
        ("The workers walked out.", "walked out"),
        ("The ruling was overturned on appeal.", "overturned"),  # done to another event
        ("Customs officers stopped a man.", "stopped"),  # a deed, though it may be a state
        ("The flights were delayed at Heathrow on Monday.", "delayed"),
        (
            "A rocket lifted off from the coast on Monday.",
            "lifted off",
        ),  # what somebody or something does there and then
    ],
)
def test_without_a_name_a_deed_done_to_somebody_is_told(text, verb):
    assert verb in shown(text)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The recorder was used.", "used"),  # neither by whom nor where nor when
        ("The recorder is removed.", "removed"),  # a state
        ("The judges turned to the recorder.", "turned"),  # to whom or what is not told
        ("Tom Reyes lost almost two minutes.", "lost"),  # what he lost is no role
        ("The house contains a kitchen.", "contains"),  # no deed
        ("The officers may search the homes.", "search"),  # not said to be so
        ("The officers did not search the homes.", "search"),
    ],
)
def test_without_a_name_an_event_of_no_class_can_be_too_thin(text, verb):
    assert verb not in shown(text)


def things(text: str) -> set[str]:
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load())
    return {e.label for e in record.entities if e.type == "Thing"}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Ana Prates sent a letter to the committee.", "letter"),
        ("Ana Prates was convicted in 2011 after Tom Reyes leaked the documents.", "documents"),
    ],
)
def test_what_has_no_class_and_undergoes_an_event_is_a_thing(text, thing):
    assert thing in things(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Prates spent a year in Lisbon.",  # a measure
        "Ana Prates found ways around the ban.",  # says nothing
        "Somebody left a letter on the table.",  # no event of the graph
        "The clock was wrong.",
    ],
)
def test_measures_and_hollow_words_are_no_things(text):
    assert not things(text)


def test_somebody_without_a_name_whom_an_article_is_about_is_enough():
    told = "The researchers preferred cloths in Lisbon. "
    assert "preferred" in shown(told + "The researchers observed flies. They were surprised.")
    assert "preferred" not in shown(told)


def test_a_verb_that_only_carries_an_event_is_told_with_it():
    assert shown("Acme Corp. made an announcement on Monday.") == {"announcement"}
    assert "made" in shown("Acme Corp. made the engine in Lisbon.")


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        # what an event does dates it; what stands right behind it dates both
        ("A fire yesterday afternoon killed five girls in Koszalin.", "fire", "2019-10-09"),
        ("A fire yesterday afternoon killed five girls in Koszalin.", "killed", "2019-10-09"),
        ("Tom Reyes caused a collision which killed Harry Dunn on August 27.", "collision", "2019-08-27"),
        ("The August 2 resignation of Tom Reyes angered Acme Corp.", "resignation", "2019-08-02"),
        # what it is planned for; what another thing was done after
        ("The trial of Ana Prates is scheduled for November 25.", "trial", "2019-11-25"),
        ("The trial of Ana Prates is set for November 25.", "trial", "2019-11-25"),
        ("The trial of Ana Prates is not scheduled for November 25.", "trial", None),
        ("Police arrested Tom Reyes after a shooting in Linz on Monday.", "shooting", "2019-10-07"),
        # not what it leads to later, nor for how long
        ("The bombing in Kabul angered Ana Prates on Monday.", "bombing", None),
        ("The strikes have killed 20 people since Monday.", "strikes", None),
    ],
)
def test_when_an_event_was_that_does_something(text, word, time):
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load())
    times = {t.id: t.edtf for t in record.times}
    assert {times.get(v.time) for v in record.events if text[slice(*v.trigger)] == word} == {time}


@pytest.mark.parametrize(
    ("text", "cls"), [("Ana Prates hanged a sign.", "Event"), ("Iran hanged Ana Prates.", "Execution")]
)
def test_nobody_executes_a_thing(text, cls):
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load())
    assert [v.type for v in record.events] == [cls]


@pytest.mark.parametrize(("goal", "told"), [("November 25", "planned"), ("debate", "asserted")])
def test_what_is_set_for_a_date_is_to_come(goal, told):
    text = f"The trial of Ana Prates was set for {goal}."
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load())
    assert {v.status.status for v in record.events if text[slice(*v.trigger)] == "trial"} == {told}
