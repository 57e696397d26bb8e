import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import export, ontology
from kg.errors import OutputError, UsageError
from kg.export import cypher, dot, formats, obsidian, quickstatements, text, timeline, triples
from kg.export.followthemoney import FORMAT as FTM
from kg.export.mappings import load, nearest
from kg.export.rows import Rows, Time
from kg.export.tokens import token
from kg.export.when import day, interval, next_day
from kg.rdf import canonical
from kg.rdf.store import Dataset
from tests.support import sample
from tests.support.exports import texts

ANY = st.text(alphabet=st.characters())


@pytest.fixture
def rows(sample_folder):
    return Rows(Dataset(sample_folder))


def test_the_rows_are_the_projection(rows, sample_graph):
    """What stands on the page and what is exported are the same."""
    assert [n.iri for n in rows.nodes()] == list(sample_graph)
    for node in rows.nodes():
        seen = sample_graph.nodes[node.iri]
        assert (node.label, node.kind, node.type, node.mentions) == (
            seen["label"],
            seen["kind"],
            seen["type"],
            seen["mentions"],
        )
        assert (node.polarity, node.certainty, node.status) == (seen["polarity"], seen["certainty"], seen["status"])
        assert list(node.documents) == seen["documents"] and list(node.same_as) == seen["same_as"]
    edges = {(c.subject, c.object, c.iri): (c.predicate, c.plain, c.confidence) for c in rows.edges()}
    assert edges == {
        (s, o, k): (d["predicate"], d["plain"], d["confidence"])
        for s, o, k, d in sample_graph.edges(keys=True, data=True)
    }


def test_counts(rows):
    assert rows.counts == {"documents": 2, "nodes": 9, "edges": 12, "facts": 8, "claims": 21, "quotations": 1}


@pytest.mark.parametrize("name", [f.name for f in formats.all_formats() if not f.extra])
def test_the_same_bytes_every_time(name, rows, sample_folder):
    assert texts(name, rows) == texts(name, Rows(Dataset(sample_folder)))


def test_void_names_licence_and_measured_precision(rows, sample_folder):
    """A licence is said where the publisher gave one; precision by relation is what was measured of this extractor."""
    import rdflib

    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert b"dcterms:license" not in texts("void", rows)["void.ttl"]
    graph = rdflib.Graph().parse(data=texts("void", Rows(rows.dataset, licence))["void.ttl"], format="turtle")
    (dataset,) = graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://rdfs.org/ns/void#Dataset"))
    assert list(graph.objects(dataset, rdflib.DCTERMS.license)) == [rdflib.URIRef(licence)]
    (sample_folder / "newskg.json").write_text(json.dumps({"base": sample.BASE, "licence": licence}))
    assert Dataset(sample_folder).licence == licence
    published = json.loads((ontology.folder() / "quality.json").read_text("utf-8"))["precision"]
    dqv = "http://www.w3.org/ns/dqv#"
    found = graph.query(
        f"""SELECT ?p ?v {{ <{dataset}> <{dqv}hasQualityMeasurement> ?m . ?m <{dqv}isMeasurementOf> <{ontology.KG}precision> ;
        <{dqv}computedOn> ?p ; <{dqv}value> ?v }}"""
    )
    assert {str(p).removeprefix(ontology.KG): float(v) for p, v in found} == {
        name: share["precision"] for name, share in published.items()
    }


def test_a_denial_is_no_fact_in_any_format(rows):
    """The sample denies that Prates owned Orla."""
    facts = texts("turtle", rows)["facts.ttl"].decode() + "".join(x.decode() for x in texts("triples", rows).values())
    assert "ownerOf" not in facts
    assert b":OWNER_OF" not in texts("cypher", rows)["graph.cypher"]
    assert b"OWNER_OF" not in texts("neo4j", rows)["claims.csv"] + texts("memgraph", rows)["claims.csv"]
    links = [json.loads(x) for x in texts("followthemoney", rows)[next(iter(FTM.files))].splitlines()]
    assert "Ownership" not in {x["schema"] for x in links}
    assert any(x["properties"].get("status") == ["denied"] for x in links if x["schema"] == "UnknownLink")


def test_gexf_has_intervals_colours_and_a_kind_for_each_edge(rows):
    root = ET.fromstring(texts("gexf", rows)["graph.gexf"])
    edges = list(root.iter("{http://gexf.net/1.3}edge"))
    assert {e.get("kind") for e in edges} >= {"founderOf", "agent", "ownerOf (denied)"}
    (founded,) = [e for e in edges if e.get("kind") == "founderOf"]
    assert (founded.get("start"), founded.get("end")) == ("2011-01-01", "2011-12-31")


