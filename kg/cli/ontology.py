"""`kg ontology`: the terms, for a reader."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ontology(
        classes: bool = typer.Option(False, "--classes", help="Only the classes."),
        properties: bool = typer.Option(False, "--properties", help="Only the properties."),
    ) -> None:
        """List the classes and properties of the ontology."""
        from kg import ontology as terms

        known = terms.load()
        if not properties:
            for c in known.classes.values():
                print(f"kg:{c.name:<28} {', '.join(c.parents):<26} {c.definition}")
        if not classes:
            for p in known.properties.values():
                target = p.datatype or ", ".join(p.range)
                print(f"kg:{p.name:<28} {', '.join(p.domain) or 'any'} → {target or 'any'}. {p.definition}")
