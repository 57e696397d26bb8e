"""Validation: the SHACL shapes and the dataset's own rules, each violation with the claim and the sentence it concerns.

Every rule is a join or one pass over an index: time grows with the dataset, not with its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ids, ontology
from kg.errors import InputError
from kg.rdf import shapes
from kg.rdf.context import Context

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

_NO_CLAIM = frozenset(ontology.expand(c) for c in ("rdf:type", "rdfs:label", "skos:altLabel"))
_CLAIMS = """SELECT ?s ?p ?o ?plain WHERE { ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  BIND(EXISTS { ?c kg:status kg:asserted ; kg:polarity kg:positive ; kg:certainty kg:certain ; kg:evidence ?e
    FILTER NOT EXISTS { ?c kg:doubtful true } } AS ?plain) }"""
_SPANS = """SELECT ?x ?b ?e ?text WHERE { ?x nif:referenceContext %s OPTIONAL { ?x nif:beginIndex ?b }
  OPTIONAL { ?x nif:endIndex ?e } OPTIONAL { ?x nif:anchorOf ?text } }"""
_IRI = re.compile(r"\b[a-z]+://[^\s<>\"]+")
Triple = tuple[str, str, Any]  # subject and predicate IRI, object term


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What breaks a rule.

    Attributes:
        rule: its name: a shape, or `evidence`, `offsets`, `domain`, `range`, `term`.
        focus: the IRI of the node that is wrong, or the subject of the triple.
        says: what is wrong.
        claim, sentence: the claim it concerns in words, and the sentence behind it; empty where there is none.
    """

    rule: str
    focus: str
    says: str
    claim: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        return self.text()

    def text(self, short: Callable[[str], str] = ontology.curie) -> str:
        """For people, in up to three lines; `short` shortens an IRI."""
        lines = [f"{self.focus} {self.says} [{self.rule}]"]
        lines += [f"  claim     {self.claim}"] if self.claim else []
        lines += [f"  sentence  {self.sentence}"] if self.sentence else []
        return _IRI.sub(lambda found: short(found[0]), "\n".join(lines))


def sound(dataset: Dataset) -> Dataset:
    """The dataset, if what reads it as a graph can rely on its shapes; a build's own always can be relied on.

    Raises:
        InputError: it breaks one, or has no article.
    """
    if not dataset.built:
        if not dataset.query("ASK { ?document a kg:Document }"):
            raise InputError(
                f"{dataset.path}: no article in this dataset",
                "name the folder that “kg build” wrote, or its dataset.nq",
            )
        for rule, focus, says, _ in _broken_shapes(dataset):
            raise InputError(
                f"{dataset.path}: {dataset.short(focus)} {says} [{rule}]", "“kg validate” lists all that is wrong"
            )
    return dataset


Found = tuple[str, str, str, Any]  # rule, focus, what is wrong; and the node or triple to show the context of


def violations(dataset: Dataset) -> list[Violation]:
    """Everything that is wrong, sorted; empty where the dataset is valid.

    Args:
        dataset: an open dataset, or any RDF file opened as one.
    """
    context = Context(dataset)
    found = {(rule, focus, says): about for rule, focus, says, about in (*_rules(dataset), *_broken_shapes(dataset))}
    return [Violation(*wrong, *context.of(found[wrong])) for wrong in sorted(found)]


def _rules(dataset: Dataset) -> Iterator[Found]:
    """What shapes cannot say."""
    claims: dict[Triple, bool] = {}
    for s, p, o, plain in dataset.query(_CLAIMS):
        if isinstance(s, ox.NamedNode) and isinstance(p, ox.NamedNode):
            claims[s.value, p.value, o] = claims.get((s.value, p.value, o), False) or plain.value == "true"
    facts = {(t.subject.value, t.predicate.value, t.object) for t in dataset.facts()}
    yield from _evidence(dataset, facts, {t for t, plain in claims.items() if plain})
    yield from _terms(dataset, {*claims, *(t for t in facts if t[1] not in _NO_CLAIM)})
    yield from _offsets(dataset)


def _evidence(dataset: Dataset, facts: set[Triple], stated: set[Triple]) -> Iterator[Found]:
    """Every plain triple rests on a claim with evidence, and every stated claim is a plain triple."""
    for triple in facts:
        if triple[1] not in _NO_CLAIM and triple not in stated:
            yield "evidence", triple[0], f"has a plain triple without a claim: {_words(triple)}", triple
    for triple in stated - facts:
        yield "evidence", triple[0], f"has a stated claim that is no plain triple: {_words(triple)}", triple
    reference = ids.reference_graph(dataset.base)
    own = {reference, dataset.facts_graph.value}
    known = ontology.load()
    for prop in known.properties.values():
        if prop.group != "claim":
            for q in dataset.index.quads_for_pattern(None, ox.NamedNode(prop.iri), None, None):
                named = isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value not in own
                triple = (q.subject.value, prop.iri, q.object)
                if named and triple not in stated:
                    yield (
                        "evidence",
                        triple[0],
                        f"is in an article's graph with what no claim states: {_words(triple)}",
                        triple,
                    )


