"""What a query may be, what is refused, and what an error says."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.rdf import sparql
from kg.rdf.store import Dataset
from tests.support.shared import ROOT

STORE = ox.Store()
REMOTE = "<http://127.0.0.1:9/x>"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
        f"SELECT*{{SERVICE{REMOTE}{{?s ?p ?o}}}}",
        f"SELECT * {{ service silent {REMOTE} {{ }} }}",
        f"SELECT * {{ SERVICE # why\n SILENT#\n{REMOTE}# then\n{{ }} }}",
        "SELECT * { ?s ?p 1SERVICE ?s { } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        f"ASK {{ FILTER(1<'x>'||EXISTS {{ SERVICE {REMOTE} {{ ?a ?b ?c }} }}) }}",
        f"ASK {{ FILTER NOT EXISTS {{ {{ SELECT * {{ SERVICE {REMOTE} {{ }} }} }} }} }}",
        f"SELECT * {{ \\u0053ERVICE {REMOTE} {{ ?s ?p ?o }} }}",
    ],
)
def test_another_server_is_never_asked(text):
    with pytest.raises(UsageError, match="SERVICE"):
        sparql.run(STORE, text, {})


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p ?service FILTER(CONTAINS(?service, "Secret Service <x> said")) }',
        "SELECT * { ?service ?p ?o . ?s <http://x/service> ?o }",
        "PREFIX service: <http://x/service/> SELECT * { ?s service:service ?service }",
        "SELECT * { GRAPH ?service { ?s ?p ?o } } # SERVICE",
        "PREFIX insert: <http://x/delete> ASK { ?s insert:load 'DROP ALL' }",
    ],
)
def test_words_are_not_commands(text):
    sparql.run(STORE, text, {})


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://x/a> <http://x/b> 1 }",
        "# c\nPREFIX a: <http://x/>\nbase <http://y/> delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "drop all",
        "WITH <http://x/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text):
    with pytest.raises(UsageError, match="would change"):
        sparql.run(STORE, text, {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT ?x\nWHERE { ?x ?y }", r"at or shortly before line 2, column 16"),
        ("SELECT ?x { ?x a", "ends too early, at line 1, column 17"),
        ("", "ends too early"),
        ("SELECT ?x { ?x nope:p ?y }", "unknown prefix.*nope:p"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "neither grouped by nor aggregated"),
        ("SELECT \x1b[31m", "line 1, column"),
        ("SELECT * { " + "{" * 5000 + "}" * 5000 + " }", "nested 5001 deep"),
        ("ASK { FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }", "nested"),
    ],
)
def test_errors_say_where(text, says):
    with pytest.raises(UsageError, match=says) as error:
        sparql.run(STORE, text, {})
    assert str(error.value).isprintable()


@given(st.text(st.sampled_from("SELECT*{}?ab<>:./\\\"'#\n ()|!^SERVICEu0053,;"), max_size=60))
def test_any_text_gives_an_answer_or_one_line(text):
    try:
        sparql.run(STORE, text, {})
    except UsageError as error:
        assert "\n" not in str(error)


def test_results_in_every_format(sample_folder):
    data = Dataset(sample_folder)

    def written(text, format):
        out = io.BytesIO()
        sparql.serialize(data.query(text), format, out, data.prefixes)
        return out.getvalue().decode()

    select = "SELECT ?n { ?x kg:founderOf ?y ; rdfs:label ?n }"
    assert json.loads(written(select, "json"))["results"]["bindings"][0]["n"]["value"] == "Ana Lúcia Prates"
    assert "<literal>Ana Lúcia Prates</literal>" in written(select, "xml")
    assert written(select, "csv").split() == ["n", "Ana", "Lúcia", "Prates"]
    assert written(select, "tsv") == '?n\n"Ana Lúcia Prates"\n'
    construct = "CONSTRUCT { ?x kg:founderOf ?y } WHERE { ?x kg:founderOf ?y }"
    assert "person:1 kg:founderOf" in written(construct, "ttl") or "kg:founderOf" in written(construct, "ttl")
    assert {t.predicate.value for t in ox.parse(written(construct, "xml"), format=ox.RdfFormat.RDF_XML)} == {
        "https://w3id.org/newskg/ontology#founderOf"
    }
    for text, format in ((select, "ttl"), (construct, "csv")):
        with pytest.raises(UsageError, match="cannot hold"):
            written(text, format)


def run(folder, *args, **options):
    return subprocess.run(
        [sys.executable, "-m", "kg", "query", "-d", folder, *args], cwd=ROOT, capture_output=True, **options
    )


def test_the_command_takes_a_query_from_everywhere(sample_folder, tmp_path):
    text = "SELECT ?n { ?x kg:founderOf ?y ; rdfs:label ?n }"
    (tmp_path / "q.rq").write_bytes("\ufeff".encode() + text.encode())
    found = {
        run(sample_folder, text, "--format", "tsv").stdout,
        run(sample_folder, "-", "--format", "tsv", input=text.encode()).stdout,
        run(sample_folder, "--file", tmp_path / "q.rq", "--format", "tsv").stdout,
    }
    assert found == {'?n\n"Ana Lúcia Prates"\n'.encode()}
    done = run(sample_folder, "--name", "relation", "-p", "relation=ownerOf", "--format", "csv", "--facts-only")
    assert done.stdout == b"subject,object,status,polarity,says,sentence\r\n"
    shown = run(sample_folder, "--name", "claims-about", "-p", 'name="} x', "--show").stdout.decode()
    assert 'LCASE("\\"} x")' in shown
    assert run(sample_folder, "ASK {}", "-p", "a=b").returncode == 2


def test_time_is_limited(sample_folder):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?c) < STR(?l)) }"
    done = run(sample_folder, endless, "--timeout", "0.5", timeout=60)
    assert done.returncode == 1 and b"no answer after 0.5 s" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not tell a process its memory")
def test_a_query_that_eats_memory_is_ended(sample_folder):
    hungry = "SELECT DISTINCT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?i)"
    done = run(sample_folder, hungry, "--memory", "150", timeout=60)
    assert done.returncode == 1 and b"more than 150 MB" in done.stderr and b"Traceback" not in done.stderr
