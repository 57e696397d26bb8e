"""The dataset as a labelled property graph, for databases that speak Cypher: four kinds of node, five of relationship.

Nodes: `Entity` (with its kind and classes as labels), `Value` (what is no node: a figure, a description, a time, a code),
`Document`, `Quotation`.  Relationships: every claim — typed by its relation (`FOUNDER_OF`) if the articles state it as
fact, else `CLAIM` with `relation` and `standing`, so that no query takes a denial for a fact —, `MENTIONED_IN`, `SAID`,
`FROM`.  Every id is an IRI, or `value:` with a hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg import ids
from kg.export.rows import Claim, Rows
from kg.export.text import MISSING, edge_cells, node_cells, printable
from kg.export.when import day

# property → kind: string, long, double, boolean, date, string[]
ENTITY = {
    "id": "string", "label": "string", "kind": "string", "type": "string", "names": "string[]", "sameAs": "string[]",
    "iso": "string", "mentions": "long", "articles": "long", "standing": "string", "says": "string", "time": "string",
    "earliest": "date", "latest": "date",
}  # fmt: skip
VALUE = {
    "id": "string",
    "value": "string",
    "datatype": "string",
    "number": "double",
    "earliest": "date",
    "latest": "date",
}
DOCUMENT = {
    "id": "string", "identifier": "string", "title": "string", "date": "string", "url": "string", "publisher": "string",
    "author": "string", "text": "string",
}  # fmt: skip
QUOTATION = {"id": "string", "text": "string", "cue": "string", "direct": "boolean", "start": "long", "end": "long"}
CLAIM = {
    "id": "string", "relation": "string", "label": "string", "standing": "string", "polarity": "string",
    "certainty": "string", "status": "string", "says": "string", "time": "string", "earliest": "date", "latest": "date",
    "confidence": "double", "weight": "long", "approximate": "boolean", "doubtful": "boolean", "sentences": "string[]", "documents": "string[]",
    "rules": "string[]",
}  # fmt: skip
NODES = {"Entity": ENTITY, "Value": VALUE, "Document": DOCUMENT, "Quotation": QUOTATION}
LINK: dict[str, str] = {}
RELATIONSHIPS = {"claims": CLAIM, "mentioned-in": LINK, "said": LINK, "from": LINK}

SEPARATOR = "␟"  # of list elements in a cell: visible, needs no escape in any Cypher, and no text keeps it
_WORD = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")


def relationship(name: str) -> str:
    """`founderOf` → `FOUNDER_OF`."""
    return "_".join(w for w in _WORD.split(name) if w).upper() or "CLAIM"


def nodes(rows: Rows, group: str) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Labels and properties of one group of `NODES`."""
    yield from {"Entity": _entities, "Value": _values, "Document": _documents, "Quotation": _quotations}[group](rows)


def links(rows: Rows, group: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Start, end, type and properties of one group of `RELATIONSHIPS`."""
    if group == "claims":
        for claim in rows.claims():
            if claim.subject in rows.labels:
                yield claim.subject, target(rows, claim), _type(claim), _claim(rows, claim)
    elif group == "mentioned-in":
        for node in rows.nodes():
            yield from ((node.iri, d, "MENTIONED_IN", {}) for d in node.documents)
    elif group == "said":
        yield from ((q.speaker, q.iri, "SAID", {}) for q in rows.quotes() if q.speaker)
    else:
        yield from ((q.iri, q.document, "FROM", {}) for q in rows.quotes())


def label_sets(rows: Rows) -> dict[str, list[list[str]]]:
    """The sets of labels that occur in each group of nodes."""
    return {g: [list(x) for x in sorted({tuple(labels) for labels, _ in nodes(rows, g)})] for g in NODES}


def link_types(rows: Rows) -> dict[str, list[str]]:
    """The types that occur in each group of relationships."""
    return {g: sorted({kind for _, _, kind, _ in links(rows, g)}) for g in RELATIONSHIPS}


def target(rows: Rows, claim: Claim) -> str:
    """The node a claim points to."""
    if claim.object in rows.labels:
        return claim.object or ""
    return f"value:{ids.digest(claim.object, claim.value, claim.datatype)}"


def cell(value: Any) -> Any:
    """A value as a CSV cell; lists joined by `SEPARATOR`."""
    if isinstance(value, list):
        return SEPARATOR.join(cell(v) for v in value)
    if isinstance(value, str):
        return printable(value).replace(SEPARATOR, MISSING).replace("\r\n", "\n").replace("\r", "\n")
    return value


def _type(claim: Claim) -> str:
    return relationship(claim.predicate) if claim.plain else "CLAIM"


def _entities(rows: Rows) -> Iterator[tuple[list[str], dict[str, Any]]]:
    for node in rows.nodes():
        cells = node_cells(rows, node)
        kept = {k: v for k, v in cells.items() if k in ENTITY}
        kept |= {"id": node.iri, "names": list(node.names), "sameAs": list(node.same_as)}
        kept |= {k: day(kept[k]) for k in ("earliest", "latest")}
        yield list(dict.fromkeys(("Entity", node.kind, *node.classes))), kept


def _values(rows: Rows) -> Iterator[tuple[list[str], dict[str, Any]]]:
    seen: set[str] = set()
    for claim in rows.claims():
        key = target(rows, claim)
        if claim.object in rows.labels or claim.subject not in rows.labels or key in seen:
            continue
        seen.add(key)
        made: dict[str, Any] = {"id": key, "value": claim.value, "datatype": claim.datatype}
        if claim.object:
            time = rows.time(claim.object) if claim.predicate == "time" else None
            made |= {"value": time.edtf if time else claim.object, "datatype": "edtf" if time else "iri"}
            made |= {"earliest": day(time.earliest), "latest": day(time.latest)} if time else {}
        elif claim.value is not None:
            made |= {"number": _number(claim.value, claim.datatype)}
        yield ["Value"], made


def _number(text: str, datatype: str | None) -> float | None:
    if datatype not in ("xsd:integer", "xsd:decimal", "xsd:double", "xsd:float", "xsd:nonNegativeInteger"):
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _documents(rows: Rows) -> Iterator[tuple[list[str], dict[str, Any]]]:
    for d in rows.documents():
        yield (
            ["Document"],
            {
                "id": d.iri,
                "identifier": d.id,
                **{k: getattr(d, k) for k in ("title", "date", "url", "publisher", "author", "text")},
            },
        )


def _quotations(rows: Rows) -> Iterator[tuple[list[str], dict[str, Any]]]:
    for q in rows.quotes():
        yield ["Quotation"], {"id": q.iri, **{k: getattr(q, k) for k in ("text", "cue", "direct", "start", "end")}}


def _claim(rows: Rows, claim: Claim) -> dict[str, Any]:
    made = {k: v for k, v in edge_cells(rows, claim).items() if k in CLAIM}
    return made | {
        "id": claim.iri,
        "approximate": claim.approximate,
        "doubtful": claim.doubtful,
        "earliest": day(made["earliest"]),
        "latest": day(made["latest"]),
        "sentences": [e.sentence for e in claim.evidence],
        "documents": [e.document for e in claim.evidence],
        "rules": [e.rule for e in claim.evidence],
    }
