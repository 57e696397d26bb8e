"""KGX TSV (nodes and edges of the Biolink world): denials are `negated`, everything keeps its own relation."""

from __future__ import annotations

from collections.abc import Iterator

from kg import ontology
from kg.export.formats import EDGES, Files, Format
from kg.export.mappings import load, nearest
from kg.export.rows import Rows
from kg.export.text import shown, tsv

_NODE = ("id", "category", "name", "synonym", "xref", "iri", "type")
_EDGE = (
    "id", "subject", "predicate", "object", "relation", "relation_label", "negated", "knowledge_level", "agent_type",
    "primary_knowledge_source", "standing", "attributed_to", "publications", "supporting_text", "has_confidence_level", "start_date", "end_date",
)  # fmt: skip


def files(rows: Rows) -> Files:
    """`nodes.tsv` and `edges.tsv`; lists are separated by `|`."""
    yield "nodes.tsv", tsv(_nodes(rows))
    yield "edges.tsv", tsv(_edges(rows))


def _nodes(rows: Rows) -> Iterator[tuple[str, ...]]:
    categories = load("kgx")["categories"]
    yield _NODE
    for n in rows.nodes():
        category = nearest(n.type, categories) or "biolink:NamedThing"
        xref = _list(ontology.curie(s).replace("wd:", "WIKIDATA:") for s in n.same_as)
        yield n.iri, category, n.label, _list(n.names), xref, n.iri, n.type


def _edges(rows: Rows) -> Iterator[tuple[str, ...]]:
    predicate = load("kgx")["predicate"]
    yield _EDGE
    for c in rows.edges():
        time = c.time
        yield (
            c.iri,
            c.subject,
            predicate,
            c.object or "",
            f"kg:{c.predicate}",
            shown(c),
            "true" if c.polarity == "negative" or c.status == "denied" else "false",
            "knowledge_assertion" if c.plain else "not_provided",
            "text_mining_agent",
            "infores:newskg",
            c.standing,
            rows.name(c.speaker),
            _list(e.document for e in c.evidence),
            _list(e.sentence for e in c.evidence),
            str(c.confidence),
            (time.earliest or "") if time else "",
            (time.latest or "") if time else "",
        )


def _list(values: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(dict.fromkeys(v.replace("|", "¦") for v in values))


_COMMAND = "kgx transform -i tsv -f nt -o graph.nt {folder}/nodes.tsv {folder}/edges.tsv"
FORMAT = Format(
    "kgx",
    "KGX",
    EDGES,
    {"nodes.tsv": _COMMAND, "edges.tsv": _COMMAND},
    files,
    "Biolink has no predicates for news: all are biolink:related_to, and `relation` holds ours; | in a text becomes ¦",
)
