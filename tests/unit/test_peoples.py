"""Demonyms that are adjectives are listed as names of their people, and the graph shows no such people."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def record_of():
    from kg import pipeline
    from kg.learned.models import Models
    from kg.model import Document
    from kg.nlp import pipeline as parser

    nlp, models = parser.load(), Models()
    return lambda text: pipeline.annotate_document(Document("d", text), nlp, models)


def named(record, text: str) -> list[str | None]:
    """The kinds of what a text names."""
    kinds = {e.id: e.type for e in record.entities}
    return [
        kinds[m.entity] for m in record.mentions if m.kind == "name" and record.document.text[slice(*m.span)] == text
    ]


def test_a_demonym_before_a_noun_names_a_people(record_of):
    record = record_of("The Irish carrier bought ten jets. Its Irish rival bought none.")
    assert named(record, "Irish") == ["Group", "Group"]
    assert len({m.id for m in record.mentions}) == len(record.mentions)
    assert len({e.id for e in record.entities}) == len(record.entities)


def test_a_country_and_a_people_that_acts_are_no_adjectives(record_of):
    assert named(record_of("The carrier flew to Ireland."), "Ireland") == ["Country"]
    peoples = [e for e in record_of("The French protested in Paris.").entities if e.label == "French"]
    assert not any(d.why == "a demonym that is an adjective" for e in peoples for d in e.decisions)


def test_the_graph_does_not_show_it(record_of):
    from kg import ids
    from kg.rdf import quads

    record = record_of("Ana Prates founded the Irish carrier Vesta Air in 2004.")
    assert named(record, "Irish") == ["Group"]
    group = next(e for e in record.entities if e.type == "Group")
    told = "".join("".join(q) for q in quads.of_record(record, ids.BASE, "https://example.org/run"))
    assert "Vesta" in told and group.iri not in told
