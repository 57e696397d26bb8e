"""Names of products told by a number are one name with their maker, and nothing else is."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import products

NLP = spacy.blank("en")


def mended(text: str, dep: str, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    """The names of a text of tokens set apart by blanks, in which the second depends on the third by `dep`."""
    words = text.split()
    heads, deps = [0, 2, *[0] * (len(words) - 2)], ["ROOT", dep, *["dep"] * (len(words) - 2)]
    tags = ["CD" if w[0].isdigit() else "NNP" if w[0].isupper() else "NN" for w in words]
    starts = [i == 0 for i in range(len(words))]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, tags=tags, sent_starts=starts)
    return [(doc[a:b].text, label) for a, b, label in sorted(products.mend(doc, spans, "MISC"))]


@pytest.mark.parametrize(("label", "wanted"), [("PERSON", "Rao"), ("ORG", "Rao 131")])
def test_what_somebody_scored_is_no_model(label, wanted):
    names = mended("saw Vijay Rao bat until Rao 131 fell", "compound", (1, 3, label), (5, 6, "ORG"))
    assert names[1][0] == wanted


@pytest.mark.parametrize(
    ("text", "dep", "spans", "wanted"),
    [
        ("bought Vesta V380 jets", "compound", [(1, 2, "ORG"), (2, 3, "PRODUCT")], [("Vesta V380", "PRODUCT")]),
        (
            "bought Vesta 787 Dreamer jets",
            "nmod",
            [(1, 2, "ORG"), (2, 4, "PRODUCT")],
            [("Vesta 787 Dreamer", "PRODUCT")],
        ),
        # no number, no model
        (
            "bought Vesta Dreamer jets",
            "nmod",
            [(1, 2, "ORG"), (2, 3, "PRODUCT")],
            [("Vesta", "ORG"), ("Dreamer", "PRODUCT")],
        ),
        # not of one phrase
        ("told Vesta V380 sales", "dobj", [(1, 2, "ORG"), (2, 3, "PRODUCT")], [("Vesta", "ORG"), ("V380", "PRODUCT")]),
        # a town makes nothing
        (
            "saw Lisbon V380 jets",
            "compound",
            [(1, 2, "GPE"), (2, 3, "PRODUCT")],
            [("Lisbon", "GPE"), ("V380", "PRODUCT")],
        ),
    ],
)
def test_a_maker_and_its_model_are_one_name(text, dep, spans, wanted):
    assert mended(text, dep, *spans) == wanted


def test_a_number_makes_a_product_of_a_body_that_stands_elsewhere():
    spans = [(1, 2, "ORG"), (4, 5, "ORG")]
    assert mended("bought Vesta 787 from Vesta", "compound", *spans) == [("Vesta 787", "PRODUCT"), ("Vesta", "ORG")]
    assert mended("rode Interstate 787 to Troja", "compound", (1, 2, "ORG"), (4, 5, "ORG"))[0] == (
        "Interstate 787",
        "ORG",
    )
