"""The two-minute part of the report: what is picked, and how it is told."""

import re

import pytest

from kg.analysis import analyse, brief, markdown
from kg.analysis.dates import told
from tests.support import generated


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
    assert "entrepreneur" in rows["Pavel Durov"][0] and "founder of Telegram, VKontakte" in rows["Pavel Durov"]


def test_a_report_begins_as_the_article_does(seed, sample_graph, tmp_path):
    assert brief.lead(seed.to_networkx()).startswith("In a recent statement, Pavel Durov")
    assert len(sample_graph.graph["documents"]) > 1 and brief.lead(sample_graph) == ""
    import kg

    text = "Monday, October 28, 2019\n\nAna Prates left the old city of Lisbon on Sunday.\n"
    graph = kg.build({"id": "x", "text": text, "date": "2019-10-28"}, out=tmp_path / "out")
    assert brief.lead(graph.to_networkx()) == "Ana Prates left the old city of Lisbon on Sunday."


PARTS = ("Who", "When", "Where", "Ten key facts", "Who says what", "What is disputed", "What the graph does not know")


def short(graph):
    return markdown.markdown(graph, analyse(graph), "x").partition("\n---\n")[0]


def test_two_minutes(seed):
    """At some 250 words a minute: what stands before the rest is short."""
    text = short(seed.to_networkx())
    assert 250 < len(re.findall(r"\w\S*", text)) <= 500
    assert all(f"## {part}\n" in text for part in PARTS)


def test_two_minutes_whatever_there_is():
    """A hundred and fifty articles take no longer than one."""
    text = short(generated.graph(1000, 400, 1300, documents=150))
    assert len(re.findall(r"\w\S*", text)) <= 500 and "150 articles" in text


SENTENCE = "In the old town of Lisbon, where it rained all day long, Ana Prates sold her firm to Audi, which had wanted it for years, said Orla."


@pytest.mark.parametrize(
    ("limit", "part"), [(99, SENTENCE), (8, "Ana Prates sold her firm to Audi,"), (3, "Ana Prates sold")]
)
def test_an_excerpt_holds_its_arguments(limit, part):
    before = "Something else. "
    at = lambda x: [len(before) + SENTENCE.index(x), len(before) + SENTENCE.index(x) + len(x)]  # noqa: E731
    e = {"start": len(before), "end": len(before) + len(SENTENCE), "subject": at("Ana Prates"), "object": at("Audi")}
    start, end = brief.excerpt(before + SENTENCE, e, limit)
    found = (before + SENTENCE)[start:end]
    assert (part in found or found in part) and len(found.split()) <= limit + 2


@pytest.mark.parametrize("limit", range(3, 24))
def test_an_excerpt_is_of_whole_words_and_does_not_break_off_at_a_little_one(limit):
    at = lambda x: [SENTENCE.index(x), SENTENCE.index(x) + len(x)]  # noqa: E731
    e = {"start": 0, "end": len(SENTENCE), "subject": at("Ana Prates"), "object": at("her firm")}
    start, end = brief.excerpt(SENTENCE, e, limit)
    found, words = SENTENCE[start:end].split(), SENTENCE.split()
    assert any(words[i : i + len(found)] == found for i in range(len(words)))
    assert "Ana Prates" in SENTENCE[start:end] and found[-1] not in ("to", "it", "had", "for", "and")
    assert limit < 5 or "her firm" in SENTENCE[start:end]


def test_sentences_that_were_cut_are_told_in_full_below(seed):
    from kg.analysis.report import content

    graph = seed.to_networkx()
    c = content(graph, analyse(graph), "x")
    shown = {n: (f["part"][:2], (f["evidence"]["start"], f["evidence"]["end"])) for n, f in enumerate(c["facts"], 1)}
    assert [n for n, _ in c["cut"]] == [n for n, (part, whole) in shown.items() if part != whole]
    assert any(part[0] == whole[0] and part != whole for part, whole in shown.values())
    assert any(part[0] != whole[0] for part, whole in shown.values())


def test_the_paper_itself_is_no_news(seed):
    graph = seed.to_networkx()
    (document,) = graph.graph["documents"].values()
    document["url"] = "https://www.telegram.example/news/1"
    names = {graph.nodes[n]["label"] for n in brief.publications(graph)}
    assert names == {"Telegram"}
    assert "Telegram" not in {w["label"] for w in brief.who(graph, analyse(graph)["central"])}


def test_many_articles_are_not_all_about_one_thing():
    ranked = [{"iri": str(n), "about": ["hub", str(n)]} for n in range(5)] + [{"iri": "x", "about": ["x"]}]
    assert [f["iri"] for f in brief._varied(ranked, 3)] == ["0", "1", "x"]
    assert [f["iri"] for f in brief._varied(ranked, 5)] == ["0", "1", "x", "2", "3"]


def test_talk_is_what_only_tells_that_somebody_spoke():
    from kg import ontology
    from kg.analysis import voices

    assert {"Statement", "Announcement", "spokeTo"} <= voices.talk() and "Arrest" not in voices.talk()
    assert voices.talk() <= {*ontology.load().classes, *ontology.load().properties}
