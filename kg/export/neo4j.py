"""Neo4j: CSV for `neo4j-admin database import` and for `LOAD CSV`, from the same files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export import labelled
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
    yield "load.cypher", _script(rows)


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


def _script(rows: Rows) -> Iterator[str]:
    """The `LOAD CSV` script: one statement for each set of labels and each type that occurs."""
    yield (
        "// Copy the CSV files into Neo4j's import folder, then: cypher-shell -f load.cypher\n\n"
        "CREATE CONSTRAINT newskg_id IF NOT EXISTS FOR (n:Newskg) REQUIRE n.id IS UNIQUE;\n"
    )
    for group, sets in labelled.label_sets(rows).items():
        values = ", ".join(f"{p}: {read(p, t)}" for p, t in labelled.NODES[group].items() if p != "id")
        for labels in sets:
            yield (
                f"\nLOAD CSV WITH HEADERS FROM 'file:///{group.lower()}.csv' AS row\n"
                f"WITH row WHERE row[':LABEL'] = '{labelled.SEPARATOR.join(labels)}'\n"
                f"CREATE (n:Newskg:{':'.join(labels)} {{id: row['id:ID'], {values}}});\n"
            )
    for group, types in labelled.link_types(rows).items():
        values = ", ".join(f"{p}: {read(p, t)}" for p, t in labelled.RELATIONSHIPS[group].items())
        for kind in types:
            yield (
                f"\nLOAD CSV WITH HEADERS FROM 'file:///{group}.csv' AS row\n"
                f"WITH row WHERE row[':TYPE'] = '{kind}'\n"
                "MATCH (a:Newskg {id: row[':START_ID']}), (b:Newskg {id: row[':END_ID']})\n"
                f"CREATE (a)-[:{kind}{' {' + values + '}' if values else ''}]->(b);\n"
            )


def read(name: str, kind: str) -> str:
    """The Cypher expression that makes a property of a cell."""
    cell = f"row['{name}{_TYPES.get(kind, ':' + kind)}']"
    return {
        "long": f"toInteger({cell})",
        "double": f"toFloat({cell})",
        "boolean": f"toBoolean({cell})",
        "date": f"date({cell})",
        "string[]": f"split({cell}, '{labelled.SEPARATOR}')",
    }.get(kind, cell)


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
