"""Short forms in brackets and what they stand for."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Document
from kg.nlp import acronyms
from kg.nlp import pipeline as nlp_pipeline


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("TfL", "Transport for London"),
        ("UH Manoa", "University of Hawaii at Manoa"),
        ("EU", "European Union"),
        ("C-MORE", "Center for Microbial Oceanography: Research and Education"),
    ],
)
def test_a_short_form_stands_for_a_whole_name(short, name):
    assert acronyms.stands_for(short, name)


@pytest.mark.parametrize(
    ("short", "name"),
    [("R-AZ", "Senator John McCain"), ("TfL", "the Transport for London"), ("EU", "Union"), ("2019", "Two")],
)
def test_what_is_no_short_form(short, name):
    assert not acronyms.stands_for(short, name)


@pytest.mark.parametrize(
    ("short", "name", "wanted"),
    [
        ("MRD", "Democratic Renewal Movement", True),
        ("CPLP", "Community of Portuguese Language Countries", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("NYSE", "Acme Foods", False),
        ("MRD", "Democratic Movement", False),
        ("Mrd", "Democratic Renewal Movement", False),
        ("RR", "Rolls", False),
    ],
)
def test_a_short_form_may_have_its_letters_in_another_language_s_order(short, name, wanted):
    assert acronyms.abbreviates(short, name) is wanted


def test_a_short_form_may_leave_out_what_ends_a_name():
    assert acronyms.is_short_for("EADS", "European Aeronautic Defence and Space Company EADS N.V.")
    assert not acronyms.is_short_for("EADS", "Boeing Defence and Space Company")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Ana Prates leads the Democratic Renewal Movement, or MRD. The MRD lost.", True),
        ("Ana Prates leads the Democratic Renewal Movement (MRD). The MRD lost.", True),
        ("Ana Prates left the Democratic Renewal Movement, or ZKL. The ZKL lost.", False),
        ("Ana Prates led the Democratic Renewal Movement when MRD lost. The MRD won.", False),
    ],
)
def test_what_is_behind_or_is_another_name(text, joined):
    record = pipeline.annotate_document(Document("x", text), nlp_pipeline.load())
    of = {text[m.span.start : m.span.end]: m.entity for m in record.mentions}
    bodies = [of[k] for k in of if "Movement" in k], [of[k] for k in of if k.endswith(("MRD", "ZKL"))]
    assert bool(set(bodies[0]) & set(bodies[1])) is joined


@pytest.mark.parametrize(
    ("text", "label", "short"),
    [
        ("Transport for London (TfL) bought buses. TfL runs the Underground.", "Transport for London", "TfL"),
        (
            "The University of Hawaii at Manoa (UH Manoa) sent a ship. UH Manoa said the ship returned.",
            "University of Hawaii at Manoa",
            "UH Manoa",
        ),
    ],
)
def test_a_defined_name_is_one_thing_wherever_it_stands(text, label, short):
    record = pipeline.annotate_document(Document("d", text), nlp_pipeline.load())
    (entity,) = (e for e in record.entities if short in (e.label, *e.names))
    assert (entity.label, entity.names) == (label, (short,))


def test_a_common_noun_stays_one():
    record = pipeline.annotate_document(Document("d", "The member of parliament (MP) spoke."), nlp_pipeline.load())
    assert not [e for e in record.entities if e.named and "member" in e.label.casefold()]
