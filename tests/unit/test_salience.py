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


def test_without_a_name_an_event_of_no_class_is_too_thin():
    assert "sprayed" not in shown("One man sprayed the attacker with a fire extinguisher.")
