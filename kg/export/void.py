"""What the dataset is: VoID and DCAT (counts, classes, properties, sources, run, files), DQV (measured precision)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kg import ids, ontology
from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_line
from kg.export.rows import Rows
from kg.rdf import canonical
from kg.rdf.terms import iri, literal, term

PREFIXES = {
    "void": "http://rdfs.org/ns/void#", "dcat": "http://www.w3.org/ns/dcat#", "dqv": "http://www.w3.org/ns/dqv#",
    "dcterms": ontology.PREFIXES["dcterms"], "prov": ontology.PREFIXES["prov"], "rdfs": ontology.PREFIXES["rdfs"],
    "skos": ontology.PREFIXES["skos"], "xsd": ontology.PREFIXES["xsd"], "kg": ontology.KG,
}  # fmt: skip
_TYPE = term("rdf:type")
_MEDIA = {
    "facts.ttl": "text/turtle", "dataset.trig": "application/trig", "dataset.nq": "application/n-quads",
    "jsonld/dataset.jsonld": "application/ld+json",
}  # fmt: skip


def files(rows: Rows) -> Files:
    """`void.ttl`."""
    yield "void.ttl", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """The description, as Turtle; the licence is the publisher's word, the articles' own is not known to us."""
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    base, counts = rows.dataset.base, _Counts(rows)
    me = ids.hashed_iri(base, "dataset", counts.digest)
    about: list[tuple[str, str]] = [
        ("a", "void:Dataset, dcat:Dataset"),
        ("dcterms:title", literal("newskg: what these articles say, and who says so")),
        ("dcterms:description", literal(_described(rows.counts))),
        ("dcterms:identifier", literal(f"sha256:{counts.digest}")),
        ("void:triples", str(counts.triples)),
        ("void:entities", str(rows.counts["nodes"])),
        ("void:distinctSubjects", str(counts.subjects)),
        ("void:properties", str(len(counts.properties))),
        ("void:classes", str(len(counts.classes))),
        ("void:documents", str(rows.counts["documents"])),
        ("void:uriSpace", literal(base)),
        ("void:vocabulary", ", ".join(f"<{n}>" for n in sorted(counts.vocabularies))),
    ]
    if rows.licence:
        about.append(("dcterms:license", iri(rows.licence)))
    about += [("dcterms:source", iri(d)) for d in rows.titles]
    about += [("prov:wasGeneratedBy", run) for run in sorted(counts.runs)]
    parts, measures = list(_partitions(me, counts)), list(_measures(rows, me))
    about += [("void:classPartition" if "/class-" in p else "void:propertyPartition", iri(p)) for p, _ in parts]
    about += [("dcat:distribution", iri(f"{me}/file-{n}")) for n, _ in enumerate(_MEDIA)]
    about += [("dqv:hasQualityMeasurement", iri(m)) for m, _ in measures]
    yield _block(iri(me), about)
    for part, said in (*parts, *measures, *_metrics()):
        yield _block(iri(part), said)
    for n, (file, media) in enumerate(_MEDIA.items()):
        kind = iri(f"https://www.iana.org/assignments/media-types/{media}")
        yield _block(
            iri(f"{me}/file-{n}"),
            [("a", "dcat:Distribution"), ("dcterms:title", literal(file)), ("dcat:mediaType", kind)],
        )
    yield from _about_sources(rows, counts)


class _Counts:
    """One pass over the quads; triples that stand in several graphs count in each."""

    def __init__(self, rows: Rows) -> None:
        self.triples = self.subjects = 0
        self.properties, self.classes = Counter[str](), Counter[str]()
        self.runs: dict[str, list[tuple[str, str]]] = {}
        sha = hashlib.sha256()
        for subject, lines in groupby(by_line(rows.dataset), key=lambda x: x.partition(" ")[0]):
            about: list[tuple[str, str]] = []
            for line in lines:
                sha.update(line.encode("utf-8") + b"\n")
                _, p, o, _ = canonical.split(line)
                about.append((p, o))
                self.properties[p] += 1
                if p == _TYPE:
                    self.classes[o] += 1
            self.triples += len(about)
            self.subjects += 1
            if (_TYPE, term("prov:Activity")) in about:
                self.runs[subject] = about
        self.digest = sha.hexdigest()
        used = (*self.properties, *self.classes)
        self.vocabularies = {n for n in ontology.PREFIXES.values() if any(t[1:].startswith(n) for t in used)}


def _described(counts: dict[str, int]) -> str:
    return (
        f"{counts['documents']} articles, {counts['nodes']} entities and events, {counts['claims']} claims, of which "
        f"{counts['edges']} connect two of them and {counts['facts']} are stated as fact; {counts['quotations']} quotations. "
        "The default graph holds what the articles state as fact; a named graph for each article holds its text and every "
        "claim with its status and evidence."
    )


def _partitions(me: str, counts: _Counts) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for cls, n in sorted(counts.classes.items()):
        yield f"{me}/class-{ids.digest(cls)}", [("void:class", cls), ("void:entities", str(n))]
    for prop, n in sorted(counts.properties.items()):
        yield f"{me}/property-{ids.digest(prop)}", [("void:property", prop), ("void:triples", str(n))]


def measured() -> dict[str, Any]:
    """What was measured of relations: `ontologies/quality.json`; empty where nothing was."""
    file = ontology.folder() / "quality.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


def _measures(rows: Rows, me: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The precision of each relation on a set with gold claims, and how well the claims of this dataset are supported."""
    quality = measured()
    for name, found in sorted(quality.get("precision", {}).items()):
        prop = rows.onto.properties.get(name)
        if prop is None:
            continue
        yield (
            f"{me}/precision-{name}",
            [
                ("a", "dqv:QualityMeasurement"),
                ("dqv:isMeasurementOf", "kg:precision"),
                ("dqv:computedOn", iri(prop.iri)),
                ("dqv:value", f'"{found["precision"]:.3f}"^^xsd:double'),
                ("rdfs:comment", literal(f"{found['right']} of {found['found']} claims are right in {quality['set']}")),
            ],
        )
    total = rows.counts["claims"] or 1
    several = sum(len({e.document for e in c.evidence}) > 1 for c in rows.claims())
    yield (
        f"{me}/corroboration",
        [
            ("a", "dqv:QualityMeasurement"),
            ("dqv:isMeasurementOf", "kg:corroboration"),
            ("dqv:computedOn", iri(me)),
            ("dqv:value", f'"{several / total:.4f}"^^xsd:double'),
        ],
    )


