"""What networkx finds, written back as RDF, CSV and into the report."""

import csv
import io
import json

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.analysis import ANALYSES, analyse, brief, markdown, measures, quality, structure, voices, written
from kg.errors import UsageError
from kg.view.report import html
from tests.support import sample


def graph_of(edges, kind="Person", plain=True):
    """A projected graph made by hand: one claim an edge, each read in its own sentence."""
    g = nx.MultiDiGraph(documents={}, quotes=[], silent=[])
    for name in sorted({n for e in edges for n in e[:2]}):
        g.add_node(name, label=name, kind=kind, type=kind, type_label=kind.lower(), names=[], named=True, mentions=1, plain=plain,
                   literals=[], documents=[], time=None, status="asserted", polarity="positive")  # fmt: skip
    for i, (a, b, *weight) in enumerate(edges):
        evidence = [{"document": "d", "start": n, "confidence": 0.9} for n in range(weight[0] if weight else 1)]
        g.add_edge(a, b, key=f"c{i}", claim=f"c{i}", label="knows", predicate="knows", plain=plain, is_role=False, evidence=evidence,
                   status="asserted", polarity="positive", certainty="certain", confidence=0.9, time=None)  # fmt: skip
    return g


def test_every_analysis_says_what_it_means(sample_graph):
    results = analyse(sample_graph)
    assert {a.name for a in ANALYSES} <= set(results) and all(a.means and a.caution for a in ANALYSES)


def test_a_broker_cuts_off_what_hangs_on_it():
    g = graph_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "hub"), ("hub", "x"), ("x", "y"), ("hub", "y")])
    rows = {r["label"]: r["cuts_off"] for r in structure.brokers(g)}
    assert rows == {"c": 2, "hub": 2}
    assert [(b["from"], b["to"]) for b in structure.bridges(g)] == [("c", "hub")]
    assert structure.cores(g)["k"] == 2 and structure.cores(g)["inner"] == []
    g = graph_of([(a, b) for a in "abcd" for b in "abcd" if a < b] + [("d", "e")])
    assert structure.cores(g)["k"] == 3 and {n["label"] for n in structure.cores(g)["inner"]} == set("abcd")


def test_the_tie_of_an_event_is_no_bridge():
    g = graph_of([("a", "b"), ("b", "c"), ("a", "c"), ("c", "e"), ("e", "x"), ("x", "y"), ("e", "y")])
    assert [(b["from"], b["to"]) for b in structure.bridges(g)] == [("c", "e")]
    g.nodes["e"]["kind"] = "Event"
    assert structure.bridges(g) == []


def test_measures_are_those_of_networkx():
    """On graphs of any shape: what is written is what networkx says of the folded graph."""
    for seed in range(5):
        drawn = nx.gnm_random_graph(12, 18, seed=seed)
        g = graph_of([(f"n{a:02}", f"n{b:02}", 1 + (a + b) % 3) for a, b in drawn.edges])
        folded = measures.simple(g)
        rank, between = nx.pagerank(folded), nx.betweenness_centrality(folded, weight=lambda a, b, d: 1 / d["weight"])
        for row in measures.central(g):
            assert row["pagerank"] == pytest.approx(rank[row["iri"]], abs=1e-6)
            assert row["betweenness"] == pytest.approx(between[row["iri"]], abs=1e-6)
            assert row["degree"] == folded.degree(row["iri"])
            assert row["evidence"] == sum(d["weight"] for d in folded[row["iri"]].values())
        for row in structure.neighbourhoods(g, measures.central(g)):
            near = nx.ego_graph(folded, row["iri"], center=False)
            assert {m["iri"] for m in row["members"]} == set(near) and row["between"] == near.number_of_edges()
            assert row["closed"] == pytest.approx(nx.clustering(folded, row["iri"]), abs=1e-4)
        assert structure.cores(g)["number"] == nx.core_number(folded)
        assert {r["iri"] for r in structure.brokers(g)} == set(nx.articulation_points(folded))
        assert {frozenset((b["from"], b["to"])) for b in structure.bridges(g)} == {
            frozenset(e) for e in nx.bridges(folded) if min(folded.degree(n) for n in e) > 1
        }
        groups = nx.community.louvain_communities(folded, weight="weight", seed=7)
        assert {frozenset(c["members"]) for c in measures.communities(g)} == {frozenset(c) for c in groups}


def test_a_community_is_named_by_things_before_events():
    g = graph_of([("fair", "a"), ("fair", "b"), ("fair", "c"), ("x", "y")])
    g.nodes["fair"]["kind"] = "Event"
    assert [(c["name"], c["size"]) for c in measures.communities(g)] == [("a, b, c", 4), ("x, y", 2)]
    g.nodes["x"]["kind"] = g.nodes["y"]["kind"] = "Event"
    assert measures.communities(g)[1]["name"] == "x"


