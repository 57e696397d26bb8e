"""Workers and their limits: a query that takes too long loses its process, and the next one gets a new one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kg
from kg.serve.protocol import Question, Refused
from kg.serve.worker import frame


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        seconds: time of a query, and of waiting for a worker.
        size: bytes of a result.
        request: bytes of a request's body.
        memory: bytes of address space of a worker.
        workers: queries answered at once.
    """

    seconds: float = 30.0
    size: int = 50_000_000
    request: int = 1_000_000
    memory: int = 3 << 30
    workers: int = 2


@dataclass(slots=True)
class _Worker:
    process: asyncio.subprocess.Process
    stamp: tuple[int, int]


@dataclass(slots=True)
class Pool:
    """Processes that answer queries on one store.

    Args:
        place: the store's folder; when a build puts another in its place, workers follow.
        prefixes: known to every query.
        limits: see `Limits`.
        folder: the dataset that the store is of, for what explains a query that finds nothing.
    """

    place: Path
    prefixes: dict[str, str]
    limits: Limits = field(default_factory=Limits)
    folder: Path | None = None
    _idle: list[_Worker] = field(default_factory=list)
    _free: asyncio.Semaphore | None = None

    async def ask(self, question: Question) -> tuple[dict[str, Any], bytes]:
        """An answer's head (`status`, `type`) and body; cancelling it ends the query.

        Raises:
            Refused: time is up, all workers are busy, or the query ended its worker.
        """
        if self._free is None:
            self._free = asyncio.Semaphore(self.limits.workers)
        try:
            await asyncio.wait_for(self._free.acquire(), self.limits.seconds)
        except TimeoutError:
            raise Refused(503, "too many queries at once: try again later") from None
        try:
            return await self._answered(question)
        finally:
            self._free.release()

    async def _answered(self, question: Question) -> tuple[dict[str, Any], bytes]:
        worker = await self._ready()
        finished = False
        try:
            async with asyncio.timeout(self.limits.seconds):
                result = await _exchange(worker.process, frame(question.to_dict()))
            finished = True
            return result
        except TimeoutError:
            raise Refused(503, f"no answer after {self.limits.seconds:g} s: ask for less") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Refused(503, "the query took more memory than it may, or broke the engine: ask for less") from None
        finally:
            if finished:
                self._idle.append(worker)
            else:
                await _kill(worker.process)

    async def _ready(self) -> _Worker:
        stamp = _stamp(self.place)
        while self._idle:
            worker = self._idle.pop()
            if worker.stamp == stamp and worker.process.returncode is None:
                return worker
            await _kill(worker.process)
        told = {"size": self.limits.size, "memory": self.limits.memory, "prefixes": self.prefixes}
        limits = json.dumps(told | {"folder": str(self.folder) if self.folder else None})
        home = str(Path(kg.__file__).parents[1])
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.serve.worker",
            str(self.place),
            limits,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))},
        )
        try:
            async with asyncio.timeout(60):
                await _frame(process)
        except (TimeoutError, asyncio.IncompleteReadError):
            await _kill(process)
            raise Refused(503, "the dataset cannot be opened: was it removed or is it being rebuilt?") from None
        except BaseException:
            await _kill(process)
            raise
        return _Worker(process, stamp)

    async def close(self) -> None:
        """End the workers."""
        while self._idle:
            await _kill(self._idle.pop().process)


async def _exchange(process: asyncio.subprocess.Process, message: bytes) -> tuple[dict[str, Any], bytes]:
    assert process.stdin and process.stdout
    process.stdin.write(message)
    await process.stdin.drain()
    head = await _frame(process)
    return head, await process.stdout.readexactly(head["size"])


async def _frame(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout
    (length,) = struct.unpack("!I", await process.stdout.readexactly(4))
    return json.loads(await process.stdout.readexactly(length))


async def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    if process.stdin:
        process.stdin.close()


def _stamp(place: Path) -> tuple[int, int]:
    try:
        stat = place.stat()
    except OSError:
        return 0, 0
    return stat.st_ino, stat.st_mtime_ns
