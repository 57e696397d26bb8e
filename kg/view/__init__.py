"""The explorer: one offline page drawn from a projected graph.

In: the `MultiDiGraph` of `kg.analysis.graph.project`.  Out: HTML.  Must not import spacy or anything of the front half.
"""

from kg.view.page import render, write

__all__ = ["render", "write"]
