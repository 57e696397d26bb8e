"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def export(
        format: str | None = typer.Argument(None, help="A format, or all; --list shows them."),
        dataset: str = options.DATASET,
        out: str | None = typer.Option(
            None, "-o", "--out", help="A file, or for formats of several files a folder; by default export/."
        ),
        licence: str | None = options.LICENCE,
        list_: bool = typer.Option(False, "--list", help="List the formats and their tools."),
    ) -> None:
        """Write the graph in a format of another tool."""
        from kg import export as make
        from kg.errors import UsageError
        from kg.rdf.store import Dataset

        if list_:
            _list()
            return
        if format is None:
            raise UsageError("name a format, or all", "kg export --list shows them")
        if out == "-":
            make.stream(format, Dataset(dataset, memory=True), sys.stdout.buffer, licence=options.licence(licence))
            sys.stdout.buffer.flush()
            return
        data = Dataset(dataset, memory=True)
        said = options.licence(licence)
        for path in make.write(format, data, out, licence=said, say=lambda line: print(f"kg: {line}", file=sys.stderr)):
            print(path)


def _list() -> None:
    from kg.export.formats import all_formats

    for found in all_formats():
        print(f"{found.name:<16} {found.tool:<58} {', '.join(found.files)}")
