"""The server as its clients meet it: SPARQLWrapper, rdflib, curl, raw sockets; and what it survives."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tests.support import sample
from tests.support.server import serving
from tests.support.shared import SHARED

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?c) < STR(?l)) }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from kg.rdf import write

    made = tmp_path_factory.mktemp("served")
    write.dataset(sample.records(), made, sample.BASE)
    (made / "newskg.json").write_text(json.dumps({"base": sample.BASE, "title": "A <b>title</b>"}))
    (made / "graph.html").write_text("<!doctype html><title>explorer</title>")
    (made / "report.md").write_text("# <script>report</script>")
    return made


@pytest.fixture(scope="module")
def server(folder):
    with serving(folder, "--timeout", 2, "--max-result", 1) as (address, _):
        yield address


def fetch(address, data=None, **headers):
    request = urllib.request.Request(address, data, {k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read(), response.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def ask(server, query, **headers):
    return fetch(server + "sparql", urllib.parse.urlencode({"query": query}).encode(), **headers)


def alive(server):
    status, body, _ = ask(server, "ASK {}", Accept="application/sparql-results+json")
    return status == 200 and json.loads(body)["boolean"]


def test_sparqlwrapper(server):
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(server + "sparql")
    client.setQuery("SELECT ?n { ?x kg:founderOf ?y ; rdfs:label ?n }")
    for format, found in (
        (wrapper.JSON, lambda r: r["results"]["bindings"][0]["n"]["value"]),
        (wrapper.XML, lambda r: r.getElementsByTagName("literal")[0].firstChild.data),
        (wrapper.CSV, lambda r: r.decode().split("\r\n")[1]),
        (wrapper.TSV, lambda r: r.decode().split("\n")[1].strip('"')),
    ):
        client.setReturnFormat(format)
        assert found(client.queryAndConvert()) == "Ana Lúcia Prates"
    client.setMethod(wrapper.POST)
    client.setQuery("DESCRIBE ?x { ?x kg:founderOf ?y }")
    for format in (wrapper.TURTLE, wrapper.RDFXML, wrapper.N3):
        client.setReturnFormat(format)
        graph = rdflib.Graph()
        found = client.queryAndConvert()
        graph = found if isinstance(found, rdflib.Graph) else graph.parse(data=found, format="turtle")
        assert len(graph) > 3
    client.setQuery("INSERT DATA { <http://x/a> a <http://x/b> }")
    client.setMethod(wrapper.POST)
    with pytest.raises(Exception, match=r"403|read-only|Forbidden"):
        client.query()


def test_rdflib_sparqlstore(server):
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(server + "sparql"))
    label = rdflib.RDFS.label
    assert [str(o) for o in graph.objects(rdflib.URIRef(f"{sample.BASE}person/1"), label)] == ["Ana Lúcia Prates"]
    assert bool(graph.query("ASK { ?s ?p ?o }")) and len(list(graph.query("SELECT ?s { ?s a kg:Person }"))) == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server):
    def curl(*args):
        return subprocess.run(["curl", "-s", *args], capture_output=True, check=True, timeout=30).stdout.decode()

    asked = curl(
        "-G", server + "sparql", "--data-urlencode", "query=ASK {}", "-H", "Accept: application/sparql-results+xml"
    )
    assert "<boolean>true</boolean>" in asked
    direct = (
        "-H",
        "Content-Type: application/sparql-query",
        "--data-binary",
        "SELECT (1 AS ?x) {}",
        "-H",
        "Accept: text/csv",
    )
    assert curl(server + "sparql", *direct) == "x\r\n1\r\n"
    assert "405" in curl("-i", "-X", "PUT", server + "sparql").split("\r\n")[0]
    assert "sd:Service" in curl(server + "sparql")


def test_pages_and_headers(server):
    status, page, headers = fetch(server)
    assert status == 200 and b"A &lt;b&gt;title&lt;/b&gt;" in page and b"<b>" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert fetch(server + "explore")[1].startswith(b"<!doctype html>")
    status, _, headers = fetch(server + "report")
    assert (
        status == 200
        and headers["Content-Type"].startswith("text/plain")
        and headers["X-Content-Type-Options"] == "nosniff"
    )
    assert b"founderOf" in fetch(server + "named/founders")[1]
    assert fetch(server + "named/claims-about?name=%22%7D")[1].count(b'\\"}') == 1
    for wrong in ("named/nothing", "named/claims-about", "named/relation?relation=x"):
        assert fetch(server + wrong)[0] == 400
    for path in ("static/../app.py", "static/%2e%2e%2fapp.py", "static/x", "newskg.json", "%00"):
        assert fetch(server + path)[0] == 404, path


def test_other_sites_may_not_ask(server, folder):
    assert ask(server, "ASK {}", Origin="http://evil.example")[0] == 403
    assert ask(server, "ASK {}", Origin="null")[0] == 403
    assert ask(server, "ASK {}", Host="evil.example")[0] == 400
    status, _, headers = ask(server, "ASK {}", Origin=server.rstrip("/"))
    assert status == 200 and "Access-Control-Allow-Origin" not in headers
    with serving(folder, "--cors", "https://good.example") as (open_, _):
        status, _, headers = ask(open_, "ASK {}", Origin="https://good.example")
        assert status == 200 and headers["Access-Control-Allow-Origin"] == "https://good.example"
        assert ask(open_, "ASK {}", Origin="https://evil.example")[0] == 403
    with serving(folder, "--cors", "*") as (open_, _):
        status, _, headers = ask(open_, "ASK {}", Origin="https://any.example")
        assert status == 200 and headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc to find the worker")
def test_a_worker_that_died_is_replaced(folder):
    with serving(folder, "--workers", 1) as (server, process):
        assert alive(server)
        stats = {
            int(p.parent.name): p.read_text().rpartition(")")[2].split() for p in Path("/proc").glob("[0-9]*/stat")
        }
        (worker,) = [pid for pid, fields in stats.items() if int(fields[1]) == process.pid]
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.2)
        assert alive(server)


def test_an_endless_query_ends(server):
    begun = time.time()
    status, body, headers = ask(server, ENDLESS)
    assert status == 503 and b"no answer after 2 s" in body and headers["Retry-After"]
    assert time.time() - begun < 20 and alive(server)


def test_many_endless_queries_leave_room(server):
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: ask(server, ENDLESS)[0], range(8)))
    assert set(found) == {503} and alive(server)


def test_results_and_requests_have_a_size(server):
    big = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    assert ask(server, big)[0] in (413, 503)
    assert (
        fetch(server + "sparql", b"query=" + b"x" * 2_000_000, Content_Type="application/x-www-form-urlencoded")[0]
        == 413
    )
    with contextlib.suppress(OSError):  # it may hang up before all is read
        assert fetch(server + "sparql?query=" + "x" * 500_000)[0] in (400, 414, 431)
    assert alive(server)


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + "{" * 100_000 + "}" * 100_000 + "}",
        "ASK { FILTER(" + "!" * 200_000 + "true) }",
        "SELECT * { ?s " + "/".join(["<http://x/p>"] * 20_000) + " ?o }",
        "ASK { " + " UNION ".join(["{}"] * 20_000) + " }",
        "ASK { FILTER(" + "+".join(["1"] * 100_000) + " = 1) }",
        "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a*)*(a*)*(a*)*b')) }",
        "SELECT (CONCAT(" + ", ".join(["?o"] * 5000) + ") AS ?x) { ?s ?p ?o . ?t ?q ?r }",
        "\x00\ufeff'\"\\",
        "",
    ],
)  # fmt: skip
def test_hostile_queries(server, query):
    assert ask(server, query)[0] in (200, 400, 413, 503) and alive(server)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff\xfe garbage\r\n\r\n",
        b"GET /sparql?query=ASK{} HTTP/1.1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\nASK",
    ],
)
def test_malformed_requests(server, data):
    where = urllib.parse.urlsplit(server)
    with (
        contextlib.suppress(OSError),  # the server may hang up in the middle
        socket.create_connection((where.hostname, where.port), timeout=5) as client,
    ):
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        client.recv(4096)
    assert alive(server)


def test_a_client_that_leaves_frees_its_worker(folder):
    with serving(folder, "--timeout", 60, "--workers", 1) as (server, _):
        assert alive(server)
        where = urllib.parse.urlsplit(server)
        body = urllib.parse.urlencode({"query": ENDLESS}).encode()
        client = socket.create_connection((where.hostname, where.port), timeout=5)
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        time.sleep(0.5)
        client.close()
        begun = time.time()
        assert alive(server) and time.time() - begun < 30


def test_it_follows_a_rebuild(tmp_path):
    from kg.folder import replacing
    from kg.rdf import write

    def build(records):
        with replacing(tmp_path / "out") as place:
            write.dataset(records, place, sample.BASE)
            (place / "newskg.json").write_text(json.dumps({"base": sample.BASE, "title": "x"}))

    build(sample.records()[:1])
    count = "SELECT (COUNT(?d) AS ?n) { ?d a kg:Document }"
    with serving(tmp_path / "out") as (server, _):
        assert ask(server, count, Accept="text/csv")[1].split()[1] == b"1"
        build(sample.records())
        assert ask(server, count, Accept="text/csv")[1].split()[1] == b"2"


def test_nothing_but_this_machine_is_listened_to(folder):
    with serving(folder) as (server, process):
        port = urllib.parse.urlsplit(server).port
        table = Path("/proc/net/tcp")
        for line in table.read_text().splitlines() if table.exists() else ():
            parts = line.split()
            if parts[1].endswith(f":{port:04X}") and parts[3] == "0A":
                assert parts[1].split(":")[0] == "0100007F"
        done = subprocess.run(
            [*process.args[:6], "--port", str(port)], capture_output=True, text=True, cwd=os.getcwd(), timeout=60
        )
        assert done.returncode == 1 and f"port {port}" in done.stderr and "Traceback" not in done.stderr


# ---------------------------------------------------------------- W3C: SPARQL 1.1 Protocol

W3C = SHARED / "w3c" / "sparql11-protocol" if SHARED else None


def _w3c():
    """(name, requests) of each test; a request is method, path, headers, body, what is expected."""
    if not W3C or not W3C.is_dir():
        return []
    g = rdflib.Graph().parse(W3C / "manifest.ttl")
    mf = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
    ht, cnt = rdflib.Namespace("http://www.w3.org/2011/http#"), rdflib.Namespace("http://www.w3.org/2011/content#")
    out = []
    for test in g.items(next(g.objects(None, mf.entries))):
        requests = []
        for r in g.items(g.value(g.value(test, mf.action), ht.requests)):
            headers = (
                {
                    str(g.value(h, ht.fieldName)).lower(): str(g.value(h, ht.fieldValue))
                    for h in g.items(g.value(r, ht.headers))
                }
                if g.value(r, ht.headers)
                else {}
            )
            body, answer = g.value(r, ht.body), g.value(r, ht.resp)
            text = str(g.value(body, cnt.chars)) if body is not None else None
            encoding = str(g.value(body, cnt.characterEncoding) or "UTF-8") if body is not None else "UTF-8"
            requests.append((
                str(g.value(r, ht.methodName)), str(g.value(r, ht.absolutePath)), headers,
                text.encode(encoding) if text is not None else None,
                {str(s).rpartition("StatusCode")[2][0] for s in g.objects(answer, mf.expectedStatus)},
                g.value(answer, mf.expectedBoolean), g.value(answer, mf.expectedFormat),
            ))  # fmt: skip
        out.append((str(test).rpartition("#")[2], requests))
    return out


@pytest.fixture(scope="module")
def w3c_server(tmp_path_factory):
    file = tmp_path_factory.mktemp("w3c") / "data.nq"
    with file.open("wb") as out:
        for n in (1, 2, 3):
            graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{n}.rdf")
            quads = (ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(path=str(W3C / f"data{n}.nt")))
            ox.serialize(quads, out, format=ox.RdfFormat.N_QUADS)
    with serving(file) as (address, _):
        yield address


KINDS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


@pytest.mark.skipif(not _w3c(), reason="the W3C protocol tests are not on this machine")
@pytest.mark.parametrize(("name", "requests"), _w3c(), ids=[n for n, _ in _w3c()])
def test_w3c_protocol(w3c_server, name, requests):
    where = urllib.parse.urlsplit(w3c_server)
    for method, path, headers, body, statuses, boolean, format in requests:
        update = name.startswith("update_") and headers.get("content-type", "") != "application/sparql-query"
        if name.startswith("update_") and not update:
            continue  # asks what the update did: it did nothing
        client = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
        client.request(method, "/sparql" + path.removeprefix("/sparql/"), body, headers)
        response = client.getresponse()
        text, media = response.read(), response.getheader("content-type", "").split(";")[0]
        client.close()
        assert str(response.status)[0] in ({"4"} if update else statuses), (name, response.status, text)
        if format is not None and not update:
            assert media in KINDS[str(format)]
        if boolean is not None and not update:
            assert json.loads(text)["boolean"] is bool(boolean.toPython())


def test_a_hint_has_the_limits_of_a_query(server, folder):
    def hint(query, **headers):
        return fetch(server + "hint", query.encode(), **headers)

    status, body, _ = hint("SELECT ?s { ?s kg:founderOff ?o }")
    assert status == 200 and b"founderOf" in body
    assert hint("ASK {}")[:2] == (200, b"\n")
    assert hint("SELECT")[0] in (200, 400) and hint("x" * 3_000_000)[0] == 413
    assert hint("ASK {}", Origin="https://elsewhere.example")[0] == 403
    assert fetch(server + "hint")[0] == 405
    assert alive(server)
