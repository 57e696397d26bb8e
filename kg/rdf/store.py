"""Reading a dataset: the store that `kg build` left beside it, or any RDF file, asked as the union of all its graphs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ids, ontology
from kg.errors import InputError
from kg.folder import MARKER, recover
from kg.rdf import index, sparql
from kg.rdf.turtle import Shortener, local_prefixes

if TYPE_CHECKING:
    import rdflib

Value = str | int | float | bool | None


class Dataset:
    """An open dataset; nothing here changes it.

    Args:
        path: a folder that `kg build` wrote, or one RDF file (N-Quads, TriG, Turtle, N-Triples, RDF/XML, JSON-LD).
        store: its store, where one is open already.
        memory: hold the dataset in memory instead of reading the store that lies beside it: a second's work for each
            200,000 quads, after which queries that join are several times faster.  Above `index.LARGE` it stays on disk.

    Raises:
        InputError: there is no dataset, or it cannot be parsed.
    """

    def __init__(self, path: Path | str, store: ox.Store | None = None, *, memory: bool = False) -> None:
        self.path, self._given = Path(path), store
        recover(self.path)
        self.file = self.path / "dataset.nq" if self.path.is_dir() else self.path
        if not self.file.is_file():
            raise InputError(
                f"{self.path}: no dataset here", "run “kg build INPUT -o FOLDER” first, or name its folder with -d"
            )
        self._memory = memory and self.file.stat().st_size <= index.LARGE

    @cached_property
    def index(self) -> ox.Store:
        """The store (see `kg.rdf.index` for its layout): the one on disk, or one made in memory from the file."""
        return index.loaded(self.file, self.marked) if self._disk is None else self._disk

    @cached_property
    def _disk(self) -> ox.Store | None:
        if self._given is not None or self._memory or not self.path.is_dir():
            return self._given
        return index.opened(self.file)

    @cached_property
    def _union(self) -> ox.Store:
        """The union of all graphs alone: what a store in memory is at first, until someone asks for a graph."""
        return index.union(self.file, self.marked)

    def _asked(self, text: str, facts_only: bool) -> ox.Store:
        whole = facts_only or sparql.names_graphs(text) or "index" in self.__dict__
        return self.index if whole or self._disk is not None else self._union

    @property
    def built(self) -> bool:
        """Whether this is what `kg build` wrote, unchanged since; what else it is may break the shapes."""
        return self.path.is_dir() and index.opened(self.file) is not None

    @cached_property
    def marked(self) -> str | None:
        """The IRI base a build noted down, if one did, or that a file of N-Quads shows by its reference graph."""
        return self._marker.get("base") if self.path.is_dir() else index.noted(self.file)

    @property
    def title(self) -> str | None:
        """The heading a build gave it, if one did."""
        return self._marker.get("title")

    @property
    def licence(self) -> str | None:
        """The IRI of the licence a build was told, if it was told one."""
        return self._marker.get("licence")

    @cached_property
    def _marker(self) -> dict[str, str]:
        try:
            found = json.loads((self.path / MARKER).read_text("utf-8"))
            return {k: v for k, v in found.items() if isinstance(v, str)}
        except (OSError, ValueError, AttributeError):
            return {}

    @cached_property
    def base(self) -> str:
        """The IRI base the dataset was written with."""
        return self.marked or index.base_of(self.index)

    @property
    def facts_graph(self) -> ox.NamedNode:
        """The graph that holds the facts in the store."""
        return ox.NamedNode(ids.facts_graph(self.base))

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes every query knows."""
        return {**ontology.PREFIXES, **local_prefixes(self.base)}

    def short(self, iri: str) -> str:
        """An IRI with a prefix that every query knows, for people: `person:marie-curie`; unchanged where none fits."""
        made = self._shortener(f"<{iri}>")
        return iri if made.startswith("<") else made

    @cached_property
    def _shortener(self) -> Shortener:
        return Shortener(self.base)

    def query(self, text: str, *, facts_only: bool = False) -> Any:
        """Run SPARQL; known prefixes need not be declared.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE.
            facts_only: ask what the articles state as fact instead of the union of all graphs.

        Raises:
            UsageError: a syntax error, with its position; an update; a call to another server.
        """
        default = [self.facts_graph] if facts_only else None
        return sparql.run(self._asked(text, facts_only), text, self.prefixes, default=default, base=self.base)

    def facts(self) -> Iterator[ox.Triple]:
        """The dataset's default graph: entities, and what the articles state as fact."""
        return (q.triple for q in self.index.quads_for_pattern(None, None, None, self.facts_graph))

    def dump(self, out: IO[bytes], format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> None:
        """Write the whole dataset, streaming, in a format that holds named graphs.

        Raises:
            ValueError: a format without named graphs.
        """
        if index.format_of(self.file) == format:
            with self.file.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
        elif not format.supports_datasets:
            raise ValueError(f"{format.name} has no named graphs")
        else:
            quads = ox.parse(path=str(self.file), format=index.format_of(self.file))
            ox.serialize(quads, out, format=format, prefixes=self.prefixes)

    def rdflib(self) -> rdflib.Dataset:
        """The rdflib API on top of the store, read-only: facts in the default graph, one named graph an article."""
        from kg.rdf.view import dataset

        return dataset(self.index, self.facts_graph, self.prefixes)

    def column(self, curie: str) -> dict[str, list[Value]]:
        """All objects of a predicate by subject, sorted: one pass over an index, however large the dataset.

        Args:
            curie: the predicate, such as `rdfs:label`.
        """
        found: dict[str, set[Value]] = {}
        predicate = ox.NamedNode(ontology.expand(curie))
        for quad in self.index.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            found.setdefault(quad.subject.value, set()).add(plain(quad.object))
        return {s: sorted(v, key=lambda x: (str(type(x)), x)) for s, v in found.items()}

    def single(self, curie: str) -> dict[str, Any]:
        """Like `column`, for predicates with one value: the first."""
        return {s: v[0] for s, v in self.column(curie).items()}

    def select(self, text: str) -> list[dict[str, Value]]:
        """Rows of a SELECT as plain dictionaries: IRIs and strings as `str`, numbers and booleans as such."""
        solutions = self.query(text)
        names = [v.value for v in solutions.variables]
        return [{n: plain(row[n]) for n in names} for row in solutions]


def plain(node: Any) -> Value:
    """A term as a Python value."""
    if node is None:
        return None
    if isinstance(node, ox.Triple):
        return str(node)
    if isinstance(node, ox.Literal):
        kind = node.datatype.value.rpartition("#")[2]
        if kind in ("integer", "nonNegativeInteger", "int", "long"):
            return int(node.value)
        if kind in ("decimal", "double", "float"):
            return float(node.value)
        if kind == "boolean":
            return node.value in ("true", "1")
    return node.value
