"""The Python API: a built graph, asked, analysed, drawn and exported."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.ids import BASE
from kg.model import Document
from kg.settings import Settings

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.rdf.store import Dataset

Input = str | Path | Document | Mapping[str, Any]


def build(
    inputs: Input | Iterable[Input],
    *,
    out: str | Path | None = None,
    date: str | None = None,
    url: str | None = None,
    title: str | None = None,
    base: str = BASE,
    language: str | None = None,
    licence: str | None = None,
) -> Graph:
    """Build a graph of articles.

    Args:
        inputs: one or more of: a path to a file or folder, a text, a `Document`, a dictionary with `text` and, if known,
            `id`, `title`, `date`, `url`.  A string is a path if it names something that exists, else a text.
        out: keep the folder there (as `kg build -o`); else it lives as long as the graph object.
        date, url: for inputs that do not say.
        title: heading of the page and the report.
        base: IRI base of the data.
        language: "en" reads a text even if it does not look like English.
        licence: the IRI of the licence the dataset is published under, for its VoID description.

    Raises:
        InputError: nothing could be read; `Graph.failures` lists what could not when something else could.
        OutputError: `out` cannot be written.
    """
    from kg import builder

    settings = Settings(base=base, date=date, url=url, title=title, language=language, licence=licence)
    items = [inputs] if isinstance(inputs, str | Path | Document | Mapping) else list(inputs)
    keep = tempfile.TemporaryDirectory(prefix="newskg-") if out is None else None
    folder = Path(keep.name) / "out" if keep else Path(out or ".")
    built = builder.folder([_input(i, settings) for i in items], folder, settings)
    return Graph(folder, _keep=keep, failures=[str(f.error) for f in built.failures])


def open(folder: str | Path) -> Graph:
    """Open a folder that `kg build` wrote.

    Raises:
        InputError: there is no dataset in it.
    """
    graph = Graph(Path(folder))
    _ = graph.store.file
    return graph


def _input(item: Input, settings: Settings) -> str | Path | Document:
    from kg.ingest.read import of_text

    if isinstance(item, Mapping):
        if not isinstance(item.get("text"), str):
            raise InputError("an article without “text”", "give a dictionary with at least text")
        return of_text(item["text"], settings, **{k: str(v) for k, v in item.items() if k != "text" and v is not None})
    if isinstance(item, str) and not _is_path(item):
        if "\n" not in item and " " not in item.strip():
            return item  # no text is one word: a path that does not exist, and is reported as such
        return of_text(item, settings)
    return item


def _is_path(text: str) -> bool:
    try:
        return len(text) < 1000 and "\n" not in text and Path(text).exists()
    except (OSError, ValueError):
        return False


class Graph:
    """A dataset with everything that can be done with it.

    Args:
        folder: a folder that `kg build` wrote.
    """

    def __init__(self, folder: Path, *, _keep: Any = None, failures: list[str] | None = None) -> None:
        self.folder = folder
        self.failures = failures or []
        self._keep = _keep

    @cached_property
    def store(self) -> Dataset:
        """The open dataset (Oxigraph)."""
        from kg.rdf.store import Dataset

        return Dataset(self.folder, memory=True)

    @cached_property
    def _projected(self) -> networkx.MultiDiGraph:
        from kg.analysis.graph import project

        return project(self.store)

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The rdflib API on top of the store: facts in the default graph, one named graph an article; read-only."""
        return self.store.rdflib()

    def query(self, sparql: str, **options: Any) -> Any:
        """SPARQL over the union of all graphs: rows as dictionaries for SELECT, a truth value for ASK, triples for CONSTRUCT.

        Raises:
            UsageError: a syntax error, with its position.
        """
        import pyoxigraph as ox

        from kg.rdf.store import plain

        result = self.store.query(sparql, **options)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return [(t.subject.value, t.predicate.value, t.object.value) for t in result]
        names = [v.value for v in result.variables]
        return [{n: plain(row[n]) for n in names} for row in result]

    def entities(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Entities, most connected first; `kind` keeps one of Person, Organization, Country, Place, Product, Group."""
        graph = self._projected
        found = [
            {
                "iri": n,
                **{k: d[k] for k in ("label", "kind", "type", "names", "same_as", "iso", "mentions", "named")},
                "degree": graph.degree(n),
            }
            for n, d in graph.nodes(data=True)
            if d["kind"] != "Event" and kind in (None, d["kind"], d["type"])
        ]
        return sorted(found, key=lambda e: (-e["degree"], -e["mentions"], e["iri"]))

    def events(self, type: str | None = None) -> list[dict[str, Any]]:
        """Events with their participants by role, time and status, dated ones first."""
        graph, out = self._projected, []
        for n, d in graph.nodes(data=True):
            if d["kind"] == "Event" and type in (None, d["type"]):
                roles: dict[str, list[str]] = {}
                for _, target, e in sorted(graph.out_edges(n, data=True), key=lambda x: x[2]["claim"]):
                    roles.setdefault(e["predicate"], []).append(graph.nodes[target]["label"])
                out.append(
                    {
                        "iri": n,
                        "label": d["label"],
                        "type": d["type"],
                        "time": d["time"]["edtf"] if d["time"] else None,
                        "status": d["status"],
                        "polarity": d["polarity"],
                        "says": d["attributed_label"],
                        **roles,
                    }
                )
        return sorted(out, key=lambda e: (e["time"] is None, e["time"] or "", e["label"], e["iri"]))

    def claims(self, status: str | None = None) -> list[dict[str, Any]]:
        """Claims with subject, relation, object, status, who says so, and the sentences behind them."""
        from kg.analysis import explain

        graph, out = self._projected, []
        for iri, (subject, target, d) in explain.claims(graph).items():
            if status in (None, d["status"]):
                out.append(
                    {
                        "iri": iri,
                        "subject": graph.nodes[subject]["label"],
                        "relation": d["label"],
                        "object": target,
                        "status": d["status"],
                        "polarity": d["polarity"],
                        "certainty": d["certainty"],
                        "says": d["attributed_label"],
                        "time": d["time"]["edtf"] if d["time"] else None,
                        "confidence": d["confidence"],
                        "sentences": [e["sentence"] for e in d["evidence"]],
                    }
                )
        return sorted(out, key=lambda c: (c["subject"], c["relation"], c["object"], c["iri"]))

    def quotes(self) -> list[dict[str, Any]]:
        """Quotations in the order of the text, with speaker and whether they are verbatim."""
        return [
            {"speaker": q["speaker_label"], "text": q["text"], "direct": q["direct"]}
            for q in self._projected.graph["quotes"]
        ]

    def explain(self, claim: str) -> str:
        """The sentence behind a claim (IRI or its end) or behind all claims about a name, arguments marked.

        Raises:
            UsageError: nothing, or too much, is called that.
        """
        from kg.analysis import explain

        return explain.text(self._projected, explain.find(self._projected, claim))

    def analyse(self) -> dict[str, Any]:
        """Centralities, communities, timeline, figures in conflict: what `analysis.json` holds."""
        from kg import analysis

        return analysis.analyse(self._projected)

    def path(self, start: str, end: str) -> list[dict[str, Any]]:
        """The shortest way between two things over stated facts, each step with its evidence."""
        from kg.analysis import measures

        return measures.path(self._projected, start, end)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """A copy of the projection, yours to change."""
        import copy

        return copy.deepcopy(self._projected)

    def view(self, path: str | Path | None = None, *, title: str | None = None) -> str:
        """The explorer's HTML; written to `path` if one is given."""
        from kg.folder import write_text
        from kg.view import render

        page = render(self._projected, title=title or self.store.title or "Knowledge graph")
        if path is not None:
            write_text(Path(path), page)
        return page

    def export(self, format: str, path: str | Path | None = None) -> list[Path]:
        """Write a format of another tool (`gexf`, `graphml`, `csv`, …), or `all`; returns what was written.

        Raises:
            UsageError: an unknown format.
            OutputError: something cannot be written.
        """
        from kg import export

        return export.write(format, self.store, path)

    def __repr__(self) -> str:
        graph = self._projected
        events = sum(d["kind"] == "Event" for _, d in graph.nodes(data=True))
        return f"<kg.Graph: {len(graph.graph['documents'])} articles, {len(graph) - events} entities, {events} events, {graph.number_of_edges()} connections>"

    def _repr_html_(self) -> str:
        page = html.escape(self.view(), quote=True)
        return f'<iframe sandbox="allow-scripts allow-downloads allow-popups" srcdoc="{page}" style="width:100%;height:620px;border:1px solid #ccc" title="{html.escape(repr(self))}"></iframe>'
