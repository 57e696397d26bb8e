"""A dataset → a running server, and what has to be made and cleared away for it."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import OutputError
from kg.rdf import index
from kg.rdf.store import Dataset
from kg.serve.app import Source, create
from kg.serve.pool import Limits

HOST = "127.0.0.1"


@contextlib.contextmanager
def opened(path: Path | str) -> Iterator[Source]:
    """A folder or RDF file, ready to be served; a file gets a store of its own, which goes when the block ends.

    Raises:
        InputError: there is no dataset, or it cannot be parsed.
    """
    data = Dataset(path)
    folder = data.path if data.path.is_dir() else None
    with contextlib.ExitStack() as stack:
        if folder and index.opened(data.file) is not None:
            store = folder / index.FOLDER
        else:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="newskg-"))
            store = Path(place) / index.FOLDER
            index.loaded(data.file, data.marked, store)
            data = Dataset(path, index.reading(store))
        yield Source(store, folder, data.base, data.facts_graph.value, data.prefixes, data.title or data.path.name)


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0 takes a free one.

    Raises:
        OutputError: the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(128)  # whoever is told the address may come at once
    except OSError as error:
        made.close()
        raise OutputError(f"port {port}: {error.strerror}", "choose another with --port, or 0 for a free one") from None
    return made


def serve(path: Path | str, port: int, limits: Limits, origins: list[str], ready: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        path: a folder that `kg build` wrote, or an RDF file.
        port: on 127.0.0.1; 0 for a free one.
        limits: of one request.
        origins: other sites that may ask from a browser.
        ready: called with the address once it can be asked.

    Raises:
        InputError: there is no dataset.
        OutputError: the port is taken.
    """
    import uvicorn

    with opened(path) as source, contextlib.closing(listen(port)) as place:
        config = uvicorn.Config(
            create(source, limits, origins),
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=64,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=256 * 1024,
        )
        ready(f"http://{HOST}:{place.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[place])
