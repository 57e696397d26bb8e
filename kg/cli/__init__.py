"""The command line: one small module a command; heavy imports stay inside the commands."""

from __future__ import annotations

import os
import sys

import typer

from kg.cli import analyze, annotate, build, doctor, explain, export, ontology, query, report, serve, validate, view
from kg.errors import KgError

COMMANDS = (build, annotate, query, explain, analyze, report, view, serve, export, validate, ontology, doctor)


def _version(wanted: bool) -> None:
    if wanted:
        from kg._version import __version__

        typer.echo(f"newskg {__version__}")
        raise typer.Exit


def _app() -> typer.Typer:
    app = typer.Typer(
        name="kg",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="A knowledge graph of the news: articles in, RDF out, with the sentence behind every edge.",
    )

    @app.callback()
    def top(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
        ),
    ) -> None:
        """A knowledge graph of the news: articles in, RDF out, with the sentence behind every edge."""

    for command in COMMANDS:
        command.register(app)
    return app


def main() -> None:
    """Run `kg`: errors become one line and an exit status, never a traceback."""
    stopped = "stopped; what was there before is unchanged"
    try:
        _app()(prog_name="kg")
    except SystemExit as end:
        if end.code == 130:  # typer ends so, silently, on Ctrl-C
            _fail(stopped, 130)
        raise
    except KgError as error:
        _fail(str(error), error.exit_status)
    except KeyboardInterrupt:
        _fail(stopped, 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(f"{error.filename or 'standard output'}: {error.strerror or error}", 1)


def _fail(message: str, status: int) -> None:
    print(f"kg: error: {message}", file=sys.stderr, flush=True)
    sys.exit(status)
