"""The manifest of an import pack: each file with its tool, its import command, its size and hash, and what it holds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kg._version import __version__
from kg.export.formats import CLAIMS, DATASET, EDGES, FACTS, Format
from kg.export.rows import Rows

_HOLDS = {
    DATASET: "the whole dataset",
    CLAIMS: "all nodes and all claims",
    EDGES: "all nodes and all claims between two of them; other claims are attributes of nodes",
    FACTS: "what the articles state as fact",
}


def entries(format: Format, root: Path, path: Path) -> list[dict[str, Any]]:
    """The files of a format that was written.

    Args:
        root: the folder that commands are run in.
        path: the format's file, or its folder.
    """
    from kg.export import MARKER

    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file() and f.name != MARKER)
    out = []
    for file in files:
        inside = file.name if path.is_file() else file.relative_to(path).as_posix()
        relative = file.relative_to(root).as_posix()
        folder = (path.parent if path.is_file() else path).relative_to(root).as_posix()
        command = format.files.get(inside) or format.files["*"]
        data = file.read_bytes()
        out.append(
            {
                "file": relative,
                "format": format.name,
                "tool": format.tool,
                "import": command.format(path=relative, folder=folder, root=folder),
                "holds": _HOLDS[format.holds],
                "checked": f"opened in the tests by {format.opened_by}"
                if format.opened_by
                else "by its documentation alone",
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                **({"note": format.note} if format.note else {}),
            }
        )
    return out


def text(rows: Rows, files: list[dict[str, Any]]) -> str:
    """The manifest as JSON; commands are to be run in its folder."""
    made = {"newskg": __version__, "base": rows.dataset.base, "counts": rows.counts, "files": files}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
