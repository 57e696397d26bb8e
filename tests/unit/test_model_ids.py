import json
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.model import Record
from tests.support import sample


def test_a_record_survives_json():
    for record in sample.records():
        assert Record.from_dict(json.loads(json.dumps(record.to_dict(ledger=True)))) == record


def test_status_stands_flat_in_the_record():
    claim = sample.records()[0].to_dict()["claims"][2]
    assert (claim["polarity"], claim["certainty"], claim["status"], claim["attributed_to"]) == (
        "positive",
        "certain",
        "attributed",
        "e1",
    )


def test_the_ledger_is_left_out_unless_asked_for():
    record = sample.records()[0]
    assert "ledger" not in record.to_dict() and record.to_dict(ledger=True)["ledger"]


@given(st.text(), st.text())
def test_iris_are_plain_ascii_and_stable(kind, label):
    iri = ids.entity_iri(ids.BASE, "Person", label, kind or None)
    assert (
        iri.isascii()
        and " " not in iri
        and "<" not in iri
        and iri == ids.entity_iri(ids.BASE, "Person", label, kind or None)
    )


def test_names_give_readable_iris():
    assert ids.entity_iri("b/", "Person", "Marie Curie") == "b/person/marie-curie"
    assert unquote(ids.entity_iri("b/", "Place", "Łódź")) == "b/place/łódź"


@given(st.lists(st.text(), min_size=2, max_size=3))
def test_a_digest_knows_where_its_parts_end(parts):
    joined = ["".join(parts)]
    assert ids.digest(*parts) != ids.digest(*joined)


def test_documents_whose_ids_differ_in_what_a_slug_loses_keep_apart():
    assert ids.document_iri("b/", "A b") != ids.document_iri("b/", "a-b")
