"""The store at the size of some 200,000 triples made of real articles, beside rdflib's memory store and bare pyoxigraph.

    python -m tests.bench_store [FOLDER]      # a folder `kg build` made of the articles; else it is made first

Every line is one run of all three on the same data: loading the N-Quads, a grouped aggregate, a join over claims and
evidence, writing everything out.  Queries are timed as the best of three, and all three must give the same answer.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import ontology
from tests.support.shared import SHARED

ARTICLES = "wikinews-2019.input.jsonl"
GROUP = "SELECT ?p (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
JOIN = """SELECT ?claim ?sentence WHERE { ?claim rdf:subject ?s ; rdf:predicate ?p ; kg:status kg:asserted ; kg:evidence ?e .
  ?e nif:anchorOf ?sentence ; kg:rule ?rule . ?s rdfs:label ?label } ORDER BY ?claim ?sentence"""
PREFIXES = "".join(f"PREFIX {p}: <{n}>\n" for p, n in ontology.PREFIXES.items())


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Seconds of the fastest run, and what the last gave."""
    best, given = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        given = work()
        best = min(best, time.perf_counter() - start)
    return best, given


def ours(folder: Path) -> dict[str, tuple[float, Any]]:
    """What a user's commands do: open the store that the build left, query and dump through `Dataset`."""
    from kg.rdf.store import Dataset

    opening, data = timed(lambda: (d := Dataset(folder), d.index)[0])
    return {
        "open": (opening, None),
        "group": timed(lambda: len(list(data.query(GROUP))), 3),
        "join": timed(lambda: len(list(data.query(JOIN))), 3),
        "dump": timed(lambda: data.dump(io.BytesIO())),
    }


def loading(folder: Path) -> float:
    """Making the store on disk from quads, as a build does."""
    from kg.rdf import index

    quads = [_strings(line) for line in (folder / "dataset.nq").open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "dataset.nq").write_bytes((folder / "dataset.nq").read_bytes())
        return timed(lambda: index.write(quads, Path(place), "https://w3id.org/newskg/id/"))[0]


def _strings(line: str) -> tuple[str, str, str, str]:
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)
    graph = "" if quad.graph_name == ox.DefaultGraph() else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph


def bare(folder: Path) -> dict[str, tuple[float, Any]]:
    """pyoxigraph alone, in memory, with the union of graphs in its default graph: the same answers."""
    file = str(folder / "dataset.nq")

    def load() -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
        return store

    loaded, store = timed(load)
    disk, _ = timed(lambda: _on_disk(file))
    union = ox.Store()
    union.bulk_extend({ox.Quad(q.subject, q.predicate, q.object) for q in store})
    return {
        "load": (loaded, None),
        "load on disk": (disk, None),
        "group": timed(lambda: len(list(union.query(PREFIXES + GROUP))), 3),
        "join": timed(lambda: len(list(union.query(PREFIXES + JOIN))), 3),
        "dump": timed(lambda: store.dump(io.BytesIO(), format=ox.RdfFormat.N_QUADS)),
    }


def _on_disk(file: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = ox.Store(place + "/store")
        store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
        store.flush()


def memory(folder: Path) -> dict[str, tuple[float, Any]]:
    """rdflib's own store, union as default graph."""
    import rdflib

    def load() -> rdflib.Dataset:
        return rdflib.Dataset(default_union=True).parse(folder / "dataset.nq", format="nquads")

    loaded, data = timed(load)
    return {
        "load": (loaded, None),
        "group": timed(lambda: len(list(data.query(PREFIXES + GROUP)))),
        "join": timed(lambda: len(list(data.query(PREFIXES + JOIN)))),
        "dump": timed(lambda: data.serialize(format="nquads")),
    }


def table(folder: Path) -> str:
    """The comparison as a Markdown table.

    Raises:
        AssertionError: the three do not give the same number of rows.
    """
    mine, rdflib, oxigraph = ours(folder), memory(folder), bare(folder)
    mine["load"] = (loading(folder), None)
    for query in ("group", "join"):
        assert mine[query][1] == rdflib[query][1] == oxigraph[query][1], (query, mine, rdflib, oxigraph)
    with (folder / "dataset.nq").open("rb") as file:
        quads = sum(1 for _ in file)
    lines = [
        f"| store, {quads:,} quads | newskg | rdflib memory | pyoxigraph memory | rdflib ÷ newskg | newskg ÷ pyoxigraph |",
        "|---|--:|--:|--:|--:|--:|",
        f"| open what a build left | {1000 * mine['open'][0]:.0f} ms | {rdflib['load'][0]:.1f} s | "
        f"{oxigraph['load'][0]:.2f} s | {rdflib['load'][0] / mine['open'][0]:,.0f} | {mine['open'][0] / oxigraph['load'][0]:.2f} |",
        f"| make the store on disk | {mine['load'][0]:.2f} s | {rdflib['load'][0]:.1f} s | {oxigraph['load on disk'][0]:.2f} s "
        f"(on disk) | {rdflib['load'][0] / mine['load'][0]:.1f} | {mine['load'][0] / oxigraph['load on disk'][0]:.2f} |",
    ]
    for name, title in (("group", "grouped aggregate"), ("join", "claims joined with evidence"), ("dump", "dump")):
        a, b, c = mine[name][0], rdflib[name][0], oxigraph[name][0]
        lines.append(f"| {title} | {1000 * a:.0f} ms | {b:.2f} s | {1000 * c:.0f} ms | {b / a:.0f} | {a / c:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1:
        print(table(Path(sys.argv[1])))
        return
    if SHARED is None:
        sys.exit("the development data is not on this machine: name a folder that “kg build” wrote")
    from kg import builder

    with tempfile.TemporaryDirectory() as place:
        builder.folder([SHARED / "bench" / "data" / ARTICLES], Path(place) / "out")
        print(table(Path(place) / "out"))


if __name__ == "__main__":
    main()
