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

_DASHES: dict[str, Any] = {
    "asserted": False,
    "attributed": [8, 5],
    "planned": [2, 5],
    "hypothetical": [2, 5],
    "denied": [10, 4, 2, 4],
}


def render(graph: nx.MultiDiGraph, *, title: str = "Knowledge graph") -> str:
    """The explorer as one self-contained HTML document.

    Args:
        graph: a projected dataset (`kg.analysis.graph.project`).
        title: heading and document title.
    """
    data = model.build(graph, title)
    network = _network(data)
    script, style = _asset("explorer.js"), _asset("explorer.css")
    library = re.sub(r"\n?//# sourceMappingURL=.*", "", _asset("vis-network.min.js"))
    policy = (
        "default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none'; "
        f"script-src {_hash(library)} {_hash(script)}; style-src 'unsafe-inline'"  # vis-network writes its own style element
    )
    return network.page(
        title=title,
        policy=policy,
        library=library,
        script=script,
        style=style,
        data=_json(data),
        drawing=_json({"nodes": network.nodes, "edges": network.edges}),
    )


def write(graph: nx.MultiDiGraph, path: Path, *, title: str = "Knowledge graph") -> None:
    """Write the page as UTF-8."""
    Path(path).write_text(render(graph, title=title), encoding="utf-8", newline="\n")


def _network(data: dict[str, Any]) -> Any:
    """The drawn part as a pyvis network."""
    network = _explorer_class()(directed=True)
    colour = {k["name"]: k["colour"] for k in data["kinds"]}
    shape = {k["name"]: k["shape"] for k in data["kinds"]}
    drawn = set()
    for n in data["nodes"]:
        if n["x"] is None:
            continue
        drawn.add(n["id"])
        size = 9 + min(26.0, 4.2 * max(n["degree"], 0.5) ** 0.5)
        network.add_node(
            n["id"],
            label=_short(n["label"]) + (f" [{n['iso']}]" if n["iso"] else ""),
            shape=shape[n["kind"]],
            color=colour[n["kind"]],
            x=n["x"],
            y=n["y"],
            size=round(size, 1),
            physics=False,
            shapeProperties={"borderDashes": False if n["status"] == "asserted" else [4, 3]},
        )
    lanes: dict[tuple[int, int], int] = {}
    for e in data["edges"]:
        if e["from"] not in drawn or e["to"] not in drawn:
            continue
        claim, pair = data["claims"][e["id"]], (min(e["from"], e["to"]), max(e["from"], e["to"]))
        lane = lanes[pair] = lanes.get(pair, -1) + 1
        turn = "curvedCW" if (lane % 2 == 0) == (e["from"] < e["to"]) else "curvedCCW"
        network.add_edge(
            e["from"],
            e["to"],
            id=e["id"],
            label=claim["label"],
            dashes=_DASHES[claim["status"]],
            physics=False,
            smooth={"enabled": lane > 0, "type": turn, "roundness": 0.1 + 0.1 * ((lane + 1) // 2)},
        )
    return network


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

        def page(self, **context: Any) -> str:
            return self.templateEnv.get_template("explorer.html.j2").render(**context)

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


def _short(label: str, limit: int = 34) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"
