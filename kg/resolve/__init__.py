"""From mentions to entities, from assertions to claims; every decision explained.

In: the token-level views and the extractor's assertions of one document.  Out: the parts of its `Record`.  Resolution
across documents works over records and comes after.  Must not import rdflib, networkx, pyvis or the back half.
"""
