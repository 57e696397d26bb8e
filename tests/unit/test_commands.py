"""The commands as a user meets them: what they print and write on a dataset made by hand, and what they refuse."""

import csv
import gzip
import io
import json
import os
import stat
import sys

import pytest

from kg.cli import main
from kg.errors import OutputError
from kg.folder import write_text
from tests.support.sample import HOSTILE

STORY = "The mayor of Porto, Ana Prates, opened a new bridge on Monday. Prates thanked the workers of Acme Corp."


@pytest.fixture
def kg(monkeypatch, capfd):
    """Run a command in this process: status, standard output, standard error."""

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return end.value.code or 0, out, err

    return run


def refused(done, status, *says):
    """One line on standard error that says what and what to do, and nothing else."""
    assert done[0] == status and done[1] == "" and done[2].startswith("kg: ") and done[2].count("\n") == 1, done
    assert "Traceback" not in done[2] and all(s in done[2] for s in says), done[2]


# ---------------------------------------------------------------- analyze


def test_analyze_shows_every_finding_and_how_many_are_left(kg, sample_folder):
    status, out, _ = kg("analyze", "-d", sample_folder, "--top", "1")
    lines = out.splitlines()
    assert status == 0 and any(line.startswith(f"│ {HOSTILE} ") for line in lines)
    assert sum("│" in line for line in lines) == 1
    at = lines.index("Told of together")
    assert lines[at + 1].endswith("(4 things)") and lines[at + 2] == "  … and 1 more"
    assert "When not to trust it" not in out and "nothing of the kind" not in out


def test_analyze_explains_each_analysis_even_where_it_found_nothing(kg, sample_folder):
    from kg.analysis import ANALYSES

    _, out, _ = kg("analyze", "-d", sample_folder, "--explain")
    assert all(f"  [{a.means} When not to trust it: {a.caution}]" in out for a in ANALYSES)
    assert "nothing of the kind was found" in out


def test_a_way_is_told_step_by_step_with_its_sentence(kg, sample_folder):
    status, out, _ = kg("analyze", "-d", sample_folder, "--path", "Prates", "regulator")
    assert status == 0 and out.splitlines()[0] == f"1. Ana Lúcia Prates — founder of — {HOSTILE}"
    assert "“«Ana Lúcia Prates» founded [[" in out and out.splitlines()[3].startswith("2. fine — ")


def test_a_neighbourhood_shows_stated_claims_first_and_says_of_the_others_what_they_are(kg, sample_folder):
    _, out, _ = kg("analyze", "-d", sample_folder, "--around", "Prates")
    first, *claims = out.splitlines()
    assert first == "4 things, 6 claims between them" and len(claims) == 6
    assert claims[-1].endswith("headquarters in — Lisbon (hypothetical)")
    assert not any("(" in c.replace("alert(1)", "") for c in claims[:-1])


def test_what_a_time_brought_says_what_is_no_fact(kg, sample_folder):
    _, out, _ = kg("analyze", "-d", sample_folder, "--between", "2020", "2021")
    assert out.startswith("2020/2021: 1 article\n")
    assert "  Ana Lúcia Prates owner of Orla (denied)\n" in out
    assert f"  Ana Lúcia Prates founder of {HOSTILE}\n" in out


def test_analyses_and_report_go_into_a_folder(kg, sample_folder, tmp_path):
    out = tmp_path / "deep" / "an"
    status, told, _ = kg("analyze", "-d", sample_folder, "-o", out)
    files = {p.name for p in out.iterdir()}
    assert status == 0 and {"analysis.json", "analysis.trig", "report.md", "report.html", "analysis"} == files
    assert told.endswith(f"written: {4 + len(list((out / 'analysis').iterdir()))} files in {out}\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--path", "Prates", "Lisbon", "--around", "Orla"], "give one"),
        (["--around", "Orla", "--between", "2020", "2021"], "give one"),
        (["--strongest"], "goes with --path"),
        (["--path", "Prates", "Lisbon", "-o", "x"], "leave out -o"),
        (["--around", "Prates", "-o", "x"], "leave out -o"),
        (["--between", "2020", "soon"], "not a date"),
        (["--between", "2020-02-30", "2021"], "not a date"),
        (["--between", "2021", "2020"], "the earlier first"),
        (["--path", "Prates", "Ana Lúcia Prates"], "the same thing"),
        (["--path", "Prates", " "], "a name is empty"),
        (["--around", "a"], "can be several things"),
    ],
)
def test_analyze_refuses_what_it_would_pass_over(kg, sample_folder, args, says):
    refused(kg("analyze", "-d", sample_folder, *args), 2, says)


def test_a_place_that_cannot_be_made_is_told_before_the_work(kg, sample_folder, tmp_path):
    (tmp_path / "file").write_text("mine")
    refused(kg("analyze", "-d", sample_folder, "-o", tmp_path / "file"), 1, "cannot be made")


# ---------------------------------------------------------------- report, view, export, others


