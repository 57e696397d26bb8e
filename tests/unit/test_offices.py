"""Offices read whole: those with a hyphen, whose parts are tokens, and those with what they are for."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def claims_of():
    from kg import pipeline
    from kg.learned.models import Models
    from kg.model import Document
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()

    def found(text: str) -> set[tuple]:
        record = pipeline.annotate_document(Document("d", text), nlp, models)
        labels = {e.id: e.label for e in record.entities}
        return {
            (labels[c.subject], c.predicate, c.value.literal if c.value else labels[c.object]) for c in record.claims
        }

    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The UN secretary-general, Ana Prates, called for peace.", ("Ana Prates", "position", "secretary-general")),
        ("The UN secretary-general, Ana Prates, called for peace.", ("Ana Prates", "leaderOf", "UN")),
        ("UN Secretary-General Ana Prates called for peace.", ("Ana Prates", "leaderOf", "UN")),
        ("Ana Prates is director-general of the BBC.", ("Ana Prates", "leaderOf", "BBC")),
        ("Attorney-General Mark Dreyfus said so.", ("Mark Dreyfus", "position", "attorney-general")),
    ],
)
def test_an_office_with_a_hyphen_is_read_whole(claims_of, text, wanted):
    assert wanted in claims_of(text)


def test_the_parts_of_another_hyphenated_word_say_nothing(claims_of):
    assert not {p for _, p, _ in claims_of("Ana Prates, the son-in-law of Mark Dreyfus, left.")} & {
        "parentOf",
        "childOf",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ana Prates, director of flight operations at Acme, said so.", "director of flight operations"),
        ("Ana Prates, the minister of health, left.", "minister of health"),
        ("Ana Prates, chairman of a small bank, left.", "chairman"),
        ("Ana Prates, director of the museum, left.", "director"),
        ("Ana Prates, director of Acme, left.", "director"),
    ],
)
def test_an_office_ends_with_what_it_is_for(claims_of, text, title):
    assert ("Ana Prates", "position", title) in claims_of(text)
