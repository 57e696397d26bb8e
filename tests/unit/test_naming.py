"""What nodes and the offices of persons are called, and of what class events are that a word alone would give another."""

from __future__ import annotations

import pytest

from kg.model import Document


@pytest.fixture(scope="module")
def annotate():
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()
    return lambda text: annotate_document(Document("x", text, date="2020-02-09"), nlp)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Patients were given either the drug or a placebo for 52 weeks.", "drug"),
        ("The jury fined Potočnik's Adria-Kranj squad 500 Swiss francs.", "Adria-Kranj squad"),
        ("The US Food and Drug Administration has approved the pill.", "US Food and Drug Administration"),
        ('Roy discussed a "family solution" with Neil Trask.', "family solution"),
        ("It was paid to companies in Cyprus and the British Virgin Islands.", "British Virgin Islands"),
        ("The vendor, whose contract was suspended, came.", "contract"),
        ("The chief information officer, Ms Shalini Devarajan, resigned.", "Shalini Devarajan"),
        ("The U.S. government has approved the pill.", "Government of United States"),
    ],
)
def test_a_node_is_called(annotate, text, label):
    assert label in {e.label for e in annotate(text).entities}


def test_a_title_is_no_part_of_an_office(annotate):
    record = annotate("Passing sentence, Ms Justice Orla Devane-Kerr said the man had lied.")
    assert {c.value.literal for c in record.claims if c.predicate == "position"} == {"justice"}


@pytest.mark.parametrize(
    ("text", "word", "cls"),
    [
        ("Her trial in Rome began on Monday.", "trial", "Trial"),
        ("Ana Prates had led since the time trial in Rome.", "trial", "Event"),
        ("The drug failed a clinical trial in Rome.", "trial", "Event"),
        ("The bank left its growth forecast for this year at 5.3%.", "left", "Event"),
        ("Ana Prates left Acme Corp. in May.", "left", "Departure"),
        ("Ana Prates left in May.", "left", "Departure"),
        ("Acme Corp. charges $900 million per flight.", "charges", "Event"),
        ("Acme Corp. charges around ¥900 million per flight.", "charges", "Event"),
        ("Prosecutors charged Ana Prates on Monday.", "charged", "Charge"),
    ],
)
def test_an_event_is_of_a_class_where_its_word_means_it(annotate, text, word, cls):
    record = annotate(text)
    assert {e.type for e in record.events if text[slice(*e.trigger)] == word} == {cls}


def test_what_is_likely_is_no_fact(annotate):
    record = annotate("The race resumes with a flat stage from Foligno to Cesenatico, likely to suit the sprinters.")
    assert not any(e.status.plain for e in record.events if record.document.text[slice(*e.trigger)] == "suit")


def test_what_somebody_died_of_is_nobody_that_died(annotate):
    (death,) = [e for e in annotate("Ana Prates died of pneumonia in Lyon.").events if e.type == "Death"]
    assert [(p.role, p.sure) for p in death.participants if p.role == "patient"] == [
        ("patient", True),
        ("patient", False),
    ]
