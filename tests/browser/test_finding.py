"""Finding things on the page: search, the timeline, ways, tables, links; each on a page made for it."""

import pytest

from kg.view import write
from tests.browser.conftest import search
from tests.support import generated


@pytest.fixture
def page_of(visit, tmp_path):
    """A page of a text, built here."""

    def made(text, fragment=""):
        import kg

        kg.build({"id": "x", "text": text, "date": "2019-02-03"}, out=tmp_path / "out")
        return visit(tmp_path / "out" / "graph.html", fragment)

    return made


def test_whole_names_come_first_and_things_before_events(sample_graph, visit, tmp_path):
    names = ["Lisbon Tours", "Lisbon", "Old Lisbon", "New-Lisbon-Line", "Norlisbon"]
    nodes = [n for n, d in sample_graph.nodes(data=True) if d["kind"] != "Event"]
    events = [n for n, d in sample_graph.nodes(data=True) if d["kind"] == "Event"]
    for node, name in zip(nodes, names, strict=True):
        sample_graph.nodes[node].update(label=name, names=[])
    for node in events:
        sample_graph.nodes[node].update(label="Lisbon Tours", names=[])
    write(sample_graph, tmp_path / "p.html")
    page = visit(tmp_path / "p.html")
    found = page.evaluate("app.search.find('lisbon').map(n => [app.data.label(n), app.data.isEvent(n)])")
    assert found[0] == ["Lisbon", False] and found[1] == ["Lisbon Tours", False] and found[-1] == ["Norlisbon", False]
    assert [label for label, event in found if event] == ["Lisbon Tours"] * len(events)


def test_what_is_searched_is_shown_even_where_its_kind_was_hidden(seed_page):
    seed_page.evaluate("app.go({ hidden: { kinds: new Set(['Person', 'Place']), statuses: new Set() } })")
    search(seed_page, "pavel durov")
    assert seed_page.evaluate("[...app.state.hidden.kinds]") == ["Place"]
    assert seed_page.evaluate("Boolean(app.selection.node[app.state.card.node])")


def test_a_date_in_somebodys_words_is_no_date_of_the_article(page_of):
    said = "The old bridge was closed to all the heavy traffic in 2016 and nobody liked it,"
    page = page_of(f'Ana Prates met Bo Li. "{said}" Prates said.', "#view=timeline")
    assert page.locator(".when.spoken").count() == 0
    assert "2016" not in page.locator("#view-timeline").inner_text()


def test_what_happened_stands_once_on_the_timeline(page_of):
    page = page_of("Ana Prates was arrested in Lisbon on 3 May 2017. Bo Li founded Acme in 2015.", "#view=timeline")
    rows = page.locator("#view-timeline .when").all_inner_texts()
    assert sum("2017" in r for r in rows) == 1 and sum("2015" in r for r in rows) == 1


def test_more_of_a_long_timeline_on_demand(visit, tmp_path):
    write(generated.graph(60, 1200, 60, documents=5), tmp_path / "p.html")
    page = visit(tmp_path / "p.html", "#view=timeline")
    dated = page.locator("#view-timeline ol:not(.undated) .when")
    assert dated.count() == 300
    page.locator("#view-timeline button", has_text="Show more").click()
    assert 300 < dated.count() <= 600


def test_no_way_leads_over_what_is_denied(sample_page):
    """Prates denies that she owns Orla; nothing else connects it."""
    way = "([a, b]) => app.paths.find(app.search.find(a)[0], app.search.find(b)[0])"
    assert sample_page.evaluate(way, ["ana lúcia prates", "orla"]) is None
    assert sample_page.evaluate(way, ["ana lúcia prates", "lisbon"])["stated"] is True


def test_tables_are_filtered_by_all_words_and_saved_without_formulas(sample_graph, visit, tmp_path):
    (lisbon,) = [n for n, d in sample_graph.nodes(data=True) if d["label"] == "Lisbon"]
    sample_graph.nodes[lisbon]["label"] = "=1+1"
    write(sample_graph, tmp_path / "p.html")
    page = visit(tmp_path / "p.html", "#view=table")
    assert '"\'=1+1"' in page.evaluate("app.table.csv('entities')")
    for typed, rows in (("person prates", 1), ("person orla", 0)):
        page.locator("#table-filter").fill(typed)
        assert page.evaluate("app.table.rows('entities').length") == rows


@pytest.mark.parametrize(("depth", "kept"), [("2", 2), ("9", 3), ("-4", 1), ("x", 1)])
def test_a_link_asks_for_no_more_than_three_steps(visit, seed_folder, seed_page, depth, kept):
    iri = seed_page.evaluate("app.data.N.iri[app.search.find('pavel durov')[0]]")
    page = visit(seed_folder / "graph.html", f"#focus={iri}&depth={depth}")
    assert page.evaluate("[app.state.focus != null, app.state.depth]") == [True, kept]
