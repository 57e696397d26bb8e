"""JSON-LD 1.1 of the plain facts, with a context made from the ontology."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ontology

if TYPE_CHECKING:
    from kg.rdf.store import Dataset


def context() -> dict[str, Any]:
    """Terms of the ontology by their local names; object properties hold IRIs, data properties typed values."""
    known = ontology.load()
    out: dict[str, Any] = {p: ontology.PREFIXES[p] for p in ("kg", "xsd", "rdfs", "skos", "owl", "wd")}
    out |= {
        "label": "rdfs:label",
        "altLabel": "skos:altLabel",
        "sameAs": {"@id": "owl:sameAs", "@type": "@id"},
        "isoCode": "kg:isoCode",
    }
    for prop in (
        *known.claims().values(),
        *(p for p in known.properties.values() if p.group in ("role", "order of events")),
    ):
        out[prop.name] = f"kg:{prop.name}" if prop.datatype else {"@id": f"kg:{prop.name}", "@type": "@id"}
    return out


def text(dataset: Dataset) -> str:
    """The default graph as one JSON-LD document, subjects and keys in order."""
    about: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(list))
    for triple in sorted(dataset.facts(), key=str):
        subject, name = about[triple.subject.value], ontology.local(triple.predicate.value)
        if name == "type":
            subject["@type"].append(ontology.curie(triple.object.value))
        else:
            subject[name].append(_value(triple.object, name))
    graph = [
        {"@id": iri, **{k: v[0] if len(v) == 1 else v for k, v in sorted(facts.items())}}
        for iri, facts in sorted(about.items())
    ]
    return json.dumps({"@context": context(), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _value(term: Any, name: str) -> Any:
    if not isinstance(term, ox.Literal):
        prop = ontology.load().properties.get(name)
        return term.value if name == "sameAs" or (prop and not prop.datatype) else {"@id": term.value}
    datatype = ontology.curie(term.datatype.value)
    return term.value if datatype == "xsd:string" else {"@value": term.value, "@type": datatype}
