"""The time normaliser on plain text, without a model."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp import calendar, times

NLP = spacy.blank("en")

CASES = [
    ("It happened on January 4, 2019.", None, "2019-01-04"),
    ("It happened on 4 January 2019.", None, "2019-01-04"),
    ("in March 2008", None, "2008-03"),
    ("in 2014,", None, "2014"),
    ("in March", None, "XXXX-03"),
    ("in March", "2024-08-29", "2024-03"),
    ("the 1990s", None, "199X"),
    ("the late 1990s", None, "199X"),
    ("the third quarter of 2008", None, "2008-Q3"),
    ("summer 2008", None, "2008-SU"),
    ("yesterday", "2019-01-04", "2019-01-03"),
    ("last year", "2019-01-04", "2018"),
    ("last week", "2019-01-09", "2019-W01"),
    ("two days ago", "2019-01-04", "2019-01-02"),
    ("for two years", None, "P2Y"),
    ("over 30 hours", None, "PT30H"),
    ("several months", None, "PXM"),
    ("every day", None, "P1D"),
    ("on Monday", "2019-01-04", "2018-12-31"),
    ("the 19th century", None, "18XX"),
    ("2008-03-06", None, "2008-03-06"),
]


@pytest.mark.parametrize(("text", "published", "value"), CASES)
def test_value(text, published, value):
    assert [t.value for t in times.find(NLP(text), published)] == [value]


def test_a_day_without_a_year_is_in_the_past_year_told_of():
    told = "The army moved on November 15, 2017. He resigned on November 21."
    assert [t.value for t in times.find(NLP(told), "2019-09-09")] == ["2017-11-15", "2017-11-21"]
    far = (
        "The army moved on November 15, 2017. "
        + "It rained for a very long time. " * 12
        + "He resigned on November 21."
    )
    assert [t.value for t in times.find(NLP(far), "2019-12-09")][-1] == "2019-11-21"


def test_relative_to_another_time():
    found = times.find(NLP("In 2018 it was banned. It came back two years later."), None)
    assert [(t.value, t.anchor) for t in found] == [("2018", None), ("2020", "t1")]


@pytest.mark.parametrize(
    "text", ["They may march.", "He is 52-year-old.", "1,990 people", "It may rain.", "$2008", "The march was long."]
)
def test_no_time(text):
    assert times.find(NLP(text), "2020-01-01") == []


def test_never_more_precise_than_the_text():
    (t,) = times.find(NLP("in May 2023"), "2024-01-01")
    assert (t.edtf, t.earliest, t.latest) == ("2023-05", "2023-05-01", "2023-05-31")


def test_no_year_is_guessed_without_a_publication_date():
    assert all(
        t.value is None or not t.value.startswith(("19", "20"))
        for t in times.find(NLP("on Monday, in June, yesterday, last year, next month"), None)
    )


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "in",
                "on",
                "last",
                "next",
                "May",
                "31",
                "February",
                "2019",
                ",",
                "two",
                "years",
                "ago",
                "later",
                "Monday",
                "30th",
                "the",
                "1990s",
                "quarter",
                "first",
                "of",
                "century",
                "every",
                "day",
                "25:99",
                "99",
            ]
        ),
        max_size=12,
    ).map(" ".join),
    st.none() | st.dates().map(str) | st.sampled_from(["2019", "2019-02"]),
)
def test_any_text_gives_sound_times(text, published):
    doc = NLP(text)
    end = 0
    for t in times.find(doc, published):
        assert end <= t.span.start < t.span.end <= len(text)
        end = t.span.end
        assert (t.earliest is None) == (t.latest is None)
        assert t.earliest is None or t.earliest <= t.latest


def test_steps_keep_the_coarser_precision():
    assert calendar.step("2018", 2, "Y") == "2020"
    assert calendar.step("2018", 2, "D") is None
    assert calendar.step("2019-01-31", 1, "M") == "2019-02"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("At 2:49 a.m. local time (7:49 a.m. UTC) on Saturday morning, the capsule left.", ["2019-03-02"] * 3),
        ("The capsule left on Saturday at 2:49 a.m., they said.", ["2019-03-02"] * 2),
        ("The capsule left at 2:49 a.m. The crew had slept since Saturday.", ["2019-03-05", "2019-03-02"]),
        ("The ship was there from July 13 to 17 of last year.", ["2018-07-13", "2018"]),
        ("The ship was there from July 13 to 17, 2017.", ["2017-07-13", "2017"]),
        ("The ship was there on February 3.", ["2019-02-03"]),
        ("The storm formed this weekend.", ["2019-03-02/2019-03-03"]),
        ("The storm will come this weekend.", ["2019-03-09/2019-03-10"]),
    ],
)
def test_what_stands_beside_says_which_day_and_year(text, days):
    from kg.nlp import pipeline, times

    found = times.find(pipeline.load()(text), "2019-03-05")
    assert [t.edtf for t in found if t.edtf] == days
