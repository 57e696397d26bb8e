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


BESIDE = [  # on a Friday, 4 January 2019, unless another day is given
    ("next Monday", "2019-01-07"), ("this Monday", "2019-01-07"), ("Monday morning", "2018-12-31TMO"), ("last Friday", "2018-12-28"),
    ("tonight", "2019-01-04TNI"), ("last night", "2019-01-03TNI"), ("tomorrow", "2019-01-05"), ("today", "2019-01-04"),
    ("this weekend", "2019-W01-WE"), ("last quarter", "2018-Q4"), ("last decade", "200"), ("last century", "19"),
    ("yesterday morning", "2019-01-03TMO"), ("Tomorrow night", "2019-01-05TNI"), ("six minutes after", "PT6M"), ("an hour ago", "PT1H"),
    ("last summer", "2018-SU"), ("next month", "2019-02"), ("the coming weeks", "PXW"), ("in mid-March", "2019-03"),
    ("three weeks ago", "2018-W50"), ("five months from now", "2019-06"), ("a century ago", "19"), ("many years later", "FUTURE_REF"),
    ("a few years ago", "PAST_REF"), ("on December 20", "2018-12-20"), ("at 5 p.m.", "2019-01-04T17"), ("at 12 a.m.", "2019-01-04T00"),
    ("at 12:30 p.m.", "2019-01-04T12:30"), ("every Monday", "P1W"), ("each month", "P1M"), ("annually", "P1Y"), ("currently", "PRESENT_REF"),
    ("in the future", "FUTURE_REF"), ("recently", "PAST_REF"), ("the 1st quarter of 2020", "2020-Q1"), ("early winter 2019", "2019-WI"),
    ("nine days later", "P9D"),
]  # fmt: skip
MONTHS = [
    ("last March", "2019-03"),
    ("last June", "2018-06"),
    ("next June", "2019-06"),
    ("next March", "2020-03"),
]  # in May 2019
UNKNOWN = [("yesterday", "XXXX-XX-XX"), ("today", "PRESENT_REF"), ("on Friday", "XXXX-WXX-5"), ("at 14:30", "XXXX-XX-XXT14:30"),
           ("last year", "PAST_REF"), ("next year", "FUTURE_REF")]  # fmt: skip
CASES += [(text, "2019-01-04", value) for text, value in BESIDE] + [
    (text, "2019-05-04", value) for text, value in MONTHS
]
CASES += [(text, None, value) for text, value in UNKNOWN]


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
    "text",
    [
        *(
            "on 31 February 2019",
            "2019-02-30",
            "at 25:00",
            "at 5:75",
            "the 25th century",
            "the 1985s",
            "a minute",
            "one second",
        ),
        *("the daily newspaper", "40 percent", "2008%"),
        "They may march.",
        "He is 52-year-old.",
        "1,990 people",
        "It may rain.",
        "$2008",
        "The march was long.",
    ],
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
        ("The ship was there from July 13 to 17 of last year.", ["2018-07-13", "2018", "2018-07-13/2018-07-17"]),
        ("The ship was there from July 13 to 17, 2017.", ["2017-07-13", "2017", "2017-07-13/2017-07-17"]),
        ("The ship was there from July 13 to 17 people.", ["2018-07-13"]),
        ("She served from 2008 until 2016.", ["2008", "2016", "2008/2016"]),
        ("She served from 2016 until 2008.", ["2016", "2008"]),
        ("She served between 2008 and 2016.", ["2008", "2016", "2008/2016"]),
        ("She served from 2008 and 2016.", ["2008", "2016"]),
        ("She was elected in 1991. In November of that year she left.", ["1991", "1991-11"]),
        ("She served in 2008 until 2016.", ["2008", "2016"]),
        ("She led it from May to July 2008.", ["2008-05", "2008-07", "2008-05/2008-07"]),
        ("She led it from November to July 2008.", ["2007-11", "2008-07", "2007-11/2008-07"]),
        ("It was shown on the holiday - February 6 - last year.", ["2018-02-06", "2018"]),
        ("A man fell on Sunday. Police received a call at 2:20 a.m. from a man.", ["2019-03-03"] * 2),
        (
            "A man fell on Sunday. He was old. Police received a call at 2:20 a.m. from a man.",
            ["2019-03-03"] * 2,
        ),
        (
            "A man fell on Sunday. He was old. So was she. Police received a call at 2:20 a.m. from a man.",
            ["2019-03-03"],
        ),
        ("A man fell in 2018. Police received a call at 2:20 a.m. from a man.", ["2018", "2019-03-05"]),
        ("They are to travel to Porto on Friday.", ["2019-03-08"]),
        ("They travel to Porto on Friday.", ["2019-03-08"]),
        ("They leave Porto on Friday.", ["2019-03-01"]),
        ("She is flying to Porto on Friday.", ["2019-03-08"]),
        ("Police are investigating a fire in Porto on Saturday.", ["2019-03-02"]),
        ("Wall Street closes higher on Friday.", ["2019-03-01"]),
        ("Acme may next year open a plant.", ["2020"]),
        ("She appears to have won Friday's vote.", ["2019-03-01"]),
        ("The vote is scheduled for May 3.", ["2019-05-03"]),
        ("The planes are not due until October.", ["2019-10"]),
        ("She plans to meet him on Friday.", ["2019-03-08"]),
        ("She decided to meet him, they said on Friday.", ["2019-03-01"]),
        ("The ship vanished in late December.", ["2018-12"]),
        ("The ship vanished in September last year.", ["2018-09"]),
        ("The ship will sail in March of next year.", ["2020-03"]),
        ("He was captured leaving at 2.10am.", ["2019-03-05"]),
        ("The ship was there on February 3.", ["2019-02-03"]),
        ("In January 2020 they blamed her, who was suspended for seven months before being cleared.", ["2020-01"]),
        (
            "In January 2020 they blamed her, who was suspended seven months before.",
            ["2020-01", "2019-06"],
        ),
        ("In January 2020 they blamed her, a year after the war ended.", ["2020-01"]),
        ("The storm formed this weekend.", ["2019-03-02/2019-03-03"]),
        ("The storm will come this weekend.", ["2019-03-09/2019-03-10"]),
    ],
)
def test_what_stands_beside_says_which_day_and_year(text, days):
    from kg.nlp import pipeline, times

    found = times.find(pipeline.load()(text), "2019-03-05")
    assert [t.edtf for t in found if t.edtf] == days


