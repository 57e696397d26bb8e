"""`kg view`: the explorer as one HTML file."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def view(
        dataset: str = options.DATASET,
        out: str = typer.Option("graph.html", "-o", "--out", help="The page to write, or - for standard output."),
        title: str | None = typer.Option(None, "--title", help="Heading of the page."),
    ) -> None:
        """Write the explorer: one page that opens anywhere, offline."""
        from kg.view import render

        graph, known = options.project(dataset)
        options.emit(render(graph, title=title or known), out)
        if out != "-":
            print(out)