def test_the_strongest_way_is_not_the_shortest():
    g = graph_of([("a", "b"), ("a", "x", 5), ("x", "y", 5), ("y", "b", 5)])
    for e in g.edges(data=True):
        e[2]["evidence"] = [{"start": 0, **v} for v in e[2]["evidence"]]
    assert [s["to"] for s in measures.path(g, "a", "b")] == ["b"]
    assert [s["to"] for s in measures.path(g, "a", "b", strongest=True)] == ["x", "y", "b"]


def test_an_ego_network_has_all_claims_between_its_members(sample_graph):
    near = structure.ego(sample_graph, "Lisbon")
    assert measures.find(sample_graph, "Ana Lúcia Prates") in near and len(near) < len(sample_graph)
    with pytest.raises(UsageError, match="nothing here is called"):
        structure.ego(sample_graph, "Nobody")


def test_ties_have_a_sign_and_a_sentence(sample_graph):
    ties = {(t["from_label"], t["to_label"]): t for t in voices.voices(sample_graph)}
    fine = ties["regulator", sample.HOSTILE]
    assert (fine["against"], fine["in_favour"]) == (1, 0) and fine["examples"][0]["what"]
    e = fine["examples"][0]
    assert "fined the firm" in sample_graph.graph["documents"][e["document"]]["text"][e["start"] : e["end"]]


def test_tones_are_of_known_classes():
    from kg import ontology

    tone, side = voices.tones()
    known = ontology.load()
    assert set(tone) <= {*known.classes, *known.properties} and set(tone.values()) == {-1, 1}
    assert all(known.kind_of(c) == "Event" for c in tone if c in known.classes)
    assert all(not known.properties[p].datatype for p in tone if p in known.properties)
    assert set(side) <= set(known.properties) and all(known.properties[p].is_role for p in side)


def test_who_takes_part_in_the_same_events(sample_graph):
    pairs = {(p["a_label"], p["b_label"]): [e["label"] for e in p["events"]] for p in structure.together(sample_graph)}
    assert any("founding of the firm" in events for events in pairs.values())
    assert not any("a plan" in events for events in pairs.values())
    g = graph_of([("meet", "a"), ("meet", "b"), ("meet", "war")])
    g.nodes["meet"]["kind"] = g.nodes["war"]["kind"] = "Event"
    for *_, d in g.edges(data=True):
        d["is_role"] = True
    assert [(p["a"], p["b"]) for p in structure.together(g)] == [("a", "b")]
    g.nodes["meet"]["plain"] = False  # it is planned: nobody was there
    assert structure.together(g) == []


def test_one_source(sample_graph):
    alone = quality.single_source(sample_graph)
    assert alone["unit"] == "article" and alone["count"] == len(alone["claims"]) == alone["of"] > 0


def test_quality_counts(sample_graph):
    q = quality.quality(sample_graph)
    assert q["sentences"] == 8 and 0 < q["sentences_with_evidence"] < 8 and q["sentences_silent"] == 1
    assert all(
        "%" in line or "yielded" in line for line in quality.quality_lines(q, quality.single_source(sample_graph))
    )


def test_what_changed_between_two_dates(sample_graph):
    found = quality.between(sample_graph, "2020-01-01", "2020-01-31")
    names = {t["label"] for t in found["things"]}
    assert found["articles"] == 1 and "Orla" in names and "Lisbon" not in names
    assert quality.between(sample_graph, "2019-05", "2019-05")["happened"][0]["when"] == "2019-05"
    assert quality.between(sample_graph, "2021-01-01", "2021-12-31")["articles"] == 0


def test_relations_make_ties_once_a_sentence():
    g = graph_of([("a", "b"), ("a", "c"), ("x", "b"), ("b", "a")])
    relations = {("a", "b"): "sued", ("a", "c"): "praised", ("x", "b"): "sued"}
    for a, b, d in g.edges(data=True):
        d.update(predicate=relations.get((a, b), "knows"))
    for *_, d in g.edges(data=True):
        d["evidence"][0]["end"] = 9
    g.nodes["x"]["kind"] = "Place"  # a place acts against nobody
    ties = {(t["from"], t["to"]): (t["against"], t["in_favour"]) for t in voices.voices(g)}
    assert ties == {("a", "b"): (1, 0), ("a", "c"): (0, 1)}
    for _, _, d in g.edges(data=True):
        d["status"] = "planned"
    assert voices.voices(g) == []


