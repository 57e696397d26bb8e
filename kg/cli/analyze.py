"""`kg analyze`: what networkx finds in the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    import networkx as nx


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def analyze(
        dataset: str = options.DATASET,
        out: str | None = typer.Option(
            None, "-o", "--out", help="A folder for analysis.json, analysis.trig, tables and the report."
        ),
        path: tuple[str, str] | None = typer.Option(
            None, "--path", metavar="FROM TO", help="The shortest way between two things, with its sentences."
        ),
        strongest: bool = typer.Option(False, "--strongest", help="With --path: the way with the most evidence."),
        around: str | None = typer.Option(
            None,
            "--around",
            metavar="NAME",
            help="The ego network of a thing: every claim between it and its neighbours.",
        ),
        between: tuple[str, str] | None = typer.Option(
            None, "--between", metavar="FROM TO", help="What articles published between two dates brought."
        ),
        explain: bool = typer.Option(
            False, "--explain", help="Say of each analysis what it means and when not to trust it."
        ),
        top: int = typer.Option(15, "--top", min=1, help="How many rows to show."),
    ) -> None:
        """Show centralities, communities, the timeline, or how two things connect."""
        from kg.analysis import analyse
        from kg.folder import made

        _meant(path, around, between, strongest, out)
        place = made(Path(out)) if out is not None else None
        graph, title = options.project(dataset)
        if path:
            _path(graph, path, strongest)
        elif around:
            _around(graph, around, top)
        else:
            results = analyse(graph, between)
            if between:
                _changes(results["changes"][0], top)
            else:
                _central(results, top)
                _findings(graph, results, top, explain)
            if place is not None:
                _write(graph, results, title, place)


def _meant(
    path: tuple[str, str] | None, around: str | None, between: tuple[str, str] | None, strongest: bool, out: str | None
) -> None:
    """Refuse options that say nothing together.

    Raises:
        UsageError: two questions at once, dates that are none, an option that would be passed over.
    """
    from kg.errors import UsageError

    if sum(x is not None for x in (path, around, between)) > 1:
        raise UsageError("--path, --around and --between ask different things", "give one of them")
    if strongest and path is None:
        raise UsageError("--strongest goes with --path", "kg analyze --path FROM TO --strongest")
    if out is not None and (path is not None or around is not None):
        raise UsageError("-o writes all analyses, not a way or a neighbourhood", "leave out -o, or --path and --around")
    for end in between or ():
        options.day("--between", end)
    if between and between[0] > between[1]:
        raise UsageError(
            f"--between {between[0]} {between[1]}: the first date is the later one", "give the earlier first"
        )


def _path(graph: nx.MultiDiGraph, ends: tuple[str, str], strongest: bool) -> None:
    from kg.analysis import explain, measures

    for n, step in enumerate(measures.path(graph, *ends, strongest=strongest), 1):
        print(f"{n}. {step['subject']} — {step['relation']} — {step['object']}")
        if step["evidence"]:
            print(f"   “{explain.marked(graph, step['evidence'])}”\n   {step['evidence']['title']}")


def _around(graph: nx.MultiDiGraph, name: str, top: int) -> None:
    from kg.analysis import structure

    near = structure.ego(graph, name)
    print(f"{len(near)} things, {near.number_of_edges()} claims between them")
    for a, b, d in sorted(near.edges(data=True), key=lambda e: (not e[2]["plain"], -len(e[2]["evidence"]), e[2]["claim"]))[:top]:  # fmt: skip
        how = "" if d["plain"] else f" ({'denied' if d['polarity'] == 'negative' else d['status']})"
        print(f"  {near.nodes[a]['label']} — {d['label']} — {near.nodes[b]['label']}{how}")


def _central(results: dict[str, Any], top: int) -> None:
    from rich.table import Table

    table = Table(
        "name", "type", "connections", "evidence", "PageRank", "betweenness", "mentions", title="Central things"
    )
    for c in results["central"][:top]:
        numbers = (f"{c['pagerank']:.3f}", f"{c['betweenness']:.2g}", str(c["mentions"]))
        table.add_row(c["label"], c["type"], str(c["degree"]), str(c["evidence"]), *numbers)
    options.console().print(table)


def _findings(graph: nx.MultiDiGraph, results: dict[str, Any], top: int, explain: bool) -> None:
    """Every analysis in lines; the central things stand in a table of their own."""
    from kg.analysis.findings import findings

    for f in findings(graph, results, top):
        if not (f["lines"] or explain) or (f["name"] == "central" and not explain):
            continue
        print(f["title"])
        if explain:
            print(f"  [{f['means']} When not to trust it: {f['caution']}]")
        if f["name"] == "central":
            continue
        shown = f["lines"][:top]
        left = f["more"] + len(f["lines"]) - len(shown)
        print("\n".join(f"  {line}" for line in shown or ["nothing of the kind was found"]))
        if left:
            print(f"  … and {left:,} more")


def _changes(found: dict[str, Any], top: int) -> None:
    print(f"{found['period']}: {found['articles']} article{'s' if found['articles'] != 1 else ''}")
    print(f"new things ({found['new_things']}): " + ", ".join(t["label"] for t in found["things"][:top]))
    print(f"new claims ({found['new_claims']})")
    for c in found["claims"][:top]:
        how = "" if c["status"] == "asserted" else f" ({c['status']})"
        print(f"  {c['subject_label']} {c['relation']} {c['object_label']}{how}")
    print(f"events dated then ({len(found['happened'])})")
    for e in found["happened"][:top]:
        print(f"  {e['when']:<12} {e['label']}" + ("" if e["status"] == "asserted" else f" ({e['status']})"))


def _write(graph: nx.MultiDiGraph, results: dict[str, Any], title: str, out: Path) -> None:
    """The results and the report into a folder."""
    from kg.analysis import markdown, written
    from kg.folder import write_text
    from kg.view.report import html

    files = written.folder(results, graph, out, written.base_of(graph))
    write_text(out / "report.md", markdown.markdown(graph, results, title))
    write_text(out / "report.html", html(graph, results, title))
    print(f"written: {len(files) + 2} files in {out}")
