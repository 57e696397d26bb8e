"""Reading inputs one by one; what cannot be read is reported and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg import ids
from kg.errors import InputError
from kg.ingest import furniture
from kg.lang.furniture import load as load_furniture
from kg.model import Document
from kg.settings import Settings, as_date

TEXT, HTML, PDF, LINES = (
    (".txt", ".text", ".md"),
    (".html", ".htm", ".xhtml"),
    (".pdf",),
    (".jsonl", ".jsonl.gz", ".ndjson"),
)
Found = TypeVar("Found")
_MIN_LANGUAGE = 60  # letters below which a language cannot be told


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and why."""

    where: str
    error: InputError


def read(
    inputs: Iterable[str | Path | Document], settings: Settings = Settings(), *, skip_repeated: bool = True
) -> Iterator[Document | Failure]:
    """Documents of files, folders, standard input (`-`) and ready-made `Document`s, in order.

    Args:
        inputs: paths; a folder stands for its readable files, sorted by name, at any depth.
        settings: what inputs lack (date, url), the language and the size limit.
        skip_repeated: report an article given twice instead of yielding it again.
    """
    seen: dict[str, str] = {}
    for item in inputs:
        for found in _expand(item, settings):
            if isinstance(found, Document) and skip_repeated:
                key = ids.digest(" ".join(found.text.casefold().split()), size=32)
                if key in seen:
                    found = Failure(
                        found.id, InputError(f"{found.id}: the same article as {seen[key]}", "it is built once")
                    )
                else:
                    seen[key] = found.id
            yield found


def _expand(item: str | Path | Document, settings: Settings) -> Iterator[Document | Failure]:
    if isinstance(item, Document):
        yield item
        return
    if str(item) == "-":
        yield from _guarded("standard input", lambda: [_of_bytes(sys.stdin.buffer.read(), "stdin", ".txt", settings)])
        return
    for path in _guarded(str(item), lambda: _files(str(item))):
        if isinstance(path, Failure):
            yield path
        else:
            yield from _file(path, settings)


def _files(given: str) -> list[Path]:
    """The file a path names, or the readable files of a folder.

    Raises:
        InputError: nothing is there.
        OSError: it may not be looked at.
    """
    if not given.strip():
        raise InputError("an input without a name", "give a file or folder")
    path = Path(given)
    if not path.exists():
        raise InputError(f"{path}: no such file or folder", "check the path")
    if not path.is_dir():
        return [path]
    files = [
        p
        for p in sorted(path.rglob("*"))
        if p.is_file() and not any(x.startswith(".") for x in p.relative_to(path).parts) and _suffix(p)
    ]
    if not files:
        os.listdir(path)  # says why, where it is closed to us
        raise InputError(
            f"{path}: no article in this folder",
            f"put {', '.join(TEXT[:1] + HTML[:1] + PDF + LINES[:1])} files into it",
        )
    return files


def _suffix(path: Path) -> str:
    name = path.name.casefold()
    return next((s for s in sorted((*TEXT, *HTML, *PDF, *LINES), key=len, reverse=True) if name.endswith(s)), "")


def _guarded(where: str, make: Callable[[], Iterable[Found]]) -> Iterator[Found | Failure]:
    try:
        yield from make()
    except InputError as error:
        yield Failure(where, error)
    except OSError as error:
        yield Failure(where, InputError(f"{where}: {error.strerror or error}", "check that it can be read"))


def _file(path: Path, settings: Settings) -> Iterator[Document | Failure]:
    suffix = _suffix(path) or ".txt"
    if suffix in LINES:
        yield from _lines(path, settings)
    else:
        yield from _guarded(str(path), lambda: [_of_bytes(path.read_bytes(), str(path), suffix, settings)])


def _of_bytes(data: bytes, where: str, suffix: str, settings: Settings) -> Document:
    if not data.strip():
        raise InputError(f"{where}: empty", "give a file with an article in it")
    if len(data) > 8 * settings.max_characters and suffix not in PDF:
        raise InputError(
            f"{where}: {len(data):,} bytes are too much for one article",
            f"split it; the limit is {settings.max_characters:,} characters (--max-characters)",
        )
    stem = Path(where).name.removesuffix(suffix)
    if data[:5] == b"%PDF-" or suffix in PDF:
        return _document(_pdf(data, where), where, stem, settings)
    text = decode(data, where)
    if suffix in HTML or re.match(r"\s*(?:<!doctype html|<html)", text[:200], re.IGNORECASE):
        return _html(text, where, stem, settings)
    return _document(text, where, stem, settings)


