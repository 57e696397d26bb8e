"""From text to tokens and what they mean one by one: names, mentions, coreference, times, quotations, status.

In: a `Document`.  Out: a spaCy `Doc` and token-level views over it (`types.py`).  Must not import rdflib, networkx,
pyvis or anything of `extract`, `resolve` and the back half.
"""
