"""Nodes and edges as flat rows with one id space, shared by the formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

NODE_COLUMNS = {
    "label": "string",
    "kind": "string",
    "type": "string",
    "names": "string",
    "wikidata": "string",
    "iso": "string",
    "mentions": "long",
    "status": "string",
    "attributed_to": "string",
    "time": "string",
    "earliest": "string",
    "latest": "string",
    "facts": "string",
}
EDGE_COLUMNS = {
    "relation": "string",
    "label": "string",
    "status": "string",
    "polarity": "string",
    "certainty": "string",
    "attributed_to": "string",
    "time": "string",
    "earliest": "string",
    "latest": "string",
    "confidence": "double",
    "weight": "long",
    "sentence": "string",
    "source": "string",
    "rule": "string",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: Any) -> str:
    """Text without characters XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", str(text))


def nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, dict[str, Any]]]:
    for iri, d in graph.nodes(data=True):
        time = d["time"] or {}
        facts = "; ".join(f"{f['label']}: {f['value']}" for f in d["literals"] if f["plain"])
        yield (
            iri,
            {
                "label": d["label"],
                "kind": d["kind"],
                "type": d["type"],
                "names": "; ".join(d["names"]),
                "wikidata": " ".join(d["same_as"]),
                "iso": d["iso"] or "",
                "mentions": d["mentions"],
                "status": d["status"],
                "attributed_to": d["attributed_label"] or "",
                "time": time.get("edtf") or "",
                "earliest": time.get("earliest") or "",
                "latest": time.get("latest") or "",
                "facts": facts,
            },
        )


def edges(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for s, o, key, d in graph.edges(keys=True, data=True):
        time, first = d["time"] or {}, d["evidence"][0] if d["evidence"] else {}
        yield (
            key,
            s,
            o,
            {
                "relation": d["predicate"],
                "label": d["label"],
                "status": d["status"],
                "polarity": d["polarity"],
                "certainty": d["certainty"],
                "attributed_to": d["attributed_label"] or "",
                "time": time.get("edtf") or "",
                "earliest": time.get("earliest") or "",
                "latest": time.get("latest") or "",
                "confidence": d["confidence"],
                "weight": len(d["evidence"]),
                "sentence": first.get("sentence", ""),
                "source": first.get("title") or "",
                "rule": first.get("rule", ""),
            },
        )