def decode(data: bytes, where: str) -> str:
    """Bytes as text: by byte-order mark, UTF-8, else by what charset-normalizer finds most coherent.

    Raises:
        InputError: this is no text.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4096]:
        raise InputError(f"{where}: a binary file, no article", "give text, HTML, PDF or JSON Lines")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data, threshold=0.3).best()
        if best is None:
            raise InputError(f"{where}: unreadable bytes, no known encoding", "save it as UTF-8") from None
        text = str(best)
    strange = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\n\r\t\f" for c in text[:4000])
    if strange > 0.1 * min(len(text), 4000):
        raise InputError(f"{where}: a binary file, no article", "give text, HTML, PDF or JSON Lines")
    return text


def _pdf(data: bytes, where: str) -> str:
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        text = "\n\n".join((page.extract_text() or "") for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{where}: a damaged or locked PDF ({type(error).__name__})", "save it again, or give its text"
        ) from None
    text = re.sub(r"(?<=[^\s.!?:])\n(?=[a-zà-ÿ])", " ", text)
    if not text.strip():
        raise InputError(f"{where}: a PDF without text", "run OCR on it first")
    return text


def _html(text: str, where: str, stem: str, settings: Settings) -> Document:
    import trafilatura

    found = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    body = (found.text if found is not None else None) or ""
    if not body.strip():
        raise InputError(f"{where}: no article text in this page", "give the article's own page, or its text")
    return _document(
        body,
        where,
        stem,
        settings,
        title=found.title,
        date=found.date,
        url=found.url,
        author=found.author,
        publisher=found.sitename,
    )


def _document(text: str, where: str, stem: str, settings: Settings, **known: str | None) -> Document:
    check(text, where, settings)
    # a file's own name tells articles apart for a reader; the content makes the id stable
    identifier = known.get("id") or (stem if stem not in ("stdin", "text") else _id_of(text))
    return _made(text, identifier, settings, known)


def _id_of(text: str) -> str:
    return f"text-{ids.digest(text, size=12)}"


def _made(text: str, identifier: str, settings: Settings, known: Mapping[str, str | None]) -> Document:
    """A document with what is known of it, else what its head says, else the settings."""
    text, identifier = _whole(text), _whole(identifier)
    known = {k: _whole(v) for k, v in known.items() if v}
    spans, read_off = furniture.find(text, known.get("title"))
    return Document(
        identifier,
        text,
        title=known.get("title") or read_off.get("title"),
        date=_date(known.get("date") or read_off.get("date") or settings.date),
        url=known.get("url") or settings.url,
        author=known.get("author") or read_off.get("author"),
        publisher=known.get("publisher"),
        furniture=spans,
    )


def _whole(text: str) -> str:
    """A text in which half a character (a lone surrogate, of cut-off JSON or a file's name) is shown as unreadable."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def of_text(text: str, settings: Settings = Settings(), **known: str | None) -> Document:
    """A document of a text in hand, with whatever is known of it (id, title, date, url).

    Raises:
        InputError: empty, too long, no letters, or not English.
    """
    return _document(text, known.get("id") or "text", known.get("id") or "text", settings, **known)


def _date(value: str | None) -> str | None:
    return as_date(value) if value else None


def _reads_english(text: str) -> bool:
    """Whether a text is English beyond doubt, by its commonest words; spares loading the identifier of languages."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = load_furniture()
    common = sum(w in known.commonest for w in words)
    return common >= 0.2 * len(words) and words.count(known.article) >= 0.03 * len(words) and len(words) >= 30


def check(text: str, where: str, settings: Settings) -> None:
    """Refuse what is no English article.

    Raises:
        InputError: empty, too long, without words, or in another language.
    """
    if not text.strip():
        raise InputError(f"{where}: empty", "give a text with at least one sentence")
    if len(text) > settings.max_characters:
        raise InputError(
            f"{where}: {len(text):,} characters are too much for one article",
            f"split it; the limit is {settings.max_characters:,} (--max-characters)",
        )
    letters = [c for c in text[:20_000] if c.isalpha()]
    if len(re.findall(r"[^\W\d_]{2,}", text[:20_000])) < 3:
        raise InputError(f"{where}: no sentence in this text", "give an article in words")
    if settings.language == "en" or len(letters) < _MIN_LANGUAGE or _reads_english(text[:5000]):
        return
    import py3langid

    language, _ = py3langid.classify(text[:5000])
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters[:2000]) > 0.8 * min(len(letters), 2000)
    if language != "en" and (not latin or len(letters) > 400 or language in ("zh", "ru", "ar", "ja", "ko")):
        raise InputError(
            f"{where}: this text looks like “{language}”; only English is read", "--language en reads it all the same"
        )


def _lines(path: Path, settings: Settings) -> Iterator[Document | Failure]:
    opener = gzip.open if path.name.endswith(".gz") else open
    given: set[str] = set()
    number = 0
    try:
        with opener(path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield from _guarded(
                        f"{path}:{number}",
                        lambda line=line, number=number: [_of_line(line, f"{path}:{number}", settings, given)],
                    )
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(
            f"{path}:{number}", InputError(f"{path}: damaged after line {number} ({error})", "get the file again")
        )
        return
    if number == 0:
        yield Failure(
            str(path), InputError(f"{path}: empty", 'one JSON object a line: {"id", "text", "title", "date", "url"}')
        )


def _of_line(line: bytes, where: str, settings: Settings, given: set[str]) -> Document:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({error})", "one JSON object a line") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not data["text"].strip():
        raise InputError(f"{where}: no “text” in this line", "one JSON object a line, with at least “text”")
    text = data["text"]
    if len(text) > settings.max_characters:
        raise InputError(
            f"{where}: {len(text):,} characters are too much for one article",
            f"the limit is {settings.max_characters:,} (--max-characters)",
        )
    known = {k: _said(data[k], k, where) for k in ("id", "title", "date", "url", "author", "publisher") if data.get(k)}
    identifier = known.get("id") or _id_of(text)
    if identifier in given:
        raise InputError(f"{where}: a second document with id “{identifier}”", "give each its own id")
    given.add(identifier)
    return _made(text, identifier, settings, known)


def _said(value: object, key: str, where: str) -> str:
    """What a field of a line says: a text, a number, or several texts (of several authors)."""
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"{where}: “{key}” is no text", f'write it as a text, such as {{{json.dumps(key)}: "…"}}')
    return str(value)