def test_what_each_period_brought(sample_graph):
    rows = quality.changes(sample_graph)
    dates = sorted({d["date"] for d in sample_graph.graph["documents"].values() if d["date"]})
    assert [r["period"] for r in rows] == (dates if len(dates) > 1 else [])
    assert sum(r["articles"] for r in rows) == (
        len(rows) and sum(bool(d["date"]) for d in sample_graph.graph["documents"].values())
    )
    g = graph_of([("a", "b")])
    g.graph["documents"] = {f"d{i}": {"date": f"2019-{i % 12 + 1:02}-{i % 28 + 1:02}"} for i in range(60)}
    found = quality.changes(g)
    assert len(found) == 12 and found[0]["period"] == "2019-01" and sum(r["articles"] for r in found) == 60


def test_results_as_rdf(sample_graph):
    results, base = analyse(sample_graph), written.base_of(sample_graph)
    assert base == sample.BASE
    text = written.trig(results, base)
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    assert {q.graph_name.value for q in quads} == {base + "graph/analysis"}
    vocabulary = {
        t.subject.value
        for file in ("analysis", "kg")
        for t in ox.parse(path=f"ontologies/{file}.ttl", format=ox.RdfFormat.TURTLE)
    } | {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label"}  # fmt: skip
    assert {q.predicate.value for q in quads} <= vocabulary
    ranked = {q.subject.value: float(q.object.value) for q in quads if q.predicate.value.endswith("#pageRank")}
    assert ranked == {r["iri"]: r["pagerank"] for r in results["central"]}


TOLD = {
    "central": "pageRank", "communities": "Community", "brokers": "cutsOff", "bridges": "Bridge", "cores": "core", "paths": "Path",
    "neighbourhoods": "Neighbourhood", "together": "SharedEvents", "voices": "Tie", "timeline": "TimelineEntry", "changes": "Period",
    "conflicts": "FigureConflict", "single_source": "restsOnOneSource", "quality": "QualityFigure",
}  # fmt: skip


def test_what_a_source_denies_is_disputed_before_what_the_article_says_is_not_so():
    from kg.analysis import report

    g = graph_of([("a", "b"), ("c", "d"), ("e", "f")])
    text = "a knows b. c knows d. e knows f."
    document = {
        "id": "d",
        "title": "d",
        "date": None,
        "url": None,
        "publisher": None,
        "text": text,
        "sentences": [],
        "mentions": [],
        "times": [],
    }
    g.graph |= {"documents": {"d": document}, "quarantined": []}
    for n, (*_, d) in enumerate(g.edges(data=True)):
        at = 11 * n
        d |= {"plain": False, "polarity": "negative", "doubtful": False, "attributed_label": None}
        d["evidence"] = [{"document": "d", "title": "d", "start": at, "end": at + 10, "subject": [at, at + 1], "object": [at + 8, at + 9],
                          "sentence": text[at : at + 10], "confidence": 0.9, "iri": str(n)}]  # fmt: skip
    g["c"]["d"]["c1"]["status"] = "denied"
    g["e"]["f"]["c2"].update(status="denied", attributed_label="e")
    found = [(row["what"], row["sides"]) for row in report._disputed(g, {"conflicts": []})]
    assert found == [("not so: e knows f", ["according to e"]), ("not so: c knows d", []), ("not so: a knows b", [])]


@pytest.fixture
def rich():
    """A graph in which every analysis finds something."""
    g = graph_of(
        [(a, b) for a in "abcd" for b in "abcd" if a < b] + [("d", "hub"), ("hub", "x"), ("x", "y"), ("hub", "y")]
    )
    text = "a sued b. c has 3 sons. c has 4 sons."
    for name, date in (("d", "2019-01-01"), ("e", "2019-02-01")):
        g.graph["documents"][name] = {"id": name, "title": None, "date": date, "url": None, "publisher": None, "text": text,
                                      "sentences": [(0, 9), (10, 23), (24, 37)], "mentions": [(0, 1, "a")], "times": []}  # fmt: skip
    g.graph |= {"silent": [], "quarantined": []}
    say = {"document": "d", "title": "d", "start": 0, "end": 9, "subject": [0, 1], "object": [7, 8], "sentence": text[:9], "iri": "e1", "confidence": 0.9}  # fmt: skip
    for *_, d in g.edges(data=True):
        d |= {"evidence": [say], "attributed_label": None, "doubtful": False, "predicate": "sued"}
    for _, d in g.nodes(data=True):
        d |= {"documents": ["d"], "certainty": "certain", "attributed_label": None, "mentions": 1, "is_event": False}
    shared = {
        "status": "asserted",
        "polarity": "positive",
        "certainty": "certain",
        "attributed_label": None,
        "plain": True,
    }
    figure = {
        "label": "number of sons",
        "predicate": "numberOfUsers",
        "approximate": False,
        "evidence": [say],
        "confidence": 0.9,
        **shared,
    }
    g.nodes["c"]["literals"] = [{**figure, "value": v, "claim": f"v{v}"} for v in (3, 4)]
    time = {"edtf": "2019-01", "label": "January 2019", "earliest": "2019-01-01", "latest": "2019-01-31"}
    g.add_node("meet", label="a meeting", kind="Event", type="Meeting", type_label="meeting", names=[], named=True, mentions=1, literals=[],
               documents=["d"], time=time, is_event=True, evidence=[say], **shared)  # fmt: skip
    for i, o in enumerate("ab"):
        g.add_edge("meet", o, key=f"r{i}", claim=f"r{i}", label="whom", predicate="patient", is_role=True, evidence=[say], confidence=0.9, time=None, **shared)  # fmt: skip
    return g


@pytest.mark.parametrize("name", [a.name for a in ANALYSES])
def test_every_analysis_stands_in_every_form(rich, name, tmp_path):
    """JSON, RDF, CSV and the report, each with what it means; the page is looked at in tests/browser."""
    results = analyse(rich)
    about = next(a for a in ANALYSES if a.name == name)
    files = {str(f.relative_to(tmp_path)): f for f in written.folder(results, rich, tmp_path, sample.BASE)}
    told = json.loads(files["analysis.json"].read_text("utf-8"))
    assert told[name] and told["about"][name] == {
        "name": name,
        "title": about.title,
        "means": about.means,
        "caution": about.caution,
    }
    rdf = files["analysis.trig"].read_text("utf-8")
    assert f"ontology#{TOLD[name]}>" in rdf and about.title in rdf and about.caution.split('"')[0] in rdf
    rows = list(csv.DictReader(io.StringIO(files[f"analysis/{name.replace('_', '-')}.csv"].read_text("utf-8"))))
    assert rows and all(None not in row for row in rows)
    explained = csv.DictReader(io.StringIO(files["analysis/about.csv"].read_text("utf-8")))
    assert any(r["analysis"] == name and r["means"] == about.means for r in explained)
    text = markdown.markdown(rich, results, "x")
    section = text.partition(f"### {about.title}\n")[2].partition("\n###")[0]
    assert (
        about.means in section
        and about.caution in section
        and "\n- " in section
        and "Nothing of the kind" not in section
    )
    assert about.title in html(rich, results, "x")


def test_ways_between_the_central_things():
    g = graph_of([("a", "m"), ("m", "b"), ("a", "x", 5), ("x", "y", 5), ("y", "b", 5), ("q", "r")])
    for *_, d in g.edges(data=True):
        d["evidence"] = [{"start": 0, **v} for v in d["evidence"]]
    found = {(p["from"], p["to"]): p for p in structure.paths(g, measures.central(g))}
    (way,) = [p for ends, p in found.items() if set(ends) == {"a", "b"}]
    assert len(way["shortest"]) == 2 and len(way["strongest"]) == 3
    assert not any({"q", "a"} <= set(ends) for ends in found) and ("q", "r") not in found


def test_results_as_files(sample_graph, tmp_path):
    files = written.folder(analyse(sample_graph), sample_graph, tmp_path, sample.BASE)
    assert json.loads((tmp_path / "analysis.json").read_text("utf-8"))["central"]
    for file in files:
        if file.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
            assert len({len(r) for r in rows}) == 1, file


def test_the_report_as_a_page(sample_graph):
    results = analyse(sample_graph)
    page = html(sample_graph, results, "A <b>title</b>")
    assert "<script" not in page and "<img" not in page and "<b>title" not in page and "&lt;script&gt;" in page
    assert '<mark class="s">Ana Lúcia Prates</mark>' in page and "4,000,000 (according to Ana Lúcia Prates)" in page
    facts = brief.key_facts(sample_graph)
    assert facts and all(f["evidence"]["sentence"] for f in facts)
    assert [f["text"] for f in facts if "number of users" in f["text"]]


def test_the_same_every_time(sample_graph, sample_folder):
    from kg.analysis.graph import project
    from kg.rdf.store import Dataset

    again = project(Dataset(sample_folder))
    for make in (
        lambda g, r: html(g, r, "x"),
        lambda g, r: written.trig(r, sample.BASE),
        lambda g, r: markdown.markdown(g, r, "x"),
    ):
        assert make(sample_graph, analyse(sample_graph)) == make(again, analyse(again))


def test_a_date_as_a_value_stands_on_the_timeline():
    g = graph_of([("a", "b")])
    fact = {"claim": "c9", "label": "born on", "status": "asserted"}
    g.nodes["a"]["literals"] = [{**fact, "value": "1924-02"}, {**fact, "value": 1999}, {**fact, "value": "president"}]
    (row,) = measures.timeline(g)["dated"]
    assert (row["what"], row["earliest"], row["latest"]) == ("a born on 1924-02", "1924-02-01", "1924-02-29")
