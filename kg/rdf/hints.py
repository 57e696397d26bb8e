"""Why a query found nothing: what in it cannot match this dataset, in one line; silence where nothing looks mistaken."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg import ontology

if TYPE_CHECKING:
    from kg.rdf.store import Dataset

_TYPE, _XSD = ontology.expand("rdf:type"), ontology.expand("xsd:")


@dataclass(slots=True)
class _Asked:
    """What a query asks for, wherever it stands in it."""

    triples: list[tuple[Any, Any, Any]] = field(default_factory=list)
    compared: list[tuple[Any, Any]] = field(default_factory=list)  # a variable, the literal it must be
    contained: list[tuple[Any, Any]] = field(default_factory=list)  # a variable, the text that must be in it


def hint(text: str, data: Dataset, *, facts_only: bool = False) -> str | None:
    """One line on what is likely mistaken in a query that found nothing.

    Args:
        text: the query; it ran.
        data: what it was asked of.
        facts_only: whether only the facts were asked.
    """
    asked = _asked(text, data)
    checks = (_unknown, _nowhere, _compared, _unused, _contained)
    return next((found for check in checks for found in check(asked, data, facts_only)), None)


def _asked(text: str, data: Dataset) -> _Asked:
    """The patterns and comparisons of a query, by rdflib's parser; none where it cannot read it (SPARQL 1.2)."""
    from rdflib.paths import Path
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Literal, Variable

    out = _Asked()

    def walk(node: Any) -> None:
        if isinstance(node, CompValue):
            if "triples" in node:
                out.triples.extend(t for t in node["triples"] if len(t) == 3)
            if node.name == "RelationalExpression" and node.op in ("=", "IN"):
                others = node.other if isinstance(node.other, list) else [node.other]
                for a, b in [(node.expr, o) for o in others] + [(o, node.expr) for o in others]:
                    if isinstance(a, Variable) and isinstance(b, Literal):
                        out.compared.append((a, b))
            if node.name == "Builtin_CONTAINS":
                where, what = _bare(node.arg1), _bare(node.arg2)
                if isinstance(where, Variable) and isinstance(what, Literal):
                    out.contained.append((where, what))
            if node.name == "values":
                for row in node.res:
                    out.compared.extend((v, x) for v, x in row.items() if isinstance(x, Literal))
            for value in node.values():
                walk(value)
        elif isinstance(node, (list, tuple)) and not isinstance(node, Path):
            for value in node:
                walk(value)

    try:
        walk(prepareQuery(text, initNs=data.prefixes, base=data.base).algebra)
    except Exception:  # whatever rdflib makes of a query that Oxigraph has answered: no hint is no failure
        return _Asked()
    return out


def _bare(node: Any) -> Any:
    """What LCASE, UCASE or STR is of."""
    while getattr(node, "name", "") in ("Builtin_LCASE", "Builtin_UCASE", "Builtin_STR"):
        node = node.arg
    return node


def _iris(node: Any) -> Iterator[str]:
    """The IRIs of a term or a property path."""
    from rdflib.paths import Path
    from rdflib.term import URIRef

    if isinstance(node, URIRef):
        yield str(node)
    elif isinstance(node, Path):
        for part in getattr(node, "args", None) or [getattr(node, "arg", getattr(node, "path", None))]:
            yield from _iris(part)


def _ask(data: Dataset, pattern: str, facts_only: bool = False) -> bool:
    return bool(data.query(f"ASK {{ {pattern} }}", facts_only=facts_only))


# ------------------------------------------------------------------------ what may be mistaken


def _unknown(asked: _Asked, data: Dataset, facts_only: bool) -> Iterator[str]:
    """A term that the ontology does not have."""
    known = ontology.load().terms
    for iri in dict.fromkeys(i for triple in asked.triples for term in triple for i in _iris(term)):
        name = iri.removeprefix(ontology.KG)
        if iri.startswith(ontology.KG) and name not in known:
            folded = {k.lower(): k for k in known}
            near = difflib.get_close_matches(name.lower(), folded, 3, 0.7)
            near += [k for k in folded if name.lower() in k and k not in near][: 3 - len(near)]
            more = f"did you mean {', '.join(f'kg:{folded[n]}' for n in near)}?" if near else "“kg ontology” lists them"
            yield f"kg:{name} is no term of the ontology: {more}"


def _nowhere(asked: _Asked, data: Dataset, facts_only: bool) -> Iterator[str]:
    """A thing that nothing is said of."""
    from rdflib.term import URIRef

    for iri in dict.fromkeys(str(x) for s, _, o in asked.triples for x in (s, o) if isinstance(x, URIRef)):
        known = iri.startswith(tuple(ontology.PREFIXES.values()))
        if not known and not _ask(data, f"{{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }}"):
            yield f"{data.short(iri)} is in no triple of this dataset: “kg query --name entities” lists what there is"


