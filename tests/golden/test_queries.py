"""Every named query on the seed, with an answer a reader expects."""

import pytest

from kg.rdf import named

EXPECTED = {
    "attributed": ([], "950000000"),
    "claims-about": (["name=vkontakte"], "Russia"),
    "denied": ([], "negative-or-none"),
    "entities": ([], "Pavel Durov"),
    "events-in": (["place=russia"], "ban of Telegram in Russia, 2018"),
    "facts": ([], "founderOf"),
    "figures-in-conflict": ([], "900000000"),
    "founders": ([], "VKontakte"),
    "single-source": ([], "Dubai"),
    "timeline": ([], "reinstatement of Telegram in Russia, 2020"),
    "timeline-of": (["name=telegram"], "2018"),
    "who-says": (["name=durov"], "No innovator will ever build"),
}


def test_each_has_an_expected_answer():
    assert {q.name for q in named.all_queries()} == set(EXPECTED) and all(q.description for q in named.all_queries())


@pytest.mark.parametrize("name", EXPECTED)
def test_named_query(seed, name):
    given, answer = EXPECTED[name]
    rows = seed.query(named.get(name).prepare(given))
    if name == "denied":
        assert all(r["relation"] not in ("founderOf", "birthPlace") for r in rows)
    else:
        assert any(answer in str(v) for r in rows for v in r.values()), rows
