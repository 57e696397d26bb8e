"""`kg doctor`: what is there and what is missing."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def doctor() -> None:
        """Say what is installed, what is missing, and how to get it."""
        import platform
        from importlib import metadata, util

        from kg._version import __version__
        from kg.errors import KgError
        from kg.nlp.pipeline import model_path
        from kg.ontology import folder

        print(f"newskg {__version__} on Python {platform.python_version()}")
        missing = 0
        for name, find in (("model", model_path), ("ontology", folder), ("explorer", _explorer)):
            try:
                print(f"  ok       {name:<12} {find()}")
            except (KgError, OSError) as error:
                missing += 1
                print(f"  missing  {name:<12} {error}")
        for package in (
            "spacy",
            "rdflib",
            "pyoxigraph",
            "networkx",
            "pyvis",
            "trafilatura",
            "pypdf",
            "rustworkx",
        ):
            if util.find_spec(package) is None:
                missing += 1
                print(f"  missing  {package:<12} pip install {package}")
            else:
                print(f"  ok       {package:<12} {metadata.version(package)}")
        for package, use in (("nbclient", "notebooks"), ("playwright", "browser tests")):
            print(f"  {'ok      ' if util.find_spec(package) else 'optional'} {package:<12} for {use}")
        if missing:
            raise typer.Exit(4)


def _explorer() -> str:
    from importlib.resources import files

    path = files("kg.view") / "static" / "vis-network.min.js"
    with path.open("rb") as file:
        file.read(1)
    return str(path)
