"""The same articles give the same bytes in every export: in any order, with any hash seed, in one process or two."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from kg.gather import gathered
from kg.model import Document
from tests.support.shared import ROOT

ARTICLES = [
    {"id": "a", "date": "2020-05-04", "title": "Orla buys Tamsin", "text": "The Irish firm Orla Systems bought Tamsin Ltd in May 2019. Mara Quill, who founded Tamsin, denied that she owned shares."},
    {"id": "b", "date": "2021-02-01", "text": "Mara Quill was arrested in Lisbon on Monday. Police in Portugal said that she may be released."},
    {"id": "b", "date": "2021-02-02", "text": "Orla Systems has 3,000 employees. The company is based in Dublin, Ireland."},
    {"id": "c", "text": "Mara Quill was arrested in Lisbon on Monday. Police in Portugal said that she may be  released."},
]  # fmt: skip
CODE = """
import sys
from pathlib import Path
from kg import builder, export
from kg.rdf.store import Dataset
from kg.settings import Settings
if __name__ == "__main__":
    builder.folder(sys.argv[3:], Path(sys.argv[1]), Settings(processes=int(sys.argv[2])))
    export.write("all", Dataset(sys.argv[1]), Path(sys.argv[1]) / "pack")
"""


def bytes_of(folder, order, seed, processes):
    """Hashes of all files but the records, which keep the order of the input."""
    folder.mkdir()
    given = []
    for k in order:
        given.append(folder / f"{k}.jsonl")
        given[-1].write_text(json.dumps(ARTICLES[k]) + "\n", "utf-8")
    script = folder / "run.py"
    script.write_text(CODE, "utf-8")
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(folder / "out"), str(processes), *map(str, given)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out = folder / "out"
    return {
        f.relative_to(out).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(out.rglob("*"))
        if f.is_file() and f.name != "records.jsonl" and "store" not in f.relative_to(out).parts
    }


def test_every_file_is_the_same(tmp_path):
    first = bytes_of(tmp_path / "1", (0, 1, 2, 3), "0", 1)
    assert "pack/graph.gexf" in first and "dataset.nq" in first and len(first) > 60
    for name, order, seed, processes in (("2", (3, 2, 1, 0), "1", 2), ("3", (2, 0, 3, 1), "4711", 1)):
        again = bytes_of(tmp_path / name, order, seed, processes)
        assert {f for f in {*first, *again} if first.get(f) != again.get(f)} == set()


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)])
def test_ids_do_not_depend_on_the_order(order, tmp_path):
    failures = []
    documents = [Document(str(a["id"]), str(a["text"]), date=a.get("date")) for a in (ARTICLES[k] for k in order)]
    found = {d.text: d.id for d in gathered(documents, tmp_path / "spool", failures)}
    assert found[ARTICLES[0]["text"]] == "a" and {found[ARTICLES[1]["text"]], found[ARTICLES[2]["text"]]} == {
        "b",
        "b-2",
    }
    assert found[ARTICLES[1]["text"]] == "b-2" or found[ARTICLES[2]["text"]] == "b-2"
    assert len(failures) == 1 and "the same article as b" in str(failures[0].error)
    assert not (tmp_path / "spool").exists()
    assert sorted(found.items()) == sorted(
        {d.text: d.id for d in gathered(sorted(documents, key=lambda d: d.text), tmp_path / "spool", [])}.items()
    )


LAYOUT = """
import networkx as nx
from kg.view.layout import positions
parts = [nx.gnm_random_graph(40, 60, seed=n) for n in range(4)]
whole = nx.relabel_nodes(nx.disjoint_union_all(parts), lambda n: f"node/{n * 7919 % 1000:03}")
print(sorted(positions(whole).items()))
"""


def test_a_layout_in_parts_is_the_same_with_any_hash_seed():
    """networkx goes through a view of a small part in the order of a set."""

    def places(seed):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", LAYOUT]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert places("0") == places("1") == places("4711")
