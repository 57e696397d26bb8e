"""Exports: one module a format, each streaming text made from the projected graph or the dataset.

In: the graph of `kg.analysis.graph.project`, the open dataset.  Out: files.  Must not import spacy or the front half.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError, UsageError

if TYPE_CHECKING:
    import networkx as nx

    from kg.rdf.store import Dataset

FORMATS = {"graphml": "graph.graphml", "gexf": "graph.gexf", "csv": None, "jsonld": "facts.jsonld"}


def write(format: str, graph: nx.MultiDiGraph, dataset: Dataset, out: Path | str) -> list[Path]:
    """Write one format to a file (`csv`: a folder), or `all` into a folder.

    Returns:
        The files written.

    Raises:
        UsageError: an unknown format.
        OutputError: a file cannot be written.
    """
    from kg.folder import write_text

    out = Path(out)
    if format != "all" and format not in FORMATS:
        raise UsageError(f"{format}: unknown format", f"there are {', '.join(FORMATS)} and all")
    made: list[Path] = []
    for name in FORMATS if format == "all" else (format,):
        files = _files(name, graph, dataset)
        whole_folder = format == "all" or name == "csv"
        if (not whole_folder and out.is_dir()) or (not whole_folder and not out.suffix and out.name == "export"):
            whole_folder = True
        for file, text in files.items():
            path = out / file if whole_folder else out
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(
                    f"{path.parent}: cannot be made ({error.strerror})", "choose another place with -o"
                ) from None
            write_text(path, text)
            made.append(path)
    return made


def _files(name: str, graph: nx.MultiDiGraph, dataset: Dataset) -> dict[str, str]:
    from kg.export import gexf, graphml, jsonld, tables

    if name == "graphml":
        return {"graph.graphml": graphml.text(graph)}
    if name == "gexf":
        return {"graph.gexf": gexf.text(graph)}
    if name == "jsonld":
        return {"facts.jsonld": jsonld.text(dataset)}
    return tables.texts(graph)