def test_a_report_is_markdown_or_by_its_ending_html(kg, sample_folder, tmp_path):
    _, out, _ = kg("report", "-d", sample_folder)
    assert out.startswith("# Knowledge graph\n") and out.endswith("\n") and not out.endswith("\n\n")
    assert kg("report", "-d", sample_folder, "-o", tmp_path / "r.md") == (0, "", "")
    assert (tmp_path / "r.md").read_text("utf-8") == out
    kg("report", "-d", sample_folder, "-o", tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_page_is_written_where_it_says_or_printed(kg, sample_folder, tmp_path):
    page = tmp_path / "p.html"
    assert kg("view", "-d", sample_folder, "-o", page, "--title", "A & B") == (0, f"{page}\n", "")
    assert "<title>A &amp; B</title>" in page.read_text("utf-8")
    _, out, _ = kg("view", "-d", sample_folder, "-o", "-")
    assert "<title>Knowledge graph</title>" in out and not out.rstrip().endswith("-")


def test_a_title_the_build_was_told_is_kept_and_a_damaged_marker_is_passed_over(kg, sample_folder):
    marker = sample_folder / "newskg.json"
    for said, title in (('{"title": "My news"}', "My news"), ('{"title": ', None), ("[1]", None), (b"\xff", None)):
        marker.write_bytes(said if isinstance(said, bytes) else said.encode())
        assert kg("report", "-d", sample_folder)[1].startswith(f"# {title or 'Knowledge graph'}\n")


@pytest.mark.parametrize("command", ["report", "view", "analyze", "explain", "export"])
def test_a_dataset_without_articles_is_said_to_be_one(kg, sample_folder, command):
    more = {"explain": ["Orla"], "export": ["gexf"]}.get(command, [])
    refused(kg(command, *more, "-d", sample_folder / "facts.ttl"), 1, "no article in this dataset", "dataset.nq")


def test_exports_are_listed_and_printed(kg, sample_folder):
    from kg.export.formats import all_formats

    _, out, _ = kg("export", "--list")
    assert [line.split()[0] for line in out.splitlines()] == [f.name for f in all_formats()]
    status, out, _ = kg("export", "gexf", "-d", sample_folder, "-o", "-")
    assert status == 0 and out.startswith("<?xml") and out.rstrip().endswith("</gexf>")
    for args, says in (
        ([], "name a format"),
        (["all", "-o", "-"], "folder of files"),
        (["neo4j", "-o", "-"], "folder"),
    ):
        refused(kg("export", "-d", sample_folder, *args), 2, says)


def test_the_ontology_is_listed_whole_or_in_part(kg):
    both, classes, properties = (kg("ontology", *a)[1].splitlines() for a in ([], ["--classes"], ["--properties"]))
    assert both == classes + properties and len(classes) > 50 and len(properties) > 100
    assert any(line.startswith("kg:founderOf ") and "Person" in line and "→" in line for line in properties)


def test_the_doctor_says_what_is_missing(kg, monkeypatch):
    from importlib import util

    status, out, _ = kg("doctor")
    assert status == 0 and "missing" not in out and "  ok       model " in out
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *a: None if name == "pyvis" else find(name, *a))
    status, out, _ = kg("doctor")
    assert status == 4 and "  missing  pyvis        pip install pyvis\n" in out


def test_named_queries_are_listed_with_what_they_need(kg):
    from kg.rdf import named

    _, out, _ = kg("query", "--list")
    for query in named.all_queries():
        assert f"{query.name:<20} {query.description}\n" in out
        assert all(f"--param {p}=…" in out for p in query.parameters)


def test_a_table_counts_its_rows(kg, sample_folder):
    for limit, told in ((0, "0 rows"), (1, "1 row"), (2, "2 rows")):
        assert kg("query", "-d", sample_folder, f"SELECT * {{ ?s ?p ?o }} LIMIT {limit}")[1].splitlines()[-1] == told


def test_csv_of_a_query_holds_no_formula_and_leaves_numbers_alone(kg, sample_folder):
    values = ["=1+1", "-2", "+3.5", "-cmd|x", "\n=1", "＝1", "@a", "plain"]
    rows = " ".join(json.dumps(v, ensure_ascii=False) for v in values)
    out = kg("query", "-d", sample_folder, "--format", "csv", f"SELECT ?x {{ VALUES ?x {{ {rows} }} }}")[1]
    found = [row[0] for row in csv.reader(io.StringIO(out, newline=""))][1:]
    assert found == ["'=1+1", "-2", "+3.5", "'-cmd|x", "'\n=1", "'＝1", "'@a", "plain"]


