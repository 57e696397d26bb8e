"""What is read against a shape of the ontology: in no claim, and listed with the reason."""

import json

import kg
from kg import pipeline
from kg.cli.build import summary
from kg.model import Document, Record

TEXT = "Ana Prates, chief executive of Hong Kong, met Bo Li in Lisbon on Monday. Ana Prates is chief executive of Acme Corp."


def test_a_claim_against_a_shape_is_quarantined_with_its_reason():
    (record,) = pipeline.annotate([Document("x", TEXT, date="2020-01-08")])
    (kept,) = record.quarantine
    assert (kept.predicate, TEXT[slice(*kept.object_span)]) == ("chiefExecutiveOf", "Hong Kong")
    assert "is no object for “chief executive of”, which takes organization" in kept.why
    refused = (kept.predicate, kept.object_span)
    assert not [c for c in record.claims if (c.predicate, c.object_span) == refused and c.salient]
    assert Record.from_dict(record.to_dict(ledger=True)) == record and "quarantine" not in record.to_dict()


def test_the_build_lists_it(tmp_path, capsys):
    from kg import builder

    built = builder.folder([Document("x", TEXT, date="2020-01-08")], tmp_path / "out")
    summary(built)
    assert "refused       1   read, but against a shape" in capsys.readouterr().out
    (line,) = map(json.loads, built.quarantine.read_text("utf-8").splitlines())
    assert (line["document"], line["subject"], line["predicate"]) == ("x", "Ana Prates", "chiefExecutiveOf")
    assert line["sentence"] == TEXT[slice(*line["evidence"])] and "Hong Kong" in line["why"]
    assert "1 statements that were read break a shape" in (tmp_path / "out" / "report.md").read_text("utf-8")
    (row,) = kg.open(tmp_path / "out").query("SELECT ?t ?w { ?s kg:quarantined ?w ; nif:anchorOf ?t }")
    assert row["w"].startswith("Ana Prates — chiefExecutiveOf → Hong Kong: ") and row["t"] == line["sentence"]
