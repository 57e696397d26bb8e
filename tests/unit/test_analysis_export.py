import csv
import io
import json
import xml.etree.ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import analyse, explain, measures, report
from kg.errors import UsageError
from kg.export import gexf, graphml, jsonld, rows, tables, write
from kg.rdf.store import Dataset
from tests.support import sample


def test_the_projection(sample_graph):
    g = sample_graph
    founder = measures.find(g, "Ana Lúcia Prates")
    assert g.nodes[founder]["documents"] == [f"{sample.BASE}document/one", f"{sample.BASE}document/two"]
    assert {d["status"] for *_, d in g.edges(data=True)} == {"asserted", "denied", "hypothetical"}
    assert [f["value"] for f in g.nodes[measures.find(g, sample.HOSTILE)]["literals"]] in (
        [3000000, 4000000],
        [4000000, 3000000],
    )
    (edge,) = [d for *_, d in g.edges(data=True) if d["predicate"] == "founderOf"]
    e = edge["evidence"][0]
    whole = g.graph["documents"][e["document"]]["text"]
    assert (
        whole[slice(*e["subject"])] == "Ana Lúcia Prates"
        and whole[slice(*e["object"])] == sample.HOSTILE
        and whole[e["start"] : e["end"]] == e["sentence"]
    )
    assert edge["time"]["edtf"] == "2011" and g.graph["silent"] and g.graph["quotes"][0]["speaker"] == founder


def test_a_denied_event_is_no_fact(sample_graph):
    (plan,) = [d for _, d in sample_graph.nodes(data=True) if d["type"] == "Plan"]
    assert not plan["plain"] and plan["polarity"] == "negative" and plan["attributed_label"] == "Ana Lúcia Prates"


def test_analyses_are_the_same_every_time(sample_graph, sample_folder):
    from kg.analysis.graph import project

    again = project(Dataset(sample_folder))
    assert json.dumps(analyse(sample_graph), sort_keys=True) == json.dumps(analyse(again), sort_keys=True)


def test_only_facts_connect(sample_graph):
    folded = measures.simple(sample_graph)
    assert (
        not folded.has_node(measures.find(sample_graph, "a plan"))
        and folded.degree(measures.find(sample_graph, "Orla")) == 0
    )


def test_a_path_shows_its_sentences(sample_graph):
    steps = measures.path(sample_graph, sample.HOSTILE, "Lisbon")
    assert [s["to"] for s in steps][-1] == "Lisbon" and all(s["evidence"]["sentence"] for s in steps)
    with pytest.raises(UsageError, match="no stated fact connects"):
        measures.path(sample_graph, "Orla", "Lisbon")
    with pytest.raises(UsageError, match="nothing here is called"):
        measures.path(sample_graph, "Nobody", "Lisbon")


def test_figures_in_conflict(sample_graph):
    (conflict,) = measures.conflicts(sample_graph)
    assert [(v["value"], v["says"]) for v in conflict["values"]] == [(3000000, None), (4000000, "Ana Lúcia Prates")]


def test_the_timeline_is_in_order(sample_graph):
    days = [e["earliest"] for e in measures.timeline(sample_graph)["dated"]]
    assert days == sorted(days) and len(days) == 3


def test_explain_marks_the_arguments(sample_graph):
    text = explain.text(sample_graph, explain.find(sample_graph, "Orla"))
    assert "«she» owned [[Orla]]" in text and "denied" in text and "Ana Lúcia Prates says so" in text


def test_the_report_escapes_and_tells(sample_graph):
    text = report.markdown(sample_graph, analyse(sample_graph), "A <b>title</b>")
    assert (
        "<script>" not in text
        and "<b>" not in text
        and "What the graph does not know" in text
        and "4,000,000 (Ana Lúcia Prates says so)" in text
    )


def test_counts_agree_across_formats(sample_graph, sample_folder, tmp_path):
    files = write("all", sample_graph, Dataset(sample_folder), tmp_path / "x")
    assert sorted(f.name for f in files) == ["edges.csv", "facts.jsonld", "graph.gexf", "graph.graphml", "nodes.csv"]
    n, e = len(sample_graph), sample_graph.number_of_edges()
    ml = nx.read_graphml(tmp_path / "x" / "graph.graphml", force_multigraph=True)
    assert (len(ml), ml.number_of_edges()) == (n, e)
    root = ET.parse(tmp_path / "x" / "graph.gexf").getroot()
    ns = {"g": "http://gexf.net/1.3"}
    assert (len(root.findall(".//g:node", ns)), len(root.findall(".//g:edge", ns))) == (n, e) and root.get(
        "version"
    ) == "1.3"
    for name, count in (("nodes.csv", n), ("edges.csv", e)):
        text = (tmp_path / "x" / name).read_bytes().decode()
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == count + 1


def test_json_ld_holds_exactly_the_facts(sample_folder):
    text = jsonld.text(Dataset(sample_folder))
    facts = {(t.subject, t.predicate, t.object) for t in ox.parse(path=str(sample_folder / "facts.ttl"))}
    assert {(q.subject, q.predicate, q.object) for q in ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)} == facts
    assert len(rdflib.Graph().parse(data=text, format="json-ld")) == len(facts)


def test_parallel_edges_keep_their_kind(sample_graph):
    root = ET.fromstring(gexf.text(sample_graph))
    assert {e.get("kind") for e in root.iter("{http://gexf.net/1.3}edge")} >= {"founderOf", "agent", "ownerOf"}


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert tables.guard(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(st.text(alphabet=st.characters()))
def test_any_label_gives_well_formed_xml(label):
    g = nx.MultiDiGraph(documents={}, quotes=[], silent=[])
    g.add_node(
        "http://x/" + "n",
        label=label,
        kind="Person",
        type="Person",
        names=[label],
        same_as=[],
        iso=None,
        mentions=1,
        status="asserted",
        attributed_label=label,
        time=None,
        literals=[],
        colour="#0072B2",
    )
    ET.fromstring(graphml.text(g).encode("utf-8"))
    node = next(ET.fromstring(gexf.text(g).encode("utf-8")).iter("{http://gexf.net/1.3}node"))
    assert node.get("label").split() == rows.clean(label).split()


def test_an_unknown_format(sample_graph, sample_folder, tmp_path):
    with pytest.raises(UsageError, match="unknown format"):
        write("xls", sample_graph, Dataset(sample_folder), tmp_path)


def test_csv_is_rfc4180(sample_graph):
    text = tables.texts(sample_graph)["nodes.csv"]
    assert text.count("\r\n") >= len(sample_graph) and next(iter(csv.DictReader(io.StringIO(text))))["id"].startswith(
        sample.BASE
    )
