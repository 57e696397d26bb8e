"""SHACL shapes compiled to SPARQL: one query a constraint, over the whole dataset at once.

A validator that looks at one node after the other takes minutes at 200,000 quads; the same as joins takes seconds.
Compiled is what `shapes.ttl` uses: of SHACL Core targets by class or by subjects of a property, `sh:property` with
counts, `sh:nodeKind`, `sh:in`, `sh:class`, `sh:datatype`, `sh:pattern`, `sh:minInclusive` and `sh:maxInclusive`; and
SPARQL-based constraints (W3C SHACL, 2017).  The tests hold it against pySHACL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import ontology
from kg.errors import UsageError

SH, XSD = "http://www.w3.org/ns/shacl#", ontology.PREFIXES["xsd"]
_KINDS = {"IRI": "isIRI(?v)", "Literal": "isLiteral(?v)", "BlankNode": "isBlank(?v)"}
_INTEGERS = {
    "integer": None,
    "nonNegativeInteger": 0,
    "positiveInteger": 1,
}  # a store keeps them as one: by their least
_THIS, _VALUE = re.compile(r"[$?]this\b"), re.compile(r"[$?]value\b")
_PLAIN = frozenset({"path", "message", "name", "description", "severity", "order", "group"})


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing a shape demands.

    Attributes:
        shape: the CURIE of the shape.
        query: gives the nodes that break it as `?x`, and the value that does as `?v` where there is one.
        message: what is wrong, with `{v}` for the value.
    """

    shape: str
    query: str
    message: str


@cache
def constraints(file: Path | None = None) -> tuple[Constraint, ...]:
    """The constraints of a file of shapes, by default the ontology's, in a fixed order.

    Raises:
        UsageError: the file uses what is not compiled.
    """
    graph = ox.Store()
    graph.bulk_load(path=str(file or ontology.folder() / "shapes.ttl"), format=ox.RdfFormat.TURTLE)
    return tuple(sorted(_Shapes(graph).all(), key=lambda c: (c.shape, c.query)))


class _Shapes:
    def __init__(self, graph: ox.Store) -> None:
        self.graph = graph

    def all(self) -> Iterator[Constraint]:
        shapes = self.graph.quads_for_pattern(None, ox.NamedNode(ontology.expand("rdf:type")), _sh("NodeShape"), None)
        for shape in (q.subject for q in shapes):
            name, target = ontology.curie(shape.value), self._target(shape)
            for node in self._objects(shape, "property"):
                path = str(self._one(node, "path"))
                for query, message in self._of_property(node, target, path):
                    yield Constraint(name, query, message)
            for node in self._objects(shape, "sparql"):
                body = _THIS.sub("?x", _VALUE.sub("?v", self._one(node, "select").value))
                yield Constraint(name, body, self._message(node) or "breaks a rule")

    def _objects(self, node: Any, name: str) -> list[Any]:
        return sorted((q.object for q in self.graph.quads_for_pattern(node, _sh(name), None, None)), key=str)

    def _one(self, node: Any, name: str) -> Any:
        return next(iter(self._objects(node, name)), None)

    def _message(self, node: Any) -> str | None:
        found = self._one(node, "message")
        return found.value if found else None

    def _list(self, node: Any) -> Iterator[Any]:
        first, rest, end = (ox.NamedNode(ontology.expand(f"rdf:{x}")) for x in ("first", "rest", "nil"))
        while node != end:
            yield next(self.graph.quads_for_pattern(node, first, None, None)).object
            node = next(self.graph.quads_for_pattern(node, rest, None, None)).object

    def _target(self, shape: Any) -> str:
        if classes := self._objects(shape, "targetClass"):
            return f"VALUES ?class {{ {' '.join(map(str, classes))} }} ?x a ?class ."
        return " UNION ".join(f"{{ ?x {p} ?any }}" for p in self._objects(shape, "targetSubjectsOf"))

    def _of_property(self, node: Any, target: str, path: str) -> Iterator[tuple[str, str]]:
        said, short = self._message(node), ontology.curie(path[1:-1])
        for quad in self.graph.quads_for_pattern(node, None, None, None):
            name, value = quad.predicate.value.removeprefix(SH), quad.object
            if name in _PLAIN:
                continue
            if name == "minCount":
                body = f"{target} FILTER NOT EXISTS {{ ?x {path} ?v }}"
                few = (
                    f"SELECT DISTINCT ?x WHERE {{ {body} }}"
                    if value.value == "1"
                    else _counted(target, path, "<", value)
                )
                yield few, said or f"has no {short}" + ("" if value.value == "1" else f" {value.value} times")
            elif name == "maxCount":
                yield _counted(target, path, ">", value), said or f"has {{v}} values of {short}, at most {value.value}"
            else:
                condition, wanted = self._condition(name, value)
                body = f"{target} ?x {path} ?v FILTER(!COALESCE({condition}, false))"
                yield f"SELECT DISTINCT ?x ?v WHERE {{ {body} }}", said or f"has {short} {{v}}, not {wanted}"

    def _condition(self, name: str, value: Any) -> tuple[str, str]:
        """A condition on a value as SPARQL, and in words."""
        if name == "nodeKind":
            kind = value.value.removeprefix(SH)
            return _KINDS[kind], f"of kind {kind}"
        if name == "in":
            members = list(self._list(value))
            return f"?v IN ({', '.join(map(str, members))})", "one of " + ", ".join(
                ontology.curie(m.value) for m in members
            )
        if name == "class":
            return f"EXISTS {{ ?v a {value} }}", f"a {ontology.curie(value.value)}"
        if name == "datatype":
            return _of_datatype(value.value), f"of datatype {ontology.curie(value.value)}"
        if name == "pattern":
            return f"REGEX(STR(?v), {value})", f"like {value.value}"
        if name in ("minInclusive", "maxInclusive"):
            sign = ">=" if name == "minInclusive" else "<="
            return f"?v {sign} {value}", f"{sign} {value.value}"
        raise UsageError(f"sh:{name}: not compiled", "express it as a SPARQL-based constraint (sh:sparql)")


def _of_datatype(datatype: str) -> str:
    """Whether a value is well-formed and of a datatype."""
    name = datatype.removeprefix(XSD)
    if name in _INTEGERS:
        least = _INTEGERS[name]
        return f"DATATYPE(?v) = <{XSD}integer>" + (f" && ?v >= {least}" if least is not None else "")
    if name == "string":
        return f"DATATYPE(?v) = <{datatype}>"
    return f"DATATYPE(?v) = <{datatype}> && DATATYPE(<{datatype}>(STR(?v))) = <{datatype}>"


def _counted(target: str, path: str, sign: str, value: Any) -> str:
    count = f"COUNT(DISTINCT ?o) {sign} {value.value}"
    return f"SELECT ?x (COUNT(DISTINCT ?o) AS ?v) WHERE {{ {target} OPTIONAL {{ ?x {path} ?o }} }} GROUP BY ?x HAVING({count})"


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)
