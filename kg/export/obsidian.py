"""An Obsidian vault: a note for each entity, event and article, linked by what connects them, the sentence at each link.

Text of articles is untrusted: Markdown, HTML and template syntax in it is escaped, so that a note loads and runs nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from kg import ids
from kg.export.formats import CLAIMS, Files, Format
from kg.export.rows import Claim, Document, Node, Rows
from kg.export.text import one_line, said, shown

_NOT_IN_NAMES = re.compile(r'[*"\\/<>:|?#^\[\]%`$]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$=%^!&@+])")


def files(rows: Rows) -> Files:
    """`Start.md`, and a note each in a folder for each kind."""
    names = _names(rows)
    yield "Start.md", _start(rows, names)
    for node in rows.nodes():
        yield f"{node.kind}/{names[node.iri]}.md", _note(rows, node, names)
    for document in rows.documents():
        yield f"Article/{names[document.iri]}.md", _article(rows, document, names)


def _names(rows: Rows) -> dict[str, str]:
    """A file name for each note: safe on every system, unique whatever its letters' case."""
    out: dict[str, str] = {}
    taken = {"start"}
    for iri, label in [*rows.labels.items(), *rows.titles.items()]:
        name = " ".join(_NOT_IN_NAMES.sub(" ", one_line(unicodedata.normalize("NFC", label))).split())[:80].strip(" .")
        if not name or name.casefold() in taken or _RESERVED.match(name):
            name = f"{name} {ids.digest(iri, size=8)}".strip()
        taken.add(name.casefold())
        out[iri] = name
    return out


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def _link(iri: str, names: dict[str, str], rows: Rows) -> str:
    return f"[[{names[iri]}]]" if iri in names else escaped(rows.name(iri))


def _start(rows: Rows, names: dict[str, str]) -> Iterator[str]:
    yield "# newskg\n\nWhat these articles say, and who says so.\n\n## Articles\n\n"
    for iri in rows.titles:
        yield f"- [[{names[iri]}]]\n"


def _head(values: dict[str, object]) -> str:
    """YAML front matter; JSON strings are YAML strings."""
    kept = {k: v for k, v in values.items() if v not in (None, "", [], ())}
    return "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in kept.items()) + "---\n\n"


def _note(rows: Rows, node: Node, names: dict[str, str]) -> Iterator[str]:
    time = node.time
    yield _head({
        "aliases": [one_line(n) for n in dict.fromkeys((node.label, *node.names)) if one_line(n) != names[node.iri]],
        "kind": node.kind, "type": node.type, "standing": node.standing, "says": one_line(rows.name(node.speaker)),
        "date": time.edtf if time else None, "iso": node.iso, "wikidata": list(node.same_as), "iri": node.iri,
        "tags": [f"kg/{node.kind}"],
    })  # fmt: skip
    yield f"# {escaped(node.label)}\n\n"
    for piece in node.evidence:
        yield f"> {escaped(piece.sentence)}\n> — {_link(piece.document, names, rows)}\n\n"
    out = [c for c in rows.claims_of(node.iri) if c.predicate != "type"]
    if out:
        yield "## Says of it\n\n"
        for claim in out:
            target = _link(claim.object, names, rows) if claim.object in names else escaped(_plain(rows, claim))
            yield _line(rows, claim, names, f"{escaped(shown(claim))}: {target}")
    back = [c for c in rows.claims_on(node.iri) if c.subject in names]
    if back:
        yield "\n## Said of others\n\n"
        for claim in back:
            yield _line(rows, claim, names, f"{_link(claim.subject, names, rows)}: {escaped(shown(claim))} this")
    if node.documents:
        yield "\n## Articles\n\n" + "".join(f"- {_link(d, names, rows)}\n" for d in node.documents)


def _plain(rows: Rows, claim: Claim) -> str:
    time = rows.time(claim.object) if claim.object else None
    return time.edtf if time else said(rows, claim)


def _line(rows: Rows, claim: Claim, names: dict[str, str], text: str) -> str:
    who = f", says {_link(claim.speaker, names, rows)}" if claim.speaker else ""
    when = f", {escaped(claim.time.edtf)}" if claim.time else ""
    lines = [f"- {text}{when}{who}\n"]
    lines += [f"    - “{escaped(e.sentence)}” — {_link(e.document, names, rows)}\n" for e in claim.evidence]
    return "".join(lines)


def _article(rows: Rows, d: Document, names: dict[str, str]) -> Iterator[str]:
    yield _head({
        "aliases": [one_line(d.title)] if one_line(d.title) != names[d.iri] else [], "date": d.date, "url": d.url,
        "publisher": d.publisher, "author": d.author, "iri": d.iri, "tags": ["kg/Article"],
    })  # fmt: skip
    yield f"# {escaped(d.title)}\n\n"
    for paragraph in re.split(r"\n\s*\n|\r\n\s*\r\n", d.text):
        if paragraph.strip():
            yield f"{escaped(paragraph)}\n\n"


FORMAT = Format(
    "obsidian",
    "Obsidian",
    CLAIMS,
    {"*": "Obsidian: Open folder as vault > {root}"},
    files,
    "one note each; Markdown and HTML in texts are escaped; names of notes lose what file systems forbid",
)