@pytest.mark.parametrize(
    ("value", "bounds", "edtf"),
    [
        ("2019-Q2", ("2019-04-01", "2019-06-30"), "2019-34"),
        ("2019-Q4", ("2019-10-01", "2019-12-31"), "2019-36"),
        ("2019-SP", ("2019-03-01", "2019-05-31"), "2019-21"),
        ("2019-WI", ("2019-12-01", "2020-02-29"), "2019-24"),
        ("2019-W01", ("2018-12-31", "2019-01-06"), "2018-12-31/2019-01-06"),
        ("2019-W01-WE", ("2019-01-05", "2019-01-06"), "2019-01-05/2019-01-06"),
        ("2020-02", ("2020-02-01", "2020-02-29"), "2020-02"),
        ("199", ("1990-01-01", "1999-12-31"), "199X"),
        ("18XX", ("1800-01-01", "1899-12-31"), "18XX"),
        ("2019-01-04T10:00", ("2019-01-04", "2019-01-04"), "2019-01-04"),
        ("2019-W54", None, None),
        ("XXXX-03", None, "XXXX-03"),
        ("PAST_REF", None, None),
    ],
)
def test_what_a_value_bounds(value, bounds, edtf):
    assert (calendar.bounds(value), calendar.edtf(value)) == (bounds, edtf)


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "moved"),
    [
        ("2019-01-31", 1, "Q", "2019-Q2"), ("2019-12", 1, "M", "2020-01"), ("2019-01", -1, "M", "2018-12"), ("2019-01-01", -1, "W", "2018-W52"),
        ("2019", -1, "DE", "200"), ("2019", -1, "CE", "19"), ("9999-12-31", 1, "D", None), ("2019-01", 1, "D", None), ("2019", 1, "M", None),
    ],
)  # fmt: skip
def test_steps(anchor, amount, unit, moved):
    assert calendar.step(anchor, amount, unit) == moved


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The bridge was opened on March 3.", "2018-03-03"),
        ("The bridge will open on March 3.", "2019-03-03"),
        ("The bridge was opened on Friday.", "2019-01-04"),
        ("The bridge will open on Friday.", "2019-01-04"),
        ("The bridge will open on January 2.", "2020-01-02"),
        ("The bridge was opened on January 2.", "2019-01-02"),
    ],
)
def test_tense_says_before_or_after(text, day):
    """Told on Friday, 4 January 2019."""
    from kg.nlp import pipeline

    assert [t.value for t in times.find(pipeline.load()(text), "2019-01-04")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Deaths rose from June 3 to 45 on Friday.",  # no day of June
        "It ran from February 3 to 31.",
        "He was jailed from July 13 to 17 years later.",
        "It grew from March 2016 to 2016.",
    ],
)
def test_what_is_no_stretch_of_days(text):
    assert not [t for t in times.find(NLP(text), "2018-10-10") if t.type == "DURATION" and "/" in (t.edtf or "")]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("She went on the last weekend of July.", "2019-08-01", "2019-W30-WE"),
        ("They met on the second Tuesday in November 2020.", "2024-05-10", "2020-11-10"),
        ("It was held on the first Saturday of Feb. 2020.", "2024-05-10", "2020-02-01"),
        ("Sales rose in the last week of July 2018.", "2024-05-10", "2018-07"),
        ("He died on the last day of March.", "2024-05-10", "2024-03-31"),
        ("It rained on the first Sunday of May last year.", "2024-05-10", "2023-05-07"),
        ("It was held on the last weekend of May.", "2024-05-14", "2023-W21-WE"),
        ("It will open on the first Monday of May.", "2024-05-14", "2025-05-05"),
        ("Elections are held on the first Tuesday of November.", "2024-05-14", "XXXX-11"),
        ("It opens on the third Thursday of June.", None, "XXXX-06"),
    ],
)
def test_a_day_or_week_of_a_month_is_counted_in_that_month(text, published, value):
    from kg.nlp import pipeline, times

    assert [t.value for t in times.find(pipeline.load()(text), published)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It grew over the past decade.", "P10Y"),
        ("It grew over the past year.", "P1Y"),
        ("It grew last year.", "2018"),
        ("It grew this past Saturday.", "2019-05-25"),
    ],
)
def test_years_up_to_now_are_none_of_the_calendar(text, value):
    assert [t.value for t in times.find(spacy.blank("en")(text), "2019-05-31")] == [value]


def test_the_text_does_not_go_on_from_a_time_that_only_tells_a_noun_apart():
    from kg.nlp import pipeline, times

    nlp = pipeline.load()
    text = "Ana Prates was sworn in on Wednesday after the August 2 resignation of Bob Ray. She spoke at 5:00 p.m. in Porto."
    assert [t.edtf for t in times.find(nlp(text), "2019-08-08")][-1] == "2019-08-07"
