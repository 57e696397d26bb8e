"""`report.html`: the report as one offline page without a script."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.analysis.dates import told
from kg.analysis.report import content

if TYPE_CHECKING:
    import networkx as nx


def html(graph: nx.MultiDiGraph, results: dict[str, Any], title: str) -> str:
    """The report as HTML: article text escaped by the template, arguments of each fact marked in its sentence.

    Args:
        graph: a projected dataset.
        results: of `kg.analysis.analyse`.
        title: heading.
    """
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("kg.view", "templates"), autoescape=select_autoescape(("html", "j2"), default=True)
    )
    environment.filters["web"] = lambda url: url if str(url).lower().startswith(("http://", "https://")) else None
    environment.filters["told"] = told
    environment.filters["parts"] = lambda evidence, part=None: parts(graph, evidence, part)
    style = (files("kg.view") / "static" / "report.css").read_text("utf-8")
    return environment.get_template("report.html.j2").render(style=style, **content(graph, results, title))


def parts(
    graph: nx.MultiDiGraph, evidence: dict[str, Any], part: tuple[int, int, bool, bool] | None = None
) -> list[tuple[str, str]]:
    """A sentence in pieces: (text, "" or "s" or "o" for subject and object).

    Args:
        graph: a projected dataset.
        evidence: whose sentence.
        part: what is shown of it: offsets, and whether something is left out before and after.
    """
    text = graph.graph["documents"][evidence["document"]]["text"]
    at, stop, before, after = part or (evidence["start"], evidence["end"], False, False)
    out = [("… ", "")] * before
    for start, end, kind in sorted([(*evidence["subject"], "s"), (*evidence["object"], "o")]):
        if start < at or end > stop:
            continue
        out += [(text[at:start], ""), (text[start:end], kind)]
        at = end
    return [*out, (text[at:stop], ""), *[(" …", "")] * after]
