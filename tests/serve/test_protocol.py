"""What a request asks, and in which format it is answered: no server needed."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import index
from kg.serve import protocol, worker
from kg.serve.protocol import Refused

BASE = "https://example.org/id/"
FORM = "application/x-www-form-urlencoded"


def read(method="GET", address="", content_type="", accept="", body=b""):
    return protocol.question(method, address, content_type, accept, body, BASE)


def test_a_query_by_each_way():
    asked = {
        read(address="query=ASK%20%7B%7D").query,
        read("POST", content_type=FORM, body=b"query=ASK%20%7B%7D").query,
        read("POST", content_type="application/sparql-query; charset=UTF-8", body=b"ASK {}").query,
    }
    assert asked == {"ASK {}"} and read() is None
    graphs = read(address="query=x&default-graph-uri=http%3A%2F%2Fa&default-graph-uri=b&named-graph-uri=c")
    assert graphs.default == ["http://a", "b"] and graphs.named == ["c"]


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (403, {"address": "update=DROP%20ALL"}),
        (403, {"method": "POST", "content_type": "application/sparql-update", "body": b"DROP ALL"}),
        (403, {"method": "POST", "content_type": FORM, "body": b"update=DROP+ALL"}),
        (403, {"address": "query=ASK{}&using-graph-uri=x"}),
        (415, {"method": "POST", "body": b"ASK {}"}),
        (415, {"method": "POST", "content_type": "text/plain", "body": b"ASK {}"}),
        (415, {"method": "POST", "content_type": "application/sparql-query; charset=UTF-16", "body": b"ASK {}"}),
        (400, {"method": "POST", "content_type": "application/sparql-query", "body": b"ASK {'\xff'}"}),
        (400, {"method": "POST", "content_type": FORM, "body": b"a=b"}),
        (400, {"address": "query=ASK%20%FF"}),
        (400, {"address": "query=a&query=b"}),
        (400, {"address": "&".join(f"a{n}=b" for n in range(5000))}),
    ],
)
def test_what_is_refused(status, request_):
    with pytest.raises(Refused) as refused:
        read(**request_)
    assert refused.value.status == status and "\n" not in refused.value.message


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.1, application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/json", "application/json"),
        ("text/csv;q=nonsense, text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_negotiation(accept, media):
    assert protocol.negotiate(accept, protocol.SOLUTIONS) == media


def test_nothing_acceptable():
    with pytest.raises(Refused) as refused:
        protocol.negotiate("image/png", protocol.SOLUTIONS)
    assert refused.value.status == 406


@given(st.text(max_size=80))
def test_any_accept_header_is_answered_or_refused(accept):
    try:
        assert protocol.negotiate(accept, protocol.TRIPLES) in protocol.TRIPLES
    except Refused as refused:
        assert refused.status == 406


def test_the_description_is_rdf():
    text = protocol.description("http://127.0.0.1:1/sparql", "https://example.org/id/graph/facts")
    for media in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        found = list(ox.parse(protocol.converted(text, media), format=ox.RdfFormat.from_media_type(media)))
        assert any(q.predicate.value.endswith("#endpoint") for q in found)


@pytest.fixture
def store(sample_folder):
    return index.opened(sample_folder / "dataset.nq")


def ask(store, query, accept="*/*", size=10_000, **more):
    question = protocol.Question(query, accept, base=BASE, **more).to_dict()
    limits = {"size": size, "prefixes": {"kg": "https://w3id.org/newskg/ontology#"}, "folder": None}
    return worker.answer(store, question, limits)


def test_answers_of_each_kind(store):
    assert ask(store, "ASK {}")[0] == {"status": 200, "type": "application/sparql-results+json"}
    assert ask(store, "ASK {}", "text/csv")[0]["status"] == 406
    head, body = ask(store, "CONSTRUCT { <s> <p> 1 } WHERE {}")
    assert (
        head["type"] == "text/turtle"
        and next(iter(ox.parse(body, format=ox.RdfFormat.TURTLE))).subject.value == BASE + "s"
    )
    assert ask(store, "SELECT (1 AS ?x) {}", "text/csv")[1] == b"x\r\n1\r\n"


def test_graphs_named_by_the_protocol(store):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole = int(ask(store, count, "text/csv")[1].split()[1])
    facts = int(ask(store, count, "text/csv", default=[BASE + "graph/facts"])[1].split()[1])
    none = int(ask(store, count, "text/csv", named=[BASE + "graph/two"])[1].split()[1])
    assert whole > facts > none == 0
    assert ask(store, "ASK { ?s ?p ?o }", default=["not an iri"])[0]["status"] == 400


def test_too_large_and_wrong(store):
    assert ask(store, "SELECT * { ?s ?p ?o }", size=200)[0]["status"] == 413
    for query in ("SELECT", "DROP ALL", "ASK { SERVICE <http://x/> {} }", "ASK {" + "{" * 999 + "}" * 999 + "}"):
        head, body = ask(store, query)
        assert head["status"] == 400 and body.count(b"\n") == 1
