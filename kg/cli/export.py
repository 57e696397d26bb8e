"""`kg export`: the graph for other tools."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def export(
        format: str = typer.Argument(..., help="graphml, gexf, csv, jsonld, or all."),
        dataset: str = options.DATASET,
        out: str = typer.Option("export", "-o", "--out", help="A file; for csv and all a folder."),
    ) -> None:
        """Write the graph in a format of another tool."""
        from kg import export as make
        from kg.rdf.store import Dataset

        graph, _ = options.project(dataset)
        for path in make.write(format, graph, Dataset(dataset), out):
            print(path)
