"""Output folders: written beside and swapped in, so that what was there stays whole until the new one is."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import OutputError

MARKER = "newskg.json"
_MANY = 200  # files that are not synchronised one by one


@contextlib.contextmanager
def replacing(out: Path, marker: str = MARKER) -> Iterator[Path]:
    """A temporary folder beside `out` that takes its place when the block ends well.

    Whatever kills the process, and whenever, `out` is the old folder or the new one, whole.  What a killed build left
    beside it is cleared away by the next.

    Args:
        out: the folder to write; it may exist if it is empty or was written by newskg.
        marker: the file by which a folder of ours is known.

    Raises:
        OutputError: the place cannot be written, holds something else, or another build is writing it.
    """
    out = Path(os.path.abspath(out))
    recover(out)
    check(out, marker)
    temporary: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(out):
            _clear(out)
            temporary = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
            temporary.chmod(0o755)
            try:
                yield temporary
                _sync(temporary)
                _swap(temporary, out)
            finally:  # after a swap this is the old folder
                shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror or error})",
            "choose another folder with -o, or make room; what was there is unchanged",
        ) from None


def check(out: Path, marker: str = MARKER) -> None:
    """Refuse a place that is not ours to replace.

    Raises:
        OutputError: a file, or a folder with other people's files, stands there.
    """
    if not out.name:
        raise OutputError(f"{out}: cannot be replaced", "name a folder in it with -o")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise OutputError(f"{out}: not a folder", "choose another with -o")
    if out.is_dir() and any(out.iterdir()) and not (out / marker).is_file():
        raise OutputError(f"{out}: holds files that newskg did not write", "choose an empty or new folder with -o")


def recover(out: Path) -> None:
    """Put a dataset back that a build, killed between the two steps of a swap, left aside.

    Only needed on file systems that cannot exchange two folders in one step; elsewhere it finds nothing.
    """
    out = Path(os.path.abspath(out))
    if out.exists() or not (previous := _previous(out)).is_dir():
        return
    try:
        with _locked(out):
            if not out.exists():
                previous.rename(out)
    except OutputError:  # a build is just now between the two steps
        for _ in range(100):
            if out.exists():
                return
            time.sleep(0.01)
    except OSError:
        return


def _prefix(out: Path) -> str:
    return f".{out.name}.new-"


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}.previous")


def _clear(out: Path) -> None:
    """Remove what killed builds of this folder left; the caller holds the lock."""
    for path in out.parent.iterdir():
        if path.name.startswith(_prefix(out)) or (path == _previous(out) and out.exists()):
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """An advisory lock that dies with its process."""
    lock = out.parent / f".{out.name}.lock"
    handle = _hold(lock, out)
    try:
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # a full disk may come back to it at closing
            handle.close()


def _hold(lock: Path, out: Path) -> IO[str]:
    import fcntl

    while True:
        handle = lock.open("a+", encoding="utf-8")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            who = handle.read(20).strip()
            handle.close()
            raise OutputError(
                f"{out}: another build is writing this folder" + (f" (process {who})" if who.isdigit() else ""),
                "wait for it, or choose another folder with -o",
            ) from None
        except BaseException:
            handle.close()
            raise
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle.fileno()), lock.stat()):
                return handle
        handle.close()  # its holder has just removed it: what we hold is no longer the lock


def _sync(folder: Path) -> None:
    """Have every file of a folder on disk before it takes a place."""
    paths = [*folder.rglob("*"), folder]
    if len(paths) > _MANY and sys.platform == "linux":  # one wait for all, where the system promises to wait
        os.sync()
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(new: Path, out: Path) -> None:
    """Put `new` in the place of `out`, and what was there in the place of `new`."""
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        previous = _previous(out)
        out.rename(previous)
        try:
            new.rename(out)
        except OSError:
            previous.rename(out)
            raise
        previous.rename(new)
    handle = os.open(out.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    name, here = ("renameatx_np", -2) if sys.platform == "darwin" else ("renameat2", -100)  # AT_FDCWD of each
    function = getattr(libc, name, None)
    if function is None:
        return False
    if function(here, os.fsencode(one), here, os.fsencode(other), 2) == 0:  # 2: RENAME_EXCHANGE, RENAME_SWAP
        return True
    if (code := ctypes.get_errno()) in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its place whole when the block ends well; what stood there stays until then.

    What is no regular file (a device, a pipe, `/dev/stdout`) cannot be replaced and is written to as it is; a link stays one.

    Args:
        path: where the file goes; its folder exists.

    Raises:
        OutputError: it cannot be written.
    """
    path = Path(path)
    special = path.exists() and not path.is_file() and not path.is_dir()
    place = path if special else Path(os.path.realpath(path))
    temporary = place if special else place.with_name(f".{place.name}.tmp")
    try:
        with temporary.open("wb") as handle:
            yield handle
            handle.flush()
            if not special:
                os.fsync(handle.fileno())
        if not special:
            temporary.replace(place)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error})", "choose another place with -o, or make room"
        ) from None
    finally:
        if not special:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write one file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    with writing(path) as handle:
        handle.write(text.encode("utf-8"))


def made(path: Path) -> Path:
    """A folder, made with those above it where it is not there yet.

    Raises:
        OutputError: it cannot be made.
    """
    path = Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be made ({error.strerror or error})", "choose another place with -o"
        ) from None
    return path
