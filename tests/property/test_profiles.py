"""Dataset → profile → dataset is the same dataset, whatever stands in its literals and IRIs."""

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.export import formats, nanopub, rdf12
from kg.export.rows import Rows
from kg.rdf import canonical
from kg.rdf.store import Dataset

BASE = "https://example.org/id/"
SCALAR = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
HOSTILE = st.sampled_from([
    '"', "\\", "\\u0041", '"^^<x:y> .', "'''", '"""', "\r\n", "\t", "\u2028", "\u0085", "\x01", "\x7f", "@en", " <a:b> .",
    "<<( a b c )>>", "{| |}", "–", "🗞️", "\ufffe", "\u202e", "e\u0301", "",
])  # fmt: skip
TEXT = st.one_of(st.text(alphabet=SCALAR), HOSTILE, st.builds(lambda a, b: a + b, HOSTILE, HOSTILE))
TAIL = st.text(alphabet=st.sampled_from("abz019-._~!$&'()*+,;=:@/?éØ漢😀"), max_size=12).filter(
    lambda s: not s.startswith("//")
)
HEADS = (
    BASE,
    f"{BASE}person/",
    "urn:x:",
    f"{BASE}a%20b/",
    "http://example.org/a?b=",
    f"{BASE}document/1#char=",
    ontology.KG,
    "mailto:",
    "kg:",
    "label:",
)
IRI = st.builds(lambda head, tail: ox.NamedNode(head + tail), st.sampled_from(HEADS), TAIL)
DATATYPE = st.sampled_from(
    ["integer", "decimal", "nonNegativeInteger", "date", "boolean", "double", "string", "gYear", "anyURI"]
)
LITERAL = st.one_of(
    st.builds(ox.Literal, TEXT),
    st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(ontology.expand(f"xsd:{d}"))), TEXT, DATATYPE),
    st.builds(
        lambda n: ox.Literal(n, datatype=ox.NamedNode(ontology.expand("xsd:integer"))),
        st.sampled_from(["007", "-0", "+5", "1e3", "12"]),
    ),
    st.builds(lambda t: ox.Literal(t, datatype=ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")), TEXT),
    st.builds(lambda t, lang: ox.Literal(t, language=lang), TEXT, st.sampled_from(["en", "pt-br", "zh-hant"])),
)
NAMES = (
    "rdf:type",
    "rdfs:label",
    "kg:founderOf",
    "kg:status",
    "kg:evidence",
    "owl:sameAs",
    "rdf:subject",
    "rdf:object",
    "kg:numberOfUsers",
)
PREDICATE = st.one_of(st.sampled_from(NAMES).map(lambda c: ox.NamedNode(ontology.expand(c))), IRI)
GRAPH = st.one_of(st.just(ox.DefaultGraph()), st.builds(lambda t: ox.NamedNode(f"{BASE}graph/{t}"), TAIL))


@st.composite
def claims(draw):
    """A claim with evidence in a graph, and perhaps its triple in the default graph."""
    graph, subject, predicate, target = draw(GRAPH), draw(IRI), draw(PREDICATE), draw(st.one_of(IRI, LITERAL))
    claim, piece = draw(IRI), draw(IRI)
    states = draw(st.sampled_from([("positive", "certain", "asserted"), ("negative", "possible", "denied")]))

    def term(curie):
        return ox.NamedNode(ontology.expand(curie))

    out = [
        ox.Quad(claim, term("rdf:type"), term("kg:Claim"), graph), ox.Quad(claim, term("rdf:subject"), subject, graph),
        ox.Quad(claim, term("rdf:predicate"), predicate, graph), ox.Quad(claim, term("rdf:object"), target, graph),
        ox.Quad(claim, term("kg:evidence"), piece, graph), ox.Quad(piece, term("kg:sourceDocument"), draw(IRI), graph),
        ox.Quad(piece, term("nif:anchorOf"), draw(LITERAL), graph),
    ]  # fmt: skip
    out += [
        ox.Quad(claim, term(f"kg:{k}"), term(f"kg:{v}"), graph)
        for k, v in zip(("polarity", "certainty", "status"), states, strict=True)
    ]
    if draw(st.booleans()):
        out.append(ox.Quad(claim, term("kg:doubtful"), ox.Literal("true", datatype=term("xsd:boolean")), graph))
    if draw(st.booleans()):
        out.append(ox.Quad(subject, predicate, target, ox.DefaultGraph()))
    return out


QUADS = st.tuples(
    st.lists(st.builds(ox.Quad, IRI, PREDICATE, st.one_of(IRI, LITERAL), GRAPH), max_size=8),
    st.lists(claims(), max_size=3),
).map(lambda x: [*x[0], *(q for c in x[1] for q in c)])
PROFILES = {
    "nquads": ("dataset.nq", lambda q: q),
    "trig": ("dataset.trig", lambda q: q),
    "jsonld": ("dataset.jsonld", lambda q: q),
    "rdf12": ("dataset.rdf12.trig", rdf12.restore),
    "nanopub": ("nanopubs.trig", nanopub.restore),
}


@pytest.mark.parametrize("name", PROFILES)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(quads=QUADS)
def test_round_trip(name, tmp_path_factory, quads):
    folder = tmp_path_factory.mktemp("profile")
    lines = canonical.lines(quads)
    (folder / "in.nq").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    file, restore = PROFILES[name]
    written = dict(formats.get(name).write(Rows(Dataset(folder / "in.nq"))))
    (folder / file).write_text("".join(written[file]), "utf-8", newline="\n")
    assert canonical.lines(restore(canonical.parse(folder / file))) == lines


def test_the_hash_does_not_depend_on_order_or_names_of_blank_nodes():
    def quads(*names):
        return [
            ox.Quad(ox.BlankNode(n), ox.NamedNode("x:p"), ox.Literal(str(i)), ox.DefaultGraph())
            for i, n in enumerate(names)
        ]

    assert canonical.digest(quads("a", "b")) == canonical.digest(reversed(quads("y", "x")))
