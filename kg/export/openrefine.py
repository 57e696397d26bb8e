"""OpenRefine: one row an entity, ready to be reconciled, and one row a claim."""

from __future__ import annotations

from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Rows
from kg.export.spreadsheet import CLAIM_COLUMNS, claims
from kg.export.text import EDGE_COLUMNS, NODE_COLUMNS, guard, node_cells, table


def files(rows: Rows) -> Files:
    """`entities.csv` (the Wikidata id as reconciliation wants it, `Q142`) and `claims.csv`."""
    yield (
        "entities.csv",
        table(
            ["id", "qid", *NODE_COLUMNS],
            (
                [guard(c) if isinstance(c, str) else c for c in (n.iri, _qid(n.same_as), *node_cells(rows, n).values())]
                for n in rows.nodes()
            ),
            "\n",
        ),
    )
    yield (
        "claims.csv",
        table(
            [*CLAIM_COLUMNS, *list(EDGE_COLUMNS)[2:]],
            ([guard(c) if isinstance(c, str) else c for c in row] for row in claims(rows)),
            "\n",
        ),
    )


def _qid(same_as: tuple[str, ...]) -> str:
    return next((s.rpartition("/")[2] for s in same_as if "wikidata.org/entity/Q" in s), "")


_COMMAND = (
    "OpenRefine: Create project > This computer > {path} (CSV, UTF-8); then column qid > Reconcile > Use values as identifiers, "
    "column label > Reconcile > Start reconciling"
)
FORMAT = Format(
    "openrefine",
    "OpenRefine",
    CLAIMS,
    {"entities.csv": _COMMAND, "claims.csv": _COMMAND},
    files,
    "a quote stands before cells a spreadsheet would run; control characters become U+FFFD",
)
