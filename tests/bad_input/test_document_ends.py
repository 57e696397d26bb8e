"""Texts that end where a rule would look further."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Document
from kg.nlp import pipeline as nlp_pipeline


@pytest.mark.parametrize(
    "text",
    [
        "He met Ann Lee of Halifax, 57.",
        "He met Ann Lee of Halifax, 57",
        "President Ann Lee of",
        "whose",
        "Ann Lee (1950",
        "Ann Lee, now",
        "Acme named Ann Lee",
        "a NASA mission",
    ],
)
def test_what_ends_early_is_read(text):
    assert pipeline.annotate_document(Document("x", text), nlp_pipeline.load()).document.text == text
