"""`kg validate`: a dataset against its shapes and rules."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def validate(
        file: str | None = typer.Argument(None, help="An RDF file; else the folder of -d."),
        dataset: str = options.DATASET,
    ) -> None:
        """Check a dataset against the SHACL shapes and the dataset's own rules."""
        from kg.rdf import validate as check
        from kg.rdf.store import Dataset

        violations = check.violations(Dataset(file or dataset))
        for violation in violations:
            print(violation)
        if violations:
            raise typer.Exit(3)
        print("valid: shapes and rules hold")
