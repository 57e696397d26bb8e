import json

import pytest

from kg.analysis import analyse, explain, markdown, measures
from kg.errors import UsageError
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
    assert "«she» owned [[Orla]]" in text and "denied" in text and "according to Ana Lúcia Prates" in text


def test_the_report_escapes_and_tells(sample_graph):
    text = markdown.markdown(sample_graph, analyse(sample_graph), "A <b>title</b>")
    assert (
        "<script>" not in text
        and "<b>" not in text
        and "What the graph does not know" in text
        and "4,000,000 (according to Ana Lúcia Prates)" in text
    )
