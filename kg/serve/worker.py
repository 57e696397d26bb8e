"""The process that answers queries: frames in on standard input, frames out on standard output, one at a time.

    python -m kg.serve.worker STORE LIMITS

A frame is a length (4 bytes), that many bytes of JSON, and, in an answer, as many bytes of body as its `size` says.
Whatever goes wrong in here — no memory, an endless query, a crash in the engine — ends this process and nothing else.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
import threading
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf import index, sparql
from kg.serve import protocol


class _TooLarge(Exception):
    pass


class _Body:
    """Where a result is written, up to a size."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self.size, self.limit = 0, limit

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.size > self.limit:
            raise _TooLarge
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


class Stores:
    """The store on disk, at once; and when it has been read, the union of its graphs in memory, several times faster.

    Args:
        place: the folder of a store, laid out as `kg.rdf.index` says.
    """

    def __init__(self, place: Path) -> None:
        self.disk, self.memory = index.reading(place), None
        if sum(f.stat().st_size for f in place.iterdir()) <= index.LARGE:
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        self.memory = index.united(self.disk)

    def of(self, question: dict[str, Any]) -> ox.Store:
        """The store to ask: particular graphs are on disk alone."""
        graphs = question["default"] or question["named"] or sparql.names_graphs(question["query"])
        return self.disk if graphs or self.memory is None else self.memory


def answer(store: ox.Store, question: dict[str, Any], limits: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A question's answer: status and media type, and the body.

    Args:
        store: laid out as `kg.rdf.index` says.
        question: of `protocol.Question.to_dict`.
        limits: `size` in bytes, the `prefixes` known and the dataset's `folder`.
    """
    body = _Body(limits["size"])
    try:
        if question["explain"]:
            return {"status": 200, "type": "text/plain"}, _hint(store, question["query"], limits["folder"]).encode()
        media = _evaluate(store, question, limits["prefixes"], body)
    except protocol.Refused as error:
        return _failed(error.status, error.message)
    except KgError as error:
        return _failed(400, str(error))
    except _TooLarge:
        return _failed(413, f"the result is larger than {limits['size'] // 1_000_000} MB: ask for less, or with LIMIT")
    except (ValueError, OSError, RuntimeError) as error:
        return _failed(400, "".join(c if c.isprintable() else " " for c in str(error))[:300])
    return {"status": 200, "type": media}, b"".join(body.parts)


def _evaluate(store: ox.Store, question: dict[str, Any], prefixes: dict[str, str], body: _Body) -> str:
    chosen = bool(question["default"] or question["named"])
    result = sparql.run(
        store,
        question["query"],
        prefixes,
        default=[ox.NamedNode(g) for g in question["default"]] if chosen else None,
        named=[ox.NamedNode(g) for g in question["named"]] if chosen else None,
        base=question["base"],
    )
    if isinstance(result, ox.QueryTriples):
        offered = protocol.TRIPLES
    else:
        offered = protocol.BOOLEANS if isinstance(result, ox.QueryBoolean) else protocol.SOLUTIONS
    media = protocol.negotiate(question["accept"], offered)
    sparql.serialize(result, offered[media], body, prefixes)  # type: ignore[arg-type]
    return media


def _hint(store: ox.Store, query: str, folder: str | None) -> str:
    """What in a query cannot match the dataset; empty where nothing looks mistaken."""
    if folder is None:
        return ""
    from kg.rdf.hints import hint
    from kg.rdf.store import Dataset

    return hint(query, Dataset(Path(folder), store)) or ""


def _failed(status: int, message: str) -> tuple[dict[str, Any], bytes]:
    return {"status": status, "type": "text/plain"}, (message + "\n").encode("utf-8", "replace")


def read(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next frame's JSON, None at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return json.loads(stream.read(struct.unpack("!I", head)[0]))


def frame(message: dict[str, Any]) -> bytes:
    """A message as a frame."""
    data = json.dumps(message).encode("ascii")
    return struct.pack("!I", len(data)) + data


def main() -> None:
    """Answer until standard input ends."""
    place, limits = sys.argv[1], json.loads(sys.argv[2])
    stores = Stores(Path(place))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sink.write(frame({"ready": True}))
    sink.flush()
    while (question := read(source)) is not None:
        head, body = answer(stores.of(question), question, limits)
        sink.write(frame({**head, "size": len(body)}) + body)
        sink.flush()


if __name__ == "__main__":
    main()
