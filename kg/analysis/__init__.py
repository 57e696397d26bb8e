"""The dataset as a networkx graph, and what can be read off it.

In: an open `kg.rdf.store.Dataset`.  Out: a `networkx.MultiDiGraph` (`graph.project`) and results as plain data.  Must not
import spacy or anything of the front half.
"""
