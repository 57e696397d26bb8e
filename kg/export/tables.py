"""CSV of nodes and edges (RFC 4180, UTF-8), with a guard against cells that spreadsheets take for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.export.rows import EDGE_COLUMNS, NODE_COLUMNS, edges, nodes

if TYPE_CHECKING:
    import networkx as nx


def texts(graph: nx.MultiDiGraph) -> dict[str, str]:
    """`nodes.csv` and `edges.csv`."""
    return {
        "nodes.csv": _csv(["id", *NODE_COLUMNS], ([iri, *row.values()] for iri, row in nodes(graph))),
        "edges.csv": _csv(
            ["id", "source", "target", *EDGE_COLUMNS], ([iri, s, o, *row.values()] for iri, s, o, row in edges(graph))
        ),
    }


def _csv(head: list[str], rows: Iterable[list[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guard(c) if isinstance(c, str) else c for c in row] for row in rows)
    return buffer.getvalue()


def guard(cell: str) -> str:
    """A cell no spreadsheet runs (OWASP, CSV injection): a quote before `=`, `+`, `-`, `@`, tab or return; no NUL."""
    cell = cell.replace("\x00", "\ufffd")
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
