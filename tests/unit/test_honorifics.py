"""Titles before names: no sentence ends at their dot, none is a name, and who bears one is a person."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import abbreviations, coref_names, honorifics, pipeline
from kg.nlp.types import TokenMention

NLP = spacy.blank("en")


def tagged(text: str, compounds: tuple[int, ...] = ()) -> Doc:
    """Words set apart by blanks; capitals are proper nouns; each of `compounds` hangs on the word behind it."""
    words = text.split()
    heads = [i + 1 if i in compounds else 0 for i in range(len(words))]
    deps = ["compound" if i in compounds else "dep" for i in range(len(words))]
    deps[0] = "ROOT" if 0 not in compounds else "compound"
    if 0 in compounds:
        top = next(i for i in range(len(words)) if i not in compounds)
        heads = [i + 1 if i in compounds else top for i in range(len(words))]
        deps[top] = "ROOT"
    tags = ["NNP" if w[0].isupper() else "NN" for w in words]
    return Doc(
        NLP.vocab, words=words, heads=heads, deps=deps, tags=tags, sent_starts=[i == 0 for i in range(len(words))]
    )


def mended(doc: Doc, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    return [(doc[a:b].text, label) for a, b, label in honorifics.mend(doc, spans)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Judge Hon. Grace Banda ruled.", "Hon."),
        ("They met Ing. Rafael Cárdenas.", "Ing."),
        ("Col. (Rtd.) Joseph Kimani left.", "Rtd."),
        ("She met Dato' Seri Azman.", "Dato'"),
        ("It is City Hospital No. 4 in Almaty.", "No."),
    ],
)
def test_an_abbreviated_title_is_one_token_with_its_mark(text, token):
    made = abbreviations.joined(NLP.make_doc(text))
    assert token in [t.text for t in made]
    assert made.text == text


@pytest.mark.parametrize("text", ["He sent it to Col. The rest was lost.", "Is it so? No. Four did.", "the maj. Smith"])
def test_other_words_before_a_dot_stay_apart_from_it(text):
    assert [t.text for t in abbreviations.joined(NLP.make_doc(text))] == [t.text for t in NLP.make_doc(text)]


def test_a_title_behind_a_body_is_no_part_of_it():
    doc = tagged("nephew Army Pfc. Dennis Ticag left")
    assert mended(doc, (1, 3, "ORG"), (3, 5, "PERSON")) == [("Army", "ORG"), ("Dennis Ticag", "PERSON")]


def test_no_sentence_ends_at_a_title():
    doc = Doc(NLP.vocab, words=["Judge", "Hon.", "Banda", "ruled", ".", "Others", "left", "."])
    pipeline.mark_boundaries(doc)
    assert [doc[i].is_sent_start for i in (2, 5)] == [False, None]


def test_titles_are_no_names():
    assert mended(tagged("Judge Hon. Grace Banda ruled"), (0, 2, "PERSON"), (2, 4, "PERSON")) == [
        ("Grace Banda", "PERSON")
    ]
    assert mended(tagged("Field Marshal Thanom left"), (0, 1, "FAC"), (2, 3, "PERSON")) == [("Thanom", "PERSON")]
    assert mended(tagged("Rev. Dr. Martin Cole left"), (0, 2, "PERSON"), (2, 4, "PERSON")) == [
        ("Martin Cole", "PERSON")
    ]
    assert mended(tagged("Queen Mary left"), (0, 2, "PERSON")) == [("Queen Mary", "PERSON")]
    assert mended(tagged("Hajji left"), (0, 1, "PERSON")) == [("Hajji", "PERSON")]
    assert mended(tagged("he met Begum on Friday"), (2, 3, "PERSON")) == [("Begum", "PERSON")]


def test_who_bears_a_title_is_a_person():
    assert mended(tagged("Adv. Thandi Mokoena said"), (1, 3, "ORG")) == [("Thandi Mokoena", "PERSON")]
    assert mended(tagged("the Thandi Mokoena said"), (1, 3, "ORG")) == [("Thandi Mokoena", "ORG")]
    assert mended(tagged("Datuk Keramat Hospital said"), (0, 3, "ORG")) == [("Datuk Keramat Hospital", "ORG")]


def test_a_name_behind_a_title_is_whole():
    doc = tagged("minister Datuk Seri Ridzuan Mat Nor left", compounds=(1, 2, 3, 4))
    assert mended(doc, (1, 4, "PERSON"), (4, 6, "GPE")) == [("Datuk Seri Ridzuan Mat Nor", "PERSON")]
    assert mended(doc, (2, 6, "PERSON")) == [("Datuk Seri Ridzuan Mat Nor", "PERSON")]
    doc = tagged("Datuk Ridzuan told Nor", compounds=(0,))
    assert mended(doc, (0, 2, "PERSON"), (3, 4, "PERSON")) == [("Datuk Ridzuan", "PERSON"), ("Nor", "PERSON")]


def test_a_number_is_part_of_a_name():
    assert mended(tagged("in City Hospital No. 4 yesterday"), (1, 3, "ORG")) == [("City Hospital No. 4", "ORG")]
    assert mended(tagged("under resolution No. 1430 yesterday"), (2, 3, "MISC")) == []


def test_titles_are_not_compared():
    doc = tagged("Tan Sri Halim Saad Mokhtar left . Tan Sri Halim won . Tan Siew Lan lost")
    found = [TokenMention(a, b, b - 1, "name", "PERSON") for a, b in ((0, 5), (7, 10), (12, 15))]
    assert [f.words for f in coref_names.forms(doc, found)] == [
        ("halim", "saad", "mokhtar"),
        ("halim",),
        ("tan", "siew", "lan"),
    ]
    assert [(a, b) for a, b, _ in coref_names.same(doc, found)] == [(1, 0)]


def test_a_given_name_cut_at_its_hyphen_is_whole():
    made = Doc(
        NLP.vocab,
        words=["Jae", "-", "won", "Lim", ",", "said"],
        spaces=[False, False, True, False, True, True],
        tags=["NNP", "HYPH", "VBD", "NNP", ",", "VBD"],
        heads=[3, 0, 3, 5, 5, 5],
        deps=["dep"] * 5 + ["ROOT"],
    )
    assert mended(made, (0, 2, "PERSON"), (3, 4, "PERSON")) == [("Jae-won Lim", "PERSON")]
    assert mended(made, (0, 1, "PERSON"), (3, 4, "PERSON")) == [("Jae", "PERSON"), ("Lim", "PERSON")]


def test_a_danish_legal_form_is_one_token():
    assert [t.text for t in abbreviations.joined(NLP.make_doc("bought by Holm A/S."))] == [
        "bought",
        "by",
        "Holm",
        "A/S",
        ".",
    ]
    assert "a/s" not in [t.text for t in abbreviations.joined(NLP.make_doc("with a/s only"))]


def test_a_dateline_s_dash_is_a_token_of_its_own():
    assert "Verity" in [t.text for t in abbreviations.joined(NLP.make_doc("BASEL, Jan. 8, 2025--Verity grew"))]
    assert "3--4" in "".join(t.text for t in abbreviations.joined(NLP.make_doc("won 3--4 there")))