def test_a_calendar_holds_the_whole_stretch_and_says_what_is_no_fact(rows):
    text = texts("timeline", rows)["timeline.ics"].decode().replace("\r\n ", "")
    entries = {e.partition("SUMMARY:")[2].partition("\r\n")[0]: e for e in text.split("BEGIN:VEVENT")[1:]}
    founding = entries["founding of the firm"]
    assert "DTSTART;VALUE=DATE:20110101\r\n" in founding and "DTEND;VALUE=DATE:20120101\r\n" in founding
    assert "LOCATION:Lisbon\r\n" in founding and "STATUS:CONFIRMED" in founding
    entry = timeline.Entry(
        "https://x/e", "a merger", "event", "planned", Time("x", "2014/..", "2014-05-06", None), "", "", "", ""
    )
    made = "".join(timeline.calendar([entry]))
    assert (
        "DTEND;VALUE=DATE:20140507\r\n" in made and "SUMMARY:a merger (planned)" in made and "STATUS:TENTATIVE" in made
    )


def test_followthemoney_tells_who_took_part_and_where(rows):
    found = [json.loads(x) for x in texts("followthemoney", rows)[next(iter(FTM.files))].splitlines()]
    names = {x["id"]: x["properties"]["name"][0] for x in found if "name" in x["properties"]}
    (event,) = [x for x in found if x["schema"] == "Event" and names[x["id"]] == "founding of the firm"]
    assert {names[i] for i in event["properties"]["involved"]} == {"Ana Lúcia Prates", sample.HOSTILE}
    assert event["properties"]["location"] == ["Lisbon"]
    assert (event["properties"]["startDate"], event["properties"]["endDate"]) == (["2011-01-01"], ["2011-12-31"])


def test_void_counts_what_is_there(rows, sample_folder):
    import rdflib

    lines = [canonical.split(x) for x in (sample_folder / "dataset.nq").read_text("utf-8").splitlines()]
    graph = rdflib.Graph().parse(data=texts("void", rows)["void.ttl"], format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (dataset,) = graph.subjects(rdflib.RDF.type, void.Dataset)
    told = {
        name: int(graph.value(dataset, void[name])) for name in ("triples", "distinctSubjects", "properties", "classes")
    }
    assert told == {
        "triples": len(lines),
        "distinctSubjects": len({s for s, _, _, _ in lines}),
        "properties": len({p for _, p, _, _ in lines}),
        "classes": len({o for _, p, o, _ in lines if p.endswith("#type>")}),
    }


@given(ANY)
def test_no_cell_is_a_formula(cell):
    assert text.guard(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(ANY)
def test_any_text_survives_csv(cell):
    made = "".join(text.table(["a", "b"], [[text.printable(cell), "x"]], "\n"))
    assert list(csv.reader(io.StringIO(made, newline=""))) == [["a", "b"], [text.printable(cell), "x"]]


@given(ANY)
def test_any_text_gives_well_formed_xml(label):
    root = ET.fromstring(f"<a b={text.attribute(label)}>{text.element(label)}</a>".encode())
    assert root.get("b") == text.clean(label) and (root.text or "") == text.clean(label)


@given(ANY)
def test_any_text_is_one_cypher_literal(label):
    made = cypher.literal(label)
    inner = made[1:-1].replace("\\\\", "").replace("\\'", "")
    assert made[0] == made[-1] == "'" and "'" not in inner and "\n" not in inner


@given(ANY)
def test_any_text_is_one_dot_string(label):
    made = dot.quoted(label)
    inner = made[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner and "\\" not in inner and "\n" not in inner


@given(ANY)
def test_a_note_runs_and_loads_nothing(label):
    made = obsidian.escaped(label).replace("\\\\", "")
    for opening in ("<", "[", "`", "$", "#", "!"):
        assert made.count(opening) == made.count("\\" + opening)


@given(ANY, ANY)
def test_tokens_are_safe_and_distinct(a, b):
    import re

    base = "https://example.org/id/"
    one, two = token(base + a, base), token(base + b, base)
    assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", one)
    assert (one == two) == (a == b)


def test_days():
    assert day("2011-02-29") is None and day("2011") is None and day("0000-01-01") is None and day("2012-02-29")
    assert interval(Time("x", "2011", "2011-12-31", "2011-01-01")) == (None, None)
    assert next_day("2011-12-31") == "2012-01-01" and next_day("9999-12-31") == "9999-12-31"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("pq"), st.sampled_from("abcdef")), unique=True))
def test_the_split_leaves_nothing_unknown_to_training(found):
    parts = triples.split(sorted(found))
    assert sorted(t for p in parts.values() for t in p) == sorted(found)
    known = {x for s, p, o in parts["train"] for x in (s, " " + p, o)}
    assert all({s, " " + p, o} <= known for part in ("valid", "test") for s, p, o in parts[part])


