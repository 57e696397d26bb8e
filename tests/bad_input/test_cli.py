"""Bad input through the command line: one clear line, the right exit status, nothing lost that was there."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.support.shared import ROOT

STORY = "The mayor of Porto, Ana Prates, opened a new bridge on Monday. Prates thanked the workers of Acme Corp. Thousands of people came to see it.\n"


def kg(*args, stdin=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        input=stdin,
        encoding="utf-8",
        errors="replace",
        **options,
    )


def one_line(done, status, *says):
    lines = [x for x in done.stderr.splitlines() if x.startswith("kg: ")]
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr and len(lines) == len(done.stderr.splitlines()) and lines
    assert all(any(s in line for line in lines) for s in says), done.stderr


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    (folder / "ok.txt").write_text(STORY)
    assert kg("build", folder / "ok.txt", "-o", folder / "out").returncode == 0
    return folder


@pytest.fixture
def built(once, tmp_path):
    return shutil.copytree(once, tmp_path, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("huge.txt", STORY.encode() * 140_000, "too much"),
        ("chinese.txt", ("这是一篇关于桥梁的新闻报道。市长昨天宣布了这个消息。" * 30).encode(), "only English"),
        ("numbers.txt", b"1 2 3 !!! ... 4", "no sentence"),
        ("folder", "folder", "no article"),
        ("bad.jsonl", b'{"text": "cut off', "not valid JSON"),
        ("bad.html", b"<html><body></body></html>", "no article text"),
        ("bad.pdf", b"%PDF-1.4 garbage", "PDF"),
    ],
)
def test_what_cannot_be_read(built, name, data, says):
    path = built / name
    if data == "folder":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    before = tree(built / "out")
    one_line(kg("build", path, "-o", built / "out"), 1, says, name)
    assert tree(built / "out") == before


def test_one_bad_input_does_not_stop_the_others(built):
    (built / "bad.txt").write_bytes(b"")
    done = kg("build", built / "bad.txt", built / "ok.txt", "-o", built / "out")
    one_line(done, 1, "skipped", "bad.txt")
    assert "1 article read" in done.stdout


def test_latin1_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "The café of the mayor of Zürich, Ana Núñez, was closed on Monday by the police of the city.".encode("latin-1")
    )
    done = kg("annotate", tmp_path / "a.txt")
    assert done.returncode == 0 and "caf\\u00e9" in done.stdout


def test_hostile_text_is_inert(tmp_path):
    (tmp_path / "a.txt").write_text(
        'Ana Prates founded <script>alert(1)</script> in Lisbon. Prates said "</script><img src=x onerror=alert(1)>" to =cmd|calc!A1 Corp. \x01\x02 Bo Li met Ana Prates.'
    )
    assert kg("build", tmp_path / "a.txt", "-o", tmp_path / "out").returncode == 0
    page = (tmp_path / "out" / "graph.html").read_text("utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page
    assert kg("validate", "-d", tmp_path / "out").returncode == 0
    assert kg("export", "all", "-d", tmp_path / "out", "-o", tmp_path / "x").returncode == 0


def test_a_file_in_place_of_the_folder(built):
    (built / "file").write_text("mine")
    one_line(kg("build", built / "ok.txt", "-o", built / "file"), 1, "not a folder")
    assert (built / "file").read_text() == "mine"


def test_somebody_else_s_folder_is_not_touched(built):
    (built / "theirs").mkdir()
    (built / "theirs" / "thesis.doc").write_text("mine")
    one_line(kg("build", built / "ok.txt", "-o", built / "theirs"), 1, "did not write")
    assert tree(built / "theirs") == {"thesis.doc": b"mine"}


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a file system that cannot be written")
def test_a_place_that_cannot_be_written(built):
    one_line(kg("build", built / "ok.txt", "-o", "/proc/newskg-out"), 1, "cannot be written")


def test_a_read_only_folder(built):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    before = tree(built / "out")
    built.chmod(0o500)
    try:
        one_line(kg("build", built / "ok.txt", "-o", built / "out"), 1, "cannot be written")
    finally:
        built.chmod(0o700)
    assert tree(built / "out") == before


def test_a_full_disk(built):
    """A limit on file size stands for a disk that fills up in the middle of writing."""
    before = tree(built / "out")
    (built / "a.jsonl").write_text(
        f'{{"text": "{STORY.strip()}"}}'
    )  # needs no language model, which unpacks itself to disk

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    one_line(
        kg(
            "build",
            built / "a.jsonl",
            "-o",
            built / "out",
            preexec_fn=limit,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        ),
        1,
        "cannot be written",
    )
    assert tree(built / "out") == before
    assert not [p for p in built.iterdir() if p.name.startswith(".out")]


def test_control_c(built):
    before = tree(built / "out")
    (built / "many.jsonl").write_text(
        "\n".join('{"id": "%d", "text": "%s %d."}' % (i, STORY.strip(), i) for i in range(3000))
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(built / "many.jsonl"), "-o", str(built / "out")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background shell ignores it
    )
    deadline = time.time() + 60
    while time.time() < deadline and not any(
        p.name.startswith(".out.") and p.is_dir() and any(f.stat().st_size > 0 for f in p.iterdir())
        for p in built.iterdir()
    ):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in err and "stopped" in err
    assert tree(built / "out") == before and not [
        p for p in built.iterdir() if p.name.startswith(".out.") and p.is_dir()
    ]


def test_two_builds_at_once(built):
    import fcntl

    with (built / ".out.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        one_line(kg("build", built / "ok.txt", "-o", built / "out"), 1, "another build")


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (["query", "SELECT ?x WHERE { ?x kg:founderOf }"], 2, "SPARQL"),
        (["query", "--name", "nonsense"], 2, "no query is named"),
        (["query", "denied"], 2, "“denied” is a named query"),
        (["query"], 2, "give one query"),
        (["explain", "Nobody At All"], 2, "nothing here is called"),
        (["export", "xls"], 2, "unknown format"),
        (["analyze", "--path", "Nobody", "Porto"], 2, "nothing here is called"),
    ],
)
def test_wrong_questions(built, args, status, says):
    one_line(kg(*args, "-d", built / "out"), status, says)


@pytest.mark.parametrize("command", ["query", "explain", "analyze", "report", "view", "validate"])
def test_no_dataset(tmp_path, command):
    extra = {"query": ["ASK {}"], "explain": ["x"]}.get(command, [])
    one_line(kg(command, *extra, "-d", tmp_path), 1, "no dataset here")


def test_wrong_usage(tmp_path):
    assert kg("build").returncode == 2 and kg("nonsense").returncode == 2
    (tmp_path / "a.txt").write_text(STORY)
    one_line(kg("build", tmp_path / "a.txt", "--date", "tomorrow", "-o", tmp_path / "o"), 2, "not a date")


def test_standard_input_and_output(tmp_path):
    done = kg("annotate", "-", stdin=STORY)
    assert done.returncode == 0 and done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", ["report", "view", "analyze", "export", "explain"])
def test_what_breaks_the_shapes_is_not_drawn(built, tmp_path, command):
    """A status that the ontology does not have: one line that says so, whoever reads the claims."""
    file, more = tmp_path / "edited.nq", {"export": ["gexf"], "explain": ["Orla"]}.get(command, [])
    file.write_text((built / "out" / "dataset.nq").read_text().replace("ontology#asserted>", "ontology#sworn>"))
    one_line(kg(command, *more, "-d", file), 1, "kg:status kg:sworn")
    assert kg("export", "trig", "-d", file, "-o", tmp_path / "d.trig").returncode == 0


def test_a_damaged_dataset_is_invalid(built):
    file = built / "out" / "dataset.nq"
    file.write_text(file.read_text().replace('anchorOf> "', 'anchorOf> "x', 1))
    done = kg("validate", "-d", built / "out")
    assert done.returncode == 3 and "offsets" in done.stdout
