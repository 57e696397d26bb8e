"""Turtle that Neo4j's n10s (neosemantics) takes whole: no named graphs, no custom datatypes, claims as resources."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Claim, Rows
from kg.export.text import printable, shown
from kg.export.when import interval
from kg.rdf.terms import iri, literal, term
from kg.rdf.turtle import Shortener

_KEPT = ("xsd:integer", "xsd:decimal", "xsd:double", "xsd:boolean", "xsd:date")
_SETUP = """// Neo4j with the n10s plug-in: cypher-shell -f setup.cypher   (graph.ttl in Neo4j's import folder)
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({handleVocabUris: 'IGNORE', handleMultival: 'ARRAY', handleRDFTypes: 'LABELS'});
CALL n10s.rdf.import.fetch('file:///graph.ttl', 'Turtle');
"""


def files(rows: Rows) -> Files:
    """`graph.ttl` and `setup.cypher`."""
    yield "graph.ttl", text(rows)
    yield "setup.cypher", [_SETUP]


def text(rows: Rows) -> Iterator[str]:
    """Nodes with the stated facts, then articles, then every claim with its sentences."""
    short = Shortener(rows.dataset.base)
    yield short.head()
    for node in rows.nodes():
        about = [("a", term(f"kg:{c}")) for c in node.classes] if node.standing == "asserted" else []
        about = about or [("a", term("kg:ReportedEvent"))]
        about.append(("rdfs:label", _string(node.label)))
        about += [("skos:altLabel", _string(n)) for n in node.names]
        about += [(f"kg:{c.predicate}", _object(c)) for c in rows.claims_of(node.iri) if c.plain and _is_relation(c)]
        about += [("owl:sameAs", iri(s)) for s in node.same_as]
        about += [("kg:isoCode", _string(node.iso))] if node.iso else []
        start, end = interval(node.time)
        about += [("kg:earliest", literal(start, "xsd:date"))] if start else []
        about += [("kg:latest", literal(end, "xsd:date"))] if end else []
        about += [("kg:edtf", _string(node.time.edtf))] if node.time else []
        yield _block(short, node.iri, about)
    for d in rows.documents():
        about = [("a", term("kg:Document")), ("dcterms:title", _string(d.title))]
        about += [("dcterms:issued", _string(d.date))] if d.date else []
        about += [("schema:url", _string(d.url))] if d.url else []
        yield _block(short, d.iri, about)
    for claim in rows.claims():
        yield _block(short, claim.iri, _claim(claim))


def _is_relation(claim: Claim) -> bool:
    return claim.predicate not in ("type", "time", "sameAs", "isoCode")


def _claim(claim: Claim) -> list[tuple[str, str]]:
    about = [
        ("a", term("kg:Claim")),
        ("rdfs:label", _string(shown(claim))),
        ("rdf:subject", iri(claim.subject)),
        ("kg:relation", _string(claim.predicate)),
        ("rdf:object", _object(claim)),
        ("kg:standing", _string(claim.standing)),
    ]
    about += [("kg:attributedTo", iri(claim.speaker))] if claim.speaker else []
    about += [("kg:validTime", _string(claim.time.edtf))] if claim.time else []
    for piece in claim.evidence:
        about += [("kg:sentence", _string(piece.sentence)), ("kg:sourceDocument", iri(piece.document))]
    return about


def _object(claim: Claim) -> str:
    if claim.object is not None:
        return iri(claim.object)
    return literal(printable(claim.value or ""), claim.datatype if claim.datatype in _KEPT else None)


def _string(text: str) -> str:
    return literal(printable(text))


def _block(short: Shortener, subject: str, about: list[tuple[str, str]]) -> str:
    said = (f"{p} {short(o)}" for p, o in dict.fromkeys(about))
    return f"{short(iri(subject))} " + " ;\n    ".join(said) + " .\n\n"


_COMMAND = "cypher-shell -f {folder}/setup.cypher   (graph.ttl in Neo4j's import folder)"
FORMAT = Format(
    "n10s",
    "Neo4j with n10s (neosemantics)",
    CLAIMS,
    {"graph.ttl": _COMMAND, "setup.cypher": _COMMAND},
    files,
    "datatypes n10s does not know become strings; control characters become U+FFFD",
)
