"""`kg report`: the graph in one page of Markdown."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def report(
        dataset: str = options.DATASET,
        out: str = typer.Option("-", "-o", "--out", help="A file, or - for standard output."),
    ) -> None:
        """Write a report for a reader who has two minutes."""
        from kg.analysis import analyse
        from kg.analysis import report as make

        graph, title = options.project(dataset)
        options.emit(make.markdown(graph, analyse(graph), title), out)
