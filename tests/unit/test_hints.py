"""What a query that found nothing is told, on the sample."""

import subprocess
import sys

import pytest

from kg import ontology
from kg.rdf.hints import hint
from kg.rdf.store import Dataset
from tests.support.shared import ROOT

MISTAKEN = [
    ('SELECT ?c { ?c kg:status "denied" }', "kg:status has IRIs for values, and “denied” is a text: write kg:denied without quotes"),
    ('SELECT ?c { ?c kg:status ?s FILTER(?s IN ("x", "asserted")) }', "kg:status has IRIs for values, and “x” is a text"),
    ('SELECT ?c { ?c kg:status ?s . VALUES ?s { "asserted" } }', "write kg:asserted without quotes"),
    ('ASK { ?v kg:agent "Orla" }', "kg:agent has IRIs for values, and “Orla” is a text: give it a variable and ask for its rdfs:label"),
    ("SELECT ?c { ?c kg:founder ?s }", "kg:founder is no term of the ontology: did you mean kg:founderOf"),
    ("SELECT ?c { ?c a kg:Persn }", "did you mean kg:Person?"),
    ("SELECT ?c { ?c kg:zzz+/kg:agent ?s }", "kg:zzz is no term of the ontology: “kg ontology” lists them"),
    ('SELECT ?c { ?c rdfs:label "orla" }', "no rdfs:label is exactly “orla”: there is “Orla”"),
    ('SELECT ?c { ?c rdfs:label "Orl" }', 'for a part of it, FILTER(CONTAINS(LCASE(?x), "orl"))'),
    ('SELECT ?c { ?c rdfs:label "Orla"@en }', "the values of rdfs:label are xsd:string, and “Orla” is @en: write \"Orla\""),
    ('SELECT ?t { ?t kg:earliest ?d FILTER("2011-01-01" = ?d) }', 'are xsd:date, and “2011-01-01” is xsd:string: write "2011-01-01"^^xsd:date'),
    ("SELECT ?a { ?a a kg:Agent }", "nothing is stated to be a kg:Agent itself: ask for what is below it, kg:Organization, kg:Person"),
    ("SELECT ?a { ?a a kg:Airline }", "nothing in this dataset is a kg:Airline"),
    ("SELECT ?a { ?a kg:foundedBy ?b }", "nothing in this dataset has kg:foundedBy: its inverse is kg:founderOf, which it has"),
    ("SELECT ?a { ?a kg:ownerOf ?b }", "none is stated as fact, but 1 claim have it".replace("have", "has")),
    ("SELECT ?a { person:ana ?p ?b }", "person:ana is in no triple of this dataset"),
    ('SELECT ?a { ?a rdfs:label ?l FILTER(CONTAINS(LCASE(?l), LCASE("Durov"))) }', "no rdfs:label in this dataset contains “Durov”"),
]  # fmt: skip
SOUND = [
    "SELECT ?c { ?c kg:founderOf ?x FILTER(false) }",
    "SELECT ?c { ?c kg:confidence 17 }",
    "SELECT ?c { ?c kg:confidence ?x FILTER(?x > 3) }",
    "CONSTRUCT { ?c a kg:Claim } { ?c a kg:Claim ; kg:status kg:planned . FILTER(1 = 2) }",
    'SELECT ?c { ?c rdfs:label "Orla" ; kg:founderOf ?x }',
    "SELECT ?c { << ?a ?b ?c >> kg:agent ?x }",
    "SELECT ?c { ?c ?p ?o FILTER(false) }",
]


@pytest.mark.parametrize(("text", "says"), MISTAKEN)
def test_what_cannot_match_is_named(sample_folder, text, says):
    data = Dataset(sample_folder)
    assert says in (hint(text, data) or "")


@pytest.mark.parametrize("text", SOUND)
def test_nothing_is_said_of_what_may_be_meant(sample_folder, text):
    assert hint(text, Dataset(sample_folder)) is None


def test_facts_are_not_all(sample_folder):
    data = Dataset(sample_folder)
    assert "stands in the articles' graphs" in hint("SELECT ?c { ?c kg:status ?s }", data, facts_only=True)
    assert "stands in the articles' graphs" in hint("SELECT ?c { ?c a kg:Claim }", data, facts_only=True)
    assert "is stated as fact, but 1 claim has it" in hint("SELECT ?c { ?c kg:ownerOf ?s }", data, facts_only=True)


def test_every_term_of_the_ontology_is_known():
    onto = ontology.load()
    assert {*onto.classes, *onto.properties, "asserted", "positive", "colour"} <= onto.terms


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
def test_the_command_says_it_beside_the_result(sample_folder, format):
    def ask(text):
        command = [sys.executable, "-m", "kg", "query", "-d", sample_folder, text, "--format", format]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    done = ask('SELECT ?c { ?c kg:status "denied" }')
    assert (
        done.returncode == 0 and done.stderr.count("\n") == 1 and done.stderr.startswith("kg: hint: kg:status has IRIs")
    )
    assert "hint" not in done.stdout
    assert not ask("SELECT ?c { ?c kg:status kg:denied }").stderr
