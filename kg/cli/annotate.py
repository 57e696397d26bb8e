"""`kg annotate`: articles → annotation records, one JSON object a line."""

from __future__ import annotations

import json
import sys

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
        from kg.errors import OutputError
        from kg.ids import BASE
        from kg.ingest import Failure, read

        failures: list[Failure] = []

        def documents():
            for found in read(inputs, options.settings(date, url, language, limit), skip_repeated=False):
                failures.append(found) if isinstance(found, Failure) else None
                if not isinstance(found, Failure):
                    yield found

        try:
            file = sys.stdout if out == "-" else open(out, "w", encoding="utf-8", newline="\n")  # noqa: SIM115
        except OSError as error:
            raise OutputError(f"{out}: cannot be written ({error.strerror})", "choose another file with -o") from None
        try:
            for record in parallel.annotate(documents(), base=BASE, processes=processes):
                file.write(json.dumps(record.to_dict(ledger=ledger), ensure_ascii=True, separators=(",", ":")) + "\n")
            file.flush()
        finally:
            if file is not sys.stdout:
                file.close()
        options.report_failures(failures)
        if failures:
            raise typer.Exit(1)
