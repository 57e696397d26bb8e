"""newskg: articles in, an RDF knowledge graph out, with the sentence behind every edge."""

__version__ = "0.1.0"
