"""Parquet tables for DuckDB, pandas, Polars and Spark: typed columns, lists as lists, days as dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import MissingPart
from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Claim, Node, Rows, Time
from kg.export.text import printable, shown
from kg.export.when import day

if TYPE_CHECKING:
    import pyarrow

_ROWS = 5000  # a row group
_TIME = {"time": "string", "earliest": "date", "latest": "date"}
TABLES: dict[str, dict[str, str]] = {
    "nodes": {
        "id": "string", "label": "string", "kind": "string", "type": "string", "classes": "strings", "names": "strings",
        "same_as": "strings", "iso": "string", "mentions": "long", "articles": "strings", "standing": "string",
        "speaker": "string", **_TIME,
    },
    "edges": {"id": "string", "source": "string", "target": "string", "relation": "string", "label": "string", "plain": "bool"},
    "claims": {
        "id": "string", "subject": "string", "predicate": "string", "label": "string", "object": "string",
        "value": "string", "datatype": "string", "plain": "bool", "standing": "string", "polarity": "string",
        "certainty": "string", "status": "string", "speaker": "string", "approximate": "bool", "doubtful": "bool", "confidence": "double",
        "pieces": "long", **_TIME,
    },
    "evidence": {
        "id": "string", "claim": "string", "article": "string", "sentence": "string", "start": "long", "end": "long",
        "subject_start": "long", "subject_end": "long", "object_start": "long", "object_end": "long", "rule": "string",
        "reason": "string", "confidence": "double",
    },
    "quotations": {
        "id": "string", "article": "string", "speaker": "string", "text": "string", "cue": "string", "direct": "bool",
        "start": "long", "end": "long",
    },
    "articles": {
        "id": "string", "identifier": "string", "title": "string", "date": "string", "url": "string",
        "publisher": "string", "author": "string", "language": "string", "text": "string",
    },
}  # fmt: skip


def files(rows: Rows) -> Files:
    """One Parquet file a table of `TABLES`.

    Raises:
        MissingPart: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingPart("Parquet needs pyarrow", "pip install “newskg[parquet]”") from None
    made: dict[str, Callable[[Rows], Iterator[list[Any]]]] = {
        "nodes": lambda r: (_node(n) for n in r.nodes()),
        "edges": lambda r: ([c.iri, c.subject, c.object, c.predicate, shown(c), c.plain] for c in r.edges()),
        "claims": lambda r: (_claim(c) for c in r.claims()),
        "evidence": _evidence,
        "quotations": lambda r: (
            [q.iri, q.document, q.speaker, q.text, q.cue, q.direct, q.start, q.end] for q in r.quotes()
        ),
        "articles": lambda r: (
            [d.iri, d.id, d.title, d.date, d.url, d.publisher, d.author, d.language, d.text] for d in r.documents()
        ),
    }
    for name, columns in TABLES.items():
        yield f"{name}.parquet", _table(columns, made[name](rows))


class _Sink:
    """A file that is read as it is written."""

    closed = False

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.position = 0

    def write(self, data: Any) -> int:
        self.waiting.append(bytes(data))
        self.position += len(self.waiting[-1])
        return len(self.waiting[-1])

    def tell(self) -> int:
        return self.position

    def flush(self) -> None:
        return None

    def close(self) -> None:
        return None

    def take(self) -> bytes:
        out, self.waiting = b"".join(self.waiting), []
        return out


def _table(columns: dict[str, str], rows: Iterator[list[Any]]) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, sink = _schema(columns), _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS)):
            cells = zip(*batch, strict=True)
            arrays = [
                pa.array([_cell(c) for c in column], type=field.type)
                for column, field in zip(cells, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=_ROWS)
            yield sink.take()
    yield sink.take()


def _schema(columns: dict[str, str]) -> pyarrow.Schema:
    import pyarrow as pa

    types = {
        "string": pa.string(), "strings": pa.list_(pa.string()), "long": pa.int64(), "double": pa.float64(),
        "bool": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    return [printable(v) for v in value] if isinstance(value, tuple) else value


def _time(time: Time | None) -> list[Any]:
    days = (
        [datetime.date.fromisoformat(d) if (d := day(b)) else None for b in (time.earliest, time.latest)]
        if time
        else []
    )
    return [time.edtf, *days] if time else [None, None, None]


def _node(n: Node) -> list[Any]:
    return [
        *(n.iri, n.label, n.kind, n.type, n.classes, n.names, n.same_as, n.iso, n.mentions, n.documents),
        *(n.standing, n.speaker, *_time(n.time)),
    ]


def _claim(c: Claim) -> list[Any]:
    return [
        *(c.iri, c.subject, c.predicate, shown(c), c.object, c.value, c.datatype, c.plain, c.standing),
        *(
            c.polarity,
            c.certainty,
            c.status,
            c.speaker,
            c.approximate,
            c.doubtful,
            c.confidence,
            len(c.evidence),
            *_time(c.time),
        ),
    ]


def _evidence(rows: Rows) -> Iterator[list[Any]]:
    for c in rows.claims():
        for e in c.evidence:
            yield [
                *(e.iri, c.iri, e.document, e.sentence, e.start, e.end, *e.subject, *e.object),
                *(e.rule, e.reason, e.confidence),
            ]


FORMAT = Format(
    "parquet",
    "DuckDB, pandas, Polars, Spark",
    CLAIMS,
    {
        f"{t}.parquet": "DuckDB: SELECT * FROM '{path}'; pandas: pandas.read_parquet('{path}'); Spark: spark.read.parquet('{path}')"
        for t in TABLES
    },
    files,
    extra="parquet",
    opened_by="DuckDB",
)
