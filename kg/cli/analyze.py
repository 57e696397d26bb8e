"""`kg analyze`: what networkx finds in the graph."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli import options


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
        between: tuple[str, str] | None = typer.Option(
            None, "--between", metavar="FROM TO", help="What articles published between two dates brought."
        ),
        top: int = typer.Option(15, "--top", min=1, help="How many rows to show."),
    ) -> None:
        """Show centralities, communities, the timeline, or how two things connect."""
        from rich.table import Table

        from kg.analysis import analyse, explain, measures, quality, report

        graph, title = options.project(dataset)
        if path:
            for n, step in enumerate(measures.path(graph, *path, strongest=strongest), 1):
                print(f"{n}. {step['subject']} — {step['relation']} — {step['object']}")
                if step["evidence"]:
                    print(f"   “{explain.marked(graph, step['evidence'])}”\n   {step['evidence']['title']}")
            return
        if between:
            _changes(quality.between(graph, *between), top)
            return
        results = analyse(graph)
        table = Table("name", "type", "degree", "PageRank", "betweenness", "mentions", title="Central entities")
        for c in results["central"][:top]:
            table.add_row(
                c["label"],
                c["type"],
                str(c["degree"]),
                f"{c['pagerank']:.3f}",
                f"{c['betweenness']:.3f}",
                str(c["mentions"]),
            )
        console = options.console()
        console.print(table)
        print("Communities")
        for c in results["communities"][:top]:
            print(f"  {c['size']:>4}  {c['name']}")
        print(f"Timeline ({len(results['timeline']['dated'])} dated, {results['timeline']['undated']} undated)")
        for e in results["timeline"]["dated"][:top]:
            print(
                f"  {e['edtf'] or e['label']:<12} {e['what']}"
                + ("" if e["status"] == "asserted" else f" ({e['status']})")
            )
        _more(results, top)
        for c in results["conflicts"]:
            print(
                f"In conflict: {c['label']}, {c['relation']}: "
                + "; ".join(f"{v['value']:,}" + (f" ({v['says']})" if v["says"] else "") for v in c["values"])
            )
        if out is not None:
            from kg.analysis import written
            from kg.folder import write_text
            from kg.view.report import html

            Path(out).mkdir(parents=True, exist_ok=True)
            files = written.folder(results, graph, Path(out), written.base_of(graph))
            write_text(Path(out) / "report.md", report.markdown(graph, results, title))
            write_text(Path(out) / "report.html", html(graph, results, title))
            print(f"written: {len(files) + 2} files in {out}")


def _more(results: dict, top: int) -> None:
    """Brokers, ties and quality, in lines."""
    from kg.analysis.quality import quality_lines

    for title, rows in (
        ("Brokers", [f"{b['cuts_off']:>4}  {b['label']}" for b in results["brokers"]]),
        (
            "Who acts against or for whom",
            [
                f"  {t['from_label']} → {t['to_label']}: against {t['against']}, in favour {t['in_favour']} "
                f"({'; '.join(e['what'] for e in t['examples'] if e['kind'] != 'mentioning')})"
                for t in results["voices"]
                if t["against"] or t["in_favour"]
            ],
        ),
        ("How far to trust it", [f"  {line}" for line in quality_lines(results["quality"], results["single_source"])]),
    ):
        if rows:
            print(title)
            print("\n".join(rows[:top]))


def _changes(found: dict, top: int) -> None:
    print(f"{found['articles']} articles published from {found['from']} to {found['to']}")
    print(f"new things ({len(found['things'])}): " + ", ".join(t["label"] for t in found["things"][:top]))
    print(f"new claims ({len(found['claims'])})")
    for c in found["claims"][:top]:
        print(
            f"  {c['subject_label']} {c['relation']} {c['object_label']}"
            + ("" if c["status"] == "asserted" else f" ({c['status']})")
        )
    print(f"events dated then ({len(found['happened'])})")
    for e in found["happened"][:top]:
        print(f"  {e['when']:<12} {e['label']}" + ("" if e["status"] == "asserted" else f" ({e['status']})"))
