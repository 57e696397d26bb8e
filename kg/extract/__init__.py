"""From token-level views to assertions: what the sentences say, still about mentions.

In: a spaCy `Doc`, mentions, times, quotations, status.  Out: `Assertion`s and `EventMention`s.  No relation is named
in code: frames (`kg/lang/*/frames`) say which words mean which property of the ontology.  Must not import rdflib,
networkx, pyvis, `resolve` or anything of the back half.
"""
