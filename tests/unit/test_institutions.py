"""Bodies that every country has: whose they are, and which of them are one."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Document
from kg.nlp import institutions


@pytest.fixture(scope="module")
def read():
    from kg.learned.models import Models
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()

    def entity_of(text: str, name: str, at: int = 0, **about: str):
        """The entity that the `at`-th mention of a name in a text stands for."""
        record = pipeline.annotate_document(Document("d", text, **about), nlp, models)
        found = [m for m in record.mentions if m.kind != "pronoun" and name in text[slice(*(m.head or m.span))]]
        return next(e for e in record.entities if e.id == found[at].entity)

    return entity_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Senate", "senate"),
        ("Supreme Court", "supreme court"),
        ("Ministry of Foreign Affairs", "ministry of foreign affairs"),
        ("Health Ministry", "ministry of health"),
        ("State Department", "department of state"),
        ("Department of Health and Human Services", "department of health and human services"),
        ("Ministry", None),
        ("Police Department", None),
        ("Ministry of Sound", None),
        ("White House", None),
    ],
)
def test_names_that_every_country_has(words, name):
    assert institutions.name_of(words.lower().split()) == name


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Puerto Rico's Senate rejected the plan on Monday.", "Senate", "Puerto Rico Senate"),
        ("On Monday, the Philippine Senate rejected the plan.", "Senate", "Senate of the Philippines"),
        ("She won a seat in North Carolina's state Senate.", "Senate", "North Carolina Senate"),
        ("The Senate of Poland rejected the plan on Monday.", "Senate", "Senate of Poland"),
        ("He spoke in the Hong Kong Legislative Council.", "Council", "Legislative Council of Hong Kong"),
        ("Poland spoke of its Senate on Monday.", "Senate", "Senate of Poland"),
        ("The U.S. Justice Department charged him.", "Department", "United States Department of Justice"),
        ("The Syrian Army entered the town.", "Army", "Army of Syria"),
        ("Leaders met at the United Nations (UN) General Assembly.", "Assembly", "United Nations General Assembly"),
        ("He was a member of the U.S. House for ten years.", "House", "United States House of Representatives"),
    ],
)
def test_whose_a_body_is_stands_in_its_label(read, text, name, label):
    found = read(text, name)
    assert (found.label, found.type) == (label, "Organization")
    assert "~" not in found.iri


def test_ways_to_write_one_country_are_one_body(read):
    iris = {read(f"He ran for the {who} Senate in 2018.", "Senate").iri for who in ("US", "U.S.", "United States")}
    assert iris == {"https://w3id.org/newskg/id/organization/united-states-senate"}


def test_bodies_of_two_countries_are_two(read):
    text = "The Philippine Senate passed the bill. Later the Polish Senate passed another. The Senate will meet again."
    assert [read(text, "Senate", n).label for n in (0, 1)] == ["Senate of the Philippines", "Senate of Poland"]
    assert read(text, "Senate", 2).label == "Senate"  # which of them, nobody says


def test_a_bare_name_is_the_only_one_said_before(read):
    text = "The Polish Senate passed the bill. Ana Prates thanked the Senate."
    assert read(text, "Senate", 1).label == "Senate of Poland"


def test_a_bare_name_is_not_what_only_comes_after_it(read):
    text = "The Senate confirmed the governor. Ana Prates, a lawyer, once worked for the U.S. Senate."
    assert read(text, "Senate", 0).iri != read(text, "Senate", 1).iri


def test_a_bare_name_is_of_the_country_an_article_is_about(read):
    text = "Tonga mourned. The Tongan flag was lowered, and the Navy said that Tonga had lost its leader."
    assert read(text, "Navy").label == "Navy of Tonga"
    assert read("Tonga and Fiji quarrelled. The Navy of neither moved. The Navy waited.", "Navy", 1).label == "Navy"


def test_a_title_says_what_an_article_is_about(read):
    text = "The Navy searched for the ship on Monday. It had left Fiji."
    assert read(text, "Navy").label == "Navy"
    assert read(text, "Navy", title="Tongan ship sinks off Tonga").label == "Navy of Tonga"


def test_what_regions_have_too_is_not_taken_for_the_country_s(read):
    text = "Nevada voted. In Nevada women now lead; the United States has few such states. The Senate cheered."
    assert read(text, "Senate").label == "Senate"
    assert read(text.replace("Senate", "Congress"), "Congress").label == "United States Congress"


def test_the_congress_of_india_is_a_party(read):
    text = "India voted on Monday. In India, the Indian leader of Congress, Ana Prates, thanked all Indians."
    assert "~" in read(text, "Congress").iri
    assert read(text.replace("Congress", "Parliament"), "Parliament").label == "Parliament of India"


def test_what_nothing_identifies_is_its_document_s_own(read):
    found = read("The Supreme Court ruled on Monday.", "Court")
    assert found.label == "Supreme Court"
    assert "~" in found.iri


def test_a_country_has_many_district_courts(read):
    found = read("She sued him in the United States District Court for the Western District of Virginia.", "Court")
    assert found.label.startswith("United States District Court")
    assert "~" in found.iri


def test_a_name_of_its_own_keeps_it(read):
    assert read("He appeared in Christchurch District Court on Monday.", "Court").label == "Christchurch District Court"
    assert read("He returned to the White House on Monday.", "House").label == "White House"


def test_a_description_joins_the_body_of_its_country(read):
    text = "The Tunisian Parliament met on Monday. Members of parliament cheered."
    assert read(text, "parliament").label == "Parliament of Tunisia"


def test_the_administration_is_no_congress(read):
    text = "The U.S. Congress sued the administration. The administration said Congress was wrong."
    assert read(text, "administration", 1).iri != read(text, "Congress", 1).iri


def test_what_an_office_is_for_is_no_body(read):
    assert read("She met Secretary of State Ana Prates on Monday.", "State").type is None
    assert read("Interior Minister Ana Prates spoke on Monday.", "Interior").type is None


def test_a_common_noun_is_no_name_for_all_articles(read):
    found = read(
        "The Ministry said on Monday that the schools would close. Ana Prates thanked the Ministry.", "Ministry"
    )
    assert "~" in found.iri
