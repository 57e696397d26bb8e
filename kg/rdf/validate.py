"""Validation: the SHACL shapes, and what shapes cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import ontology

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

_UNFOUNDED = """SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(?p NOT IN (rdf:type, rdfs:label, skos:altLabel))
  FILTER NOT EXISTS { GRAPH ?g { ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status kg:asserted ; kg:polarity kg:positive ; kg:certainty kg:certain ; kg:evidence ?e
    FILTER NOT EXISTS { ?c kg:doubtful true } } } }"""
_MISQUOTED = """SELECT ?x WHERE { ?x nif:referenceContext ?c ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?text . ?c nif:isString ?whole
  FILTER(SUBSTR(?whole, ?b + 1, ?e - ?b) != ?text) }"""
_BACKWARDS = "SELECT ?x WHERE { ?x kg:earliest ?a ; kg:latest ?b FILTER(?a > ?b) }"
_DOMAINS = """SELECT ?s ?p ?o ?st ?ot WHERE { ?s ?p ?o . ?s a ?st OPTIONAL { ?o a ?ot } FILTER(STRSTARTS(STR(?p), STR(kg:))) }"""


def violations(dataset: Dataset) -> list[str]:
    """One line a violation, sorted; empty where the dataset is valid.

    Args:
        dataset: an open dataset.
    """
    return sorted({*_rules(dataset), *_shapes(dataset)})


def _rules(dataset: Dataset) -> list[str]:
    out = []
    for row in dataset.query(_UNFOUNDED, facts_only=True):
        out.append(f"plain triple without a claim: {row['s']} {row['p']} {row['o']}")
    out += [f"text does not stand at its offsets: {r['x']}" for r in dataset.select(_MISQUOTED)]
    out += [f"a time ends before it begins: {r['x']}" for r in dataset.select(_BACKWARDS)]
    return out + _domains(dataset)


def _domains(dataset: Dataset) -> list[str]:
    """Plain triples whose subject or object is of no class the property accepts."""
    known = ontology.load()
    subjects: dict[tuple, set[str]] = {}
    objects: dict[tuple, set[str]] = {}
    for row in dataset.query(_DOMAINS, facts_only=True):
        key = (row["s"].value, ontology.local(row["p"].value), row["o"].value)
        subjects.setdefault(key, set()).add(ontology.local(row["st"].value))
        objects.setdefault(key, set())
        if row["ot"] is not None:
            objects[key].add(ontology.local(row["ot"].value))
    out = []
    for (s, p, o), classes in subjects.items():
        prop = known.properties.get(p)
        if prop is None:
            continue
        if prop.domain and not known.accepts(tuple(classes), prop.domain):
            out.append(f"{s} is no subject for {p}")
        if prop.range and not known.accepts(tuple(objects[s, p, o]), prop.range):
            out.append(f"{o} is no object for {p}")
    return out


def _shapes(dataset: Dataset) -> list[str]:
    import pyoxigraph as ox
    import rdflib
    from pyshacl import validate

    data = rdflib.Graph()
    # from the file: a store folds the integer datatypes into one
    triples = (ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=str(dataset.file)))
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = rdflib.Graph().parse(ontology.folder() / "shapes.ttl")
    conforms, report, _ = validate(data, shacl_graph=shapes, inference="none")
    if conforms:
        return []
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    return [
        f"{report.value(r, sh.focusNode)}: {report.value(r, sh.resultMessage)} ({report.value(r, sh.resultPath) or '–'})"
        for r in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    ]
