"""`kg ontology`: the terms, for a reader."""

from __future__ import annotations

from collections.abc import Iterator

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ontology(
        classes: bool = typer.Option(False, "--classes", help="Only the classes."),
        properties: bool = typer.Option(False, "--properties", help="Only the properties."),
        table: bool = typer.Option(False, "--table", help="The relations as Markdown, with an example of each."),
    ) -> None:
        """List the classes and properties of the ontology."""
        from kg import ontology as terms

        if table:
            print("\n".join(relations()))
            return
        known = terms.load()
        if not properties:
            for c in known.classes.values():
                print(f"kg:{c.name:<28} {', '.join(c.parents):<26} {c.definition}")
        if not classes:
            for p in known.properties.values():
                target = p.datatype or ", ".join(p.range)
                print(f"kg:{p.name:<28} {', '.join(p.domain) or 'any'} → {target or 'any'}. {p.definition}")


def relations() -> Iterator[str]:
    """The relations by group, as lines of Markdown: from what to what, what they mean, a sentence that yields one."""
    from kg import ontology as terms
    from kg.extract import frames

    examples: dict[str, str] = {}
    known_frames = frames.load()
    for frame in (*known_frames.frames, *known_frames.measures):
        for example in frame.examples:
            if not example.endswith("=> none"):
                examples.setdefault(frame.property, example.partition(" => ")[0])
    known = terms.load().claims().values()
    yield "# Relations"
    yield ""
    yield "Made by `kg ontology --table` from `kg.ttl` and the frames; the examples run as tests."
    for group in sorted({p.group for p in known}):
        yield f"\n## {group.capitalize()}\n"
        yield "| relation | from → to | meaning | read in |"
        yield "|---|---|---|---|"
        for p in known:
            if p.group == group:
                ends = f"{', '.join(p.domain) or 'any'} → {p.datatype or ', '.join(p.range) or 'any'}"
                yield f"| `{p.name}` | {ends} | {p.definition} | {examples.get(p.name, _inverse(p.inverse))} |"


def _inverse(name: str | None) -> str:
    return f"the inverse of `{name}`" if name else ""
