"""Who of one that stands alone before a verb does it and who undergoes it; what a verb means by what it is said of."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from spacy.tokens import Doc

from kg.extract import event_rules, frames, relations, sure, things
from kg.extract.when import _is_of_base, _is_said_to_come
from kg.nlp.types import TokenStatus
from kg.resolve import doers
from tests.support.docs import rows

LEMMAS = {
    "died": "die",
    "came": "come",
    "fell": "fall",
    "widened": "widen",
    "dropped": "drop",
    "declared": "declare",
    "rose": "rise",
    "jumped": "jump",
    "Prices": "price",
    "Buses": "bus",
    "looked": "look",
    "gave": "give",
    "spoke": "speak",
    "taught": "teach",
    "rejected": "reject",
    "left": "leave",
}


def doc_of(text: str) -> Doc:
    return rows(text, LEMMAS)


@pytest.mark.parametrize(
    ("rows", "kind", "role", "settled"),
    [
        ("Ana/NNP/nsubj/1 came/VBD/ROOT/1", "Person", "patient", "agent"),
        ("Ana/NNP/nsubj/1 fell/VBD/ROOT/1", "Person", "patient", "patient"),
        ("letters/NNS/nsubj/1 came/VBD/ROOT/1", None, "patient", "patient"),
        ("margin/NN/nsubj/1 widened/VBD/ROOT/1", None, "agent", "patient"),
        ("margin/NN/nsubj/1 widened/VBD/ROOT/1 it/PRP/dobj/1", None, "agent", "agent"),  # does it to something
        ("bank/NN/nsubj/1 widened/VBD/ROOT/1", "Organization", "agent", "agent"),
        ("margin/NN/nsubj/1 rejected/VBD/ROOT/1", None, "agent", "agent"),  # no change
        ("it/PRP/nsubj/1 widened/VBD/ROOT/1", None, "agent", "agent"),  # may be anybody
        ("Prices/NNS/nsubj/1 jumped/VBD/ROOT/1", None, "agent", "patient"),
        ("Buses/NNS/nsubj/1 jumped/VBD/ROOT/1", None, "agent", "agent"),
    ],
)
def test_people_do_what_things_undergo(rows, kind, role, settled):
    doc = doc_of(rows)
    entity = SimpleNamespace(type=kind, named=False)
    assert doers.settled(role, doc[1], doc[0], entity) == settled


@pytest.mark.parametrize(
    ("rows", "cls"),
    [
        ("prices/NNS/nsubj/1 dropped/VBD/ROOT/1", "Decrease"),
        ("prices/NNS/nsubj/1 dropped/VBD/ROOT/1 5%/CD/dobj/1/PERCENT", "Decrease"),
        ("Ana/NNP/nsubj/1 dropped/VBD/ROOT/1 cases/NNS/dobj/1", "Event"),
        ("name/NN/nsubjpass/2 was/VBD/auxpass/2 dropped/VBN/ROOT/2", "Event"),
        ("Ana/NNP/nsubj/1 declared/VBD/ROOT/1 war/NN/dobj/1", "Announcement"),
        ("Ana/NNP/nsubjpass/2 was/VBD/auxpass/2 declared/VBN/ROOT/2 bankrupt/JJ/oprd/2", "Event"),
        ("Ana/NNP/nsubj/1 rejected/VBD/ROOT/1 offers/NNS/dobj/1", "Refusal"),
        ("Ana/NNP/nsubj/1 rejected/VBD/ROOT/1 accusation/NN/dobj/1", "Event"),
    ],
)
def test_the_class_hangs_on_what_it_is_said_of(rows, cls):
    doc = doc_of(rows)
    verb = next(t for t in doc if t.dep_ == "ROOT")
    assert (event_rules.frame_of(verb, frames.load()) or event_rules.GENERIC).cls == cls


@pytest.mark.parametrize(
    ("rows", "stated"),
    [
        ("he/PRP/nsubj/1 looked/VBD/ROOT/1 at/IN/prep/1 ground/NN/pobj/2", False),
        ("he/PRP/nsubj/1 left/VBD/ROOT/1 at/IN/prep/1 ground/NN/pobj/2", True),
        ("he/PRP/nsubj/1 gave/VBD/ROOT/1 job/NN/dobj/1 in/IN/prep/1 Porto/NNP/pobj/3/GPE", False),
        ("he/PRP/nsubj/1 gave/VBD/ROOT/1 books/NNS/dobj/1 in/IN/prep/1 Porto/NNP/pobj/3/GPE", True),
    ],
)
def test_a_phrase_is_no_place_of_what_it_tells_of_another(rows, stated):
    doc = doc_of(rows)
    assert sure.is_sure(doc[1], doc[len(doc) - 1], "place?", "place", 0.9, framed=False) is stated


@pytest.mark.parametrize(
    ("rows", "stated"),
    [
        ("he/PRP/nsubj/1 spoke/VBD/ROOT/1 French/JJ/dobj/1/NORP", False),
        ("he/PRP/nsubj/1 taught/VBD/ROOT/1 the/DT/det/3 French/NNP/dobj/1/NORP", True),
        ("he/PRP/nsubj/1 taught/VBD/ROOT/1 Kurdi/NNP/dobj/1/NORP", True),  # somebody's name
    ],
)
def test_the_adjective_of_a_people_stands_for_its_language(rows, stated):
    doc = doc_of(rows)
    assert sure.is_sure(doc[1], doc[len(doc) - 1], "patient", "patient", 0.9, framed=False) is stated


def test_a_drawing_is_a_thing_where_nothing_is_said_to_be_drawn():
    doc = doc_of("she/PRP/nsubj/1 left/VBD/ROOT/1 drawing/NN/dobj/1")
    lots = doc_of("she/PRP/nsubj/1 left/VBD/ROOT/1 drawing/NN/dobj/1 of/IN/prep/2 lots/NNS/pobj/3")
    assert things.is_thing(doc[2], known=False)
    assert not things.is_thing(lots[2], known=False)


def test_the_time_of_what_it_rose_from_is_not_when_it_rose():
    doc = doc_of(
        "it/PRP/nsubj/1 rose/VBD/ROOT/1 to/IN/prep/1 5/CD/pobj/2 from/IN/prep/1 3/CD/pobj/4 in/IN/prep/1 2017/CD/pobj/6"
    )
    other = doc_of("it/PRP/nsubj/1 rose/VBD/ROOT/1 to/IN/prep/1 5/CD/pobj/2 in/IN/prep/1 2017/CD/pobj/4")
    assert _is_of_base(doc[1], doc[6])
    assert not _is_of_base(other[1], other[4])


def test_next_week_is_to_come_and_the_next_week_is_not():
    doc = doc_of("came/VBD/ROOT/0 next/JJ/amod/2 week/NN/npadvmod/0 the/DT/det/5 next/JJ/amod/5 week/NN/npadvmod/0")
    assert _is_said_to_come(doc[1])
    assert not _is_said_to_come(doc[4])


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("the/DT/det/2 incoming/JJ/amod/2 mayor/NN/ROOT/2", "planned"),
        ("the/DT/det/2 new/JJ/amod/2 mayor/NN/ROOT/2", "asserted"),
    ],
)
def test_nobody_holds_an_office_that_is_to_come(rows, status):
    doc = doc_of(rows)
    plain = TokenStatus("positive", "certain", "asserted", None, "")
    assert relations._to_come(doc[2], plain, held=True).status == status
    assert relations._to_come(doc[2], plain, held=False).status == "asserted"  # "her next husband"


def test_an_office_that_was_held_is_not_to_come():
    doc = doc_of("the/DT/det/2 next/JJ/amod/2 mayor/NN/nsubj/3 died/VBD/ROOT/3")
    plain = TokenStatus("positive", "certain", "asserted", None, "")
    assert relations._to_come(doc[2], plain, held=True).status == "asserted"
