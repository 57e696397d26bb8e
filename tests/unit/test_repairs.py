"""Repairs of the parse: names that the parser hangs on the wrong noun."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.nlp import pipeline


@pytest.fixture(scope="module")
def parse():
    nlp = pipeline.load()
    return lambda text: pipeline.analyse(Document("d", text), nlp)


def _head(doc, word: str) -> tuple[str, str]:
    token = next(t for t in doc if t.text == word)
    return token.dep_, token.head.text


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("A member of the Tunisian Parliament, Samir Dilou, said no.", "Dilou", "member"),
        ("Co-founder of Google, Sergey Brin, met Ann Lee.", "Brin", "Co-founder"),
        ("The judge presiding over the case, Bernard Schwartz, said they left.", "Schwartz", "judge"),
    ],
)
def test_a_name_hangs_on_the_description_it_stands_behind(parse, text, name, noun):
    assert _head(parse(text), name) == ("appos", noun)


def test_a_name_stays_with_the_somebody_it_stands_behind(parse):
    doc = parse("A lawyer for the singer, Ann Lee, denied it.")
    assert _head(doc, "Lee")[1] == "singer"


def test_a_place_stays_with_its_town(parse):
    assert _head(parse("The mayor of Lyon, France, resigned."), "France") == ("appos", "Lyon")
