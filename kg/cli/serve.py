"""`kg serve`: a read-only SPARQL endpoint, a query page and the explorer, on this machine."""

from __future__ import annotations

import sys

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def serve(
        dataset: str = options.DATASET,
        port: int = typer.Option(8000, "--port", min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one."),
        timeout: float = typer.Option(
            30, "--timeout", min=0.1, metavar="SECONDS", help="The longest a query may take."
        ),
        max_result: int = typer.Option(50, "--max-result", min=1, metavar="MB", help="The largest result."),
        workers: int = typer.Option(2, "--workers", min=1, max=64, help="Queries answered at once."),
        cors: list[str] = typer.Option(
            [], "--cors", metavar="ORIGIN", help="Let pages of another site ask, such as https://example.org, or *."
        ),
    ) -> None:
        """Serve the dataset on this machine: SPARQL endpoint, query page, explorer; read-only."""
        from kg.serve.pool import Limits
        from kg.serve.run import serve as run

        for origin in cors:
            _origin(origin)

        def ready(address: str) -> None:
            print(f"ask      {address}\nSPARQL   {address}sparql\nexplore  {address}explore", flush=True)
            print("kg: serving; Ctrl-C stops", file=sys.stderr, flush=True)

        run(dataset, port, Limits(seconds=timeout, size=max_result * 1_000_000, workers=workers), cors, ready)


def _origin(value: str) -> None:
    """Refuse what no browser sends as the site of a page.

    Raises:
        UsageError: it is no origin.
    """
    import re

    from kg.errors import UsageError

    if value != "*" and not re.fullmatch(r"https?://[^\s/?#@]+", value):
        raise UsageError(f"--cors {value}: not an origin", "write something like https://example.org, or *")
