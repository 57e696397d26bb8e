"""The `LOAD CSV` script of the labelled property graph: what the dialects of Cypher share, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.export import labelled
from kg.export.rows import Rows


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database wants it.

    Attributes:
        head: comment and index, before the statements.
        load: the clause that reads a file, with `{file}` for its name.
        labels, start, end, kind: expressions for the cells that are no properties.
        read: the expression that makes a property of its cell, by name and kind.
    """

    head: str
    load: str
    labels: str
    start: str
    end: str
    kind: str
    read: Callable[[str, str], str]


def typed(cell: str, kind: str) -> str:
    """The expression that gives a cell its type."""
    return {
        "long": f"toInteger({cell})",
        "double": f"toFloat({cell})",
        "boolean": f"toBoolean({cell})",
        "date": f"date({cell})",
        "string[]": f"split({cell}, '{labelled.SEPARATOR}')",
    }.get(kind, cell)


def script(rows: Rows, d: Dialect) -> Iterator[str]:
    """One statement for each set of labels and each type of relationship that occurs, nodes first."""
    yield d.head
    for group, sets in labelled.label_sets(rows).items():
        values = _values(labelled.NODES[group], d)
        for labels in sets:
            yield _statement(d, group.lower(), d.labels, labelled.SEPARATOR.join(labels)) + (
                f"CREATE (:Newskg:{':'.join(labels)} {{{values}}});\n"
            )
    for group, types in labelled.link_types(rows).items():
        values = _values(labelled.RELATIONSHIPS[group], d)
        for kind in types:
            yield _statement(d, group, d.kind, kind) + (
                f"MATCH (a:Newskg {{id: {d.start}}}), (b:Newskg {{id: {d.end}}})\n"
                f"CREATE (a)-[:{kind}{' {' + values + '}' if values else ''}]->(b);\n"
            )


def _values(columns: Mapping[str, str], d: Dialect) -> str:
    return ", ".join(f"{name}: {d.read(name, kind)}" for name, kind in columns.items())


def _statement(d: Dialect, file: str, column: str, value: str) -> str:
    """How a statement begins: the rows of a file that have a value in a column."""
    return f"\n{d.load.format(file=f'{file}.csv')}\nWITH row WHERE {column} = '{value}'\n"
