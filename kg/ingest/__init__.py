"""From files to documents: text, HTML, PDF and JSON Lines, with what they say of themselves.

In: paths, `-`, texts.  Out: a stream of `Document`s and `Failure`s.  Must not import spacy or anything after it in the chain.
"""

from kg.ingest.read import Failure, read

__all__ = ["Failure", "read"]
