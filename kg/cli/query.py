"""`kg query`: SPARQL over a dataset, or one of the named queries."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

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
            _show(data.query(text, facts_only=facts_only), format, data)


def _text(sparql: str | None, file: str | None, name: str | None, param: list[str]) -> str:
    from kg.errors import UsageError
    from kg.rdf import named

    if sum(x is not None for x in (sparql, file, name)) != 1:
        raise UsageError("give one query: a string, --file or --name", "kg query --list shows the named ones")
    if name is not None:
        return named.get(name).prepare(param)
    if param:
        raise UsageError("--param is for named queries", "write the value into the query, or give --name")
    return _read(file or "-") if sparql in (None, "-") else sparql or ""


def _read(file: str) -> str:
    from kg.errors import InputError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        place = "standard input" if file == "-" else file
        raise InputError(f"{place}: cannot be read ({error})", "give a query as UTF-8 text") from None


def _list() -> None:
    from kg.rdf import named

    for query in named.all_queries():
        print(f"{query.name:<20} {query.description}")
        for parameter in query.parameters.values():
            given = f"; else {parameter.default}" if parameter.default else ""
            print(f"{'':<20}   --param {parameter.name}=…  {parameter.about}{given}")


def _show(result: Any, format: str, data: Dataset) -> None:
    import pyoxigraph as ox

    from kg.rdf import sparql

    if isinstance(result, ox.QueryTriples):
        sparql.serialize(result, "ttl" if format == "table" else format, sys.stdout.buffer, data.prefixes)
    elif format == "table":
        print("true" if result else "false") if isinstance(result, ox.QueryBoolean) else _table(result, data)
    elif format == "csv" and not isinstance(result, ox.QueryBoolean):
        _csv(result)
    else:
        out = io.BytesIO()
        sparql.serialize(result, format, out, data.prefixes)
        text = out.getvalue()
        sys.stdout.buffer.write(text if text.endswith(b"\n") else text + b"\n")


def _cells(row: Any, names: list[str]) -> list[str]:
    return ["" if row[n] is None else getattr(row[n], "value", None) or str(row[n]).strip('"') for n in names]


def _csv(result: Any) -> None:
    """CSV for a spreadsheet, as rows come; `tsv` is the exact form."""
    names = [v.value for v in result.variables]
    buffer = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([guard(cell) for cell in _cells(row, names)] for row in result)
    buffer.detach()


def _table(result: Any, data: Dataset) -> None:
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


def guard(cell: str) -> str:
    """A cell no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return (
        "'" + cell
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell[1:].replace(".", "", 1).isdigit()
        else cell
    )


def printable(text: str) -> str:
    """Text without control characters that could drive a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
