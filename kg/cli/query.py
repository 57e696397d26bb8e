"""`kg query`: SPARQL 1.1 over a dataset."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import typer

from kg.cli import options


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
        format: str = typer.Option("table", "--format", help="table, json or csv."),
        facts_only: bool = typer.Option(False, "--facts-only", help="Ask only what the articles state as fact."),
        list_: bool = typer.Option(False, "--list", help="List the named queries."),
    ) -> None:
        """Ask the dataset in SPARQL, or by a named query."""
        from kg.errors import UsageError
        from kg.rdf import named
        from kg.rdf.store import Dataset

        if list_:
            for q in named.all_queries():
                print(f"{q.name:<22} {q.description}" + (f"  ({', '.join(q.parameters)})" if q.parameters else ""))
            return
        if format not in ("table", "json", "csv"):
            raise UsageError(f"--format {format}: unknown", "table, json or csv")
        if sum(x is not None for x in (sparql, file, name)) != 1:
            raise UsageError("give one query: a string, --file or --name", "kg query --list shows the named ones")
        if name is not None:
            text = named.get(name).prepare(param)
        elif file is not None:
            text = _read(file)
        else:
            text = sys.stdin.read() if sparql == "-" else sparql or ""
        data = Dataset(dataset)
        _show(data.query(text, facts_only=facts_only), format)


def _read(file: str) -> str:
    from kg.errors import InputError

    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error})", "check the path") from None


def _show(result: Any, format: str) -> None:
    import pyoxigraph as ox

    if isinstance(result, ox.QueryBoolean):
        print("true" if result else "false")
        return
    if isinstance(result, ox.QueryTriples):
        sys.stdout.buffer.write(ox.serialize(result, format=ox.RdfFormat.TURTLE))
        return
    if format == "json":
        sys.stdout.write(
            json.dumps(json.loads(result.serialize(format=ox.QueryResultsFormat.JSON)), ensure_ascii=False, indent=1)
            + "\n"
        )
        return
    names = [v.value for v in result.variables]
    rows = [["" if row[n] is None else row[n].value for n in names] for row in result]
    if format == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([names, *([guard(x) for x in r] for r in rows)])
        sys.stdout.write(buffer.getvalue())
        return
    from rich.table import Table

    from kg.ontology import curie

    table = Table(*names)
    for row in rows:
        table.add_row(*(printable(curie(x)) for x in row))
    options.console().print(table)
    print(f"{len(rows)} row{'s' if len(rows) != 1 else ''}")


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
