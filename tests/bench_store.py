"""The store at the size of some 200,000 triples made of real articles, beside rdflib's memory store and bare pyoxigraph.

    python -m tests.bench_store [FOLDER]      # a folder `kg build` made of the articles; else it is made first

One run does all three on the same data, in turn: loading the N-Quads, a grouped aggregate, joins over claims and evidence,
writing everything out.  Each runs as often as the others, the best run counts, what lies in memory is kept from Python's
collector, and all three must give the same number of rows.

Like is compared with like.  Questions go to the union of all graphs, each triple once.  rdflib has that as a switch; bare
pyoxigraph's switch gives a triple once for each graph that has it (counts come out wrong, joins do not end), so it is given
the union as its default graph: by a stream of triples in memory, and by an update where the named graphs are to stay.
"""

from __future__ import annotations

import gc
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
ROUNDS = 4
Work = Callable[[], Any]


class Race:
    """Works that do the same, run in turn, so that what else the machine does hits all; the fastest run of each counts.

    Attributes:
        seconds: of the fastest run, by work.
        given: what it gave.
    """

    def __init__(self, rounds: int = ROUNDS, **works: Work) -> None:
        self.seconds = dict.fromkeys(works, float("inf"))
        self.given: dict[str, Any] = {}
        for _ in range(rounds):
            for name, work in works.items():
                start = time.perf_counter()
                self.given[name] = work()
                self.seconds[name] = min(self.seconds[name], time.perf_counter() - start)


class Bare:
    """pyoxigraph alone, with the least code that gives the same answers."""

    def __init__(self, folder: Path) -> None:
        self.file = str(folder / "dataset.nq")

    def load(self, place: str | None = None, union: bool = False) -> ox.Store:
        store = ox.Store() if place is None else ox.Store(place)
        store.bulk_load(path=self.file, format=ox.RdfFormat.N_QUADS)
        if union:
            store.update(UNION)
        if place:
            store.optimize()
            store.flush()
        return store

    def on_disk(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            self.load(place + "/store", union=True)


def rows(query: Work) -> Work:
    """The number of rows of a query's answer."""
    return lambda: len(list(query()))


def table(folder: Path) -> str:
    """The comparison as a Markdown table.

    Raises:
        AssertionError: the three do not give the same number of rows.
    """
    import rdflib

    from kg.rdf import index
    from kg.rdf.store import Dataset

    file, bare = folder / "dataset.nq", Bare(folder)

    def whole() -> ox.Store:
        return Dataset(file).index

    def on_disk() -> None:
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "dataset.nq").symlink_to(file)
            index.write(Path(place), base)

    def parsed() -> rdflib.Dataset:
        return rdflib.Dataset(default_union=True).parse(file, format="nquads")

    base = Dataset(folder).base
    loading = Race(2, ours=lambda: Dataset(file).query(READY), bare=bare.load, rdflib=parsed)
    races = {
        "open what a build left": Race(ours=lambda: Dataset(folder).query(READY)),
        "load a file, to ask it": loading,
        "load a file, its graphs apart and united": Race(3, ours=whole, bare=lambda: bare.load(union=True)),
        "make the store on disk": Race(2, ours=on_disk, bare=bare.on_disk),
    }
    graph, store = loading.given["rdflib"], loading.given["bare"]
    gc.collect()
    gc.freeze()  # else each list of rows makes the collector walk through rdflib's graph
    for name in ("open what a build left", "load a file, its graphs apart and united", "make the store on disk"):
        races[name].seconds.setdefault("bare", loading.seconds["bare"])
        races[name].seconds["rdflib"] = loading.seconds["rdflib"]
    races |= asked(folder, bare, store, graph)
    dump = lambda: store.dump(io.BytesIO(), format=ox.RdfFormat.N_QUADS)  # noqa: E731
    ours = Dataset(folder)
    races["dump"] = Race(
        3, ours=lambda: ours.dump(io.BytesIO()), bare=dump, rdflib=lambda: graph.serialize(format="nquads")
    )
    with file.open("rb") as lines:
        quads = sum(1 for _ in lines)
    head = f"| store, {quads:,} quads | newskg | rdflib memory | pyoxigraph | rdflib ÷ newskg | newskg ÷ pyoxigraph |"
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|", *(_line(name, race) for name, race in races.items())])


def asked(folder: Path, bare: Bare, store: ox.Store, graph: Any) -> dict[str, Race]:
    """The queries, in memory and on disk."""
    from kg.rdf.store import Dataset

    memory, disk, united = Dataset(folder, memory=True), Dataset(folder), ox.Store()
    memory.query(READY)
    united.bulk_extend({ox.Quad(q.subject, q.predicate, q.object) for q in store})
    out, on_disk = {}, {}
    with tempfile.TemporaryDirectory() as place:
        theirs = bare.load(place + "/store", union=True)
        for name, query in QUERIES.items():
            text = PREFIXES + query
            out[name] = Race(
                ours=rows(lambda q=query: memory.query(q)),
                bare=rows(lambda q=text: united.query(q)),
                rdflib=rows(lambda q=text: graph.query(q)),
            )
            on_disk[f"{name}, on disk"] = race = Race(
                ours=rows(lambda q=query: disk.query(q)), bare=rows(lambda q=text: theirs.query(q))
            )
            race.seconds["rdflib"] = out[name].seconds["rdflib"]
            found = {*out[name].given.values(), *race.given.values()}
            assert len(found) == 1, (query, found)
    return out | on_disk


def _line(name: str, race: Race) -> str:
    a, b, c = (race.seconds[x] for x in ("ours", "rdflib", "bare"))
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
