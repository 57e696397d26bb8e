"""The SPARQL 1.1 Protocol without its transport: what a request asks, in which format, and what the service says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from urllib.parse import parse_qsl

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
BOOLEANS = {k: v for k, v in SOLUTIONS.items() if v in ("json", "xml")}
TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json",
    "application/x-turtle": "ttl",
    "application/json": "json",
    "application/xml": "xml",
    "text/plain": "nt",
}
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATES = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})


class Refused(Exception):
    """A request that is not answered, with the HTTP status and one line that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks: a query, the graphs to ask instead of the whole dataset, and the formats taken.

    `explain` asks for one line on why it found nothing, instead of its answer.
    """

    query: str
    accept: str = "*/*"
    default: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    base: str | None = None
    explain: bool = False

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def question(method: str, address: str, content_type: str, accept: str, body: bytes, base: str) -> Question | None:
    """Read a request; None where it asks for nothing: then the service describes itself.

    Args:
        method: GET, HEAD or POST.
        address: the query string, still encoded.
        content_type, accept: headers, empty where absent.
        body: of a POST.
        base: what relative IRIs of the query are relative to.

    Raises:
        Refused: not of the protocol, or an update.
    """
    parameters = _decoded(address)
    queries = [v for k, v in parameters if k == "query"]
    if method == "POST":
        media, charset = _media(content_type)
        if media == "application/sparql-update":
            raise Refused(403, "this endpoint is read-only: updates are refused")
        if media not in (_FORM, _DIRECT):
            raise Refused(415, f"POST a query as {_FORM} or {_DIRECT}")
        if charset not in ("", "utf-8", "utf8"):
            raise Refused(415, "a query is UTF-8")
        text = _text(body)
        if media == _DIRECT:
            queries.append(text)
        else:
            form = _decoded(text)
            queries += [v for k, v in form if k == "query"]
            parameters += form
    if any(k in _UPDATES for k, _ in parameters):
        raise Refused(403, "this endpoint is read-only: updates are refused")
    if len(queries) > 1:
        raise Refused(400, "more than one query in one request")
    if not queries:
        if method == "POST":
            raise Refused(400, "no query in the request")
        return None
    graphs = {name: [v for k, v in parameters if k == name] for name in ("default-graph-uri", "named-graph-uri")}
    return Question(queries[0], accept or "*/*", graphs["default-graph-uri"], graphs["named-graph-uri"], base)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the request is not UTF-8") from None


def _decoded(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError):
        raise Refused(400, "the parameters cannot be decoded") from None


def _media(content_type: str) -> tuple[str, str]:
    media, *parts = (p.strip() for p in content_type.lower().split(";"))
    charset = next((p.partition("=")[2].strip('" ') for p in parts if p.startswith("charset")), "")
    return media, charset


def negotiate(accept: str, offered: Iterable[str]) -> str:
    """The media type to answer in: the client's favourite of those offered, the first where it takes any.

    Raises:
        Refused: none of them is taken.
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()]
    best: tuple[float, int, str] | None = None
    types = list(offered)
    for place, name in enumerate(types):
        found = max((w for w in wanted if _covers(w[0], name)), key=lambda w: _exactness(w[0]), default=None)
        if found and found[1] > 0 and (best is None or (found[1], -place) > best[:2]):
            best = (found[1], -place, name)
    if best is None:
        raise Refused(406, f"there are {', '.join(types)}")
    return best[2]


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (p.strip().lower() for p in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _covers(wanted: str, name: str) -> bool:
    return wanted in (name, "*/*", "*") or (wanted.endswith("/*") and name.startswith(wanted[:-1]))


def _exactness(wanted: str) -> int:
    return 0 if wanted in ("*/*", "*") else 1 if wanted.endswith("/*") else 2


def description(endpoint: str, facts: str) -> str:
    """The service description (SPARQL 1.1 Service Description) as Turtle."""
    formats = [
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
        "RDF_XML", "JSON-LD",
    ]  # fmt: skip
    listed = ", ".join(f"<http://www.w3.org/ns/formats/{f}>" for f in formats)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {listed} ;
    sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset ;
    dcterms:description "The default graph is the union of all graphs; the facts alone are a named graph."@en ;
    sd:defaultGraph [ a sd:Graph ] ;
    sd:namedGraph [ sd:name <{facts}> ; sd:graph [ a sd:Graph ] ] .
"""


def converted(turtle: str, media: str) -> bytes:
    """A piece of Turtle in another format."""
    import pyoxigraph as ox

    if media == "text/turtle":
        return turtle.encode("utf-8")
    format = ox.RdfFormat.from_media_type(media)
    triples = (q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=format)  # type: ignore[return-value]
