"""The rdflib API on top of the store: an rdflib `Dataset` that reads Oxigraph through oxrdflib, and changes nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any, NoReturn

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID as DEFAULT
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import UsageError


def dataset(store: ox.Store, facts: ox.NamedNode, prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """The dataset as rdflib sees datasets: facts in the default graph, one named graph an article.

    SPARQL runs on Oxigraph.  Offsets come as `xsd:integer` (see `kg.rdf.index`).
    """
    made = rdflib.Dataset(store=ReadOnlyStore(store, facts), default_union=False)
    for prefix, namespace in prefixes.items():
        made.bind(prefix, namespace)
    return made


class ReadOnlyStore(OxigraphStore):
    """oxrdflib's store over an index: hides its union graph and gives the facts back their place.

    Args:
        store: laid out as `kg.rdf.index` says.
        facts: the graph that stands for the default graph.
    """

    def __init__(self, store: ox.Store, facts: ox.NamedNode) -> None:
        super().__init__(store=store)
        self._facts = rdflib.URIRef(facts.value)

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Any, Iterator[Any]]]:
        """Triples of a pattern, each with the graph it stands in; of all graphs where no context is given."""
        for (s, p, o), graphs in super().triples(triple_pattern, self._inside(context)):
            for graph in graphs:
                if context is not None or graph.identifier != DEFAULT:
                    yield (s, p, _simple(o)), iter((self._outside(graph),))

    def contexts(self, triple: Any = None) -> Generator[rdflib.Graph, None, None]:
        """The named graphs, or those a triple stands in."""
        for graph in super().contexts(triple):
            if graph.identifier != DEFAULT and (triple is not None or graph.identifier != self._facts):
                yield self._outside(graph)

    def __len__(self, context: Any = None) -> int:
        inside = self._inside(context)
        return super().__len__(rdflib.Graph(identifier=DEFAULT) if inside is None else inside)

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Identifier],
        queryGraph: Any,
        **kwargs: Any,
    ) -> Result:
        """SPARQL on Oxigraph, over the graph or the union that rdflib names."""
        graph = {DEFAULT: self._facts, "__UNION__": DEFAULT}.get(queryGraph, queryGraph)
        result = super().query(query, initNs, initBindings, graph, **kwargs)
        if result.type == "SELECT":
            result.bindings = [{k: _simple(v) for k, v in row.items()} for row in result.bindings]
        return result

    def _inside(self, context: Any) -> Any:
        if context is None or context.identifier != DEFAULT:
            return context
        return rdflib.Graph(identifier=self._facts)

    def _outside(self, graph: rdflib.Graph) -> rdflib.Graph:
        return rdflib.Graph(identifier=DEFAULT, store=self) if graph.identifier == self._facts else graph

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise UsageError(
            "a built dataset is read-only", "copy it: rdflib.Dataset().parse(graph.store.file, format='nquads')"
        )

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing: rdflib announces each graph it is about to read."""

    add = addN = remove = update = remove_graph = _refuse  # type: ignore[assignment]


def _simple(term: Any) -> Any:
    """A string as rdflib's parsers give it, without `xsd:string`: rdflib holds the two for different."""
    if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.string:
        return rdflib.Literal(str(term))
    return term
