"""The store at the size of some 200,000 triples made of real articles, beside rdflib's memory store and bare pyoxigraph.

    python -m tests.bench_store [FOLDER]      # a folder `kg build` made of the articles; else it is made first

One run does all three on the same data: loading the N-Quads, a grouped aggregate, joins over claims and evidence, writing
everything out.  Ours and pyoxigraph are timed as the best of three, and all three must give the same number of rows.

Like is compared with like.  Questions go to the union of all graphs, each triple once.  rdflib has that as a switch; bare
pyoxigraph's switch gives a triple once for each graph that has it (counts come out wrong, joins do not end), so it is given
the union as its default graph: by a stream of triples in memory, and by an update where the named graphs are to stay.
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
QUERIES = {
    "grouped aggregate": "SELECT ?p (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    "claims joined with their evidence": """SELECT ?claim ?sentence WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; kg:status kg:asserted ; kg:evidence ?e .
  ?e nif:anchorOf ?sentence ; kg:rule ?rule . ?s rdfs:label ?label } ORDER BY ?claim ?sentence""",
    "claims and evidence grouped by relation": """SELECT ?p ?status (COUNT(DISTINCT ?claim) AS ?n) (AVG(?c) AS ?sure) WHERE {
  ?claim rdf:predicate ?p ; kg:status ?status ; kg:evidence ?e . ?e kg:confidence ?c ; kg:sourceDocument ?d }
  GROUP BY ?p ?status ORDER BY ?p ?status""",
}
PREFIXES = "".join(f"PREFIX {p}: <{n}>\n" for p, n in ontology.PREFIXES.items())
UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
READY = "ASK { ?s rdf:subject ?o }"
Timed = tuple[float, Any]


def timed(work: Callable[[], Any], times: int = 3) -> Timed:
    """Seconds of the fastest run, and what the last gave."""
    best, given = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        given = work()
        best = min(best, time.perf_counter() - start)
    return best, given


def ours(folder: Path) -> dict[str, Timed]:
    """What a user's commands do."""
    from kg.rdf import index
    from kg.rdf.store import Dataset

    def made() -> None:
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "dataset.nq").symlink_to(folder / "dataset.nq")
            index.write(Path(place), disk.base)

    def whole() -> Dataset:
        loaded = Dataset(folder / "dataset.nq")
        _ = loaded.index
        return loaded

    disk, memory = Dataset(folder), Dataset(folder, memory=True)
    memory.query(READY)
    out = {
        "open": timed(lambda: Dataset(folder).query(READY)),
        "load": timed(lambda: Dataset(folder / "dataset.nq").query(READY)),
        "load with graphs": timed(whole),
        "load on disk": timed(made),
        "dump": timed(lambda: memory.dump(io.BytesIO())),
    }
    for name, query in QUERIES.items():
        out[name] = timed(lambda q=query: len(list(memory.query(q))))
        out[f"{name}, on disk"] = timed(lambda q=query: len(list(disk.query(q))))
    return out


def bare(folder: Path) -> dict[str, Timed]:
    """pyoxigraph alone, with the least code that gives the same answers."""
    file = str(folder / "dataset.nq")

    def load(place: str | None = None, union: bool = False) -> ox.Store:
        store = ox.Store() if place is None else ox.Store(place)
        store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
        if union:
            store.update(UNION)
        if place:
            store.optimize()
            store.flush()
        return store

    def made(union: bool) -> None:
        with tempfile.TemporaryDirectory() as place:
            load(place + "/store", union)

    loaded = timed(load)
    store, united = loaded[1], ox.Store()
    united.bulk_extend({ox.Quad(q.subject, q.predicate, q.object) for q in store})
    out = {
        "load": loaded,
        "load with graphs": timed(lambda: load(union=True)),
        "load on disk": timed(lambda: made(True)),
        "dump": timed(lambda: store.dump(io.BytesIO(), format=ox.RdfFormat.N_QUADS)),
    }
    with tempfile.TemporaryDirectory() as place:
        disk = load(place + "/store", True)
        for name, query in QUERIES.items():
            out[name] = timed(lambda q=query: len(list(united.query(PREFIXES + q))))
            out[f"{name}, on disk"] = timed(lambda q=query, on=disk: len(list(on.query(PREFIXES + q))))
        del disk
    return out


def memory(folder: Path) -> dict[str, Timed]:
    """rdflib's own store, union as default graph; one run, as it takes long."""
    import rdflib

    def load() -> rdflib.Dataset:
        return rdflib.Dataset(default_union=True).parse(folder / "dataset.nq", format="nquads")

    seconds, data = timed(load, 1)
    out = {name: timed(lambda q=query: len(list(data.query(PREFIXES + q))), 1) for name, query in QUERIES.items()}
    return out | {"load": (seconds, None), "dump": timed(lambda: data.serialize(format="nquads"), 1)}


def table(folder: Path) -> str:
    """The comparison as a Markdown table.

    Raises:
        AssertionError: the three do not give the same number of rows.
    """
    mine, oxigraph, rdflib = ours(folder), bare(folder), memory(folder)
    for query in QUERIES:
        found = {found[1] for found in (mine[query], mine[f"{query}, on disk"], oxigraph[query], rdflib[query])}
        assert len(found) == 1, (query, found)
    with (folder / "dataset.nq").open("rb") as file:
        quads = sum(1 for _ in file)
    lines = [
        f"| store, {quads:,} quads | newskg | rdflib memory | pyoxigraph | rdflib ÷ newskg | newskg ÷ pyoxigraph |",
        "|---|--:|--:|--:|--:|--:|",
        _line("open what a build left", mine["open"], rdflib["load"], oxigraph["load"]),
        _line("load a file, to ask it", mine["load"], rdflib["load"], oxigraph["load"]),
        _line("load a file, its graphs apart and united", mine["load with graphs"], rdflib["load"], oxigraph["load with graphs"]),
        _line("make the store on disk", mine["load on disk"], rdflib["load"], oxigraph["load on disk"]),
    ]  # fmt: skip
    for query in QUERIES:
        lines.append(_line(query, mine[query], rdflib[query], oxigraph[query]))
    for query in QUERIES:
        name = f"{query}, on disk"
        lines.append(_line(name, mine[name], rdflib[query], oxigraph[name]))
    return "\n".join([*lines, _line("dump", mine["dump"], rdflib["dump"], oxigraph["dump"])])


def _line(name: str, mine: Timed, rdflib: Timed, oxigraph: Timed) -> str:
    a, b, c = mine[0], rdflib[0], oxigraph[0]
    return f"| {name} | {1000 * a:,.0f} ms | {1000 * b:,.0f} ms | {1000 * c:,.0f} ms | {b / a:,.1f} | {a / c:.2f} |"


def report() -> str:
    """The table for the development articles, built for it."""
    if SHARED is None:
        sys.exit("the development data is not on this machine: name a folder that “kg build” wrote")
    from kg import builder

    with tempfile.TemporaryDirectory() as place:
        builder.folder([SHARED / "bench" / "data" / ARTICLES], Path(place) / "out")
        return table(Path(place) / "out")


def main() -> None:
    """Print the table."""
    print(table(Path(sys.argv[1])) if len(sys.argv) > 1 else report())


if __name__ == "__main__":
    main()
