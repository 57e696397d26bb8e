"""Validation: the compiled shapes against pySHACL, the dataset's own rules, and what a person is told."""

import random
import time

import pyoxigraph as ox
import pytest
import rdflib

from kg import ontology
from kg.errors import UsageError
from kg.rdf import canonical, shapes, validate, write
from kg.rdf.store import Dataset
from tests.support import sample

KG, ID = ontology.KG, sample.BASE


def lines(folder):
    return (folder / "dataset.nq").read_text("utf-8").splitlines()


def of(tmp_path, text):
    file = tmp_path / "changed.nq"
    file.write_text("".join(f"{line}\n" for line in text), "utf-8")
    return Dataset(file)


def by_pyshacl(dataset):
    """Focus nodes that pySHACL finds wrong in the union of the graphs."""
    from pyshacl import validate as check

    data = rdflib.Graph()
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in canonical.parse(dataset.file)}
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = check(data, shacl_graph=rdflib.Graph().parse(ontology.folder() / "shapes.ttl"), inference="none")
    sh = rdflib.Namespace(shapes.SH)
    return {str(report.value(r, sh.focusNode)) for r in report.subjects(rdflib.RDF.type, sh.ValidationResult)}


def damaged(text, seed):
    """Lines with three of them dropped, three given another object, and one repeated with another."""
    choice, text = random.Random(seed), list(text)
    for _ in range(3):
        text.pop(choice.randrange(len(text)))
    for place in choice.sample(range(len(text)), 4):
        s, p, _, g = canonical.split(text[place])
        wrong = choice.choice(
            [f"<{KG}nonsense>", '"a word"', f'"2019-13-45"^^<{shapes.XSD}date>', f'"7"^^<{shapes.XSD}decimal>']
        )
        text.insert(place, canonical.line((s, p, wrong, g)))
        if choice.random() < 0.75:
            text.pop(place + 1)
    return text


@pytest.mark.parametrize("seed", range(10))
def test_the_compiled_shapes_find_what_pyshacl_finds(sample_folder, tmp_path, seed):
    pytest.importorskip("pyshacl")
    data = of(tmp_path, damaged(lines(sample_folder), seed))
    assert {focus for _, focus, _, _ in validate._broken_shapes(data)} == by_pyshacl(data)


def test_a_shape_that_is_not_compiled_is_refused(tmp_path):
    file = tmp_path / "s.ttl"
    file.write_text(
        f"@prefix sh: <{shapes.SH}> . <x:s> a sh:NodeShape ; sh:targetClass <x:c> ; sh:property [ sh:path <x:p> ; sh:minLength 2 ] ."
    )
    with pytest.raises(UsageError, match="minLength"):
        shapes.constraints(file)


FOUNDER = f"<{ID}person/1> <{KG}founderOf> <{ID}organization/2> ."


@pytest.mark.parametrize(
    ("change", "rule", "says"),
    [
        (lambda t: [*t, f"<{ID}person/1> <{KG}ownerOf> <{ID}organization/2> ."], "evidence", "without a claim"),
        (lambda t: [x for x in t if x != FOUNDER], "evidence", "is no plain triple"),
        (lambda t: [*t, f"<{ID}person/1> <{KG}ownerOf> <{ID}organization/2> <{ID}graph/two> ."], "evidence", "graph with what no claim states"),
        (lambda t: [*t, f"<{ID}person/1> <{KG}loves> <{ID}organization/2> ."], "term", "kg:loves, which is no property"),
        (lambda t: [*t, f"<{ID}organization/2> <{KG}founderOf> <{ID}person/1> ."], "range", "kg:founderOf"),
        (lambda t: [*t, f"<{ID}person/1> <{KG}age> \"old\" ."], "range", "xsd:integer"),
        (lambda t: [x.replace('anchorOf> "Orla"', 'anchorOf> "Orlo"') for x in t], "offsets", "“Orlo”, where “Orla” stands"),
        (lambda t: [x for x in t if "nif-core#isString" not in x], "offsets", "text that is not here"),
        (lambda t: [x.replace('latest> "2011-12-31"', 'latest> "2010-12-31"') for x in t], "kg:TimeShape", "ends before"),
    ],
)  # fmt: skip
def test_each_rule_is_broken_by_what_breaks_it(sample_folder, tmp_path, change, rule, says):
    before = lines(sample_folder)
    after = change(before)
    assert after != before and validate.violations(of(tmp_path, before)) == []
    found = validate.violations(of(tmp_path, after))
    assert any(v.rule == rule and says in v.says for v in found), found


def test_a_violation_shows_its_claim_and_sentence(sample_folder, tmp_path):
    text = lines(sample_folder)
    claim = next(canonical.split(x)[0] for x in text if f"<{KG}founderOf>" in x and "predicate>" in x)
    text = [x.replace(f"{KG}asserted", f"{KG}sworn") if x.startswith(claim) else x for x in text]
    shown = next(str(v) for v in validate.violations(of(tmp_path, text)) if "kg:sworn" in v.says)
    assert "Ana Lúcia Prates — founderOf → " in shown and "“Ana Lúcia Prates founded" in shown and "#char=0," in shown


@pytest.mark.parametrize("seed", range(6))
def test_anything_may_stand_anywhere_in_a_foreign_file(sample_folder, tmp_path, seed):
    choice = random.Random(seed)
    quads = [canonical.split(x) for x in lines(sample_folder)]
    odd = [
        "_:b",
        '"x"@en',
        '"%s {v}"',
        "<http://x/%41?q=1>",
        f'"-5"^^<{shapes.XSD}nonNegativeInteger>',
        f'"a"^^<{shapes.XSD}integer>',
    ]
    for _ in range(25):
        at, other = choice.randrange(len(quads)), choice.choice(quads)
        s, p, o, g = quads[at]
        quads[at] = choice.choice(
            [
                (s, p, choice.choice(odd), g),
                ("_:c", p, o, g),
                (s, other[1], o, g),
                (s, p, other[2], g),
                (s, p, o, "_:g"),
            ]
        )
    assert all(str(v) for v in validate.violations(of(tmp_path, map(canonical.line, quads))))


def test_time_grows_with_the_dataset_and_not_with_its_square(tmp_path):
    """Twice the articles take about twice as long, even where all is in one text."""

    def seconds(folder):
        data = Dataset(folder, memory=True)
        _ = data.index
        start = time.process_time()
        assert validate.violations(data) == []
        return time.process_time() - start

    taken = []
    for copies in (40, 160):
        folder = tmp_path / str(copies)
        folder.mkdir()
        write.dataset((sample.copy(r, n) for n in range(copies) for r in sample.records()), folder, sample.BASE)
        taken.append(min(seconds(folder) for _ in range(2)))
    assert taken[1] < 9 * max(taken[0], 0.02)
