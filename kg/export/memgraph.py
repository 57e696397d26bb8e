"""Memgraph: CSV files and the `LOAD CSV` script for them."""

from __future__ import annotations

from kg.export import labelled, loadcsv
from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Rows
from kg.export.text import table


def files(rows: Rows) -> Files:
    """One CSV a group of nodes and of relationships, and `load.cypher`."""
    for group, properties in labelled.NODES.items():
        made = (
            [labelled.SEPARATOR.join(labels), *(labelled.cell(values.get(p)) for p in properties)]
            for labels, values in labelled.nodes(rows, group)
        )
        yield f"{group.lower()}.csv", table(["labels", *properties], made, "\n")
    for group, properties in labelled.RELATIONSHIPS.items():
        links = (
            [a, b, kind, *(labelled.cell(values.get(p)) for p in properties)]
            for a, b, kind, values in labelled.links(rows, group)
        )
        yield f"{group}.csv", table(["source", "target", "relationship", *properties], links, "\n")
    yield "load.cypher", loadcsv.script(rows, DIALECT)


def _read(name: str, kind: str) -> str:
    """An empty cell is an empty string to Memgraph: it becomes null."""
    return f"CASE row.{name} WHEN '' THEN null ELSE {loadcsv.typed(f'row.{name}', kind)} END"


DIALECT = loadcsv.Dialect(
    head="// Copy the CSV files to /import of the server, then: mgconsole < load.cypher\n\nCREATE INDEX ON :Newskg(id);\n",
    load='LOAD CSV FROM "/import/{file}" WITH HEADER AS row',
    labels="row.labels",
    start="row.source",
    end="row.target",
    kind="row.relationship",
    read=_read,
)
_COMMAND = "docker cp {folder}/. memgraph:/import/ && mgconsole < {folder}/load.cypher"
FORMAT = Format(
    "memgraph",
    "Memgraph",
    CLAIMS,
    {f"{g.lower()}.csv": _COMMAND for g in labelled.NODES}
    | {f"{g}.csv": _COMMAND for g in labelled.RELATIONSHIPS}
    | {"load.cypher": _COMMAND},
    files,
    "claims that are no stated fact are of type CLAIM; control characters and ␟ become U+FFFD",
    opened_by="FalkorDB",
)
