"""Which time dates what, on short sentences, as parsed."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.when import Calendar
from kg.model import Document, Span, TimeExpr
from kg.nlp import pipeline, times

PUBLISHED = "2015-09-22"  # a Tuesday


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # from one date to another
        ("Johnson was mayor of London from 2008 to 2016.", "mayor", "2008/2016"),
        ("Joe Biden served as Vice President from 2008 until 2016.", "served", "2008/2016"),
        ("The ship was sent from July 13 to 17 of last year.", "sent", "2014-07-13/2014-07-17"),
        ("She led the party between 2014 and 2016.", "led", "2014/2016"),
        ("The shop was closed from Friday to Monday.", "closed", "2015-09-18/2015-09-21"),
        ("The shop was open from Wednesday to Tuesday night.", "open", None),
        ("She led the party since 2014.", "led", None),
        # a part of a day
        ("Yesterday afternoon, Ana Prates resigned.", "resigned", "2015-09-21"),
        ("Ana Prates resigned yesterday morning.", "resigned", "2015-09-21"),
        ("The opening was put off to 2018.", "put", None),
        ("The hearing was listed for November 9.", "listed", None),
        # a dateline is nobody's time
        ("Thursday, May 7, 2015 On Tuesday, the government announced a plan.", "announced", "2015-09-22"),
        ("Thursday, May 7, 2015, the government announced a plan.", "announced", "2015-05-07"),
        # the goal of a verb that takes something somewhere, and what stands behind it
        ("Ahmed brought the clock he made to school on September 14.", "brought", "2015-09-14"),
        ("Ahmed brought the clock he made to school on September 14.", "made", None),
        ("Ahmed sold the house he built in 1990.", "sold", None),
        ("Ahmed sold the house he built in 1990.", "built", "1990"),
        ("Ahmed brought the clock he made in 1990.", "made", "1990"),
        # what is to come, not that it is to
        ("On Wednesday, Mohamed and his father are to travel.", "travel", "2015-09-23"),
        ("On Wednesday, Mohamed and his father are to travel.", "are", None),
        ("The plane was set to land in Porto on Monday.", "land", "2015-09-21"),
        ("The plane was set to land in Porto on Monday.", "set", None),
        ("Mohamed plans to meet Ana Prates tomorrow.", "meet", "2015-09-23"),
        ("Mohamed plans to meet Ana Prates tomorrow.", "plans", None),
        ("On Monday, Mohamed agreed to meet Ana Prates.", "agreed", "2015-09-21"),
        ("Deliveries of the plane are not due until October.", "Deliveries", "2015-10"),
        ("Deliveries of the plane are not due until October.", "due", "2015-10"),
        ("The shop was open until October.", "open", None),
        # no perfect takes a time that is over
        ("The response by police last week has inspired a movement.", "response", "2015-09-14/2015-09-20"),
        ("The response by police last week has inspired a movement.", "inspired", None),
        ("The response by police last week inspired a movement.", "inspired", "2015-09-14/2015-09-20"),
        ("Apple today has introduced a phone.", "introduced", "2015-09-22"),
        # what something is compared with is no time of its own
        ("In 2014 the shop opened. Profit of the shop fell 38% from a year earlier.", "fell", None),
        # a lapse is no time
        ("Police arrested a man 36 minutes after the call.", "arrested", None),
    ],
)
def test_what_is_dated(nlp, text, word, expected):
    doc = pipeline.analyse(Document("x", text), nlp)
    token = [t for t in doc if t.text == word][-1]
    time = Calendar(doc, times.find(doc, PUBLISHED)).of(token)
    assert (time and time.edtf) == expected


@pytest.mark.parametrize(("noun", "date"), [("hospital", "2015-09-21"), ("letter", None)])
def test_what_the_parser_hangs_on_a_place_dates_the_event(noun, date):
    words = ["Taken", "to", "a", noun, "on", "Monday"]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        lemmas=["take", *words[1:]],
        tags=["VBN", "IN", "DT", "NN", "IN", "NNP"],
        pos=["VERB", "ADP", "DET", "NOUN", "ADP", "PROPN"],
        deps=["ROOT", "prep", "det", "pobj", "prep", "pobj"],
        heads=[0, 0, 3, 1, 3, 4],
    )
    start = doc.text.index("Monday")
    monday = TimeExpr(
        "t1", Span(start, start + 6), "DATE", "2015-09-21", "2015-09-21", "2015-09-21", "2015-09-21", None
    )
    found = Calendar(doc, [monday]).behind_places(doc[0])
    assert (found and found.edtf) == date