_METRICS = {
    "precision": "The share of claims of a relation, found in articles that were then judged by hand, that are right.",
    "corroboration": "The share of claims that more than one article makes.",
}


def _metrics() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for name, what in _METRICS.items():
        label, definition = f"{literal(name)}@en", f"{literal(what)}@en"
        yield (
            ontology.KG + name,
            [
                ("a", "dqv:Metric"),
                ("skos:prefLabel", label),
                ("skos:definition", definition),
                ("dqv:expectedDataType", "xsd:double"),
            ],
        )


def _about_sources(rows: Rows, counts: _Counts) -> Iterator[str]:
    for run, said in sorted(counts.runs.items()):
        yield _block(run, [("a" if p == _TYPE else p, o) for p, o in said])
    for d in rows.documents():
        about = [("dcterms:title", literal(d.title))]
        about += [("dcterms:issued", literal(d.date))] if d.date else []
        about += [("dcat:landingPage", iri(d.url))] if d.url else []
        about += [("dcterms:publisher", literal(d.publisher))] if d.publisher else []
        yield _block(iri(d.iri), about)


def _block(subject: str, about: list[tuple[str, str]]) -> str:
    return f"\n{subject} " + " ;\n    ".join(f"{p} {o}" for p, o in about) + " .\n"


FORMAT = Format(
    "void",
    "data catalogues, SPARQL endpoints",
    DATASET,
    {"void.ttl": "publish it as /.well-known/void beside the dataset; CKAN and other catalogues: harvest as DCAT"},
    files,
    "a description, no data",
    opened_by="rdflib, raptor, serd, Jena",
)
