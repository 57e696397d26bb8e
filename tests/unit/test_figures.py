"""Words that name no event of their class: figures of speech, idioms, what became of something; and whose word a clause is."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.learned.models import Models
from kg.model import Document
from kg.nlp import pipeline as nlp_pipeline


def classes(text: str) -> dict[str, str]:
    record = pipeline.annotate_document(Document("d", text, date="2019-10-10"), nlp_pipeline.load(), Models())
    return {text[v.trigger.start : v.trigger.end]: v.type for v in record.events}


@pytest.mark.parametrize(
    ("text", "word", "cls"),
    [
        ("A storm of criticism hit the minister, Ana Prates.", "storm", "Event"),
        ("A storm hit Cuba on Monday.", "storm", "Storm"),
        ("The floods of 2010 killed 12 people in Pakistan.", "floods", "Flood"),
        ("A fire destroyed the hotel in Paris.", "fire", "Fire"),
        ("900 workers walked off the job, leaving three ships at anchor.", "leaving", "Event"),
        ("Ana Prates left Paris on Monday.", "left", "Departure"),
        ("The bell was hung on Saturday by Bob Ray.", "hung", "Event"),
        ("Saddam Hussein was hanged in 2006.", "hanged", "Execution"),
        ("The three disputes were settled on Friday.", "settled", "Event"),
        ("Ana Prates settled in France in 2006.", "settled", "Relocation"),
    ],
)
def test_the_class_of_a_word_hangs_on_what_it_is_said_of(text, word, cls):
    assert classes(text)[word] == cls


def test_under_fire_nothing_burns():
    assert "fire" not in classes("Acme Corp. came under fire from Greenpeace.")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Prates, who according to police stole the car, was arrested.", "attributed"),
        ("Ana Prates, who, according to police, stole the car, was arrested.", "attributed"),
        ("Ana Prates, who stole the car, was arrested.", "asserted"),
    ],
)
def test_a_relative_clause_is_the_word_of_whom_it_is_according_to(text, status):
    record = pipeline.annotate_document(Document("d", text), nlp_pipeline.load(), Models())
    told = {text[v.trigger.start : v.trigger.end]: v.status.status for v in record.events}
    assert told["stole"] == status and told["arrested"] == "asserted"
