"""Fixtures: the seed's record and graph, built once a session; a small dataset made by hand."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.shared import ROOT

settings.register_profile("without a clock", deadline=None)  # no test is timed: machines differ
settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def nlp():
    from kg.nlp import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory) -> Path:
    from kg import builder

    out = tmp_path_factory.mktemp("seed") / "out"
    builder.folder([ROOT / "seeds"], out)
    return out


@pytest.fixture(scope="session")
def seed(seed_folder):
    import kg

    return kg.open(seed_folder)


@pytest.fixture(scope="session")
def seed_record(seed_folder):
    import json

    from kg.model import Record

    return Record.from_dict(json.loads((seed_folder / "records.jsonl").read_text("utf-8")))


@pytest.fixture
def sample_folder(tmp_path) -> Path:
    from kg.rdf import write
    from tests.support import sample

    write.dataset(sample.records(), tmp_path, sample.BASE)
    return tmp_path


@pytest.fixture
def sample_graph(sample_folder):
    from kg.analysis.graph import project
    from kg.rdf.store import Dataset

    return project(Dataset(sample_folder))
