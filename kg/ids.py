"""Deterministic, percent-safe IRIs and hashes.  The same content gives the same IRI on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote

BASE = "https://w3id.org/newskg/id/"
_RESERVED = frozenset({"reference", "facts"})


def digest(*parts: str | None, size: int = 16) -> str:
    """The first `size` hex digits of SHA-256 over the parts, length-prefixed so that no two lists collide."""
    h = hashlib.sha256()
    for part in parts:
        data = b"\x00" if part is None else part.encode("utf-8", "surrogatepass")
        h.update(b"%d:" % (-1 if part is None else len(data)) + data)
    return h.hexdigest()[:size]


def slug(text: str, most: int = 120) -> str:
    """A readable path segment: NFKC, lower case, words joined by hyphens, everything else percent-encoded.

    Args:
        text: a name.
        most: characters kept of it, up to the end of a word where there is one.
    """
    whole = "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))
    kept = whole if len(whole) <= most else whole[: most + 1].rpartition("-")[0] or whole[:most]
    return quote(kept.encode("utf-8", "replace"), safe="-")


def _segment(text: str) -> str:
    """A short slug, as it stands on every line of a dataset; with a hash where it alone would lose a difference."""
    made = slug(text, 40)
    return made if made and unquote(made) == text else f"{made}~{digest(text, size=8)}"


def entity_iri(base: str, kind: str, label: str, scope: str | None = None) -> str:
    """An entity's IRI from its kind and label; `scope` (a document id) keeps what only one document can tell apart."""
    key = slug(label) or digest(label, size=8)
    return f"{base}{kind.lower()}/{key}" + (f"~{digest(scope, label, size=8)}" if scope is not None else "")


def document_iri(base: str, document_id: str) -> str:
    return f"{base}document/{_segment(document_id)}"


def graphs(base: str) -> str:
    """What the name of every graph begins with."""
    return f"{base}graph/"


def graph_iri(base: str, document_id: str) -> str:
    """The named graph of a document; no document takes the place of the two graphs that are not one's."""
    segment = _segment(document_id)
    return f"{graphs(base)}{segment}" + (f"~{digest(document_id, size=8)}" if segment in _RESERVED else "")


def reference_graph(base: str) -> str:
    """The graph of what kept libraries know, and of the run."""
    return f"{graphs(base)}reference"


def facts_graph(base: str) -> str:
    """The name under which a store holds the dataset's default graph."""
    return f"{graphs(base)}facts"


def span_iri(document: str, start: int, end: int) -> str:
    """A NIF 2.0 string IRI (RFC 5147): `…#char=64,120`."""
    return f"{document}#char={start},{end}"


def hashed_iri(base: str, kind: str, *parts: str | None) -> str:
    """An IRI that is the hash of its content: claims, evidence, events, quotations, runs."""
    return f"{base}{kind}/{digest(*parts)}"


def time_iri(base: str, value: str) -> str:
    return f"{base}time/{quote(value, safe='-')}"
