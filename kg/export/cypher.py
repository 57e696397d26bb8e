"""A Cypher script that creates the whole graph: Neo4j, Memgraph, and what else reads openCypher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kg.export import labelled
from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Rows
from kg.export.text import printable

_BATCH = 200  # rows a statement
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def files(rows: Rows) -> Files:
    """`graph.cypher`."""
    yield "graph.cypher", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """Statements of at most 200 rows each, nodes before relationships."""
    yield "// newskg: the whole graph\n"
    for group, properties in labelled.NODES.items():
        batches = _batched(
            (":".join(labels), _map(properties, values)) for labels, values in labelled.nodes(rows, group)
        )
        for labels, made in batches:
            yield f"UNWIND [{', '.join(made)}] AS row CREATE (n:Newskg:{labels}) SET n = row;\n"
    for group, properties in labelled.RELATIONSHIPS.items():
        found = (
            (kind, f"{{a: {literal(a)}, b: {literal(b)}, p: {_map(properties, values)}}}")
            for a, b, kind, values in labelled.links(rows, group)
        )
        for kind, made in _batched(found):
            yield (
                f"UNWIND [{', '.join(made)}] AS row MATCH (a:Newskg {{id: row.a}}), (b:Newskg {{id: row.b}}) "
                f"CREATE (a)-[r:{kind}]->(b) SET r = row.p;\n"
            )


def _batched(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Rows of one kind together, in lots that keep memory small."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for kind, row in pairs:
        waiting[kind].append(row)
        if len(waiting[kind]) == _BATCH:
            yield kind, waiting.pop(kind)
    yield from sorted(waiting.items())


def _map(properties: dict[str, str], values: dict[str, Any]) -> str:
    """A Cypher map of what is known."""
    made = (f"{p}: {literal(values[p], t)}" for p, t in properties.items() if values.get(p) not in (None, "", []))
    return "{" + ", ".join(made) + "}"


def literal(value: Any, kind: str = "string") -> str:
    """A Cypher literal."""
    if isinstance(value, list):
        return "[" + ", ".join(literal(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = f"'{printable(value).translate(_ESCAPES)}'"
        return f"date({quoted})" if kind == "date" else quoted
    return repr(value)


FORMAT = Format(
    "cypher",
    "Neo4j, Memgraph",
    CLAIMS,
    {
        "graph.cypher": "cypher-shell -f {path}   (first: CREATE INDEX FOR (n:Newskg) ON (n.id);)   "
        "Memgraph: mgconsole < {path}   (first: CREATE INDEX ON :Newskg(id);)"
    },
    files,
    "claims that are no stated fact are of type CLAIM; control characters become U+FFFD",
    opened_by="FalkorDB",
)