def test_the_ledger_is_written_where_it_is_asked_for(kg, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    assert "ledger" not in json.loads(kg("annotate", tmp_path / "a.txt")[1])
    assert "ledger" in json.loads(kg("annotate", tmp_path / "a.txt", "--ledger")[1])


def test_a_long_build_says_how_far_it_is(capfd):
    from kg.cli.build import _progress

    with _progress() as tick:
        for n in range(51):
            tick(str(n))
    assert capfd.readouterr().err == "kg: 25 articles read\nkg: 50 articles read\n"


@pytest.mark.parametrize("origin", ["example.org", "javascript:x", "https://example.org/path", "https://a b"])
def test_only_an_origin_may_be_let_in(kg, sample_folder, origin):
    refused(kg("serve", "-d", sample_folder, "--cors", origin), 2, "not an origin")


def test_a_query_that_cannot_be_read(kg, sample_folder, tmp_path):
    (tmp_path / "q.rq").write_bytes(b"SELECT \xe9")
    refused(kg("query", "-d", sample_folder, "-f", tmp_path / "q.rq"), 1, "not UTF-8, from byte 7 on")
    refused(kg("query", "-d", sample_folder, "-f", tmp_path / "no.rq"), 1, "(No such file or directory)")
    refused(kg("query", "-d", sample_folder, "-f", tmp_path), 1, "(Is a directory)")


# ---------------------------------------------------------------- inputs and outputs


@pytest.mark.parametrize("date", ["2024-02-30", "2024-13", "tomorrow", "2024-1-1", "2024-01-01T10:00"])
def test_a_date_is_one_of_the_calendar(kg, tmp_path, date):
    refused(kg("annotate", tmp_path / "a.txt", "--date", date), 2, date, "not a date")


def test_inputs_that_cannot_be_read_do_not_stop_the_others(kg, tmp_path):
    damaged = bytearray(gzip.compress(json.dumps({"text": STORY}).encode() * 40))
    damaged[30:40] = b"\xff" * 10
    (tmp_path / "a.jsonl.gz").write_bytes(damaged)
    (tmp_path / "b.jsonl").write_text(
        '{"text": "Ana Prates met Bo Li.", "title": {"en": "x"}}\n{"text": "Ana Prates met Bo Li.", "id": true}\n'
    )
    (tmp_path / "ok.txt").write_text(STORY)
    status, out, err = kg("annotate", tmp_path / "a.jsonl.gz", "", tmp_path / "b.jsonl", tmp_path / "ok.txt")
    lines = err.splitlines()
    assert status == 1 and out.count("\n") == 1 and json.loads(out)["id"] == "ok" and len(lines) == 4
    for line, says in zip(
        lines, ("damaged after line 0", "without a name", "“title” is no text", "“id” is no text"), strict=True
    ):
        assert line.startswith("kg: skipped: ") and says in line


def test_half_a_character_does_not_end_a_build(kg, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a\\udc00", "title": "T \\ud83d", "text": "Ana \\ud83d Prates met Bo Li in Lisbon."}\n'
    )
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    status, out, err = kg("build", tmp_path, "-o", tmp_path / "out")
    assert status == 0 and err == "" and out.startswith("2 articles read\n")
    records = [json.loads(x) for x in (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()]
    assert [r["id"] for r in records] == ["a\ufffd", "caf\ufffd"]
    assert records[0]["text"] == "Ana \ufffd Prates met Bo Li in Lisbon."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_what_may_not_be_looked_at(kg, tmp_path):
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "a.txt").write_text(STORY)
    (tmp_path / "closed").chmod(0)
    try:
        for path in (tmp_path / "closed", tmp_path / "closed" / "a.txt"):
            refused(kg("annotate", path), 1, "skipped", "Permission denied")
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_the_root_is_no_place_for_a_build(kg, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    refused(kg("build", tmp_path / "a.txt", "-o", "/"), 1, "cannot be replaced")


def test_a_stopped_annotation_leaves_what_was_there(kg, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "r.jsonl").write_text("mine")

    def broken(documents, **_):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.parallel.annotate", broken)
    refused(kg("annotate", tmp_path / "a.txt", "-o", tmp_path / "r.jsonl"), 130, "unchanged")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "r.jsonl"]
    assert (tmp_path / "r.jsonl").read_text() == "mine"


def test_a_pipe_is_written_to_and_a_link_stays_one(tmp_path):
    pipe, link, real = tmp_path / "pipe", tmp_path / "link", tmp_path / "real"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "through")
        assert os.read(reader, 100) == b"through" and stat.S_ISFIFO(pipe.stat().st_mode)
    finally:
        os.close(reader)
    real.write_text("old")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink() and real.read_text() == "new"
    with pytest.raises(OutputError, match="Is a directory"):
        write_text(tmp_path, "x")
    assert not list(tmp_path.parent.glob(f".{tmp_path.name}*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["report", "view", "export"])
def test_a_full_device_is_told_and_stays_a_device(kg, sample_folder, tmp_path, command):
    (tmp_path / "full").symlink_to("/dev/full")  # the device itself would be replaced by a file, if this failed
    more = ["gexf"] if command == "export" else []
    refused(kg(command, *more, "-d", sample_folder, "-o", tmp_path / "full"), 1, "No space left on device")
    assert (tmp_path / "full").is_symlink()


def test_what_holds_nothing_is_not_called_valid(kg, tmp_path):
    (tmp_path / "empty.nq").write_text("")
    refused(kg("validate", tmp_path / "empty.nq"), 1, "holds no statement")
