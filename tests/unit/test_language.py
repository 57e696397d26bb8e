"""What the files of a language are read into."""

from kg.lang import closed, patterns, times


def test_patterns_are_made_of_parts():
    made = patterns.compiled({"day": r"{month} \d{1,2}"}, {"month": "(?:{name})", "name": "may|june"})
    assert made["day"].fullmatch("june 12") and made["day"].pattern == r"(?:may|june) \d{1,2}"


def test_names_lose_their_article():
    assert [closed.without_article(n) for n in ("the Hague", "The Hague", "Theo", "the", "")] == [
        "Hague",
        "Hague",
        "Theo",
        "the",
        "",
    ]


def test_units_of_time_are_known_in_the_plural():
    words = times.load()
    assert [words.unit(w) for w in ("day", "Days", "centuries", "moons")] == ["D", "D", "CE", None]


def test_no_month_is_short_for_itself():
    found = times.load().patterns["month_day"]
    assert found.search("sept. 4") and found.search("may 4") and not found.search("may. 4")
