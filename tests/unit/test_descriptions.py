"""What the text says of persons and things in passing: ages, titles, nouns beside names, where they belong."""

from __future__ import annotations

import pytest

from kg.model import Document
from tests.precision import triples


@pytest.fixture(scope="module")
def facts():
    """Plain triples of a text: (subject, predicate, object)."""
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()

    def read(text):
        record = annotate_document(Document("x", text, date="2019-10-10"), nlp)
        return {(t.subject, t.predicate, t.object) for t in triples(record) if t.kind == "claim"}

    return read


@pytest.mark.parametrize(
    ("text", "who", "age"),
    [
        ("Ann Lee, 34, was arrested in Boston.", "Ann Lee", "34"),
        ("The victim, 44-year-old Ann Lee, died.", "Ann Lee", "44"),
        ("Ann Lee, who is 23 years old, won.", "Ann Lee", "23"),
        ("Ann Lee died on Friday at the age of 78.", "Ann Lee", "78"),
        ("Ann Lee died at the age of twenty-four.", "Ann Lee", "24"),
        ("Ann Lee (68), a retired teacher, saw the boat.", "Ann Lee", "68"),
    ],
)
def test_an_age_is_told_of_the_person_it_stands_beside(facts, text, who, age):
    assert (who, "age", age) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was 10 years old when the war began.",
        "Ann Lee left Boston at the age of 17.",
        "Bob Ray left when Ann Lee was 25 years old.",
        "Ann Lee, 34 miles away, heard it.",
        "Ann Lee is about 20 years old.",
        "Ann Lee, 1984, is on show.",
        "The match ended with Ann Lee 66.",
        "Cristiano Ronaldo (68), Lionel Messi (71) and Harry Kane (80) scored.",
    ],
)
def test_no_age_is_read_off_another_time_or_number(facts, text):
    assert not [f for f in facts(text) if f[1] == "age"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Today, Chief Executive of Hong Kong Carrie Lam delivered it.", ("Carrie Lam", "position", "chief executive")),
        ("Chairman of the Federal Reserve Jerome Powell spoke.", ("Jerome Powell", "leaderOf", "Federal Reserve")),
        ("The mayor of London Sadiq Khan agreed.", ("Sadiq Khan", "leaderOf", "London")),
        ("Study co-author and geochemist Seth John agreed.", ("Seth John", "occupation", "geochemist")),
        ("Legislator Tanya Chan spoke.", ("Tanya Chan", "occupation", "legislator")),
        ("Deputy Undersecretary Ann Lee left.", ("Ann Lee", "position", "deputy undersecretary")),
    ],
)
def test_a_title_is_of_the_person_right_behind_it(facts, text, fact):
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The brother of US President John Kennedy agreed.", "John Kennedy"),
        ("Ann Lee, a teacher, and Bob Ray spoke.", "Bob Ray"),
        ("Fellow Democrats agreed with Ann Lee.", "Democrats"),
        ("Ann Lee, the lead author, agreed with Bob Ray.", "Ann Lee"),
    ],
)
def test_a_description_is_of_nobody_else(facts, text, who):
    assert not [f for f in facts(text) if f[0] == who and f[1] == "occupation"]


@pytest.mark.parametrize(
    ("text", "fact", "who"),
    [
        (
            "It was written by Senators Marco Rubio of Florida, Mike Lee of Utah, and David Perdue.",
            ("position", "senator"),
            {"Marco Rubio", "Mike Lee", "David Perdue"},
        ),
        ("It starred actors Ann Lee and Bob Ray, and Joe Poe left.", ("occupation", "actor"), {"Ann Lee", "Bob Ray"}),
        ("NASA chose two astronauts, Ann Lee and Bob Ray.", ("occupation", "astronaut"), {"Ann Lee", "Bob Ray"}),
        ("One activist, Ann Lee, told Reuters so.", ("occupation", "activist"), {"Ann Lee"}),
        ("Ann Lee, a lawyer for the victim, agreed.", ("occupation", "lawyer"), {"Ann Lee"}),
        ("Acting via her lawyers, Ann Lee denied it.", ("occupation", "lawyer"), set()),
        ("One of the Representatives was independent.", ("position", "representative"), set()),
    ],
)
def test_a_noun_is_said_of_the_names_it_stands_before(facts, text, fact, who):
    assert {s for s, *rest in facts(text) if tuple(rest) == fact} == who


def test_a_title_may_open_the_text(facts):
    assert ("Ann Lee", "occupation", "student") in facts("Sixth year student Ann Lee agreed.")
    assert not [f for f in facts("State the year student Ann Lee.") if f[1] == "position"]


def test_a_state_is_where_a_politician_is_from(facts):
    assert ("Mike Lee", "comesFrom", "Utah") in facts("Senator Mike Lee of Utah agreed.")
    assert not [f for f in facts("Mike Lee of Utah's first district agreed.") if f[1] == "comesFrom"]


