"""Offices read whole: those with a hyphen, whose parts are tokens, and those with what they are for."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def claims_of():
    from kg import pipeline
    from kg.learned.models import Models
    from kg.model import Document
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()

    def found(text: str) -> set[tuple]:
        record = pipeline.annotate_document(Document("d", text), nlp, models)
        labels = {e.id: e.label for e in record.entities}
        return {
            (labels[c.subject], c.predicate, c.value.literal if c.value else labels[c.object]) for c in record.claims
        }

    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The UN secretary-general, Ana Prates, called for peace.", ("Ana Prates", "position", "secretary-general")),
        ("The UN secretary-general, Ana Prates, called for peace.", ("Ana Prates", "leaderOf", "UN")),
        ("UN Secretary-General Ana Prates called for peace.", ("Ana Prates", "leaderOf", "UN")),
        ("Ana Prates is director-general of the BBC.", ("Ana Prates", "leaderOf", "BBC")),
        ("Its chief executive at the time, Ana Prates, left.", ("Ana Prates", "position", "former chief executive")),
        ("Its chief executive at the end, Ana Prates, left.", ("Ana Prates", "position", "chief executive")),
        ("The Gromond analyst Ana Prates agreed.", ("Ana Prates", "occupation", "analyst")),
        ("The first officer, Ana Prates, agreed.", ("Ana Prates", "position", "first officer")),
        ("Attorney-General Mark Dreyfus said so.", ("Mark Dreyfus", "position", "attorney-general")),
    ],
)
def test_an_office_with_a_hyphen_is_read_whole(claims_of, text, wanted):
    assert wanted in claims_of(text)


def test_the_parts_of_another_hyphenated_word_say_nothing(claims_of):
    assert not {p for _, p, _ in claims_of("Ana Prates, the son-in-law of Mark Dreyfus, left.")} & {
        "parentOf",
        "childOf",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ana Prates, director of flight operations at Acme, said so.", "director of flight operations"),
        ("Ana Prates, the minister of health, left.", "minister of health"),
        ("Ana Prates, chairman of a small bank, left.", "chairman"),
        ("Ana Prates, director of the museum, left.", "director"),
        ("Ana Prates, director of Acme, left.", "director"),
    ],
)
def test_an_office_ends_with_what_it_is_for(claims_of, text, title):
    assert ("Ana Prates", "position", title) in claims_of(text)


@pytest.fixture(scope="module")
def facts():
    from kg import pipeline
    from kg.learned.models import Models
    from kg.model import Document
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()

    def found(text: str) -> set[tuple]:
        record = pipeline.annotate_document(Document("d", text), nlp, models)
        labels = {e.id: e.label for e in record.entities}
        return {
            (labels[c.subject], c.predicate, c.value.literal if c.value else labels[c.object])
            for c in record.claims
            if c.status.plain and c.salient and c.sure
        }

    return found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Sen. Ana Prates agreed.", ("Ana Prates", "position", "senator")),
        ("Lt. Gov. Dan Patrick and Lt. Gen. Bob Ray agreed.", ("Dan Patrick", "position", "lieutenant governor")),
        ("Texas Gov. Greg Abbott agreed.", ("Greg Abbott", "leaderOf", "Texas")),
        ("Ana Prates, currently consul-general in Porto, left.", ("Ana Prates", "position", "consul-general")),
        ("Then-President Ana Prates met Bob Ray.", ("Ana Prates", "position", "former president")),
        (
            "Ana Prates, a one-time managing director of Acme, left.",
            ("Ana Prates", "position", "one-time managing director"),
        ),
        ("Bob Ray used to be coach of Ajax.", ("Bob Ray", "position", "former coach")),
        ("Ana Prates was once the mayor of Porto.", ("Ana Prates", "position", "former mayor")),
        (
            "Ana Prates served as chairman of Acme and as President of the Red Cross.",
            ("Ana Prates", "position", "former president"),
        ),
        ("Ana Prates was elected as president.", ("Ana Prates", "position", "president")),
        (
            "Work ended at the request of the Minister of State, Ana Prates.",
            ("Ana Prates", "position", "minister of state"),
        ),
        ("The Danish biotechnology company Nordvax agreed.", ("Nordvax", "description", "biotechnology company")),
        ("Ana Prates is survived by two sons, Tom Prates and Bob Prates.", ("Tom Prates", "childOf", "Ana Prates")),
        ("Ana Prates died at her home in Boston.", ("Ana Prates", "deathPlace", "Boston")),
        ("Ana Prates helped found Greenpeace.", ("Ana Prates", "founderOf", "Greenpeace")),
        ("Ana Prates set up Greenpeace.", ("Ana Prates", "founderOf", "Greenpeace")),
        ("Ana Prates, formerly chief executive of Acme, left.", ("Ana Prates", "position", "former chief executive")),
        ("Ana Prates resigned as mayor of Porto.", ("Ana Prates", "position", "former mayor")),
        (
            "Ana Prates, a former mayor of Porto, minister and senator, died.",
            ("Ana Prates", "position", "former minister"),
        ),
        ("Ana Prates, former banker, now mayor of Porto, won.", ("Ana Prates", "position", "mayor")),
        (
            "Ana Prates, former chief executive of Acme and chair of the National Bank, resigned.",
            ("Ana Prates", "position", "chair"),
        ),
        ("Ana Prates was mayor of Porto until she resigned in May.", ("Ana Prates", "position", "former mayor")),
        ("Ana Prates was sworn in as governor of Texas.", ("Ana Prates", "leaderOf", "Texas")),
        ("Ana Prates works as a nurse in Boston.", ("Ana Prates", "occupation", "nurse")),
        ("The Swiss vaccinologist Ana Prates agreed.", ("Ana Prates", "nationality", "Switzerland")),
        ("Ana Prates quit a job at Apple.", ("Ana Prates", "resignedFrom", "Apple")),
        ("Ridgeline Partners, a New York hedge fund, agreed.", ("Ridgeline Partners", "headquarters", "New York")),
        ("Talks with London's Allegheny Union Corp. failed.", ("Allegheny Union Corp", "headquarters", "London")),
        ("Kestrel Ltd. is part-owned by Acme Corp.", ("Acme Corp", "shareholderOf", "Kestrel Ltd")),
        ("Kestrel Ltd. is wholly owned by Acme Corp.", ("Acme Corp", "ownerOf", "Kestrel Ltd")),
    ],
)
def test_what_is_said_beside_a_name_is_a_fact(facts, text, fact):
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("Ana Prates will return to Acme as president.", {"position"}),
        ("Ana Prates, a one-time managing director of Acme, left.", {"chiefExecutiveOf"}),
        ("Ana Prates was once the mayor of Porto.", {"leaderOf"}),
        ('Bob Ray, nicknamed "the Professor" by fans, scored twice.', {"position", "occupation"}),
        ('Bob Ray, known as "the Bishop", agreed.', {"position", "occupation"}),
        ("Ana Prates was survived by Bob Ray, a doctor.", {"childOf", "siblingOf", "spouse"}),
        ("The company wrote to Acme.", {"description"}),
        ("Ana Prates found Greenpeace helpful.", {"founderOf"}),
        ("Kestrel Ltd. is part-owned by Acme Corp.", {"ownerOf"}),
        ("Ana Prates, formerly chief executive of Acme, left.", {"chiefExecutiveOf"}),
        ("Ana Prates resigned as mayor of Porto.", {"leaderOf"}),
        ("Ana Prates has been nominated as governor of Texas.", {"leaderOf", "position"}),
        ("Ana Prates used to work as a nurse.", {"occupation"}),
        ("Ana Prates used it as a nurse.", {"occupation"}),
        ("Ana Prates will work as a nurse.", {"occupation"}),
        ("Ana Prates, the son of a Swiss father, agreed.", {"nationality"}),
        ("The Swiss spokeswoman Ana Prates agreed.", {"nationality"}),
        ("Ana Prates left a message at Apple.", {"resignedFrom"}),
        ("Ridgeline Partners, a Swedish hedge fund, agreed.", {"headquarters"}),
        ("London's Ana Prates agreed.", {"headquarters"}),
        ("Ana Prates took part in the Council of Europe.", {"shareholderOf"}),
        ("Its operator, Acme Corp. of Porto, Portugal, said so.", {"ownerOf"}),
    ],
)
def test_what_is_over_planned_or_in_jest_is_none(facts, text, predicates):
    assert not {p for _, p, _ in facts(text)} & predicates


def test_the_country_of_an_address_is_not_described(facts):
    assert ("Portugal", "description", "operator") not in facts("Its operator, Acme Corp. of Porto, Portugal, said so.")


def test_who_was_none_until_then_is_no_former_one(claims_of):
    found = claims_of("Ana Prates was not mayor of Porto until Bob Ray resigned.")
    assert ("Ana Prates", "position", "mayor") in found and ("Ana Prates", "position", "former mayor") not in found


def test_whom_a_former_executive_worked_for_is_no_employer_now(claims_of):
    found = claims_of("Ana Prates, a former Genzyme executive, met Bob Ray.")
    assert ("Ana Prates", "occupation", "former Genzyme executive") in found
