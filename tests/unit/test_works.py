"""Names of works with their small words and articles, and of ships."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import works
from kg.nlp.types import TokenMention

NLP = spacy.blank("en")


def tagged(text: str) -> Doc:
    """Words set apart by blanks; capitals are proper nouns, a sentence begins behind each full stop."""
    words = text.split()
    tags = ["DT" if w in ("The", "A", "An", "the", "a") else "NNP" if w[0].isupper() else "NN" for w in words]
    starts = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    first = [max(k for k in range(i + 1) if starts[k]) for i in range(len(words))]
    deps = ["ROOT" if starts[i] else "dep" for i in range(len(words))]
    lemmas = [w.lower() for w in words]
    return Doc(NLP.vocab, words=words, tags=tags, lemmas=lemmas, heads=first, deps=deps, sent_starts=starts)


def mended(text: str, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    doc = tagged(text)
    return [(doc[a:b].text, label) for a, b, label in works.mend(doc, spans)]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        (
            "her memoir A Place of Greater Quiet sold",
            [(3, 4, "ORG"), (5, 7, "ORG")],
            [("A Place of Greater Quiet", "WORK_OF_ART")],
        ),
        ("the novel , The Road to Oran , sold", [(6, 7, "GPE")], [("The Road to Oran", "WORK_OF_ART")]),
        (
            "she read The Road to Oran . he read The Road to Oran",
            [(5, 6, "GPE")],
            [("The Road to Oran", "WORK_OF_ART")] * 2,
        ),
        ("The Road to Oran sold . the novel The Road to Oran", [], [("The Road to Oran", "WORK_OF_ART")] * 2),
        # said once, behind no noun for a work; no small word; a day
        ("she read The Times in Oran", [(3, 4, "ORG"), (5, 6, "GPE")], [("Times", "ORG"), ("Oran", "GPE")]),
        ("the novel The Times sold", [(3, 4, "ORG")], [("Times", "ORG")]),
        ("the novel The Road on Monday", [(3, 4, "ORG")], [("Road", "ORG")]),
    ],
)
def test_a_work_s_title_is_whole(text, spans, wanted):
    assert mended(text, *spans) == wanted


def test_letters_before_a_name_make_a_ship_of_it():
    assert mended("HMS Corunna sailed", (1, 2, "GPE")) == [("HMS Corunna", "PRODUCT")]
    assert mended("the INS said Corunna sailed", (1, 2, "ORG")) == [("INS", "ORG")]
    assert mended("the Corunna sailed", (1, 2, "GPE")) == [("Corunna", "GPE")]


def test_a_ship_is_a_vehicle():
    from kg.resolve.votes import ending

    doc = tagged("HMS Corunna sailed . Lady Corunna left")
    found = [TokenMention(0, 2, 1, "name", "PRODUCT"), TokenMention(4, 6, 5, "name", "PERSON")]
    assert [ending(doc, found, [k]) for k in (0, 1)] == ["Vehicle", None]


@pytest.mark.parametrize(
    ("text", "span", "cls", "label"),
    [
        ("she read The Weight of Snow", (3, 6), "Book", "The Weight of Snow"),
        ("The Weight of Snow sold", (1, 4), "Book", "Weight of Snow"),
        ("she read the Weight of Snow", (3, 6), "Book", "Weight of Snow"),
        ("she saw The Weight of Snow", (3, 6), "Vehicle", "Weight of Snow"),
    ],
)
def test_a_work_s_label_has_its_article(text, span, cls, label):
    from kg.resolve.entities import Draft
    from kg.resolve.naming import name

    doc, draft = tagged(text), Draft([0], kind="Product")
    draft.votes[cls] += 2
    name(doc, [TokenMention(*span, span[1] - 1, "name", "WORK_OF_ART")], draft)
    assert draft.label == label
