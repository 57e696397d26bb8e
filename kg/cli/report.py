"""`kg report`: the graph in one page of Markdown."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def report(
        dataset: str = options.DATASET,
        out: str = typer.Option("-", "-o", "--out", help="A file, or - for standard output; .html gives HTML."),
    ) -> None:
        """Write a report for a reader who has two minutes."""
        from kg.analysis import analyse
        from kg.analysis import markdown as make

        graph, title = options.project(dataset)
        results = analyse(graph)
        if out.endswith((".html", ".htm")):
            from kg.view.report import html

            options.emit(html(graph, results, title), out)
        else:
            options.emit(make.markdown(graph, results, title), out)
