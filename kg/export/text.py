"""Cells, attributes and lines: what each kind of file can hold, and what replaces what it cannot."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from kg.export.rows import Claim, Node, Rows

MISSING = "\ufffd"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff]")
_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def clean(text: Any) -> str:
    """Text without characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub(MISSING, str(text))


def attribute(text: Any) -> str:
    """A quoted XML attribute; line breaks and tabs as references, for parsers normalise them away."""
    return f'"{escape(clean(text), _ATTRIBUTE)}"'


def element(text: Any) -> str:
    """Text of an XML element; a carriage return as a reference, for parsers turn it into a line feed."""
    return escape(clean(text), {"\r": "&#13;"})


def printable(text: Any) -> str:
    """Text without control characters but tab and line ends, for tables and JSON readers that refuse them."""
    return _CONTROL.sub(MISSING, str(text))


def compact(value: Any) -> str:
    """JSON on one line, without room between."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def one_line(text: Any) -> str:
    """Text on one line, for formats of one record a line."""
    return " ".join(printable(text).split())


def guard(cell: str) -> str:
    """A cell no spreadsheet runs (OWASP, CSV injection): a quote before `=`, `+`, `-`, `@`, tab or return; no NUL."""
    cell = printable(cell)
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else cell


def table(head: list[str], rows: Iterable[Iterable[Any]], end: str = "\r\n") -> Iterator[str]:
    """A CSV file (RFC 4180), row by row; None is an empty cell, truth is `true` or `false`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # so that cells with either of them are quoted
    for row in _chain(head, rows):
        writer.writerow(["" if c is None else ("true" if c else "false") if isinstance(c, bool) else c for c in row])
        yield buffer.getvalue()[:-2] + end
        buffer.seek(0)
        buffer.truncate()


def _chain(head: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[Iterable[Any]]:
    yield head
    yield from rows


def tsv(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Tab-separated lines without quoting: tabs and line breaks inside become spaces."""
    for row in rows:
        yield "\t".join(one_line(c) for c in row) + "\n"


def shown(claim: Claim) -> str:
    """The relation as a reader should see it: what is no stated fact says so."""
    return claim.label if claim.plain else f"{claim.label} ({claim.standing})"


def said(rows: Rows, claim: Claim) -> str:
    """The object of a claim in words."""
    text = rows.name(claim.object) if claim.object else claim.value or ""
    return f"about {text}" if claim.approximate else text


# ---------------------------------------------------------------- flat rows, for formats that want one value a column

NODE_COLUMNS = {
    "label": "string",
    "kind": "string",
    "type": "string",
    "names": "string",
    "wikidata": "string",
    "iso": "string",
    "mentions": "long",
    "articles": "long",
    "standing": "string",
    "says": "string",
    "time": "string",
    "earliest": "string",
    "latest": "string",
    "facts": "string",
    "claims": "string",
}
EDGE_COLUMNS = {
    "relation": "string",
    "label": "string",
    "standing": "string",
    "polarity": "string",
    "certainty": "string",
    "status": "string",
    "says": "string",
    "time": "string",
    "earliest": "string",
    "latest": "string",
    "confidence": "double",
    "weight": "long",
    "sentences": "string",
    "sources": "string",
    "rules": "string",
}


def node_cells(rows: Rows, node: Node) -> dict[str, Any]:
    """A node as one value a column; `facts` are stated, `claims` are not."""
    time = node.time
    about = [c for c in node.facts if c.datatype and c.predicate in rows.told]
    return {
        "label": node.label,
        "kind": node.kind,
        "type": node.type,
        "names": "; ".join(node.names),
        "wikidata": " ".join(node.same_as),
        "iso": node.iso or "",
        "mentions": node.mentions,
        "articles": len(node.documents),
        "standing": node.standing,
        "says": rows.name(node.speaker),
        "time": time.edtf if time else "",
        "earliest": (time.earliest or "") if time else "",
        "latest": (time.latest or "") if time else "",
        "facts": "; ".join(f"{c.label}: {said(rows, c)}" for c in about if c.plain),
        "claims": "; ".join(
            f"{shown(c)}: {said(rows, c)}" + (f" — {rows.name(c.speaker)}" if c.speaker else "")
            for c in about
            if not c.plain
        ),
    }


def edge_cells(rows: Rows, claim: Claim) -> dict[str, Any]:
    """A claim as one value a column."""
    time = claim.time
    sentences = list(dict.fromkeys(e.sentence for e in claim.evidence))
    return {
        "relation": claim.predicate,
        "label": shown(claim),
        "standing": claim.standing,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "status": claim.status,
        "says": rows.name(claim.speaker),
        "time": time.edtf if time else "",
        "earliest": (time.earliest or "") if time else "",
        "latest": (time.latest or "") if time else "",
        "confidence": claim.confidence,
        "weight": max(1, len(claim.evidence)),
        "sentences": "\n".join(sentences),
        "sources": "; ".join(dict.fromkeys(rows.titles.get(e.document, e.document) for e in claim.evidence)),
        "rules": " ".join(dict.fromkeys(e.rule for e in claim.evidence)),
    }
