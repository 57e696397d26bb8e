"""Reading gold annotation for training: documents, and labels for the mentions and tokens that we find ourselves."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.learned.folds import fold
from kg.model import Document
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc


TAUGHT = ("wikinews-annotated",)  # sets that nothing is measured by


class Corpus:
    """The development sets, analysed once: what all tasks train on and are measured by.

    Args:
        folders: where `<set>.gold.jsonl[.gz]` lie; the first that has a set counts.
        without: the fold no document of which is given to `training`; None gives all.
        cache: a folder to keep the parses in, between runs of the same pipeline; None keeps them in memory only.
    """

    def __init__(self, folders: Path | Sequence[Path], without: int | None = None, cache: Path | None = None) -> None:
        self.folders = (folders,) if isinstance(folders, Path) else tuple(folders)
        self.without, self.cache = without, cache
        self._sets: dict[str, list[tuple[dict[str, Any], Document, Doc]]] = {}

    def leaving_out(self, without: int | None) -> Corpus:
        """The same analysed documents with another fold left out."""
        other = Corpus(self.folders, without, self.cache)
        other._sets = self._sets
        return other

    def every(self, name: str) -> list[tuple[dict[str, Any], Document, Doc]]:
        """(gold record, document, analysed) of a whole set."""
        if name not in self._sets:
            found = [(r, document(r)) for r in records(self.folders, name)]
            docs = self._analysed(name, [d for _, d in found])
            self._sets[name] = [(r, d, doc) for (r, d), doc in zip(found, docs, strict=True)]
        return self._sets[name]

    def training(self, name: str) -> list[tuple[dict[str, Any], Document, Doc]]:
        """What of a set may be learned from; nothing is held back of a set that is never measured by."""
        every = self.every(name)
        if self.without is None or name in TAUGHT:
            return every
        return [x for x in every if fold(x[0]["id"]) != self.without]

    def _analysed(self, name: str, documents: Sequence[Document]) -> list[Doc]:
        from spacy.tokens import Doc

        from kg.nlp import pipeline

        nlp = pipeline.load()
        if self.cache is None:
            return [pipeline.analyse(d, nlp) for d in documents]
        source = Path(pipeline.__file__).read_bytes() + repr([(d.id, d.text, d.furniture) for d in documents]).encode()
        path = self.cache / f"{name}-{hashlib.sha256(source).hexdigest()[:16]}.pickle"
        if path.exists():
            return [Doc(nlp.vocab).from_bytes(b) for b in pickle.loads(path.read_bytes())]
        docs = [pipeline.analyse(d, nlp) for d in documents]
        self.cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps([d.to_bytes() for d in docs]))
        return docs


def records(folders: Sequence[Path], name: str) -> Iterator[dict[str, Any]]:
    """The gold records of a set, from `<name>.gold.jsonl` or `<name>.gold.jsonl.gz`.

    Raises:
        InputError: neither file is there.
    """
    for path in (folder / f"{name}.gold.jsonl{end}" for folder in folders for end in ("", ".gz")):
        if path.exists():
            data = path.read_bytes()
            text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
            yield from (json.loads(line) for line in text.splitlines() if line.strip())
            return
    where = ", ".join(map(str, folders))
    raise InputError(f"{where}: no {name}.gold.jsonl", "give the folder with the development data")


def document(record: dict[str, Any]) -> Document:
    """The document a gold record is about, read as the chain would read it."""
    from kg.ingest import furniture

    found, _ = furniture.find(record["text"], record.get("title"))
    return Document(record["id"], record["text"], title=record.get("title"), date=record.get("date"), furniture=found)


def offsets(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Code points of a stretch of tokens."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def align(doc: Doc, mentions: Sequence[TokenMention], gold: Sequence[dict[str, Any]]) -> list[int]:
    """Index of the gold mention each of ours stands for, -1 for none; no gold mention is used twice.

    Equal spans come first (with or without a possessive mark), then those that share a head, the best overlap first.
    """
    out, taken = [-1] * len(mentions), set()
    exact: dict[tuple[int, int], int] = {}
    for g, m in enumerate(gold):
        for span in (m["span"], *m.get("alt", ())):
            exact.setdefault((span[0], span[1]), g)
    spans = [_spans(doc, m) for m in mentions]
    for k, own in enumerate(spans):
        if mentions[k].form in ("relative", "apposition"):
            continue
        g = next((exact[s] for s in own if s in exact and exact[s] not in taken), -1)
        if g >= 0:
            out[k] = g
            taken.add(g)
    pairs = []
    for k, own in enumerate(spans):
        if out[k] < 0 and mentions[k].form not in ("relative", "apposition", "group"):
            core = _core(doc, mentions[k])
            pairs += [(-_overlap(own[0], m["span"]), k, g) for g, m in enumerate(gold) if _share(mentions[k], core, m)]
    for _, k, g in sorted(pairs):
        if out[k] < 0 and g not in taken:
            out[k] = g
            taken.add(g)
    return out


def _core(doc: Doc, m: TokenMention) -> tuple[int, int]:
    return offsets(doc, m.start, m.end) if m.kind == "name" else offsets(doc, m.head, m.head + 1)


def _share(mention: TokenMention, core: tuple[int, int], m: dict[str, Any]) -> bool:
    """Whether a gold mention has the head of ours: of a name any word of it, as corpora head names differently."""
    a, b = m.get("head") or m["span"]
    if mention.kind != "name":
        return bool(a <= core[0] < b)
    holds = m["span"][0] <= core[0] and core[1] <= m["span"][1]
    return a < core[1] and core[0] < b and (holds or _overlap(core, m["span"]) > 0.5)


def _spans(doc: Doc, m: TokenMention) -> list[tuple[int, int]]:
    out = []
    for start, end in (m.extent, (m.start, m.end)):
        out.append(offsets(doc, start, end))
        if end < len(doc) and doc[end].tag_ == "POS":
            out.append(offsets(doc, start, end + 1))
    return out


def _overlap(a: tuple[int, int], b: Sequence[int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(common, 0) / (max(a[1], b[1]) - min(a[0], b[0]))
