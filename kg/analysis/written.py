"""Results written back: as JSON, as RDF in a graph of its own, and one CSV an analysis, so that they can be asked and joined."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ids
from kg.analysis import ANALYSES
from kg.analysis.tables import tables
from kg.analysis.triples import trig

if TYPE_CHECKING:
    import networkx as nx


def folder(results: dict[str, Any], graph: nx.MultiDiGraph, out: Path, base: str) -> list[Path]:
    """Write `analysis.json`, `analysis.trig` and the tables (`analysis/*.csv`) into an existing folder.

    Returns:
        What was written.

    Raises:
        OutputError: a file cannot be written.
    """
    from kg.folder import made, write_text

    told = {"about": {a.name: asdict(a) for a in ANALYSES}, **results}
    texts = {
        "analysis.json": json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "analysis.trig": trig(results, base),
        **{f"analysis/{name}": text for name, text in tables(results, graph).items()},
    }
    made(out / "analysis")
    for name, text in texts.items():
        write_text(out / name, text)
    return [out / name for name in texts]


def base_of(graph: nx.MultiDiGraph) -> str:
    """The IRI base a projected dataset was written with, from its documents."""
    first = next(iter(graph.graph["documents"]), "")
    return first.rpartition("document/")[0] or ids.BASE
