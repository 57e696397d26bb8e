"""newskg: articles in, an RDF knowledge graph out, with the sentence behind every edge.

    >>> import kg
    >>> graph = kg.build("seeds")                  # paths, folders, texts or dictionaries
    >>> graph.query("SELECT ?who WHERE { ?who a kg:Person }")
    >>> graph.view("page.html")

Everything is imported when it is first used; `import kg` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg.graph import Graph, build, open
    from kg.model import Document, Record

__all__ = ["Document", "Graph", "Record", "__version__", "build", "open"]

_WHERE = {"Graph": "kg.graph", "build": "kg.graph", "open": "kg.graph", "Document": "kg.model", "Record": "kg.model"}


def __getattr__(name: str) -> Any:
    import importlib

    if name in _WHERE:
        # `kg.build` is the function; the module of that name is reached by importing it
        value = getattr(importlib.import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
