"""How far mentions reach, and which there are."""

from __future__ import annotations

import pytest

from kg.nlp import entities, mentions


def found(nlp, text: str) -> dict[str, str]:
    """Head → the full phrase of each mention."""
    doc = nlp(text)
    return {doc[m.head].text: doc[slice(*m.extent)].text for m in mentions.find(doc, entities.find_names(doc))}


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The minister of finance resigned on Monday.", "minister", "The minister of finance"),
        ("She met the engineers who had built the bridge.", "engineers", "the engineers who had built the bridge"),
        ("The museum in Lyon opened in May.", "museum", "The museum in Lyon"),
        ("President Emmanuel Macron spoke in Lyon.", "Macron", "President Emmanuel Macron"),
    ],
)
def test_a_mention_reaches_as_far_as_its_noun_phrase(nlp, text, head, phrase):
    assert found(nlp, text)[head] == phrase


def test_a_name_stays_bare_where_its_phrase_ends(nlp):
    assert found(nlp, "Macron flew to Lyon on Monday.")["Macron"] == "Macron"


def test_a_possessive_mark_is_no_part_of_a_mention(nlp):
    assert found(nlp, "Durov's lawyer denied it.")["Durov"] == "Durov"


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The company's board met on Monday.", "company", "The company's"),
        ("The airlines' pilots met on Monday.", "airlines", "The airlines'"),
        ("Durov's lawyer denied it.", "Durov", "Durov"),
        ("The lawyer denied it.", "lawyer", "The lawyer"),
    ],
)
def test_a_whole_phrase_is_listed_with_its_possessive_mark_and_a_bare_name_without(nlp, text, head, phrase):
    doc = nlp(text)
    listed = {doc[m.head].text: m for m in mentions.find(doc, entities.find_names(doc))}
    assert doc[slice(*mentions.with_case(doc, listed[head]))].text == phrase


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She joined the US State Department in May.", {"US"}),
        ("Qatar Airways ordered sixty jets.", set()),
        ("China Eastern Airlines lost money. China Eastern cut its fleet.", set()),
    ],
)
def test_a_body_holds_the_name_of_its_place_and_a_company_does_not(nlp, text, inside):
    doc = nlp(text)
    got = {doc[m.start : m.end].text for m in mentions.find(doc, entities.find_names(doc)) if m.form == "nested"}
    assert got == inside


def test_where_is_a_mention_of_its_place(nlp):
    assert found(nlp, "She taught at the Sorbonne, where she met Ann Lee.")["where"] == "where"
    assert "where" not in found(nlp, "She asked where the school was.")


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        ("Then the Nigerian rose above two defenders.", True),
        ("The Australian was arrested on Monday.", True),
        ("Three Kyrgyz were killed on Monday.", True),
        ("The French said no on Monday.", False),
        ("The Nigerian team won on Monday.", False),
    ],
)
def test_one_of_a_people_is_somebody_and_no_country(text, somebody):
    from kg import pipeline
    from kg.model import Document
    from kg.nlp import pipeline as parser

    record = pipeline.annotate_document(Document("d", text), parser.load())
    kinds = {e.label: e.type for e in record.entities}
    assert (
        bool(
            {"Nigerian", "Australian", "Kyrgyz", "three Kyrgyz"}
            & {label for label, kind in kinds.items() if kind == "Person"}
        )
        == somebody
    )


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("Thousands of protesters gathered in Madrid.", "Thousands", "Thousands of protesters"),
        ("Police arrested dozens of demonstrators.", "dozens", "dozens of demonstrators"),
        ("Half of the workers stayed at home.", "Half", "Half of the workers"),
    ],
)
def test_a_word_of_quantity_stands_for_what_it_counts(nlp, text, head, phrase):
    assert found(nlp, text)[head] == phrase


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Thousands gathered in Madrid.", "Thousands"),
        ("He was arrested dozens of times.", "dozens"),
        ("The bank lost millions of dollars.", "millions"),
        ("Hundreds of others were killed.", "Hundreds"),
    ],
)
def test_what_counts_nothing_is_no_mention(nlp, text, head):
    assert head not in found(nlp, text)


def test_a_number_of_something_is_no_figure_and_the_number_is(nlp):
    from kg.nlp.counted import counted

    assert counted(nlp("A number of officers were hurt.")[1]).text == "officers"
    assert counted(nlp("The number of officers rose.")[1]) is None


def test_who_is_counted_tells_what_a_quantity_is(nlp):
    from kg.resolve.votes import decide, votes_of

    doc = nlp("Thousands of protesters gathered in Madrid on Friday.")
    made = mentions.find(doc, entities.find_names(doc))
    at = next(k for k, m in enumerate(made) if m.head == 0)
    assert decide(votes_of(doc, made, [at]))[0] == "Person"
