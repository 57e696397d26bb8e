import itertools
import os
import subprocess
import sys

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, UsageError
from kg.rdf import validate, write
from kg.rdf.store import Dataset
from kg.rdf.terms import iri, literal
from tests.support import sample
from tests.support.shared import ROOT


@given(st.text(alphabet=st.characters()))
@settings(max_examples=300)
def test_any_text_survives_as_a_literal(text):
    line = f"{iri('http://x/s')} {iri('http://x/p')} {literal(text)} ."
    (found,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    clean = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text)
    assert found.object.value == clean


@given(st.text(alphabet=st.characters()))
def test_any_text_gives_a_parseable_iri(text):
    line = f"{iri('http://x/' + text)} {iri('http://x/p')} {literal('o')} ."
    assert len(list(ox.parse(line.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES))) == 1


def test_bytes_do_not_depend_on_the_order_of_records(tmp_path):
    made = set()
    for n, order in enumerate(itertools.permutations(sample.records())):
        folder = tmp_path / str(n)
        folder.mkdir()
        write.dataset(order, folder, sample.BASE)
        made.add(tuple((folder / f).read_bytes() for f in ("dataset.nq", "dataset.trig", "facts.ttl")))
    assert len(made) == 1


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_bytes_do_not_depend_on_the_hash_seed(seed, tmp_path, sample_folder):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom kg.rdf import write\nfrom tests.support import sample\nwrite.dataset(sample.records(), Path({str(tmp_path)!r}), sample.BASE)"
    before = (sample_folder / "dataset.nq").read_bytes(), (sample_folder / "dataset.trig").read_bytes()
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert ((tmp_path / "dataset.nq").read_bytes(), (tmp_path / "dataset.trig").read_bytes()) == before


def test_the_three_files_say_the_same(sample_folder):
    quads = set(ox.parse(path=str(sample_folder / "dataset.nq")))
    assert set(ox.parse(path=str(sample_folder / "dataset.trig"))) == quads
    assert {(t.subject, t.predicate, t.object) for t in ox.parse(path=str(sample_folder / "facts.ttl"))} == {
        (q.subject, q.predicate, q.object) for q in quads if q.graph_name == ox.DefaultGraph()
    }
    assert len(rdflib.Dataset(default_union=True).parse(sample_folder / "dataset.trig", format="trig")) > 0
    assert not any(isinstance(x, ox.BlankNode) for q in quads for x in (q.subject, q.object))


def test_only_plain_statements_are_plain_triples(sample_folder):
    facts = Dataset(sample_folder).query("SELECT ?s ?p ?o { ?s ?p ?o }", facts_only=True)
    predicates = {r["p"].value.rpartition("#")[2] for r in facts}
    assert "founderOf" in predicates and not predicates & {"ownerOf", "headquarters"}
    values = [
        r["v"].value for r in Dataset(sample_folder).query("SELECT ?v { ?s kg:numberOfUsers ?v }", facts_only=True)
    ]
    assert values == ["3000000"]


def test_an_event_that_is_somebodys_word_is_not_in_the_facts(sample_folder):
    """The sample states a founding and denies a plan; either has a name, in the facts or in its article's graph."""
    data = Dataset(sample_folder)
    named = "ASK {{ <https://example.org/id/event/{}> rdfs:label ?name }}"
    assert data.query(named.format(1), facts_only=True) and not data.query(named.format(4), facts_only=True)
    assert data.query(named.format(4)) and data.query("ASK { <https://example.org/id/event/4> a kg:ReportedEvent }")
    assert not data.query("ASK { ?event a kg:ReportedEvent }", facts_only=True)


def test_what_a_library_knows_stays_out_of_the_facts(sample_folder):
    data = Dataset(sample_folder)
    assert not data.query("ASK { ?s kg:locatedIn ?o }", facts_only=True) and data.query("ASK { ?s kg:locatedIn ?o }")


def test_no_named_graph_holds_the_statement_itself(sample_folder):
    named = [q for q in ox.parse(path=str(sample_folder / "dataset.nq")) if q.graph_name != ox.DefaultGraph()]
    assert named and not {q.predicate.value.rpartition("#")[2] for q in named} & {"founderOf", "agent", "ownerOf"}


def test_it_is_valid(sample_folder):
    assert validate.violations(Dataset(sample_folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "ontology#founderOf> <https://example.org/id/organization/2> .",
            "ontology#ownerOf> <https://example.org/id/organization/2> .",
            "without a claim",
        ),
        ('nif-core#anchorOf> "Orla"', 'nif-core#anchorOf> "Orlo"', "offsets"),
        (
            "ontology#status> <https://w3id.org/newskg/ontology#asserted>",
            "ontology#status> <https://w3id.org/newskg/ontology#sworn>",
            "status",
        ),
        ('ontology#latest> "2011-12-31"', 'ontology#latest> "2010-12-31"', "ends before"),
    ],
)
def test_what_is_wrong_is_found(sample_folder, old, new, says):
    file = sample_folder / "dataset.nq"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    assert any(says in str(v) for v in validate.violations(Dataset(sample_folder)))


def test_a_syntax_error_says_where(sample_folder):
    with pytest.raises(UsageError, match=r"line 1, column 35: .*⟨here⟩ }"):
        Dataset(sample_folder).query("SELECT ?x WHERE { ?x kg:founderOf }")


def test_no_dataset(tmp_path):
    with pytest.raises(InputError, match="no dataset"):
        _ = Dataset(tmp_path).index


def test_a_broken_dataset(tmp_path):
    (tmp_path / "dataset.nq").write_text("<a> <b")
    with pytest.raises(InputError, match="not a readable dataset"):
        _ = Dataset(tmp_path).index


def test_a_parameter_is_never_code(sample_folder):
    from kg.rdf import named

    query = named.get("claims-about")
    evil = '") } DROP ALL #'
    assert list(Dataset(sample_folder).query(query.prepare([f"name={evil}"]))) == []
    assert list(Dataset(sample_folder).query(query.prepare(["name=prates"])))
    for wrong in ([], ["nme=x"], ["name"]):
        with pytest.raises(UsageError):
            query.prepare(wrong)
