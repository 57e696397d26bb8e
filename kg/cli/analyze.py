"""`kg analyze`: what networkx finds in the graph."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from kg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def analyze(
        dataset: str = options.DATASET,
        out: str | None = typer.Option(None, "-o", "--out", help="A folder for analysis.json and report.md."),
        path: tuple[str, str] | None = typer.Option(
            None, "--path", metavar="FROM TO", help="The shortest way between two things, with its sentences."
        ),
        top: int = typer.Option(15, "--top", min=1, help="How many rows to show."),
    ) -> None:
        """Show centralities, communities, the timeline, or how two things connect."""
        from rich.table import Table

        from kg.analysis import analyse, explain, measures, report

        graph, title = options.project(dataset)
        if path:
            for n, step in enumerate(measures.path(graph, *path), 1):
                print(f"{n}. {step['subject']} — {step['relation']} — {step['object']}")
                if step["evidence"]:
                    print(f"   “{explain.marked(graph, step['evidence'])}”\n   {step['evidence']['title']}")
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
        for c in results["conflicts"]:
            print(
                f"In conflict: {c['label']}, {c['relation']}: "
                + "; ".join(f"{v['value']:,}" + (f" ({v['says']})" if v["says"] else "") for v in c["values"])
            )
        if out is not None:
            from kg.folder import write_text

            Path(out).mkdir(parents=True, exist_ok=True)
            write_text(
                Path(out) / "analysis.json", json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            )
            write_text(Path(out) / "report.md", report.markdown(graph, results, title))
            print(f"written: {Path(out) / 'analysis.json'}, {Path(out) / 'report.md'}")
