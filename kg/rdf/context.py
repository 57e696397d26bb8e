"""Which claim a node or a triple concerns, in words, and the sentence behind it: what a person needs to repair it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ontology

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

# ways from a node to the claim it is part of, as predicates walked against their direction
_WAYS = (("kg:evidence",), ("kg:subjectSpan", "kg:evidence"), ("kg:objectSpan", "kg:evidence"), ("kg:validTime",),
         ("rdf:object",), ("rdf:subject",), ("kg:attributedTo",))  # fmt: skip


class Context:
    """Looks claims and sentences up in the union of a dataset's graphs.

    Args:
        dataset: an open dataset.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._store = dataset.index

    def of(self, what: Any) -> tuple[str, str]:
        """The claim and the sentence that a node (its IRI) or a triple concerns; empty where there is none."""
        claim = self._of_triple(what) if isinstance(what, tuple) else self._of_node(what)
        node = ox.NamedNode(what[0] if isinstance(what, tuple) else what) if _is_iri(what) else None
        return (self._words(claim) if claim else "", self._sentence(claim, node))

    def _of_triple(self, triple: tuple[str, str, Any]) -> ox.NamedNode | None:
        s, p, o = triple
        if not _is_iri(triple):
            return None
        about = set(self._against(ox.NamedNode(s), "rdf:subject"))
        near = sorted(about & set(self._against(o, "rdf:object")), key=str)
        exact = [c for c in near if self._value(c, "rdf:predicate") == ox.NamedNode(p)]
        return next(iter(exact or near), None)

    def _of_node(self, iri: str) -> ox.NamedNode | None:
        if not _is_iri(iri):
            return None
        node = ox.NamedNode(iri)
        if self._value(node, "rdf:predicate") is not None:
            return node
        for way in _WAYS:
            found = [node]
            for step in way:
                found = [x for n in found for x in self._against(n, step)]
            if found:
                return min(found, key=str)
        return None

    def _against(self, node: Any, predicate: str) -> list[Any]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(ontology.expand(predicate)), node, ox.DefaultGraph())
        return [q.subject for q in quads]

    def _value(self, node: Any, predicate: str) -> Any:
        if not isinstance(node, ox.NamedNode | ox.BlankNode):  # in a foreign file, anything may stand anywhere
            return None
        quads = self._store.quads_for_pattern(node, ox.NamedNode(ontology.expand(predicate)), None, ox.DefaultGraph())
        return min((q.object for q in quads), key=str, default=None)

    def _words(self, claim: Any) -> str:
        s, p, o = (self._name(self._value(claim, f"rdf:{x}")) for x in ("subject", "predicate", "object"))
        how = [self._value(claim, f"kg:{k}") for k in ("polarity", "certainty", "status")]
        said = ", ".join(ontology.local(h.value) for h in how if isinstance(h, ox.NamedNode))
        return f"{s} — {p} → {o} ({said}) {ontology.curie(claim.value)}"

    def _name(self, term: Any) -> str:
        if term is None:
            return "?"
        if not isinstance(term, ox.NamedNode):
            return getattr(term, "value", str(term))
        label = self._value(term, "rdfs:label")
        known = term.value.startswith(ontology.KG)
        return label.value if label is not None else ontology.local(term.value) if known else term.value

    def _sentence(self, claim: Any, node: ox.NamedNode | None) -> str:
        """Of the evidence; of the node itself, where it is a stretch of text; of its first mention."""
        own = self._value(claim, "kg:evidence") if claim is not None else None
        places = (
            [own]
            if own is not None
            else [node, *sorted(self._against(node, "itsrdf:taIdentRef"), key=str)[:1]]
            if node
            else []
        )
        for place in places:
            text = self._value(place, "nif:anchorOf")
            if text is not None:
                return f"“{' '.join(text.value.split())}” {ontology.curie(self._where(place))}"
        return ""

    def _where(self, place: Any) -> str:
        context = self._value(place, "nif:referenceContext")
        begin, end = (self._value(place, f"nif:{x}Index") for x in ("begin", "end"))
        document = context.value.partition("#")[0] if context is not None else place.value
        return f"{document}#char={begin.value},{end.value}" if begin is not None and end is not None else document


def _is_iri(what: Any) -> bool:
    text = what[0] if isinstance(what, tuple) else what
    return isinstance(text, str) and ":" in text and not text.startswith("_:")
