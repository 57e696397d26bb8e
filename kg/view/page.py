"""The page: pyvis carries the network, our own autoescaping template renders it, everything inlined.

pyvis' own template loads scripts from a CDN and trusts every label; `Explorer` keeps its data model and replaces the
template environment.  A Content-Security-Policy with hashes lets nothing run but what is inlined here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.view import model

if TYPE_CHECKING:
    import networkx as nx

SCRIPTS = (
    "dom", "unpack", "data", "state", "facets", "shapes", "labels", "graph", "paths", "table", "timeline", "sources", "rdf", "cards", "changes",
    "insights", "picture", "search", "main",
)  # fmt: skip
STYLES = ("page", "views")


def render(graph: nx.MultiDiGraph, *, title: str = "Knowledge graph", results: dict[str, Any] | None = None) -> str:
    """The explorer as one self-contained HTML document.

    Args:
        graph: a projected dataset (`kg.analysis.graph.project`).
        title: heading and document title.
        results: what `kg.analysis.analyse` found, if that is known already.
    """
    from kg.analysis import analyse

    data = model.build(graph, title, analyse(graph) if results is None else results)
    network = _network(graph, data)
    scripts = [_asset("vis-network.min.js"), *(_asset(f"{name}.js") for name in SCRIPTS)]
    style = "\n".join(_asset(f"{name}.css") for name in STYLES)
    policy = (
        "default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none'; "
        f"script-src {' '.join(_hash(s) for s in scripts)}; style-src {_hash(style)}"
    )
    return network.page(
        "explorer.html.j2",
        title=title,
        policy=policy,
        scripts=scripts,
        style=style,
        data=_json(data),
        drawing=_json({"nodes": _columns(network.nodes), "edges": _columns(network.edges)}),
    )


def write(
    graph: nx.MultiDiGraph, path: Path, *, title: str = "Knowledge graph", results: dict[str, Any] | None = None
) -> None:
    """Write the page as UTF-8."""
    Path(path).write_text(render(graph, title=title, results=results), encoding="utf-8", newline="\n")


def _network(graph: nx.MultiDiGraph, data: dict[str, Any]) -> Any:
    """The drawn part as a pyvis network; looks follow from kind and status in the browser."""
    network = _explorer_class()(directed=True)
    number = {iri: n for n, iri in enumerate(sorted(graph.nodes))}
    place = {number[iri]: at for iri, at in model.drawn(graph).items()}
    for n in sorted(place):
        kind = data["kinds"][data["types"][data["nodes"]["type"][n]][2]]
        network.add_node(
            n, label=data["nodes"]["label"][n], shape=kind["shape"], color=kind["colour"], x=place[n][0], y=place[n][1]
        )
    claims = data["claims"]
    for i, (s, o) in enumerate(zip(claims["subject"], claims["object"], strict=True)):
        if s in place and o in place:
            network.add_edge(s, o, id=i)
    return network


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """What the network knows that the data block does not: ids and positions."""
    return {k: [r[k] for r in rows] for k in ("id", "x", "y") if rows and k in rows[0]}


def _explorer_class() -> type:
    """A pyvis `Network` with a template environment that escapes (built late: importing pyvis is slow)."""
    from jinja2 import Environment, PackageLoader, select_autoescape
    from pyvis.network import Network

    class Explorer(Network):
        def __init__(self, **options: Any) -> None:
            super().__init__(cdn_resources="in_line", **options)
            self.templateEnv = Environment(
                loader=PackageLoader("kg.view", "templates"), autoescape=select_autoescape(("html", "j2"), default=True)
            )

        def page(self, template: str, **context: Any) -> str:
            return self.templateEnv.get_template(template).render(**context)

    return Explorer


def _asset(name: str) -> str:
    return (files("kg.view") / "static" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _json(data: Any) -> str:
    """JSON that cannot end its script element, whatever the article says."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
