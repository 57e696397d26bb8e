"""`kg explain`: the sentence behind a claim, its arguments marked, and why it was read so."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def explain(
        claim: str = typer.Argument(
            ..., help="A claim: its IRI, the end of it, or the name of an entity for all its claims."
        ),
        dataset: str = options.DATASET,
    ) -> None:
        """Show the sentence behind a claim, with its arguments marked, and why the frame fired."""
        from kg.analysis import explain as make

        graph, _ = options.project(dataset)
        print(make.text(graph, make.find(graph, claim)))
