"""The two-minute part of the report: what is picked, and how it is told."""

import pytest

from kg.analysis import analyse, brief, report
from kg.analysis.dates import told


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-03-12", "12 March 2018"), ("2018-03", "March 2018"), ("2018", "2018"), ("199X", "1990s"), ("19XX", "20th century"),
        ("2018~", "about 2018"), ("2018?", "2018 (uncertain)"), ("2019-21", "spring 2019"), ("2019-34", "second quarter of 2019"),
        ("XXXX-03-12", "12 March, year unknown"), ("2014/2016-02", "2014 – February 2016"), ("2014/..", "since 2014"),
        ("../2014", "until 2014"), ("2019-XX-XX", "2019"), ("soon", "soon"), ("", ""),
    ],
)  # fmt: skip
def test_dates_in_words(edtf, words):
    assert told(edtf) == words


def test_ten_facts_from_ten_sentences_in_reading_order(seed):
    facts = brief.key_facts(seed.to_networkx())
    places = [(f["evidence"]["document"], f["evidence"]["start"]) for f in facts]
    assert len(facts) == len(set(places)) == 10 and places == sorted(places)
    texts = [f["text"] for f in facts]
    assert texts[0].startswith("arrest of Pavel Durov") and "Pavel Durov lives in Dubai" in texts


def test_what_is_said_is_marked_and_what_is_denied_left_out(sample_graph):
    facts = brief.key_facts(sample_graph, 100)
    events = {n: d for n, d in sample_graph.nodes(data=True) if d["kind"] == "Event"}
    claims = {d["claim"]: d for _, _, d in sample_graph.edges(data=True)} | {
        f["claim"]: f for _, d in sample_graph.nodes(data=True) for f in d["literals"]
    }
    assert facts
    for fact in facts:
        d = events.get(fact["iri"]) or claims[fact["iri"]]
        assert d["polarity"] == "positive" and d["status"] in ("asserted", "attributed")
        assert (fact["says"] is None) == (d["status"] == "asserted")


def test_each_article_has_its_turn(seed):
    """Two copies of one story under two addresses: the facts come from both."""
    graph = seed.to_networkx()
    document = next(iter(graph.graph["documents"]))
    graph.graph["documents"][document + "x"] = graph.graph["documents"][document]
    for n, (_, _, d) in enumerate(graph.edges(data=True)):
        for e in d["evidence"] if n % 2 else ():
            e["document"] = document + "x"
    found = [f["evidence"]["document"] for f in brief.key_facts(graph, 2)]
    assert found == [document, document + "x"]


def test_who_is_told_by_what_is_stated(seed):
    graph = seed.to_networkx()
    rows = {w["label"]: w["told"] for w in brief.who(graph, analyse(graph)["central"])}
    assert {"entrepreneur", "founder of Telegram, VKontakte"} <= set(rows["Pavel Durov"])


def test_a_report_begins_as_the_article_does(seed, sample_graph, tmp_path):
    assert brief.lead(seed.to_networkx()).startswith("In a recent statement, Pavel Durov")
    assert len(sample_graph.graph["documents"]) > 1 and brief.lead(sample_graph) == ""
    import kg

    text = "Monday, October 28, 2019\n\nAna Prates left the old city of Lisbon on Sunday.\n"
    graph = kg.build({"id": "x", "text": text, "date": "2019-10-28"}, out=tmp_path / "out")
    assert brief.lead(graph.to_networkx()) == "Ana Prates left the old city of Lisbon on Sunday."


def test_two_minutes(seed):
    """At some 250 words a minute with sentences skimmed: what stands before the rest is short."""
    graph = seed.to_networkx()
    short = report.markdown(graph, analyse(graph), "x").partition("\n---\n")[0]
    assert 250 < len(short.split()) < 750
    assert all(
        f"## {part}" in short for part in ("Key facts", "Who", "When", "Where", "Who says what", "What is disputed")
    )
