"""`kg build`: articles → a folder with the dataset, the page and the report."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.builder import Built


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def build(
        inputs: list[str] = options.INPUTS,
        out: str = typer.Option(
            "out", "-o", "--out", help="The folder to write; a previous one is replaced when all is done."
        ),
        date: str | None = options.DATE,
        url: str | None = options.URL,
        language: str | None = options.LANGUAGE,
        limit: int = options.LIMIT,
        processes: int = options.PROCESSES,
        base: str | None = typer.Option(None, "--base", help="IRI base of the data."),
        title: str | None = typer.Option(None, "--title", help="Heading of the page and the report."),
        licence: str | None = options.LICENCE,
    ) -> None:
        """Build the graph of some articles into a folder."""
        from pathlib import Path

        from kg import builder as make
        from kg.ids import BASE

        more = {"title": title, "processes": processes, "licence": options.licence(licence)}
        settings = options.settings(date, url, language, limit, base=_base(base) or BASE, **more)
        with _progress() as tick:
            built = make.folder(inputs, Path(out), settings, tick)
        options.report_failures(built.failures)
        summary(built)
        if built.failures:
            raise typer.Exit(1)


def _base(base: str | None) -> str | None:
    if base is None:
        return None
    options.iri("--base", base, "https://example.org/id/")
    return base if base[-1] in "/#" else base + "/"


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, a line every 25 articles elsewhere; on standard error."""
    if not sys.stderr.isatty():
        done = 0

        def tick(_: str) -> None:
            nonlocal done
            done += 1
            if done % 25 == 0:
                print(f"kg: {done} articles read", file=sys.stderr, flush=True)

        yield tick
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.completed} articles read"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("loading the model", total=None)

        def show(identifier: str) -> None:
            bar.update(task, advance=1, description=identifier[:40])

        yield show


def summary(built: Built) -> None:
    """What was built, for a person."""

    def listed(counts: dict[str, int]) -> str:
        return ", ".join(f"{n} {k}" for k, n in counts.items()) or "none"

    print(f"{built.documents} article{'s' if built.documents != 1 else ''} read")
    print(f"  entities  {sum(built.entities.values()):>5}   {listed(built.entities)}")
    print(f"  events    {built.events:>5}")
    print(f"  claims    {sum(built.claims.values()):>5}   {listed(built.claims)}")
    print(f"  quotes    {built.quotes:>5}")
    if built.quarantined:
        print(f"  refused   {built.quarantined:>5}   read, but against a shape of the ontology: {built.quarantine}")
    if built.central:
        print("most central")
        for label, kind in built.central:
            print(f"  {label} ({kind})")
    print("next")
    print(f"  open the page        {built.page}")
    print(f"  read the report      {built.out / 'report.md'}")
    print(f"  ask                  kg query -d {built.out} --list")
