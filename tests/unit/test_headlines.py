"""Names in headlines whose every word is capitalised."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import headlines

NLP = spacy.blank("en")


def mended(title: str, text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    words = [*title.split(), *text.split()]
    doc = Doc(NLP.vocab, words=words)
    doc.user_data["furniture"] = [("title", (0, len(title)))]
    spans = []
    for name, label in names:
        parts = name.split()
        start = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
        spans.append((start, start + len(parts), label))
    return [(doc[a:b].text, label) for a, b, label in headlines.mend(doc, spans)]


BODY = "Formosa Wave Corp. said so ."


def test_a_name_of_the_headline_is_cut_to_what_the_text_names():
    found = mended(
        "Formosa Wave Profit Slumps Again", BODY, ("Formosa Wave Profit Slumps", "ORG"), ("Formosa Wave Corp.", "ORG")
    )
    assert found == [("Formosa Wave", "ORG"), ("Formosa Wave Corp.", "ORG")]


def test_common_words_in_capitals_are_no_name():
    assert mended("Chipmaker Sees Recovery After Orders", BODY, ("Sees Recovery", "ORG")) == []


def test_what_is_no_common_word_stays_a_name():
    assert mended("Chipmaker Sues Zhang Weili Over Orders", BODY, ("Zhang Weili", "PERSON")) == [
        ("Zhang Weili", "PERSON")
    ]


@pytest.mark.parametrize("title", ["Formosa Wave sees orders slump badly again", "Sees Recovery"])
def test_a_headline_that_is_not_in_capitals_is_left_alone(title):
    name = "Formosa Wave sees" if "orders" in title else "Sees Recovery"
    assert mended(title, BODY, (name, "ORG")) == [(name, "ORG")]


def test_one_word_is_no_short_name_but_a_persons_last():
    body = "The Bank of England spoke to Ana Prates ."
    names = (("Bank of England", "ORG"), ("Ana Prates", "PERSON"))
    assert mended("Bank Holding Reform Fails", body, ("Bank Holding Reform", "ORG"), *names)[0] == (
        "Bank of England",
        "ORG",
    )
    assert mended("Prates Holding Reform Fails", body, ("Prates Holding", "ORG"), *names)[0] == ("Prates", "PERSON")