def _terms(dataset: Dataset, triples: Iterable[Triple]) -> Iterator[Found]:
    """Properties are the ontology's, and subject and object are of classes they accept."""
    known, classes = ontology.load(), _classes(dataset)
    for triple in triples:
        s, p, o = triple
        prop = known.properties.get(p.removeprefix(ontology.KG)) if p.startswith(ontology.KG) else None
        if prop is None:
            if p.startswith(ontology.KG):
                yield "term", s, f"has {ontology.curie(p)}, which is no property of the ontology", triple
            continue
        if prop.domain and not known.accepts(tuple(classes.get(s, ())), prop.domain):
            yield "domain", s, f"is no subject for {ontology.curie(p)}: {_are(classes.get(s), prop.domain)}", triple
        if isinstance(o, ox.Literal):
            if not prop.datatype:
                yield "range", s, f"has {o} for {ontology.curie(p)}, which takes a thing", triple
            elif prop.datatype not in (ontology.curie(o.datatype.value), "rdfs:Literal") and not _number(
                prop.datatype, o
            ):
                yield "range", s, f"has {o} for {ontology.curie(p)}, which takes {prop.datatype}", triple
        elif prop.datatype:
            yield (
                "range",
                s,
                f"has {ontology.curie(o.value)} for {ontology.curie(p)}, which takes {prop.datatype}",
                triple,
            )
        elif prop.range and not known.accepts(tuple(classes.get(o.value, ())), prop.range):
            what = _are(classes.get(o.value), prop.range)
            yield "range", s, f"has {ontology.curie(o.value)} for {ontology.curie(p)}: {what}", triple


def _number(wanted: str, literal: ox.Literal) -> bool:
    """Whether a whole number stands where a decimal is wanted, which holds it."""
    return wanted == "xsd:decimal" and literal.datatype.value == ontology.expand("xsd:integer")


def _classes(dataset: Dataset) -> dict[str, set[str]]:
    """The ontology's classes of each node: its types, and what claims say of them (an event that is only reported)."""
    out: dict[str, set[str]] = defaultdict(set)
    for s, cls in dataset.query(
        "SELECT ?s ?c WHERE { { ?s a ?c } UNION { ?k rdf:subject ?s ; rdf:predicate rdf:type ; rdf:object ?c } }"
    ):
        if isinstance(cls, ox.NamedNode) and cls.value.startswith(ontology.KG):
            name = ontology.local(cls.value)
            out[getattr(s, "value", "")].add("Event" if name == "ReportedEvent" else name)
    return out


def _offsets(dataset: Dataset) -> Iterator[Found]:
    """What is said to stand at a place of a text stands there; text by text, so that one is in memory at a time."""
    for context, text in dataset.query("SELECT ?c ?t WHERE { ?c nif:isString ?t }"):
        for x, begin, end, anchor in dataset.query(_SPANS % context):
            wrong = _misplaced(text.value, begin, end, anchor)
            if wrong is None and "#char=" in x.value and not x.value.endswith(f"#char={begin.value},{end.value}"):
                wrong = f"has an IRI with other offsets than {begin.value},{end.value}"
            if wrong:
                yield "offsets", x.value, wrong, x.value
    for x, context in dataset.query(
        "SELECT ?x ?c WHERE { ?x nif:referenceContext ?c FILTER NOT EXISTS { ?c nif:isString ?t } }"
    ):
        yield "offsets", x.value, f"is of a text that is not here: {ontology.curie(context.value)}", x.value


def _misplaced(text: str, begin: Any, end: Any, anchor: Any) -> str | None:
    try:
        a, b = int(begin.value), int(end.value)
    except (AttributeError, ValueError):
        return "has no offsets"
    if not 0 <= a <= b <= len(text):
        return f"has offsets {a},{b}, not inside the text of {len(text)} characters"
    if anchor is None or text[a:b] == anchor.value:
        return None
    return (
        f"has a text that does not stand at its offsets: “{_short(anchor.value)}”, where “{_short(text[a:b])}” stands"
    )


def _broken_shapes(dataset: Dataset) -> Iterator[Found]:
    for constraint in shapes.constraints():
        rows = dataset.query(constraint.query)
        has_value = any(v.value == "v" for v in rows.variables)
        for row in rows:
            focus, value = row["x"].value, row["v"] if has_value else None
            yield constraint.shape, focus, constraint.message.replace("{v}", _shown(value)), focus


def _words(triple: Triple) -> str:
    return f"{ontology.curie(triple[1])} {_shown(triple[2])}"


def _shown(term: Any) -> str:
    if term is None:
        return "nothing"
    return (
        ontology.curie(term.value)
        if isinstance(term, ox.NamedNode)
        else _short(term.value if isinstance(term, ox.Literal) else str(term))
    )


def _are(found: set[str] | None, wanted: tuple[str, ...]) -> str:
    return f"{', '.join(sorted(found or ())) or 'of no class'}, where {' or '.join(wanted)} is wanted"


def _short(text: str, size: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"
