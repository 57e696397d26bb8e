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
        ("An Indian rocket launched two satellites on Monday.", "launched", "Event"),
        ("Ana Prates released 14 albums.", "released", "Event"),
        ("Apple unveiled the iPhone in 2007.", "unveiled", "ProductLaunch"),
        ("Cape Verde won independence from Portugal in 1975.", "won", "Event"),
        ("Ana Prates won the election.", "won", "Victory"),
        ("Ana Prates won four of the 14 seats.", "won", "Event"),
        ("Councillors have backed down over plans to shut the library in Porto.", "backed down", "Event"),
        ("Acme Corp. has taken custody of the recorders.", "custody", "Event"),
        ("Police have taken custody of Ana Prates.", "custody", "Detention"),
        ("It is the first time Ana Prates has won an award.", "won", "Victory"),
        ("Ana Prates moved to dismiss the case on Monday.", "moved", "Event"),
        ("Ana Prates moved to Bamako in 1964.", "moved", "Relocation"),
        ("Ana Prates restored a schooner in Carriacou.", "restored", "Event"),
        ("Power was cut off in five districts and restored in two.", "restored", "Event"),
        ("Workers walked off the job, shutting two ports and leaving three ships at anchor.", "leaving", "Event"),
        ("Ana Prates, shutting the door and leaving Paris, wept.", "leaving", "Departure"),
        ("Acme Corp. shares closed at $5 on Monday.", "closed", "Event"),
        ("Acme Corp. closed its factory in Lyon.", "closed", "Closure"),
        ("Prices declined in May.", "declined", "Event"),
        ("Ana Prates declined the offer.", "declined", "Refusal"),
        ("Ana Prates shot five films.", "shot", "Event"),
        ("Bo Li shot Ana Prates in Lyon.", "shot", "Shooting"),
        ("Ana Prates beat the deadline on Monday.", "beat", "Event"),
        ("Ana Prates denied Bo Li the title.", "denied", "Event"),
        ("Ana Prates denied the report.", "denied", "Denial"),
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
