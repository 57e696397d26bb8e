"""Neo4j: CSV for `neo4j-admin database import` and for `LOAD CSV`, from the same files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export import labelled, loadcsv
from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Rows
from kg.export.text import table

_TYPES = {"string": "", "string[]": ":string[]"}


def files(rows: Rows) -> Files:
    """One CSV a group of nodes and of relationships, and `load.cypher`."""
    for group, properties in labelled.NODES.items():
        yield f"{group.lower()}.csv", _nodes(rows, group, properties)
    for group, properties in labelled.RELATIONSHIPS.items():
        yield f"{group}.csv", _links(rows, group, properties)
    yield "load.cypher", loadcsv.script(rows, DIALECT)


def _nodes(rows: Rows, group: str, properties: dict[str, str]) -> Iterator[str]:
    head = ["id:ID", *(f"{p}{_TYPES.get(t, ':' + t)}" for p, t in properties.items() if p != "id"), ":LABEL"]
    made = (
        [*(_cell(values.get(p)) for p in properties), labelled.SEPARATOR.join(labels)]
        for labels, values in labelled.nodes(rows, group)
    )
    return table(head, made, "\n")


def _links(rows: Rows, group: str, properties: dict[str, str]) -> Iterator[str]:
    head = [":START_ID", ":END_ID", ":TYPE", *(f"{p}{_TYPES.get(t, ':' + t)}" for p, t in properties.items())]
    made = (
        [start, end, kind, *(_cell(values.get(p)) for p in properties)]
        for start, end, kind, values in labelled.links(rows, group)
    )
    return table(head, made, "\n")


def _cell(value: Any) -> Any:
    """A cell both readers take the same way: a backslash is an escape for one of them only, so it is replaced."""
    made = labelled.cell(value)
    return made.replace("\\", "＼") if isinstance(made, str) else made


def _column(name: str, kind: str) -> str:
    return "id:ID" if name == "id" else f"{name}{_TYPES.get(kind, ':' + kind)}"


DIALECT = loadcsv.Dialect(
    head="// Copy the CSV files into Neo4j's import folder, then: cypher-shell -f load.cypher\n\n"
    "CREATE CONSTRAINT newskg_id IF NOT EXISTS FOR (n:Newskg) REQUIRE n.id IS UNIQUE;\n",
    load="LOAD CSV WITH HEADERS FROM 'file:///{file}' AS row",
    labels="row[':LABEL']",
    start="row[':START_ID']",
    end="row[':END_ID']",
    kind="row[':TYPE']",
    read=lambda name, kind: loadcsv.typed(f"row['{_column(name, kind)}']", kind),
)
_ADMIN = (
    "neo4j-admin database import full --multiline-fields=true --array-delimiter=U+241F --legacy-style-quoting=false "
    + " ".join(f"--nodes={{folder}}/{g.lower()}.csv" for g in labelled.NODES)
    + " "
    + " ".join(f"--relationships={{folder}}/{g}.csv" for g in labelled.RELATIONSHIPS)
    + " neo4j"
)
FORMAT = Format(
    "neo4j",
    "Neo4j",
    CLAIMS,
    {f"{g.lower()}.csv": _ADMIN for g in labelled.NODES}
    | {f"{g}.csv": _ADMIN for g in labelled.RELATIONSHIPS}
    | {"load.cypher": "cypher-shell -f {path}   (the CSV files in Neo4j's import folder)"},
    files,
    "claims that are no stated fact are of type CLAIM; a backslash becomes ＼, control characters and ␟ U+FFFD",
)
