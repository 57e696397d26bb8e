"""`kg query`: SPARQL over a dataset, or one of the named queries."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

_SMALL = 16_384  # bytes of a result that may be none
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def query(
        sparql: str | None = typer.Argument(None, help="A SPARQL query; - reads it from standard input."),
        dataset: str = options.DATASET,
        file: str | None = typer.Option(None, "-f", "--file", help="Read the query from a file."),
        name: str | None = typer.Option(None, "-n", "--name", help="Run a named query; see --list."),
        param: list[str] = typer.Option(
            [], "-p", "--param", metavar="NAME=VALUE", help="A parameter of the named query."
        ),
        format: str = typer.Option(
            "table",
            "--format",
            help="table, json, csv (for spreadsheets), tsv (exact), xml; for triples ttl, nt, json, xml.",
        ),
        facts_only: bool = typer.Option(False, "--facts-only", help="Ask only what the articles state as fact."),
        timeout: float = typer.Option(60, "--timeout", min=0.01, metavar="SECONDS", help="Give up after that long."),
        memory: int = typer.Option(2000, "--memory", min=1, metavar="MB", help="Give up when it takes more than that."),
        list_: bool = typer.Option(False, "--list", help="List the named queries with their parameters."),
        show: bool = typer.Option(False, "--show", help="Print the SPARQL of the query instead of running it."),
    ) -> None:
        """Ask the dataset in SPARQL, or by a named query."""
        from kg.errors import UsageError
        from kg.rdf.limits import limits
        from kg.rdf.store import Dataset

        if list_:
            _list()
            return
        if format not in FORMATS:
            raise UsageError(f"--format {format}: unknown", ", ".join(FORMATS))
        text = _text(sparql, file, name, param)
        if show:
            print(text.rstrip())
            return
        data = Dataset(dataset)
        with limits(timeout, memory):
            if not _show(data.query(text, facts_only=facts_only), format, data):
                _explain(text, data, facts_only)


def _text(sparql: str | None, file: str | None, name: str | None, param: list[str]) -> str:
    from kg.errors import UsageError
    from kg.rdf import named

    if sum(x is not None for x in (sparql, file, name)) != 1:
        raise UsageError("give one query: a string, --file or --name", "kg query --list shows the named ones")
    if name is not None:
        return named.get(name).prepare(param)
    if (meant := (sparql or "").strip()) in {query.name for query in named.all_queries()}:
        raise UsageError(f"“{meant}” is a named query", f"kg query --name {meant}")
    if param:
        raise UsageError("--param is for named queries", "write the value into the query, or give --name")
    return _read(file or "-") if sparql in (None, "-") else sparql or ""


def _read(file: str) -> str:
    from kg.errors import InputError

    place = "standard input" if file == "-" else file
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{place}: cannot be read ({error.strerror or error})", "name a file with a query") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: not UTF-8, from byte {error.start} on", "save the query as UTF-8 text") from None


def _list() -> None:
    from kg.rdf import named

    for query in named.all_queries():
        print(f"{query.name:<20} {query.description}")
        for parameter in query.parameters.values():
            given = f"; else {parameter.default}" if parameter.default else ""
            print(f"{'':<20}   --param {parameter.name}=…  {parameter.about}{given}")


def _explain(text: str, data: Dataset, facts_only: bool) -> None:
    from kg.rdf.hints import hint

    sys.stdout.flush()
    if found := hint(text, data, facts_only=facts_only):
        print(f"kg: hint: {printable(found)}", file=sys.stderr)


def _show(result: Any, format: str, data: Dataset) -> bool:
    """Print a result; whether there is anything in it."""
    import pyoxigraph as ox

    from kg.rdf import sparql

    if isinstance(result, ox.QueryBoolean) and format in ("table", "csv"):
        print("true" if result else "false")
        return bool(result)
    if isinstance(result, ox.QuerySolutions) and format in ("table", "csv"):
        return (_table(result, data) if format == "table" else _csv(result)) > 0
    format = "ttl" if format == "table" else format
    out = _Out()
    sparql.serialize(result, format, out, data.prefixes)  # type: ignore[arg-type]
    if out.head and not out.tail.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    return len(out.head) > _SMALL or _any(result, format, bytes(out.head))


class _Out:
    """Standard output, remembering how what is written to it begins and ends."""

    def __init__(self) -> None:
        self.head, self.tail = bytearray(), b""

    def write(self, data: bytes) -> int:
        if len(self.head) <= _SMALL:
            self.head += data
        self.tail = bytes(data[-1:]) or self.tail
        return sys.stdout.buffer.write(data)

    def flush(self) -> None:
        sys.stdout.buffer.flush()


def _any(result: Any, format: str, text: bytes) -> bool:
    """Whether a small result, read back, has a row or a triple."""
    import pyoxigraph as ox

    from kg.rdf import sparql

    if isinstance(result, ox.QueryTriples):
        return next(iter(ox.parse(text, format=sparql.TRIPLES[format])), None) is not None
    return next(iter(ox.parse_query_results(text, format=sparql.SOLUTIONS[format])), None) is not None


def _cells(row: Any, names: list[str]) -> list[str]:
    return ["" if row[n] is None else getattr(row[n], "value", None) or str(row[n]).strip('"') for n in names]


def _csv(result: Any) -> int:
    """CSV for a spreadsheet, as rows come, without formulas; `tsv` is the exact form.  The number of rows."""
    from kg.export.text import guard

    names = [v.value for v in result.variables]
    buffer = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    rows = 0
    for row in result:
        writer.writerow([cell if _NUMBER.fullmatch(cell) else guard(cell) for cell in _cells(row, names)])
        rows += 1
    buffer.detach()
    return rows


def _table(result: Any, data: Dataset) -> int:
    import pyoxigraph as ox
    from rich.table import Table

    names = [v.value for v in result.variables]
    table, rows = Table(*names), 0
    for row in result:
        short = (data.short(x.value) if isinstance(x := row[n], ox.NamedNode) else None for n in names)
        table.add_row(*(printable(s or cell) for s, cell in zip(short, _cells(row, names), strict=True)))
        rows += 1
    options.console().print(table)
    print(f"{rows} row{'s' if rows != 1 else ''}")
    return rows


def printable(text: str) -> str:
    """Text without control characters that could drive a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