def _compared(asked: _Asked, data: Dataset, facts_only: bool) -> Iterator[str]:
    """A literal where the property has IRIs, or literals of another kind."""
    from rdflib.term import Literal, URIRef

    wanted = [(p, o) for _, p, o in asked.triples if isinstance(o, Literal)]
    wanted += [(p, x) for v, x in asked.compared for _, p, o in asked.triples if o == v]
    for predicate, value in wanted:
        if not isinstance(predicate, URIRef):
            continue
        p, pattern = ontology.curie(str(predicate)), f"?s {predicate.n3()} ?o"
        if _ask(data, f"{pattern} FILTER(isIRI(?o))") and not _ask(data, f"{pattern} FILTER(isLiteral(?o))"):
            term = next((n for n in ontology.load().terms if n.lower() == str(value).lower()), None)
            instead = f"write kg:{term} without quotes" if term else "give it a variable and ask for its rdfs:label"
            yield f"{p} has IRIs for values, and {_quoted(value)} is a text: {instead}"
            continue
        if not _ask(data, f"{pattern} FILTER(?o = {value.n3()})") and (kind := _kind(data, pattern)):
            mine = f"@{value.language}" if value.language else ontology.curie(str(value.datatype or _XSD + "string"))
            if kind != mine and not (_number(kind) and _number(mine)):
                as_it = "" if kind == "xsd:string" else kind if kind[0] == "@" else f"^^{kind}"
                yield f"the values of {p} are {kind}, and {_quoted(value)} is {mine}: write {_plain(value)}{as_it}"
            elif kind == "xsd:string":
                yield f"no {p} is exactly {_quoted(value)}: {_like(data, pattern, value)}"


def _like(data: Dataset, pattern: str, value: Any) -> str:
    """How to ask for a text whose letters or ends may differ."""
    folded = _plain(str(value).lower())
    same = data.select(f"SELECT ?o {{ {pattern} FILTER(LCASE(?o) = {folded}) }} ORDER BY ?o LIMIT 1")
    if same:
        return f"there is {_quoted(same[0]['o'])}"
    return f"for a part of it, FILTER(CONTAINS(LCASE(?x), {folded}))"


def _plain(value: Any) -> str:
    from rdflib.term import Literal

    return Literal(str(value)).n3()


def _kind(data: Dataset, pattern: str) -> str | None:
    """The datatype of a property's values, or `@` and their language, where they have but one."""
    rows = data.select(
        f"SELECT DISTINCT ?d ?l {{ {pattern} FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?d) BIND(LANG(?o) AS ?l) }} LIMIT 2"
    )
    if len(rows) != 1:
        return None
    return f"@{rows[0]['l']}" if rows[0]["l"] else ontology.curie(str(rows[0]["d"]))


def _number(kind: str) -> bool:
    return kind in ("xsd:integer", "xsd:decimal", "xsd:double", "xsd:float", "xsd:nonNegativeInteger")


def _quoted(value: Any) -> str:
    text = " ".join(str(value).split())
    return f"“{text if len(text) < 60 else text[:57] + '…'}”"


def _unused(asked: _Asked, data: Dataset, facts_only: bool) -> Iterator[str]:
    """A property or class that nothing asked of has."""
    from rdflib.term import URIRef

    for _, predicate, target in asked.triples:
        if str(predicate) == _TYPE and isinstance(target, URIRef):
            yield from _no_instance(str(target), data, facts_only)
            continue
        for iri in dict.fromkeys(_iris(predicate)):
            pattern = f"?s <{iri}> ?o"
            if _ask(data, pattern, facts_only):
                continue
            p, claims = ontology.curie(iri), _claims(data, iri)
            if claims:
                where = "is stated as fact" if facts_only else "is a plain triple, as none is stated as fact"
                yield f"nothing with {p} {where}, but {claims} it: ask ?claim rdf:predicate {p} ; kg:status ?status"
            elif facts_only and _ask(data, pattern):
                yield f"{p} stands in the articles' graphs, not among the facts: ask without --facts-only"
            else:
                other = _other_way(iri, data)
                yield f"nothing in this dataset has {p}" + (f": its inverse is {other}, which it has" if other else "")


def _claims(data: Dataset, predicate: str) -> str:
    rows = data.select(f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ ?c rdf:predicate <{predicate}> }}")
    n = int(rows[0]["n"] or 0)
    return "" if not n else "1 claim has" if n == 1 else f"{n} claims have"


def _other_way(iri: str, data: Dataset) -> str | None:
    found = ontology.load().properties.get(iri.removeprefix(ontology.KG))
    if found is None or not found.inverse or not _ask(data, f"?s kg:{found.inverse} ?o"):
        return None
    return f"kg:{found.inverse}"


def _no_instance(iri: str, data: Dataset, facts_only: bool) -> Iterator[str]:
    if _ask(data, f"?s a <{iri}>", facts_only):
        return
    onto, name = ontology.load(), iri.removeprefix(ontology.KG)
    wide = sorted(onto.classes, key=lambda c: (len(onto.ancestors(c)), c))
    below = [c for c in wide if c != name and onto.is_a(c, name) and _ask(data, f"?s a kg:{c}", facts_only)]
    if facts_only and _ask(data, f"?s a <{iri}>"):
        yield f"{ontology.curie(iri)} stands in the articles' graphs, not among the facts: ask without --facts-only"
    elif below:
        names = ", ".join(f"kg:{c}" for c in below[:4]) + (" …" if len(below) > 4 else "")
        yield f"nothing is stated to be a {ontology.curie(iri)} itself: ask for what is below it, {names}"
    else:
        yield f"nothing in this dataset is a {ontology.curie(iri)}"


def _contained(asked: _Asked, data: Dataset, facts_only: bool) -> Iterator[str]:
    """A text that no value holds."""
    for variable, value in asked.contained:
        paths = [p.n3() for _, p, o in asked.triples if o == variable and hasattr(p, "n3")]
        text = value.n3()
        if paths and not any(
            _ask(data, f"?s {p} ?o FILTER(CONTAINS(LCASE(STR(?o)), LCASE({text})))", facts_only) for p in paths
        ):
            of = ", ".join(
                dict.fromkeys(ontology.curie(i) for _, p, o in asked.triples if o == variable for i in _iris(p))
            )
            yield f"no {of} in this dataset contains {_quoted(value)}"
