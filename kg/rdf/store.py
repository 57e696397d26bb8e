"""Reading a dataset: an in-memory Oxigraph store over `dataset.nq`, queried as the union of all its graphs."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import ontology
from kg.errors import InputError, UsageError
from kg.rdf.write import local_prefixes

Value = str | int | float | bool | None
_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}


class Dataset:
    """An open dataset.

    Args:
        path: a folder that `kg build` wrote, or one RDF file.

    Raises:
        InputError: there is no dataset, or it cannot be parsed.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.file = self.path / "dataset.nq" if self.path.is_dir() else self.path
        if not self.file.is_file():
            raise InputError(
                f"{self.path}: no dataset here", "run “kg build INPUT -o FOLDER” first, or name its folder with -d"
            )

    @cached_property
    def store(self) -> ox.Store:
        """The loaded store."""
        store = ox.Store()
        try:
            store.bulk_load(path=str(self.file), format=_FORMATS.get(self.file.suffix, ox.RdfFormat.N_QUADS))
        except (SyntaxError, ValueError, OSError) as error:
            raise InputError(f"{self.file}: not a readable dataset ({error})", "build it again") from None
        return store

    @property
    def base(self) -> str:
        """The IRI base the dataset was written with, from its reference graph."""
        for graph in self.store.named_graphs():
            if graph.value.endswith("graph/reference"):
                return graph.value.removesuffix("graph/reference")
        from kg.ids import BASE

        return BASE

    def query(self, sparql: str, *, facts_only: bool = False) -> Any:
        """Run SPARQL; known prefixes need not be declared.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            facts_only: ask the default graph alone instead of the union.

        Raises:
            UsageError: a syntax error, with its position.
        """
        prefixes = {**ontology.PREFIXES, **local_prefixes(self.base)}
        try:
            return self.store.query(sparql, prefixes=prefixes, use_default_graph_as_union=not facts_only)
        except SyntaxError as error:
            raise UsageError(
                f"SPARQL: {_short(str(error))}",
                "prefixes kg:, rdf:, rdfs:, prov:, nif: … are known; see “kg query --list”",
            ) from None

    def column(self, curie: str) -> dict[str, list[Value]]:
        """All objects of a predicate by subject, sorted: one pass over an index, however large the dataset.

        Args:
            curie: the predicate, such as `rdfs:label`.
        """
        found: dict[str, set[Value]] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(ontology.expand(curie)), None, None):
            found.setdefault(quad.subject.value, set()).add(plain(quad.object))
        return {s: sorted(v, key=lambda x: (str(type(x)), x)) for s, v in found.items()}

    def single(self, curie: str) -> dict[str, Any]:
        """Like `column`, for predicates with one value: the first."""
        return {s: v[0] for s, v in self.column(curie).items()}

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Rows of a SELECT as plain dictionaries: IRIs and strings as `str`, numbers and booleans as such."""
        solutions = self.query(sparql)
        names = [v.value for v in solutions.variables]
        return [{n: plain(row[n]) for n in names} for row in solutions]


def plain(node: Any) -> Value:
    """A term as a Python value."""
    if node is None:
        return None
    if isinstance(node, ox.Literal):
        kind = node.datatype.value.rpartition("#")[2]
        if kind in ("integer", "nonNegativeInteger", "int", "long"):
            return int(node.value)
        if kind in ("decimal", "double", "float"):
            return float(node.value)
        if kind == "boolean":
            return node.value == "true"
    return node.value


def _short(message: str, limit: int = 160) -> str:
    """A parser's message on one line: its position and the beginning of what it expected."""
    line = "".join(c if c.isprintable() and c.isascii() else " " for c in message)
    return line if len(line) <= limit else line[:limit].rstrip() + " …"
