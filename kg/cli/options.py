"""Options that several commands share, and how results leave the program."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from kg.settings import Settings, as_date

DATASET = typer.Option("out", "-d", "--dataset", help="The folder that “kg build” wrote, or an RDF file.")
INPUTS = typer.Argument(
    ..., metavar="INPUT...", help="Files (text, HTML, PDF, JSON Lines), folders, or - for standard input."
)
DATE = typer.Option(None, "--date", metavar="YYYY-MM-DD", help="Publication date of inputs that do not say.")
URL = typer.Option(None, "--url", help="Address of inputs that do not say.")
LANGUAGE = typer.Option(None, "--language", help="“en” reads a text even if it does not look like English.")
LIMIT = typer.Option(1_000_000, "--max-characters", min=1, help="The longest text of one article.")

LICENCE = typer.Option(
    None,
    "--licence",
    metavar="IRI",
    help="The licence of the dataset, such as https://creativecommons.org/licenses/by/4.0/.",
)
PROCESSES = typer.Option(1, "-j", "--processes", min=1, max=64, help="How many processes read; the result is the same.")


def settings(date: str | None, url: str | None, language: str | None, limit: int, **more: str | int | None) -> Settings:
    """Settings from the command line.

    Raises:
        UsageError: a date that is none.
    """
    from kg.errors import UsageError

    day("--date", date)
    if language not in (None, "en"):
        raise UsageError(f"--language {language}: only English is read", "leave it out, or say en")
    kept = {k: v for k, v in more.items() if v is not None}
    return Settings(date=date, url=url, language=language, max_characters=limit, **kept)  # type: ignore[arg-type]


def day(option: str, value: str | None) -> None:
    """Refuse an option's value that is given and no date.

    Raises:
        UsageError: it is none.
    """
    from kg.errors import UsageError

    if value is not None and as_date(value) != value:
        raise UsageError(f"{option} {value}: not a date", "write 2024-08-29, 2024-08 or 2024")


def licence(value: str | None) -> str | None:
    """The licence given, an IRI.

    Raises:
        UsageError: it is none.
    """
    return value and iri("--licence", value, "https://creativecommons.org/licenses/by/4.0/")


def iri(option: str, value: str, example: str) -> str:
    """An option's value that has to be an IRI.

    Raises:
        UsageError: it is none.
    """
    from urllib.parse import urlparse

    from kg.errors import UsageError

    if not urlparse(value).scheme or any(c in value for c in ' <>"{}|\\^`'):
        raise UsageError(f"{option} {value}: not an IRI", f"write something like {example}")
    return value


def emit(text: str, out: str | None) -> None:
    """Write a result to a file, or to standard output for `-` or nothing."""
    if out in (None, "-"):
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    else:
        from kg.folder import write_text

        write_text(Path(out), text)


def console():
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 110, highlight=False, markup=False)


def report_failures(failures: list) -> None:
    for failure in failures:
        print(f"kg: skipped: {failure.error}", file=sys.stderr)


def project(dataset: str):
    """The dataset as a graph, and its title.

    Raises:
        InputError: there is no dataset, it breaks the shapes, or it has no article.
    """
    from kg.analysis.graph import project as make
    from kg.rdf.store import Dataset
    from kg.rdf.validate import sound

    data = sound(Dataset(dataset, memory=True))
    return make(data), data.title or "Knowledge graph"
