"""The store on disk: its layout, its freshness, the rdflib API on top, and sorting beyond memory."""

import io
import json
import shutil

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.errors import InputError, UsageError
from kg.rdf import index, write
from kg.rdf.sorting import Sorter
from kg.rdf.store import Dataset
from tests.support import sample

FACTS = ids.facts_graph(sample.BASE)


def quads(folder):
    return set(ox.parse(path=str(folder / "dataset.nq")))


def known(quads):
    """Quads with the integer datatypes as one, as Oxigraph keeps them."""
    return {str(q).replace("XMLSchema#nonNegativeInteger", "XMLSchema#integer") for q in quads}


def count(dataset, text, **options):
    return int(next(dataset.query(f"SELECT (COUNT(*) AS ?n) {{ {text} }}", **options))[0].value)


def test_the_union_has_each_triple_once(sample_folder):
    file, data = quads(sample_folder), Dataset(sample_folder)
    assert index.opened(data.file) is not None
    triples = {(q.subject, q.predicate, q.object) for q in file}
    assert count(data, "?s ?p ?o") == len(triples) < len(file)
    facts = [q for q in file if q.graph_name == ox.DefaultGraph()]
    assert count(data, "?s ?p ?o", facts_only=True) == len(facts) == len(list(data.facts()))
    assert count(data, f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{FACTS}>)") == len(file) - len(facts)


def test_a_file_and_its_store_answer_alike(sample_folder):
    for name in ("dataset.nq", "dataset.trig"):
        loaded = Dataset(sample_folder / name)
        assert known(loaded.index) == known(Dataset(sample_folder).index) and loaded.base == sample.BASE


def test_a_copy_keeps_its_store_and_a_changed_file_does_not(sample_folder, tmp_path):
    shutil.copytree(sample_folder, tmp_path / "copy", copy_function=shutil.copyfile)
    file = tmp_path / "copy" / "dataset.nq"
    assert index.opened(file) is not None
    file.write_bytes(file.read_bytes().replace(b"Orla", b"Orlo"))
    assert index.opened(file) is None
    assert Dataset(tmp_path / "copy").query('ASK { ?s rdfs:label "Orlo" }')
    (tmp_path / "copy" / "store" / "CURRENT").write_text("nonsense")
    assert Dataset(tmp_path / "copy").query('ASK { ?s rdfs:label "Orlo" }')


def test_the_store_tells_nothing_of_the_machine(sample_folder):
    assert not list((sample_folder / "store").glob("LOG*"))
    for path in (sample_folder / "store").iterdir():
        assert str(sample_folder).encode() not in path.read_bytes(), path


def test_any_other_rdf_file_opens(tmp_path):
    (tmp_path / "a.ttl").write_text("<http://x/a> a <http://x/B> ; <http://x/p> <b>, 007 .")
    data = Dataset(tmp_path / "a.ttl")
    assert count(data, "?s ?p ?o") == count(data, "?s ?p ?o", facts_only=True) == 3 and data.base == ids.BASE
    (tmp_path / "a.rdf").write_text("<rdf:RDF")
    with pytest.raises(InputError, match="not a readable dataset"):
        _ = Dataset(tmp_path / "a.rdf").index


@pytest.mark.parametrize("name", ["reference", "facts", "Facts", "réference"])
def test_no_document_takes_a_reserved_graph(name):
    assert ids.graph_iri(sample.BASE, name) not in (FACTS, ids.reference_graph(sample.BASE))


