"""Routes, pages and headers of the server."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg import ontology
from kg.errors import UsageError
from kg.rdf import named
from kg.serve import protocol
from kg.serve.pool import Limits, Pool
from kg.serve.protocol import Refused

HOSTS = ["127.0.0.1", "localhost", "::1", "[::1]"]  # a name that resolves here, but is not ours, is refused
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_STATIC = {
    "yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css", "query.js": "text/javascript",
    "query.css": "text/css",
}  # fmt: skip
_BODY_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Source:
    """What is served.

    Attributes:
        store: the folder of an Oxigraph store, laid out as `kg.rdf.index` says.
        folder: what `kg build` wrote, for the explorer and the report; None for a bare file.
        base: the IRI base of the data.
        facts: the graph that holds the facts.
        prefixes: known to every query.
        title: heading of the page.
    """

    store: Path
    folder: Path | None
    base: str
    facts: str
    prefixes: dict[str, str]
    title: str


def create(source: Source, limits: Limits, origins: list[str]) -> Starlette:
    """The ASGI application.

    Args:
        source: what is served.
        limits: of one request.
        origins: other sites that may ask from a browser (CORS); none by default.
    """
    site = _Site(source, limits, Pool(source.store, source.prefixes, limits, source.folder), origins)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await site.pool.close()

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)]
    if origins:
        middleware.append(Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"]))
    routes = [
        Route("/", site.page),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/hint", site.hint, methods=["POST"]),
        Route("/named/{name}", site.named),
        Route("/explore", site.explore),
        Route("/report", site.report),
        Route("/static/{name}", site.static),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


@dataclass(frozen=True, slots=True)
class _Site:
    source: Source
    limits: Limits
    pool: Pool
    origins: list[str]

    async def sparql(self, request: Request) -> Response:
        """The endpoint."""
        try:
            self._same_site(request)
            question = protocol.question(
                request.method,
                request.scope["query_string"].decode("latin-1"),
                request.headers.get("content-type", ""),
                request.headers.get("accept", ""),
                await self._body(request),
                self.source.base,
            )
            if question is None:
                return self._description(request)
            head, body = await self._answer(request, question)
        except Refused as refused:
            return _plain(refused.status, refused.message)
        except ClientDisconnect:
            return _plain(400, "the client has left")
        return Response(body, head["status"], {"Content-Type": _with_charset(head["type"]), **_SAFE})

    async def hint(self, request: Request) -> Response:
        """Why a query, the request's body, finds nothing: one line, or none where nothing looks mistaken."""
        try:
            self._same_site(request)
            query = (await self._body(request)).decode("utf-8", "replace")
            head, body = await self._answer(request, protocol.Question(query, base=self.source.base, explain=True))
        except Refused as refused:
            return _plain(refused.status, refused.message)
        except ClientDisconnect:
            return _plain(400, "the client has left")
        return _plain(head["status"], body.decode())

    def _same_site(self, request: Request) -> None:
        """Other sites' pages may not ask, as they may not read the answer."""
        origin = request.headers.get("origin")
        ours = origin in (None, f"{request.url.scheme}://{request.headers.get('host', '')}")
        if not (ours or origin in self.origins or "*" in self.origins):
            raise Refused(403, "pages of other sites may not ask here; “kg serve --cors ORIGIN” allows one")

    async def _body(self, request: Request) -> bytes:
        parts, size = [], 0
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                async for part in request.stream():
                    size += len(part)
                    if size > self.limits.request:
                        raise Refused(413, f"a request may have {self.limits.request:,} bytes")
                    parts.append(part)
        except TimeoutError:
            raise Refused(408, "the request did not end") from None
        return b"".join(parts)

    async def _answer(self, request: Request, question: protocol.Question) -> tuple[dict[str, Any], bytes]:
        """The workers' answer; a client that leaves takes its query with it."""
        asking = asyncio.create_task(self.pool.ask(question))
        leaving = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise ClientDisconnect
            return await asking
        finally:
            for task in (asking, leaving):
                task.cancel()
            await asyncio.gather(asking, leaving, return_exceptions=True)

    def _description(self, request: Request) -> Response:
        accept = request.headers.get("accept", "*/*")
        media = protocol.negotiate(accept, ["text/turtle", "application/n-triples", "application/rdf+xml", "text/html"])
        if media == "text/html":
            return RedirectResponse("/", 303)
        endpoint = str(request.url.replace(query=""))
        text = protocol.description(endpoint, self.source.facts)
        return Response(protocol.converted(text, media), 200, {"Content-Type": _with_charset(media), **_SAFE})

    async def named(self, request: Request) -> Response:
        """The text of a named query, its parameters set, with the prefixes it uses."""
        try:
            query = named.get(request.path_params["name"])
            text = query.bind({k: v for k, v in request.query_params.items() if k in query.parameters and v})
        except UsageError as error:
            return _plain(400, str(error))
        return _plain(200, declared(text, self.source.prefixes))

    async def page(self, _: Request) -> Response:
        """The query page."""
        from jinja2 import Environment, PackageLoader

        environment = Environment(loader=PackageLoader("kg.serve"), autoescape=True)
        data = {"prefixes": self.source.prefixes, "terms": _terms(), "queries": _queries()}
        html = environment.get_template("query.html.j2").render(
            title=self.source.title,
            report=self._file("report.html", "report.md") is not None,
            explorer=self._file("graph.html") is not None,
            data=json.dumps(data, ensure_ascii=True).replace("<", "\\u003c"),
        )
        return Response(
            html, 200, {"Content-Type": "text/html; charset=utf-8", **_SAFE, "Content-Security-Policy": _PAGE}
        )

    async def explore(self, _: Request) -> Response:
        """The explorer, as `kg build` wrote it; it brings its own policy."""
        return self._served("graph.html")

    async def report(self, _: Request) -> Response:
        """The report."""
        return self._served("report.html", "report.md")

    async def static(self, request: Request) -> Response:
        """Scripts and styles, by a closed list."""
        name = request.path_params["name"]
        if name not in _STATIC:
            return _plain(404, "there is no such file")
        data = (files("kg.serve") / "static" / name).read_bytes()
        return Response(data, 200, {"Content-Type": _with_charset(_STATIC[name]), "X-Content-Type-Options": "nosniff"})

    def _file(self, *names: str) -> Path | None:
        folder = self.source.folder
        return next((folder / n for n in names if (folder / n).is_file()), None) if folder else None

    def _served(self, *names: str) -> Response:
        path = self._file(*names)
        if path is None:
            return _plain(404, "not here: serve a folder that “kg build” wrote")
        media = "text/html" if path.suffix == ".html" else "text/plain"
        return FileResponse(path, media_type=f"{media}; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})


_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Vary": "Accept, Origin",
}


def _plain(status: int, message: str) -> Response:
    headers = dict(_SAFE) | ({"Retry-After": "5"} if status == 503 else {})
    return PlainTextResponse(message.rstrip("\n") + "\n", status, headers)


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def declared(text: str, prefixes: dict[str, str]) -> str:
    """A query with the prefixes it uses declared, for editors that want them."""
    used = [f"PREFIX {p}: <{n}>" for p, n in prefixes.items() if f"{p}:" in text]
    comments = [line for line in text.split("\n") if line.startswith("# description")]
    body = [line for line in text.split("\n") if not line.startswith("#")]
    return "\n".join([*comments, *used, *body])


def _queries() -> list[dict[str, Any]]:
    return [
        {
            "name": q.name,
            "description": q.description,
            "parameters": [
                {"name": p.name, "about": p.about, "default": p.default or ""} for p in q.parameters.values()
            ],
        }
        for q in named.all_queries()
    ]


def _terms() -> dict[str, list[str]]:
    known = ontology.load()
    return {
        "property": sorted(p.iri for p in known.properties.values()),
        "class": sorted(c.iri for c in known.classes.values()),
    }
