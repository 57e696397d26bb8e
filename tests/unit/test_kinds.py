"""One kind for a name, whatever is said beside it: well-known names, and names that say by their last words what they are."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def kinds_of():
    from kg import pipeline
    from kg.learned.models import Models
    from kg.model import Document
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()

    def found(text: str) -> dict[str, tuple[str | None, str | None]]:
        record = pipeline.annotate_document(Document("d", text), nlp, models)
        return {e.label: (e.type, e.subtype) for e in record.entities}

    return found


@pytest.mark.parametrize(
    "text",
    [
        "He wrote on Twitter that he would resign.",
        "The mayor announced it via Twitter on Monday.",
        "Twitter closed the account of the mayor on Monday.",
        "His Twitter account was closed.",
    ],
)
def test_a_platform_is_one_kind_of_thing(kinds_of, text):
    assert kinds_of(text)["Twitter"] == ("Organization", "SocialMediaPlatform")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Trade grew in the European Union last year.",
            "European Union",
            ("Organization", "InternationalOrganization"),
        ),
        ("The suspects were linked to the Islamic State.", "Islamic State", ("Organization", "ArmedGroup")),
        ("Ana Prates was invited to the White House.", "White House", ("Place", "Building")),
        ("The White House released a summary.", "White House", ("Place", "Building")),
        ("It violates the United States Constitution.", "United States Constitution", ("Product", "Law")),
        ("Sputnik News reported the fire.", "Sputnik News", ("Organization", "MediaOrganization")),
        ("He was a columnist for The Lisbon Post.", "Lisbon Post", ("Organization", "Newspaper")),
        (
            "The capsule docked with the International Space Station.",
            "International Space Station",
            ("Place", "Facility"),
        ),
    ],
)
def test_what_a_name_says_it_is(kinds_of, text, name, kind):
    assert kinds_of(text)[name] == kind


def test_a_word_behind_of_says_nothing_of_the_whole(kinds_of):
    assert (
        kinds_of("He was named Hero of the Lisbon Post.").get("Hero of the Lisbon Post", (None, None))[1] != "Newspaper"
    )


def judged(*chances: float):
    """One chain of three mentions whose kinds have these probabilities, in the order of `KINDS`."""
    import numpy as np

    from kg.nlp.types import TokenMention
    from kg.resolve.kinds import Judged

    mentions = [
        TokenMention(0, 1, 0, "name", "GPE"),
        TokenMention(3, 4, 3, "pronoun"),
        TokenMention(5, 6, 5, "name", "GPE", form="nested"),
    ]
    mended = Judged(None, [0], None, np.log([chances])).mended(mentions, [(0, 1, 2)])
    return [m.label for m in mended]


def test_a_label_that_the_whole_chain_surely_contradicts_is_mended():
    assert judged(0.9, 0.05, 0.02, 0.01, 0.01, 0.01) == ["PERSON", None, "GPE"]
    assert judged(0.02, 0.94, 0.01, 0.01, 0.01, 0.01)[0] == "ORG"


def test_a_label_is_kept_where_the_chain_agrees_or_is_not_sure():
    assert judged(0.01, 0.01, 0.95, 0.01, 0.01, 0.01)[0] == "GPE"
    assert judged(0.7, 0.1, 0.1, 0.04, 0.03, 0.03)[0] == "GPE"
    assert judged(0.01, 0.01, 0.01, 0.95, 0.01, 0.01)[0] == "GPE"  # products keep what they are read as


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("One man was identified by the Slovak newspaper Dennik N on Monday.", "Dennik N", "Organization"),
        ("It needs approval by Chile's competition regulator, the FNE.", "FNE", "Organization"),
        ("The lawyer Dennik Novak left on Monday.", "Dennik Novak", "Person"),
    ],
)
def test_a_description_right_beside_a_name_says_its_kind(kinds_of, text, name, kind):
    assert kinds_of(text)[name][0] == kind


def test_what_a_relation_takes_makes_a_place_and_no_country(kinds_of):
    found = kinds_of("The firm, based in Linz, is the largest in the Austrian city of Linz.")
    assert "Country" not in {subtype for label, (_, subtype) in found.items() if "Linz" in label}


def test_a_persons_label_is_the_full_name(kinds_of):
    found = kinds_of(
        "A junior accountant, Oluwaseun Adebayo, noticed it. The judge praised Ms Adebayo. Ms Adebayo left."
    )
    assert "Oluwaseun Adebayo" in found and "Ms Adebayo" not in found


@pytest.mark.parametrize(
    ("words", "start", "label", "wanted"),
    [
        ("President Joko Widodo left", 1, "PERSON", "Person"),
        ("President Joko Widodo left", 1, "GPE", None),
        ("President Joko Widodo left", 2, "PERSON", None),
        ("Parliament Joko Widodo left", 1, "PERSON", None),
    ],
)
def test_an_office_before_a_full_name_says_person(words, start, label, wanted):
    import spacy
    from spacy.tokens import Doc

    from kg.nlp.types import TokenMention
    from kg.resolve.votes import beside

    tags, heads, deps = ["NNP", "NNP", "NNP", "VBD"], [2, 2, 3, 3], ["compound", "compound", "nsubj", "ROOT"]
    doc = Doc(spacy.blank("en").vocab, words=words.split(), tags=tags, heads=heads, deps=deps)
    assert beside(doc, [TokenMention(start, 3, 2, "name", label)], [0]) == wanted


@pytest.mark.parametrize(
    ("behind", "found"),
    [("emergency/NN/pobj/1", None), ("Texas/NNP/pobj/1/texas/GPE", "Region"), ("provinces/NNS/pobj/1", "Region")],
)
def test_a_state_of_emergency_is_no_region(behind, found):
    from kg.lang.lexicon import load
    from tests.support.docs import doc

    assert load().class_of(doc("state/NN/ROOT/0", "of/IN/prep/0", behind)[0]) == found