def test_rdflib_sees_the_dataset_as_it_is(sample_folder):
    view, file = Dataset(sample_folder).rdflib(), rdflib.Dataset(default_union=False)
    file.parse(sample_folder / "dataset.nq", format="nquads")

    def terms(dataset):
        found = dataset.quads((None, None, None, None))
        return {(s, p, str(o), getattr(g, "identifier", g)) for s, p, o, g in found}

    assert terms(view) == terms(file) and len(terms(view)) == len(quads(sample_folder))
    assert {g.identifier for g in view.graphs()} == {g.identifier for g in file.graphs()}
    assert len(view) == len(file) and len(view.default_graph) == len(file.default_graph)
    who = rdflib.URIRef(f"{sample.BASE}person/1")
    assert set(view.default_graph[who]) == set(file.default_graph[who])
    ask = "SELECT ?o { ?s kg:founderOf ?o }"
    assert [str(r.o) for r in view.query(ask)] == [f"{sample.BASE}organization/2"]
    assert [r.n for r in view.query(f"SELECT ?n {{ <{who}> rdfs:label ?n }}")] == [rdflib.Literal("Ana Lúcia Prates")]
    assert len(list(view.graph(rdflib.URIRef(f"{sample.BASE}graph/two")).query("SELECT ?c { ?c a kg:Claim }"))) == 1
    assert {q.graph_name for q in ox.parse(view.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS)} == {
        q.graph_name for q in quads(sample_folder)
    }


def test_the_rdflib_view_changes_nothing(sample_folder):
    view = Dataset(sample_folder).rdflib()
    triple = (rdflib.URIRef("http://x/a"), rdflib.RDF.type, rdflib.URIRef("http://x/b"))
    for change in (
        lambda: view.add(triple),
        lambda: view.remove(triple),
        lambda: view.update("INSERT DATA { <http://x/a> a <http://x/b> }"),
        lambda: view.graph(rdflib.URIRef("http://x/g")).add(triple),
    ):
        with pytest.raises(UsageError, match="read-only"):
            change()


@pytest.mark.parametrize("format", [ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD])
def test_a_dump_is_the_dataset(sample_folder, format):
    out = io.BytesIO()
    Dataset(sample_folder).dump(out, format)
    assert set(ox.parse(out.getvalue(), format=format)) == quads(sample_folder)
    with pytest.raises(ValueError, match="named graphs"):
        Dataset(sample_folder).dump(out, ox.RdfFormat.TURTLE)


@given(
    st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), max_size=60), st.integers(1, 7)
)
@settings(max_examples=60, deadline=None)
def test_sorting_beyond_memory_is_sorting(tmp_path_factory, lines, run):
    with Sorter(tmp_path_factory.mktemp("sort"), run=run) as sorter:
        sorter.add(lines)
        assert list(sorter) == sorted(set(lines)) and list(sorter) == sorted(set(lines))


def test_sorting_many_runs_leaves_nothing(tmp_path):
    with Sorter(tmp_path, run=2) as sorter:
        sorter.add(f"{n * 7919 % 1000:04}" for n in range(1000))
        assert list(sorter) == [f"{n:04}" for n in range(1000)]
    assert not list(tmp_path.iterdir())


def test_a_small_memory_gives_the_same_bytes(tmp_path, sample_folder, monkeypatch):
    out = tmp_path / "small"
    out.mkdir()
    monkeypatch.setattr(write.Sorter.__init__, "__defaults__", (13,))
    write.dataset(sample.records(), out, sample.BASE)
    for name in ("dataset.nq", "dataset.trig", "facts.ttl"):
        assert (out / name).read_bytes() == (sample_folder / name).read_bytes()
    assert {p.name for p in out.iterdir()} == {"dataset.nq", "dataset.trig", "facts.ttl", "store"}
    assert json.loads((out / "store" / index.STAMP).read_text()).keys() == {"size", "mtime", "sha256"}


@pytest.mark.parametrize("line", ["_:a <x:p> <x:o> .", "<x:s> <x:p> <x:o> <x:other> ."])
def test_a_store_is_made_of_what_a_build_writes_alone(tmp_path, line):
    (tmp_path / "dataset.nq").write_text(line + "\n")
    with pytest.raises(ValueError, match="no build writes"):
        index.write(tmp_path, sample.BASE)
    ox.Store(str(tmp_path / "store"))  # nothing holds it open
