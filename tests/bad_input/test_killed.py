"""A build killed at any moment: the folder is the old dataset or the new one, whole, and the next build clears up."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from kg.errors import OutputError
from kg.folder import _previous, recover, replacing
from kg.rdf.store import Dataset
from tests.support import sample
from tests.support.shared import ROOT

MOMENTS, DOCUMENTS = 20, 20


def digest(folder):
    """The content of everything but the engine's own files, whose bytes carry ids."""
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.parent.name != "store"):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def whole(folder):
    """That a folder is a complete dataset: its files say so, and its store answers."""
    title = json.loads((folder / "newskg.json").read_text())["title"]
    data = Dataset(folder)
    assert int(next(data.query("SELECT (COUNT(*) AS ?n) { ?d a kg:Document }"))[0].value) == DOCUMENTS
    assert json.loads((folder / "store" / "newskg.json").read_text())["size"] == data.file.stat().st_size
    assert {"graph.html", "report.md", "records.jsonl", "dataset.trig"} <= {p.name for p in folder.iterdir()}
    return title


def test_killed_at_twenty_moments(tmp_path):
    one = sample.records()[0]
    records = [replace(one, document=replace(one.document, id=f"d{n}")) for n in range(DOCUMENTS)]
    lines = "".join(json.dumps(r.to_dict(ledger=True)) + "\n" for r in records)
    (tmp_path / "records.jsonl").write_text(lines)
    out, moment = tmp_path / "out", random.Random(20)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.victim", str(tmp_path / "records.jsonl"), str(out)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as victim:

        def build(title, wait=None):
            victim.stdin.write(title + "\n")
            child = int(victim.stdout.readline())
            if wait is not None:
                time.sleep(wait)
                os.kill(child, signal.SIGKILL)
            victim.stdin.write("\n")
            assert victim.stdout.readline() == "ended\n"

        begun = time.time()
        build("first")
        length = time.time() - begun
        standing, before, killed = "first", digest(out), 0
        for n in range(MOMENTS):
            build(f"try {n}", moment.uniform(0, 1.1 * length))
            title = whole(out)
            assert title in (standing, f"try {n}")
            assert title != standing or digest(out) == before
            killed += title == standing
            standing, before = title, digest(out)
        build("last")
        assert whole(out) == "last" and killed >= MOMENTS // 4
        assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "records.jsonl"]
        victim.stdin.write(".\n")


def test_a_swap_in_two_steps_is_put_back(tmp_path, monkeypatch):
    """Where a file system cannot exchange folders, a kill between the two renames leaves the old one aside."""
    monkeypatch.setattr("kg.folder._exchange", lambda one, other: False)
    out = tmp_path / "out"
    for text in ("old", "new"):
        with replacing(out) as place:
            (place / "newskg.json").write_text(text)
    assert (out / "newskg.json").read_text() == "new" and len(list(tmp_path.iterdir())) == 1
    out.rename(_previous(out))  # the state between the two
    recover(out)
    assert (out / "newskg.json").read_text() == "new" and len(list(tmp_path.iterdir())) == 1


def test_the_second_build_is_told(tmp_path):
    with replacing(tmp_path / "out") as place:
        (place / "newskg.json").write_text("{}")
        with pytest.raises(OutputError, match=rf"another build.*process {os.getpid()}"), replacing(tmp_path / "out"):
            pass
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(os.geteuid() != 0 or not os.path.exists("/bin/mount"), reason="mounting a small disk needs root")
def test_a_disk_that_is_full(tmp_path):
    """A real file system of 3 MB: what stood there stands after every build that does not fit."""
    from kg.rdf import write

    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        out = disk / "out"
        with replacing(out) as place:
            write.dataset(sample.records(), place, sample.BASE)
            (place / "newskg.json").write_text(json.dumps({"title": "old", "base": sample.BASE}))
        before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
        one = sample.records()[0]
        many = [replace(one, document=replace(one.document, id=f"d{n}")) for n in range(DOCUMENTS)]
        for count in (10, 20, 60):
            with pytest.raises(OutputError, match="cannot be written"), replacing(out) as place:
                write.dataset(many[:count], place, sample.BASE)
                (place / "filler").write_bytes(b"x" * 3_000_000)
            assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
            assert [p.name for p in disk.iterdir()] == ["out"]
        assert Dataset(out).query("ASK { ?s kg:founderOf ?o }")
    finally:
        subprocess.run(["umount", disk], check=True)
