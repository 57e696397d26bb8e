"""Running SPARQL on Oxigraph: what is refused, errors a person can act on, a time limit, results in any format."""

from __future__ import annotations

import re
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import UsageError

_SPACE = r"(?:\s|\#[^\n\r]*(?=[\n\r]))"
# the one place in the grammar that reaches out to another server: SERVICE SILENT? (variable | IRI) { … }
_SERVICE = re.compile(
    rf"(?<![A-Za-z_:?$@-])SERVICE{_SPACE}*(?:SILENT{_SPACE}*)?"
    rf"(?:<[^>]*>|[?$]\w+|[^\s{{}}()<>\"']*:[^\s{{}}]*){_SPACE}*\{{",
    re.IGNORECASE,
)
_GRAPHS = re.compile("GRAPH|FROM", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_PROLOGUE = re.compile(rf"(?:{_SPACE}+|PREFIX{_SPACE}*[^\s:<]*:{_SPACE}*<[^>]*>|BASE{_SPACE}*<[^>]*>)*", re.IGNORECASE)
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NESTED = 200  # brackets within brackets: deeper than a person writes, and than a parser's stack may bear
SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
    "json": ox.RdfFormat.JSON_LD,
}


def run(
    store: ox.Store,
    text: str,
    prefixes: dict[str, str],
    *,
    default: list[Any] | None = None,
    named: list[Any] | None = None,
    base: str | None = None,
) -> Any:
    """Evaluate a query as a stream of solutions or triples, or a truth value.

    Args:
        store: laid out as `kg.rdf.index` says.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE, SPARQL 1.1 and what Oxigraph has of 1.2.
        prefixes: known without being declared.
        default, named: graphs to ask instead of the union of all.
        base: what relative IRIs are relative to.

    Raises:
        UsageError: a syntax error, with its position; an update; a call to another server.
    """
    check(text)
    try:
        return store.query(text, prefixes=prefixes, default_graph=default, named_graphs=named, base_iri=base)
    except SyntaxError as error:
        raise _syntax(text, str(error)) from None


def check(text: str) -> None:
    """Refuse what a read-only dataset without a network does not do.

    Raises:
        UsageError: an update, SERVICE, or brackets nested without end.
    """
    plain = _unescaped(text)
    if found := _UPDATE.match(plain, _PROLOGUE.match(plain).end()):  # type: ignore[union-attr]
        raise UsageError(f"SPARQL: {found[1].upper()} would change the dataset", "ask with SELECT, ASK or CONSTRUCT")
    if _SERVICE.search(plain):
        raise UsageError("SPARQL: SERVICE would ask another server", "nothing here uses the network: leave it out")
    depth = deepest = 0
    for c in plain:
        depth += (c in "([{") - (c in ")]}")
        deepest = max(deepest, depth)
    if deepest > _NESTED:
        raise UsageError(f"SPARQL: brackets nested {deepest} deep", f"at most {_NESTED}")


def names_graphs(text: str) -> bool:
    """Whether a query may ask for particular graphs; the words alone say so, wherever they stand."""
    return bool(_GRAPHS.search(_unescaped(text)))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _character(m[1] or m[2]), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _syntax(text: str, message: str) -> UsageError:
    """The parser's complaint with its place, and the place in the query's own words."""
    found = _WHERE.match(message)
    if not found:
        return UsageError(f"SPARQL: {_one_line(message)}", "see “kg query --list” for queries that work")
    line, column = int(found[1]), int(found[2])
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    before, after = _one_line(row[max(0, column - 31) : column - 1]), _one_line(row[column - 1 : column + 29])
    place = (
        f"line {line}, column {column}: {before} ⟨here⟩ {after}".rstrip()
        if row.strip()
        else f"line {line}, column {column}"
    )
    if not "".join(lines[line - 1 :])[column - 1 :].strip():
        open_ = sum(text.count(c) for c in "{(") - sum(text.count(c) for c in "})")
        what = "the query ends too early, at" if open_ > 0 or not text.strip() else "syntax error at or shortly before"
        return UsageError(f"SPARQL: {what} {place}", _expected(found[3]))
    if "Prefix not found" in found[3]:
        return UsageError(
            f"SPARQL: unknown prefix, or a name cut short, at {place}",
            "kg:, rdf:, rdfs:, owl:, skos:, prov:, nif: … are known; declare others with PREFIX",
        )
    return UsageError(f"SPARQL: syntax error at {place}", _expected(found[3]))


_MEANT = {
    "$": "a variable", "?": "a variable", "'": "a literal", "'''": "a literal", '"""': "a literal", "<": "an IRI", "_:": "a blank node",
    "+": "a number", "-": "a number", ".": "a number",
}  # fmt: skip


def _expected(message: str) -> str:
    """What the parser would have taken there, where it says so in words."""
    words = re.findall(r'\b[A-Z]{2,}\b|"[^"\\]{1,12}"|The [^,\[]*', message)
    if "unbound" in message:
        return "a variable is selected that is neither grouped by nor aggregated"
    told = (_MEANT.get(w, w if w.isalnum() or " " in w else f"“{w}”") for w in (x.strip(' "') for x in words) if w)
    kept = [w for w in dict.fromkeys(told) if w not in ("SERVICE", "LATERAL")]
    return (
        f"expected {', '.join(kept[:8])}{' …' if len(kept) > 8 else ''}"
        if kept
        else "“kg query --list” has queries that work"
    )


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def serialize(result: Any, format: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write a result: solutions and truth values as JSON, XML, CSV or TSV, triples as Turtle and its like.

    Args:
        result: of `run`.
        format: a key of `SOLUTIONS` or `TRIPLES`, whichever fits the result.

    Raises:
        UsageError: a format that cannot hold that kind of result.
    """
    formats = TRIPLES if isinstance(result, ox.QueryTriples) else SOLUTIONS
    if format not in formats:
        kind = "triples" if formats is TRIPLES else "rows"
        raise UsageError(f"{format}: cannot hold {kind}", f"for {kind} there are {', '.join(formats)}")
    if formats is TRIPLES:
        ox.serialize(result, out, format=formats[format], prefixes=prefixes)
    else:
        result.serialize(out, format=formats[format])
