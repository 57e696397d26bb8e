"""CSV for Excel, LibreOffice and readers of RFC 4180: nodes, edges, all claims, quotations, articles.

UTF-8 with a byte order mark, which Excel needs to read it as UTF-8; cells are guarded against being run as formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Rows
from kg.export.text import EDGE_COLUMNS, NODE_COLUMNS, edge_cells, guard, node_cells, said, table

_BOM = "\ufeff"
_LONGEST = 32_767  # characters of an Excel cell
CLAIM_COLUMNS = ("id", "subject", "subject label", "relation", "label", "object", "object label", "value", "datatype")


def files(rows: Rows) -> Files:
    """`nodes.csv`, `edges.csv`, `claims.csv`, `evidence.csv`, `quotations.csv`, `articles.csv`."""
    yield (
        "nodes.csv",
        _sheet(["id", *NODE_COLUMNS], ([n.iri, *node_cells(rows, n).values()] for n in rows.nodes())),
    )
    edges = ([c.iri, c.subject, c.object, *edge_cells(rows, c).values()] for c in rows.edges())
    yield "edges.csv", _sheet(["id", "source", "target", *EDGE_COLUMNS], edges)
    yield "claims.csv", _sheet([*CLAIM_COLUMNS, *list(EDGE_COLUMNS)[2:]], claims(rows))
    yield (
        "evidence.csv",
        _sheet(
            ["id", "claim", "article", "sentence", "start", "end", "rule", "reason", "confidence"],
            (
                [e.iri, c.iri, e.document, e.sentence, e.start, e.end, e.rule, e.reason, e.confidence]
                for c in rows.claims()
                for e in c.evidence
            ),
        ),
    )
    quotes = (
        [q.iri, q.document, rows.name(q.speaker), q.speaker, q.text, q.cue, q.direct, q.start, q.end]
        for q in rows.quotes()
    )
    yield (
        "quotations.csv",
        _sheet(["id", "article", "speaker label", "speaker", "text", "cue", "direct", "start", "end"], quotes),
    )
    articles = ([d.iri, d.id, d.title, d.date, d.url, d.publisher, d.author, d.language] for d in rows.documents())
    yield (
        "articles.csv",
        _sheet(["id", "identifier", "title", "date", "url", "publisher", "author", "language"], articles),
    )


def claims(rows: Rows) -> Iterator[list[Any]]:
    """Every claim as cells under `CLAIM_COLUMNS` and what `EDGE_COLUMNS` adds."""
    for c in rows.claims():
        cells = edge_cells(rows, c)
        yield [
            *(c.iri, c.subject, rows.name(c.subject), c.predicate, cells["label"], c.object),
            *(said(rows, c), c.value, c.datatype, *list(cells.values())[2:]),
        ]


def _sheet(head: list[str], made: Iterable[Iterable[Any]]) -> Iterator[str]:
    yield _BOM
    yield from table(head, ([guard(c)[:_LONGEST] if isinstance(c, str) else c for c in row] for row in made))


_EXCEL = "Excel: Data > From Text/CSV > {path}; DuckDB: SELECT * FROM read_csv('{path}', header = true, quote = '\"', escape = '\"')"
FORMAT = Format(
    "csv",
    "Excel, LibreOffice, pandas, DuckDB",
    CLAIMS,
    {f"{n}.csv": _EXCEL for n in ("nodes", "edges", "claims", "evidence", "quotations", "articles")},
    files,
    "a quote stands before cells a spreadsheet would run; cells end at 32,767 characters; control characters become U+FFFD",
    opened_by="DuckDB",
)
