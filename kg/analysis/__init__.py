"""The dataset as a networkx graph, and what can be read off it.

In: an open `kg.rdf.store.Dataset`.  Out: a `networkx.MultiDiGraph` (`graph.project`) and results as plain data.  Must not
import spacy or anything of the front half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def analyse(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """All results on a projected graph, JSON-ready and deterministic."""
    from kg.analysis import measures

    return {
        "central": measures.central(graph),
        "communities": measures.communities(graph),
        "timeline": measures.timeline(graph),
        "conflicts": measures.conflicts(graph),
        "claims_by_status": measures.by_status(graph),
        "silent": graph.graph["silent"],
    }
