"""The ontology, read once from `ontologies/kg.ttl`: the only place in Python that knows terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.errors import MissingPart

KG = "https://w3id.org/newskg/ontology#"
PREFIXES = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "wd": "http://www.wikidata.org/entity/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
KINDS = ("Person", "Organization", "Country", "Place", "Event", "Product", "Group", "Thing")
_TYPE, _SUB = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology; `kind` is the one of the eight kinds it belongs to, if any; `past` is what one says of whom
    or what such an event happens to (*arrested*)."""

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...]
    kind: str | None
    colour: str | None
    shape: str | None
    past: str | None


@dataclass(frozen=True, slots=True)
class Property:
    """A property; `domain` and `range` list alternatives (class names), `datatype` a CURIE for literals; `worded` is a role
    that is told by the past of the event's class; `back` is how a property is told of its object (*whose country this is*)."""

    name: str
    iri: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    datatype: str | None
    inverse: str | None
    symmetric: bool
    parents: tuple[str, ...]
    group: str
    worded: bool = False
    lasting: bool = False  # holds of what is over, too
    back: str | None = None

    @property
    def is_role(self) -> bool:
        return self.group == "role"


@dataclass(frozen=True)
class Ontology:
    """Classes and properties by local name."""

    classes: dict[str, Class]
    properties: dict[str, Property]
    version: str
    terms: frozenset[str] = frozenset()  # every name of it: these, individuals such as `asserted`, annotations

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        def up(name: str) -> set[str]:
            return {name}.union(*(up(p) for p in self.classes[name].parents if p in self.classes))

        return {name: frozenset(up(name)) for name in self.classes}

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether a class is another or below it; False for names the ontology does not have."""
        return ancestor in self._ancestors.get(cls, ())

    def ancestors(self, cls: str) -> frozenset[str]:
        return self._ancestors.get(cls, frozenset())

    def kind_of(self, cls: str) -> str | None:
        found = self.classes.get(cls)
        return found.kind if found else None

    def accepts(self, classes: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        """Whether one of the wanted classes covers one of the given."""
        return any(self.is_a(c, w) for c in classes for w in wanted)

    def typed(self, classes: Iterable[str]) -> tuple[str, str]:
        """The kind and the most specific class of what has these classes; an event where none is known.

        Args:
            classes: class names, `ReportedEvent` among them where an event is only reported.
        """
        given = set(classes)
        known = sorted(
            (c for c in given if c in self.classes and c != "ReportedEvent"),
            key=lambda c: (-len(self.ancestors(c)), c),
        )
        kinds = [k for c in known if (k := self.kind_of(c))]
        if "ReportedEvent" in given or not kinds:
            kind = "Event"
        else:
            kind = min(kinds, key=lambda k: (-kinds.count(k), KINDS.index(k)))
        return kind, next((c for c in known if self.kind_of(c) == kind), kind)

    def wording(self, name: str, cls: str) -> str:
        """A property as a reader is told it, of a subject of this class: *arrested* for whom an arrest happens to."""
        if self.properties[name].worded:
            for c in (cls, *sorted(self.ancestors(cls), key=lambda a: (-len(self.ancestors(a)), a))):
                if c in self.classes and (past := self.classes[c].past):
                    return past
        return self.properties[name].label

    def claims(self) -> dict[str, Property]:
        """The properties claims are made of: relations, figures and descriptions, no roles and no bookkeeping."""
        return {n: p for n, p in self.properties.items() if p.group not in ("role", "claim", "order of events")}


def folder() -> Path:
    """The folder of ontologies: inside the wheel, or at the top of a checkout.

    Raises:
        MissingPart: neither is there.
    """
    here = Path(__file__).parent
    for candidate in (here / "_data" / "ontologies", here.parent / "ontologies"):
        if (candidate / "kg.ttl").is_file():
            return candidate
    raise MissingPart("the ontology is missing from the installation", "reinstall newskg")


def expand(curie: str) -> str:
    """`kg:founderOf` → its IRI; what has no known prefix is returned unchanged."""
    prefix, sep, local = curie.partition(":")
    return PREFIXES[prefix] + local if sep and prefix in PREFIXES else curie


def curie(iri: str) -> str:
    """An IRI with its prefix, where one is known."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local(iri: str) -> str:
    """The last part of a term's IRI: its name in the record and on screen."""
    return iri.removeprefix(KG) if iri.startswith(KG) else curie(iri).partition(":")[2] or iri


@cache
def load() -> Ontology:
    """Parse `kg.ttl` (2 ms)."""
    import pyoxigraph as ox

    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE):
        facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    owl, rdfs = PREFIXES["owl"], PREFIXES["rdfs"]
    raw = {iri.removeprefix(KG): f for iri, f in facts.items() if iri.startswith(KG)}
    parents = {n: _names(f[_SUB]) for n, f in raw.items() if owl + "Class" in f[_TYPE]}
    kinds = {n: _kind(n, parents) for n in parents}
    classes = {
        n: Class(
            n,
            KG + n,
            _one(raw[n], rdfs + "label"),
            _one(raw[n], PREFIXES["skos"] + "definition"),
            parents[n],
            kinds[n],
            *(_one(raw[kinds[n] or n], KG + key) or None for key in ("colour", "shape")),
            _one(raw[n], KG + "past") or None,
        )
        for n in sorted(parents)
    }
    properties = {
        n: _property(n, f, raw)
        for n, f in sorted(raw.items())
        if {owl + "ObjectProperty", owl + "DatatypeProperty"} & set(f[_TYPE])
    }
    version = _one(facts[KG.rstrip("#")], owl + "versionInfo")
    return Ontology(classes, properties, version, frozenset(raw))


def _property(name: str, f: dict[str, list[str]], raw: dict) -> Property:
    rdfs, owl = PREFIXES["rdfs"], PREFIXES["owl"]
    ranges = f[rdfs + "range"]
    datatype = next((curie(r) for r in ranges if curie(r).startswith("xsd:") or r == rdfs + "Literal"), None)
    inverse = next(iter(_names(f[owl + "inverseOf"])), None) or next(
        (n for n, other in raw.items() if KG + name in other.get(owl + "inverseOf", ())), None
    )
    return Property(
        name,
        KG + name,
        _one(f, rdfs + "label"),
        _one(f, PREFIXES["skos"] + "definition"),
        domain=_names(f[KG + "domainIncludes"]) or _names(f[rdfs + "domain"]),
        range=() if datatype else _names(f[KG + "rangeIncludes"]) or _names(ranges),
        datatype=datatype,
        inverse=inverse,
        symmetric=owl + "SymmetricProperty" in f[_TYPE],
        parents=_names(f[rdfs + "subPropertyOf"]),
        group=_one(f, KG + "group"),
        worded=_one(f, KG + "worded") == "true",
        lasting=_one(f, KG + "lasting") == "true",
        back=_one(f, KG + "back") or None,
    )


def _names(iris: list[str]) -> tuple[str, ...]:
    return tuple(sorted(i.removeprefix(KG) for i in iris if i.startswith(KG)))


def _one(f: dict[str, list[str]], key: str) -> str:
    return f[key][0] if f.get(key) else ""


def _kind(name: str, parents: dict[str, tuple[str, ...]]) -> str | None:
    """The kind a class lies below; the first of `KINDS` where there are several (a hospital is a body and a place)."""
    if name in KINDS:
        return name
    found = [k for p in parents.get(name, ()) if (k := _kind(p, parents))]
    return min(found, key=KINDS.index, default=None)
