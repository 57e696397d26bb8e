"""`kg validate`: a dataset against its shapes and rules."""

from __future__ import annotations

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def validate(
        file: str | None = typer.Argument(None, help="Any RDF file, or a folder; else the folder of -d."),
        dataset: str = options.DATASET,
        format: str = typer.Option("text", "--format", help="text, or json: one object a line."),
    ) -> None:
        """Check a dataset against the SHACL shapes and the dataset's own rules; status 3 where it breaks one."""
        import json
        from collections import Counter
        from dataclasses import asdict

        from kg.cli.query import printable
        from kg.errors import InputError, UsageError
        from kg.export.profiles import restored
        from kg.rdf import validate as check
        from kg.rdf.store import Dataset

        if format not in ("text", "json"):
            raise UsageError(f"--format {format}: unknown", "text, json")
        with restored(Dataset(file or dataset, memory=True)) as whole:
            if not len(whole.index):
                raise InputError(
                    f"{file or dataset}: holds no statement", "there is nothing to check: name the dataset"
                )
            found = check.violations(whole)
            for violation in found:
                if format == "json":
                    print(json.dumps(asdict(violation), ensure_ascii=False))
                else:
                    print("\n".join(printable(line) for line in violation.text(whole.short).split("\n")))
        if found:
            kinds = Counter(v.rule for v in found)
            if format == "text":
                print(
                    f"invalid: {len(found)} violation{'s' if len(found) != 1 else ''}: "
                    + ", ".join(f"{k} {n}" for k, n in kinds.most_common())
                )
            raise typer.Exit(3)
        if format == "text":
            print("valid: shapes and rules hold")
