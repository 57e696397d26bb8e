"""Every named query on the seed, with an answer a reader expects, and what must not be in it."""

import re

import pytest

from kg import ontology
from kg.errors import UsageError
from kg.rdf import named

# name → (parameters, a row that must be there: column → a part of its value)
EXPECTED = {
    "articles": ([], {"article": "durov-telegram"}),
    "attributed": ([], {"says": "Pavel Durov", "object": "950000000"}),
    "by-rule": ([], {"rule": "gazetteer.territories", "confidence": "0.99"}),
    "causes": ([], None),
    "claims-about": (["name=vkontakte"], {"subject": "VKontakte", "relation": "country", "object": "Russia", "status": "asserted"}),
    "connections": (["a=durov", "b=russia"], {"from": "Pavel Durov", "first": "→ founderOf", "between": "VKontakte", "second": "→ country", "to": "Russia"}),
    "corroborated": ([], {"subject": "Pavel Durov", "relation": "founderOf", "object": "Telegram"}),
    "denied": ([], {"sentence": "refused to grant the Kremlin access"}),
    "disputed": ([], None),
    "doubtful": ([], {"object": "Durov", "why": "disagree on the role"}),
    "entities": ([], {"name": "Pavel Durov", "type": "Person"}),
    "events-between": (["place=russia", "from=2018-01", "until=2019"], {"when": "2018", "event": "ban of Telegram in Russia"}),
    "events-in": (["place=russia"], {"event": "ban of Telegram in Russia, 2018", "type": "Ban", "when": "2018"}),
    "events-of-type": (["type=Arrest"], {"event": "arrest of Pavel Durov", "role": "patient", "who": "Pavel Durov"}),
    "facts": ([], {"subject": "Pavel Durov", "relation": "founderOf", "object": "VKontakte"}),
    "figures-in-conflict": ([], {"subject": "Telegram", "value": "950000000", "says": "Pavel Durov", "sentence": "According to Durov"}),
    "founders": ([], {"founder": "Pavel Durov", "founded": "VKontakte"}),
    "names": (["name=france"], {"property": "isoCode", "value": "FR"}),
    "not-understood": ([], None),
    "organizations-of": (["country=russia"], {"organization": "VKontakte", "relation": "country"}),
    "people-and-roles": ([], {"person": "Pavel Durov", "relation": "founderOf", "what": "Telegram"}),
    "quarantined": ([], None),
    "relation": (["relation=founderOf"], {"subject": "Pavel Durov", "object": "VKontakte", "status": "asserted"}),
    "says-about": (["name=telegram"], {"says": "Pavel Durov", "what": "950 million users"}),
    "single-source": ([], {"object": "Dubai"}),
    "speakers": ([], {"speaker": "Pavel Durov"}),
    "statistics": ([], {"relation": "founderOf", "status": "asserted"}),
    "timeline": ([], {"when": "2020", "event": "reinstatement of Telegram in Russia"}),
    "timeline-of": (["name=telegram"], {"when": "2018", "role": "patient", "who": "Telegram"}),
    "together-with": (["name=durov"], {"other": "VKontakte"}),
    "uncertain": ([], {"status": "planned"}),
    "where-mentioned": (["name=ofmin"], {"thing": "OFMIN", "sentence": "a French government agency"}),
    "who-against-whom": ([], {"who": "French prosecutors", "does": "Charge", "whom": "Pavel Durov"}),
    "who-says": (["name=durov"], {"speaker": "Pavel Durov", "verbatim": "True", "text": "No innovator will ever build"}),
}  # fmt: skip
# what the seed has none of: an article made for it
STORY = """Police arrested Bo Li in Lisbon in May 2019 because he attacked Ana Prates. Ana Prates, chief executive of Hong Kong,
left Portugal before the election of Rui Gomes.

Carla Nunes said that Acme Corp acquired Orla Ltd. Rui Gomes denied that Acme Corp acquired Orla Ltd.

On one side Telegram, on the other France."""
IN_STORY = {
    "causes": [
        {"event": "arrest of Bo Li", "relation": "causedBy", "other": "attack of Ana Prates by Bo Li", "status": "asserted"},
        {"event": "departure by Ana Prates", "relation": "before", "other": "election of Rui Gomes"},
    ],
    "disputed": [{"subject": "Acme Corp", "relation": "acquired", "object": "Orla Ltd", "says": "Carla Nunes", "denies": "Rui Gomes"}],
    "not-understood": [{"reason": "names without a verb", "sentence": "on the other France"}],
    "quarantined": [{"what": "Ana Prates — chiefExecutiveOf → Hong Kong", "sentence": "left Portugal"}],
}  # fmt: skip
FORBIDDEN = {
    "events-between": {"event": "2020"},
    "facts": {"object": "950000000"},
    "denied": {"relation": "founderOf"},
    "founders": {"founder": "Telegram"},
    "names": {"thing": "arrest"},
}


def test_each_has_an_expected_answer_and_a_description():
    assert {q.name for q in named.all_queries()} == set(EXPECTED) and len(EXPECTED) >= 20
    for query in named.all_queries():
        assert query.description and all(p.about for p in query.parameters.values())
        assert set(re.findall(r"^# *param (\w+)", query.text, re.MULTILINE)) == set(query.parameters), query.name


def test_they_speak_of_terms_the_ontology_has():
    known = ontology.load()
    terms = set(known.classes) | set(known.properties)
    source = (ontology.folder() / "kg.ttl").read_text("utf-8")
    for query in named.all_queries():
        for term in re.findall(r"\bkg:(\w+)", query.text):
            assert term in terms or re.search(rf"^kg:{term} a ", source, re.MULTILINE), (query.name, term)


def _matches(row, wanted):
    return all(part in str(row[column]) for column, part in wanted.items())


@pytest.mark.parametrize("name", EXPECTED)
def test_named_query(seed, name):
    given, wanted = EXPECTED[name]
    rows = seed.query(named.get(name).prepare(given))
    assert wanted is None or any(_matches(row, wanted) for row in rows), rows
    assert name not in FORBIDDEN or not any(_matches(row, FORBIDDEN[name]) for row in rows), rows
    assert len(rows) == len({tuple(r.values()) for r in rows}), "a row comes twice"


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    import kg

    return kg.build({"text": STORY, "date": "2020-01-08"}, out=tmp_path_factory.mktemp("story") / "out")


@pytest.mark.parametrize("name", IN_STORY)
def test_named_query_on_a_made_story(story, name):
    rows = story.query(named.get(name).prepare([]))
    assert len(rows) == len(IN_STORY[name]), rows
    assert all(any(_matches(row, wanted) for row in rows) for wanted in IN_STORY[name]), rows


def test_every_query_has_an_answer_somewhere():
    assert {name for name, (_, wanted) in EXPECTED.items() if wanted is None} == set(IN_STORY)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("events-between", ["place=x", "from=yesterday"], "not a date"),
        ("events-between", ["place=x", "until=2019-02-30"], "28 days"),
        ("relation", ["relation=founder"], "founderOf"),
        ("events-of-type", ["type=kg:Nonsense"], "no class"),
        ("claims-about", [], "needs name"),
        ("claims-about", ["nme=x"], "no parameter"),
        ("facts", ["name"], "it takes none"),
        ("nothing", [], "no query is named"),
    ],
)
def test_a_wrong_parameter_is_named(name, given, says):
    with pytest.raises(UsageError, match=says):
        named.get(name).prepare(given)


def test_no_value_is_looked_into():
    text = named.get("connections").prepare(["a=?b", "b=?a $from"])
    assert '"?b"' in text and '"?a $from"' in text
