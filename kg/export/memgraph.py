"""Memgraph: CSV files and the `LOAD CSV` script for them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export import labelled
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
    yield "load.cypher", _script(rows)


def _script(rows: Rows) -> Iterator[str]:
    yield (
        "// Copy the CSV files to /import of the server, then: mgconsole < load.cypher\n\n"
        "CREATE INDEX ON :Newskg(id);\n"
    )
    for group, sets in labelled.label_sets(rows).items():
        values = ", ".join(f"{p}: {_read(p, t)}" for p, t in labelled.NODES[group].items())
        for labels in sets:
            yield (
                f'\nLOAD CSV FROM "/import/{group.lower()}.csv" WITH HEADER AS row\n'
                f"WITH row WHERE row.labels = '{labelled.SEPARATOR.join(labels)}'\n"
                f"CREATE (:Newskg:{':'.join(labels)} {{{values}}});\n"
            )
    for group, types in labelled.link_types(rows).items():
        values = ", ".join(f"{p}: {_read(p, t)}" for p, t in labelled.RELATIONSHIPS[group].items())
        for kind in types:
            yield (
                f'\nLOAD CSV FROM "/import/{group}.csv" WITH HEADER AS row\n'
                f"WITH row WHERE row.relationship = '{kind}'\n"
                "MATCH (a:Newskg {id: row.source}), (b:Newskg {id: row.target})\n"
                f"CREATE (a)-[:{kind}{' {' + values + '}' if values else ''}]->(b);\n"
            )


def _read(name: str, kind: str) -> str:
    """The expression that makes a property of a cell; an empty cell is null."""
    cell = f"row.{name}"
    made = {
        "long": f"toInteger({cell})",
        "double": f"toFloat({cell})",
        "boolean": f"toBoolean({cell})",
        "date": f"date({cell})",
        "string[]": f"split({cell}, '{labelled.SEPARATOR}')",
    }.get(kind, cell)
    return f"CASE {cell} WHEN '' THEN null ELSE {made} END"


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
)