def test_a_plural_is_said_of_all_names_before_it(facts):
    found = facts("Ann Lee, Bob Ray and Joe Poe, astronomers at NASA, agreed.")
    assert {s for s, p, _ in found if p == "occupation"} == {"Ann Lee", "Bob Ray", "Joe Poe"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Australian Brenton Tarrant appeared in court.", ("Brenton Tarrant", "nationality", "Australia")),
        ("Jamaica's Usain Bolt won.", ("Usain Bolt", "nationality", "Jamaica")),
        ("Ann Lee is Australian. She lives in Australia.", ("Ann Lee", "nationality", "Australia")),
        ("Ann Lee, a US biologist at Harvard University, spoke.", ("Ann Lee", "nationality", "United States")),
        ("Ann Lee, a US biologist at Harvard University, spoke.", ("Ann Lee", "affiliatedWith", "Harvard University")),
        ("Apple's Phil Schiller spoke.", ("Phil Schiller", "affiliatedWith", "Apple")),
        ("Ann Lee, deputy director of the FBI, agreed.", ("Ann Lee", "worksFor", "FBI")),
        (
            "Alia Salem, executive director of the CAIR Dallas chapter, disagreed.",
            ("Alia Salem", "worksFor", "CAIR"),
        ),
        (
            "Scientists from the University of Bristol agreed.",
            ("scientists", "affiliatedWith", "University of Bristol"),
        ),
        ("The man was a 44-year-old worker from Cork.", ("man", "age", "44")),
        ("Ann Lee and Bob Ray, both from Ethiopia, won.", ("Bob Ray", "comesFrom", "Ethiopia")),
        ("It began with VKontakte, a Russian site he co-founded.", ("VKontakte", "country", "Russia")),
        ("A man was killed at Waterloo station in London.", ("Waterloo station", "locatedIn", "London")),
        ("The event was held at Moscone West in San Francisco.", ("Moscone West", "locatedIn", "San Francisco")),
        ("Joe Biden was Vice President from 2009 to 2017.", ("Joe Biden", "position", "former vice president")),
        ("Joe Biden was Vice President between 2009 and 2017.", ("Joe Biden", "position", "former vice president")),
        (
            "Joe Biden served as Vice President from 2009 until 2017.",
            ("Joe Biden", "position", "former vice president"),
        ),
    ],
)
def test_where_somebody_or_something_belongs(facts, text, fact):
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Australian Prime Minister Ann Lee agreed.", ("Ann Lee", "nationality", "Australia")),
        ("London's Sadiq Khan spoke.", ("Sadiq Khan", "affiliatedWith", "London")),
        ("All workers from Harvard University agreed.", ("workers", "affiliatedWith", "Harvard University")),
        ("A bus took children from Smolensk to Kaluga.", ("children", "comesFrom", "Smolensk")),
        ("The plane was near San Diego in El Cajon.", ("San Diego", "locatedIn", "El Cajon")),
        ("A man was killed at a station in London.", ("station", "locatedIn", "London")),
        ("Deputy Google CEO Ann Lee agreed.", ("Ann Lee", "position", "CEO")),
        ("Ann Lee, deputy director of the FBI, agreed.", ("Ann Lee", "leaderOf", "FBI")),
        ("Joe Biden is Vice President.", ("Joe Biden", "position", "former vice president")),
        ("Eyewitness Ann Lee spoke.", ("Ann Lee", "occupation", "eyewitness")),
        ("Ann Lee (French: Anne) lived in France.", ("Ann Lee", "nationality", "France")),
        ("The Iraqi-British architect Ann Lee won.", ("Ann Lee", "nationality", "United Kingdom")),
        ("Team Estonia rebuilt their robot.", ("Estonia", "description", "team")),
        ("According to Ann Lee, a detective for the Boston police was told.", ("Ann Lee", "occupation", "detective")),
    ],
)
def test_where_nothing_belongs(facts, text, fact):
    assert fact not in facts(text)


@pytest.mark.parametrize(
    ("text", "born", "died"),
    [
        ("Ann Lee (1938–2016) sang.", "1938", "2016"),
        ("Ann Lee (2 April 1938 – 17 October 1950) sang.", "1938-04-02", "1950-10-17"),
        ("Ann Lee (1996–2007) sang.", None, None),  # a term of office
        ("Ann Lee (born 1938) sang.", "1938", None),
        ("Ann Lee (died 1938) sang.", None, "1938"),
        ("Ann Lee (1938) sang.", None, None),
    ],
)
def test_the_bracket_behind_a_name_may_tell_a_life(text, born, died):
    from kg.extract import ages
    from kg.extract.when import Calendar
    from kg.nlp import pipeline, times

    doc = pipeline.load()(text)
    found = ages.life(next(t for t in doc if t.text == "Lee"), Calendar(doc, times.find(doc, None)).at)
    assert [[t.value for t in part] for part in found] == [[x] if x else [] for x in (born, died)]
