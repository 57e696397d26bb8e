"""The steps of a long measurement: each said as it ends, with an estimate, and kept, so that an interrupted run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def digest(*folders: Path) -> str:
    """A hash of the files that a result depends on."""
    found = hashlib.sha256()
    for file in sorted(f for folder in folders for f in folder.rglob("*") if f.is_file()):
        if "__pycache__" not in file.parts:
            found.update(f"{file}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


class Steps:
    """Runs named steps, each result kept in a folder.

    Args:
        names: all steps to come, in order.
        folder: where results are kept; None keeps nothing.
        key: what results depend on; those of another key are made anew.
    """

    def __init__(self, names: Iterable[str], folder: Path | None, key: str) -> None:
        self.names, self.folder, self.key = list(names), folder, key
        self._seconds = self._known()
        self._done = 0

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of a step: kept from a run before, or made now."""
        file = self.folder / f"{name}-{self.key}.pickle" if self.folder else None
        self._done += 1
        if file and file.is_file():
            self._say(name, "kept from before")
            return pickle.loads(file.read_bytes())
        start = time.monotonic()
        result = work()
        self._seconds[name] = time.monotonic() - start
        if file and self.folder:
            self._keep(file, pickle.dumps(result))
            self._keep(self.folder / "seconds.json", json.dumps(self._seconds, sort_keys=True).encode())
        self._say(name, f"{self._seconds[name]:,.0f} s")
        return result

    def left(self) -> float | None:
        """Seconds that the steps to come will take, by how long they took before, else as those done; None at first."""
        coming = [n for n in self.names[self._done :] if not self._is_kept(n)]
        if not self._seconds:
            return None if coming else 0.0
        usual = sum(self._seconds.values()) / len(self._seconds)
        return sum(self._seconds.get(n, usual) for n in coming)

    def _is_kept(self, name: str) -> bool:
        return self.folder is not None and (self.folder / f"{name}-{self.key}.pickle").is_file()

    def _say(self, name: str, how: str) -> None:
        left = self.left()
        more = f"; about {left / 60:,.0f} min left" if left else ""
        print(f"[{self._done}/{len(self.names)}] {name}: {how}{more}", file=sys.stderr, flush=True)

    def _known(self) -> dict[str, float]:
        try:
            return json.loads((self.folder / "seconds.json").read_text()) if self.folder else {}
        except (OSError, ValueError):
            return {}

    @staticmethod
    def _keep(file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_bytes(data)
        half.replace(file)
