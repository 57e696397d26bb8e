"""Output folders: written beside and swapped in, so that what was there stays whole until the new one is."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.errors import OutputError

MARKER = "newskg.json"


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A temporary folder beside `out` that takes its place when the block ends well.

    Args:
        out: the folder to write; it may exist if it is empty or was written by newskg.

    Raises:
        OutputError: the place cannot be written, holds something else, or another build is writing it.
    """
    out = Path(os.path.abspath(out))
    check(out)
    lock = out.parent / f".{out.name}.lock"
    temporary: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(lock, out):
            temporary = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
            temporary.chmod(0o755)
            yield temporary
            for file in temporary.rglob("*"):
                if file.is_file():
                    with file.open("rb") as handle:
                        os.fsync(handle.fileno())
            _swap(temporary, out)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror or error})",
            "choose another folder with -o, or make room; what was there is unchanged",
        ) from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def check(out: Path) -> None:
    """Refuse a place that is not ours to replace.

    Raises:
        OutputError: a file, or a folder with other people's files, stands there.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise OutputError(f"{out}: not a folder", "choose another with -o")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise OutputError(f"{out}: holds files that newskg did not write", "choose an empty or new folder with -o")


@contextlib.contextmanager
def _locked(lock: Path, out: Path) -> Iterator[None]:
    """An advisory lock that dies with its process."""
    import fcntl

    handle = lock.open("w")
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                f"{out}: another build is writing this folder", "wait for it, or choose another folder with -o"
            ) from None
        yield
        lock.unlink(missing_ok=True)
    finally:
        handle.close()


def _swap(new: Path, out: Path) -> None:
    """Put `new` in the place of `out`; the old folder is moved aside first and deleted last."""
    if not out.exists():
        new.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
    aside.rmdir()
    out.rename(aside)
    try:
        new.rename(out)
    except OSError:
        aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write one file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error})", "choose another place with -o, or make room"
        ) from None