def test_quickstatements_cite_the_article(rows):
    found = texts("quickstatements", rows)
    assert 'CREATE\nLAST\tLen\t"Ana Lúcia Prates"' in found["create.qs"].decode()
    assert (
        quickstatements._date("2011") == "+2011-00-00T00:00:00Z/9"
        and quickstatements._date("1984-10-10") == "+1984-10-10T00:00:00Z/11"
    )
    assert b"foundedBy" not in found["statements.qs"]


def test_mappings_name_terms_that_exist(rows):
    onto = rows.onto
    money = load("followthemoney")
    assert set(money["classes"]) <= set(onto.classes) and set(money["relations"]) <= set(onto.properties)
    for name in ("properties", "codes"):
        assert {p for found in money[name].values() for p in found} <= set(onto.properties)
    assert set(load("kgx")["categories"]) <= set(onto.classes)
    assert all(nearest(c.name, money["classes"]) for c in onto.classes.values() if c.kind)


def test_mappings_are_what_followthemoney_knows():
    model = pytest.importorskip("followthemoney").model
    money = load("followthemoney")
    for cls, above in money["extends"].items():
        assert {s.name for s in model.get(cls).schemata} >= set(above)
    for schema, ends in money["schemata"].items():
        found = model.get(schema)
        assert list(ends) == [found.edge_source, found.edge_target]
        assert [found.get(p).range.name for p in ends] == list(ends.values())
    for cls, properties in [*money["properties"].items(), *money["codes"].items()]:
        assert all(model.get(cls).get(p) for p in properties.values())


def test_an_unknown_format(sample_folder, tmp_path):
    with pytest.raises(UsageError, match="unknown format"):
        export.write("xls", Dataset(sample_folder), tmp_path)


def test_where_a_format_goes(sample_folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = Dataset(sample_folder)
    assert export.write("gexf", data) == [tmp_path.relative_to(tmp_path) / "export" / "graph.gexf"]
    assert export.write("gexf", data, tmp_path / "a.gexf") == [tmp_path / "a.gexf"]
    assert export.write("gexf", data, tmp_path) == [tmp_path / "graph.gexf"]
    assert export.write("kgx", data, tmp_path / "k") == [tmp_path / "k"] and (tmp_path / "k" / export.MARKER).is_file()
    (tmp_path / "k" / "stale.tsv").write_text("x")
    export.write("kgx", data, tmp_path / "k")
    assert not (tmp_path / "k" / "stale.tsv").exists()


def test_a_folder_of_other_people_is_left_alone(sample_folder, tmp_path):
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "mine.md").write_text("x")
    with pytest.raises(OutputError, match="did not write"):
        export.write("obsidian", Dataset(sample_folder), tmp_path / "vault")
    with pytest.raises(OutputError, match="did not write"):
        export.write("neo4j", Dataset(sample_folder), sample_folder)


def test_all_skips_what_is_not_installed(sample_folder, tmp_path, monkeypatch):
    import sys

    from kg.errors import MissingPart

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said: list[str] = []
    made = export.write("all", Dataset(sample_folder), tmp_path / "x", say=said.append)
    assert len(said) == 1 and "newskg[parquet]" in said[0] and not (tmp_path / "x" / "parquet").exists()
    assert len(made) == len(formats.all_formats())
    with pytest.raises(MissingPart):
        export.write("parquet", Dataset(sample_folder), tmp_path / "p")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=ANY, name=st.text(alphabet=st.characters(), min_size=1), body=ANY)
def test_any_article_exports(tmp_path_factory, title, name, body):
    """Hostile titles, names and texts: everything is written, and counts agree."""
    from dataclasses import replace

    from kg.rdf import write

    folder = tmp_path_factory.mktemp("any")
    record = sample.records()[1]
    entity = replace(record.entities[0], label=name, names=(name, title))
    text_ = record.document.text + body
    made = replace(
        record, document=replace(record.document, title=title, text=text_), entities=(entity, *record.entities[1:])
    )
    write.dataset([made], folder, sample.BASE)
    rows = Rows(Dataset(folder))
    for found in formats.all_formats():
        if not found.extra:
            files = texts(found.name, rows)
            assert (files and set(files) <= set(found.files)) or "*" in found.files
    assert (
        len(ET.fromstring(texts("gexf", rows)["graph.gexf"]).findall(".//{http://gexf.net/1.3}node"))
        == rows.counts["nodes"]
    )
    assert len(json.loads(texts("cyjs", rows)["graph.cyjs"])["elements"]["edges"]) == rows.counts["edges"]
