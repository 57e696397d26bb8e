"""`kg annotate`: articles → annotation records, one JSON object a line."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def annotate(
        inputs: list[str] = options.INPUTS,
        out: str = typer.Option("-", "-o", "--out", help="A file, or - for standard output."),
        ledger: bool = typer.Option(False, "--ledger", help="Also list sentences that yielded nothing, and why."),
        date: str | None = options.DATE,
        url: str | None = options.URL,
        language: str | None = options.LANGUAGE,
        limit: int = options.LIMIT,
        processes: int = options.PROCESSES,
    ) -> None:
        """Write everything found in each article as one JSON record a line."""
        from kg import parallel
        from kg.folder import writing
        from kg.ids import BASE
        from kg.ingest import Failure, read

        failures: list[Failure] = []

        def documents():
            for found in read(inputs, options.settings(date, url, language, limit), skip_repeated=False):
                failures.append(found) if isinstance(found, Failure) else None
                if not isinstance(found, Failure):
                    yield found

        with contextlib.nullcontext(sys.stdout.buffer) if out == "-" else writing(Path(out)) as file:
            for record in parallel.annotate(documents(), base=BASE, processes=processes):
                line = json.dumps(record.to_dict(ledger=ledger), ensure_ascii=True, separators=(",", ":"))
                file.write(line.encode("ascii") + b"\n")
            file.flush()
        options.report_failures(failures)
        if failures:
            raise typer.Exit(1)
