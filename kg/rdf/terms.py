"""N-Quads terms as strings: escaped once, compared and sorted as bytes."""

from __future__ import annotations

import re

from kg.ontology import expand

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NEEDS_ESCAPE = re.compile(r'[\\"\n\r\t\b\f]')
_NOT_IN_IRI = re.compile(r'[^\x21-\x7e]|[<>"{}|^`\\\[\]]|%(?![0-9A-Fa-f]{2})')
_NOT_TEXT = re.compile("[\ud800-\udfff\x00]")


def iri(value: str) -> str:
    """An IRI term; what is no plain ASCII or no IRI may have is percent-encoded."""
    value = _NOT_IN_IRI.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "replace")), value)
    head, mark, fragment = value.partition("#")
    return f"<{head}{mark}{fragment.replace('#', '%23')}>"


def term(curie: str) -> str:
    """A term of a known vocabulary by its CURIE (`kg:Claim`, `rdf:type`)."""
    return f"<{expand(curie)}>"


def literal(value: str, datatype: str | None = None) -> str:
    """A literal; lone surrogates and NUL, which no serialisation can carry, become U+FFFD."""
    text = _NOT_TEXT.sub("\ufffd", value)
    text = _NEEDS_ESCAPE.sub(lambda m: _ESCAPES[m[0]], text)
    return f'"{text}"' if datatype in (None, "xsd:string") else f'"{text}"^^<{expand(datatype)}>'


def integer(value: int) -> str:
    return literal(str(value), "xsd:nonNegativeInteger")


def boolean(value: bool) -> str:
    return literal("true" if value else "false", "xsd:boolean")


def decimal(value: float) -> str:
    return literal(f"{value:.3f}".rstrip("0").rstrip(".") if "." in f"{value:.3f}" else str(value), "xsd:decimal")
