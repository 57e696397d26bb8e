"""Exports: one module a target format, each streaming its files from one row model of the dataset.

In: an open dataset (`rows.Rows`).  Out: files that their tool loads as they are, and a manifest with the command that does
it.  `formats` lists the formats; a format is a function from rows to files.  Must not import spacy or the front half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg import folder
from kg.errors import MissingPart, UsageError

if TYPE_CHECKING:
    from kg.export.formats import Format
    from kg.export.rows import Rows
    from kg.rdf.store import Dataset

DEFAULT = "export"
MARKER = "newskg-manifest.json"


def write(
    format: str,
    dataset: Dataset,
    out: Path | str | None = None,
    *,
    licence: str | None = None,
    say: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write one format, or `all` into a folder.

    Args:
        format: a name of `formats.all_formats()`, or `all`.
        dataset: the dataset, or a file of RDF 1.2 or nanopublications that was made of one.
        out: for a format of one file, that file or an existing folder; else the folder.  By default all goes into
            `export/`, each format where `all` would put it.
        licence: the IRI of the licence that VoID names; else the one the dataset was built with.
        say: called with a line for each format that `all` skips.

    Returns:
        The files written, and for formats of several files their folder.

    Raises:
        UsageError: an unknown format.
        InputError: the dataset breaks the shapes that the format relies on, or has no article.
        OutputError: something cannot be written; what was there is unchanged.
        MissingPart: the format needs an extra that is not installed.
    """
    from kg.export import formats, profiles
    from kg.export.rows import Rows

    chosen = None if format == "all" else formats.get(format)
    with profiles.restored(dataset) as whole:
        _relied(whole, chosen)
        if chosen is not None:
            return [_one(chosen, Rows(whole, licence), _place(chosen, out))]
        return _all(Rows(whole, licence), out, say)


def _relied(dataset: Dataset, chosen: Format | None) -> None:
    """Refuse what breaks the shapes or has no article, except for the profiles, which hold any dataset as it is."""
    from kg.export.formats import DATASET
    from kg.rdf.validate import sound

    if chosen is None or chosen.holds != DATASET:
        sound(dataset)


def _all(rows: Rows, out: Path | str | None, say: Callable[[str], None] | None) -> list[Path]:
    from kg.export import formats, manifest

    root, made, entries = Path(DEFAULT if out is None else out), [], []
    folder.made(root)
    for chosen in formats.all_formats():
        try:
            path = _one(chosen, rows, root / (chosen.single or chosen.name))
        except MissingPart as error:
            if say:
                say(f"skipped {chosen.name}: {error.message} ({error.hint})")
            continue
        made.append(path)
        entries += manifest.entries(chosen, root, path)
    made.append(_stream(root / MARKER, [manifest.text(rows, entries)]))
    return made


def stream(format: str, dataset: Dataset, to: IO[bytes], *, licence: str | None = None) -> None:
    """Write a format of one file to an open binary stream.

    Raises:
        UsageError: an unknown format, or one of several files.
        InputError: the dataset breaks the shapes that the format relies on, or has no article.
    """
    from kg.export import formats, profiles
    from kg.export.rows import Rows

    chosen = None if format == "all" else formats.get(format)
    if chosen is None or chosen.single is None:
        raise UsageError(f"{format} is a folder of files", "name one with -o")
    with profiles.restored(dataset) as whole:
        _relied(whole, chosen)
        for _, chunks in chosen.write(Rows(whole, licence)):
            _write(to, chunks)


def _place(chosen: Format, out: Path | str | None) -> Path:
    if out is None:
        return Path(DEFAULT) / (chosen.single or chosen.name)
    out = Path(out)
    return out / chosen.single if chosen.single and out.is_dir() else out


def _one(chosen: Format, rows: Rows, path: Path) -> Path:
    """Write a format whole or not at all."""
    from kg.export import manifest

    if chosen.single:
        folder.made(path.parent)
        for _, chunks in chosen.write(rows):
            _stream(path, chunks)
        return path
    with folder.replacing(path, MARKER) as place:
        for name, chunks in chosen.write(rows):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            with (place / name).open("wb") as file:
                _write(file, chunks)
        entries = manifest.entries(chosen, place, place)
        (place / MARKER).write_bytes(_bytes(manifest.text(rows, entries)))
    return path


def _stream(path: Path, chunks: Iterable[str | bytes]) -> Path:
    """One file, written beside and put in place when it is complete."""
    with folder.writing(path) as file:
        _write(file, chunks)
    return path


def _write(file: IO[bytes], chunks: Iterable[str | bytes]) -> None:
    for chunk in chunks:
        file.write(_bytes(chunk))


def _bytes(chunk: str | bytes) -> bytes:
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "replace")
