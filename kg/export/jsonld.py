"""JSON-LD 1.1: everything (a named graph for each article) and the facts alone, with a context made from the ontology."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import Any

import pyoxigraph as ox

from kg import ontology
from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_graph
from kg.export.rows import Rows
from kg.export.text import compact
from kg.rdf.quads import Quad

_RDF_TYPE = ontology.expand("rdf:type")
_XSD_STRING = ontology.expand("xsd:string")
_OTHERS = (
    "rdfs:label", "skos:altLabel", "owl:sameAs", "rdf:subject", "rdf:predicate", "rdf:object", "dcterms:identifier",
    "dcterms:title", "dcterms:language", "dcterms:creator", "dcterms:publisher", "dcterms:issued", "schema:url",
    "nif:referenceContext", "nif:beginIndex", "nif:endIndex", "nif:anchorOf", "nif:isString", "itsrdf:taIdentRef",
    "prov:wasGeneratedBy",
)  # fmt: skip


def files(rows: Rows) -> Files:
    """`dataset.jsonld` and `facts.jsonld`."""
    yield "dataset.jsonld", text(by_graph(rows.dataset))
    yield "facts.jsonld", text(takewhile(lambda q: not q[3], by_graph(rows.dataset)))


def context() -> dict[str, Any]:
    """Terms of the ontology by their local names, and what the dataset uses of others.

    No term is a prefix, so that no IRI of the data can be taken for a compact one.
    """
    onto = ontology.load()
    out: dict[str, Any] = {name: {"@id": cls.iri} for name, cls in sorted(onto.classes.items())}
    for name, prop in sorted(onto.properties.items()):
        out[name] = {"@id": prop.iri} if prop.datatype else {"@id": prop.iri, "@type": "@id"}
    for curie in _OTHERS:
        out.setdefault(ontology.local(ontology.expand(curie)), {"@id": ontology.expand(curie)})
    return out


def text(quads: Iterable[Quad]) -> Iterator[str]:
    """Subjects and keys in order; values are strings or objects, never numbers, so that none loses a digit."""
    known = context()
    writer = _Writer(known)
    yield '{"@context": ' + compact(known) + ',\n"@graph": ['
    first = True
    for graph, group in groupby(quads, key=lambda q: q[3]):
        if graph:
            yield ("\n" if first else ",\n") + f'{{"@id": {json.dumps(_id(graph), ensure_ascii=False)}, "@graph": ['
        inner = first if not graph else True
        for subject, about in groupby(group, key=lambda q: q[0]):
            yield ("\n" if inner else ",\n") + json.dumps(writer.node(subject, about), ensure_ascii=False)
            inner = first = False
        if graph:
            yield "\n]}"
    yield "\n]}\n"


class _Writer:
    def __init__(self, known: dict[str, Any]) -> None:
        self.term = {definition["@id"]: name for name, definition in known.items()}
        self.is_id = {name for name, definition in known.items() if definition.get("@type") == "@id"}

    def node(self, subject: str, about: Iterable[Quad]) -> dict[str, Any]:
        out: dict[str, Any] = {"@id": _id(subject)}
        for predicate, group in groupby(about, key=lambda q: q[1]):
            iri = predicate[1:-1]
            values = [self.value(q[2], self.term.get(iri)) for q in group]
            if iri == _RDF_TYPE:
                types = [self.term.get(v["@id"], v["@id"]) for v in values if "@id" in v]
                values = [v for v in values if "@id" not in v]
                if types:
                    out["@type"] = types
                if not values:
                    continue
            out[self.term.get(iri, iri)] = values[0] if len(values) == 1 else values
        return out

    def value(self, term: str, name: str | None) -> Any:
        if term.startswith('"'):
            if term.endswith('"') and "\\" not in term and name not in self.is_id:
                return term[1:-1]  # by far the most
            found = _literal(term)
            if found.language:
                direction = {"@direction": found.direction.value} if found.direction else {}
                return {"@value": found.value, "@language": found.language, **direction}
            if found.datatype.value == _XSD_STRING:
                return {"@value": found.value} if name in self.is_id else found.value
            return {"@value": found.value, "@type": found.datatype.value}
        return _id(term) if name in self.is_id else {"@id": _id(term)}


def _id(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term


def _literal(term: str) -> ox.Literal:
    return next(iter(ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES))).object


FORMAT = Format(
    "jsonld",
    "JSON-LD processors, web pages, document stores",
    DATASET,
    {
        "dataset.jsonld": "jsonld.js: await jsonld.toRDF(JSON.parse(fs.readFileSync('{path}')), {{format: 'application/n-quads'}}); "
        "rdflib: rdflib.Dataset().parse('{path}', format='json-ld')",
        "facts.jsonld": "rdflib: rdflib.Graph().parse('{path}', format='json-ld')",
    },
    files,
    opened_by="rdflib, PyLD, Jena",
)
