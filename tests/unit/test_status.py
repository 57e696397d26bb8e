"""Status on short sentences, as parsed: what is told as having happened, and what is not."""

import pytest

from kg.extract import when
from kg.model import Document
from kg.nlp import pipeline, quotes, times
from kg.nlp.status import Statuses


def status(nlp, text, word):
    """(status, polarity, text of the source) of the last token that reads `word`."""
    doc = pipeline.analyse(Document("x", text), nlp)
    token = [t for t in doc if t.text == word][-1]
    later = when.coming(doc, times.find(doc, "2019-03-05"), "2019-03-05")
    found = Statuses(doc, quotes.find(doc), later).of(token)
    return found.status, found.polarity, doc[found.source].text if found.source is not None else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # what is told in passing has a tense of its own
        ("Lion will replace Snow Leopard, which was released in 2009.", "released", "asserted"),
        ("Lion will replace Snow Leopard, which will be dropped.", "dropped", "planned"),
        ("The law may create a council which oversees the police.", "oversees", "hypothetical"),
        ("The law may create a council, which oversees the police.", "oversees", "hypothetical"),
        ("Apple will show its new service, which goes live on July 1.", "goes", "planned"),
        # two clauses side by side
        ("The flag is based on another one; the new one would be unique.", "based", "asserted"),
        ("The bank will close its office; the mayor opened another.", "opened", "asserted"),
        ("One plane is flying from Rome to Porto; it will carry 500 people.", "flying", "planned"),
        ("The record is subject to ratification by World Athletics.", "ratification", "hypothetical"),
        ("The subject of the ratification by World Athletics was new.", "ratification", "asserted"),
        ("The party ruled out any cabinet that includes Ana Prates.", "includes", "hypothetical"),
        ("The party left the cabinet that includes Ana Prates.", "includes", "asserted"),
        ("Acme will hold 80% of it, with Ana Prates taking 12%.", "taking", "planned"),
        ("Acme holds 80% of it, with Ana Prates taking 12%.", "taking", "asserted"),
        # what headlines announce
        ("Norway's Fjellkraft to buy Chilean mine in $1.3 billion deal", "buy", "planned"),
        ("Acme agreed. To buy Kestrel took years.", "buy", "asserted"),
        # a present at a time to come
        ("A cast goes on display next month in Porto.", "goes", "planned"),
        ("A cast goes on display every month in Porto.", "goes", "asserted"),
        ("A cast went on display last month in Porto.", "went", "asserted"),
        ("The club is due to take office in July.", "take", "planned"),
        ("Ana Prates gives no one a draw.", "gives", "denied"),
        # what none is told of, what somebody is chosen for, what went before a plan
        ("There is no evidence that Ana Prates profited.", "profited", "hypothetical"),
        ("There is proof that Ana Prates profited.", "profited", "asserted"),
        ("No firm that sold it was charged.", "sold", "asserted"),
        ("Prosecutors must prove that Ana Prates fled after she sold it.", "sold", "hypothetical"),
        ("The government promises elections in July.", "promises", "asserted"),
        ("She was appointed to fill the seat after Ana Prates resigned.", "resigned", "asserted"),
        # what is told a court
        ("The court heard that Acme had brought 260 pickers.", "brought", "attributed"),
        ("Ana Prates heard that Acme had brought 260 pickers.", "brought", "asserted"),
        ("The jury heard Ana Prates cry.", "cry", "asserted"),
        # what went before
        ("Brenton Tarrant stayed there overnight before appearing in court.", "appearing", "asserted"),
        ("Prior to joining parliament, Pohiva worked as a teacher.", "joining", "asserted"),
        ("He will see the mayor before leaving Porto.", "leaving", "hypothetical"),
        ("He did not see the mayor before leaving Porto.", "leaving", "hypothetical"),
        ("She resigned before being fired.", "fired", "hypothetical"),
        ("He died before finishing the book.", "finishing", "hypothetical"),
        # what is to come
        ("The men would register were a draft to be imposed.", "imposed", "hypothetical"),
        ("The men were there when a draft was imposed.", "imposed", "asserted"),
        ("The vote is to be held in May.", "held", "planned"),
        ("She has applied to join an uncle in Sydney.", "join", "planned"),
        ("The vote is to be held in May.", "vote", "planned"),
        ("The plane was set to land in Porto.", "land", "planned"),
        ("The plane was set on land in Porto.", "land", "asserted"),
        ("Mohamed and his father are to travel to Porto.", "travel", "planned"),
        ("Names are engraved on a monument to be built in Porto.", "built", "planned"),
        ("She was the first woman to be elected.", "elected", "asserted"),
        ("Ana neither confirmed nor denied it.", "confirmed", "denied"),
        ("Ana neither confirmed nor denied it.", "denied", "denied"),
        ("He did not buy it, nor did she sell it.", "sell", "denied"),
        ("He did not buy it and she sold it.", "sold", "asserted"),
        ("They met 300 guests, among them Ana Reyes, the last miner to have worked there.", "worked", "asserted"),
        ("They met Ana Reyes, a miner, to have worked out a plan.", "worked", "hypothetical"),
        ("It revoked the patent, a decision Acme did not appeal.", "appeal", "denied"),
        ("The vote to remove him failed.", "remove", "hypothetical"),
        ("Bo Dean was the first man to climb the tower.", "climb", "asserted"),
        ("The firm awaits the death of its founder.", "death", "planned"),
        ("The firm waits for the death of its founder.", "death", "planned"),
        ("The firm paid for the death of its founder.", "death", "asserted"),
        ("The firm sells technology to support users.", "support", "hypothetical"),
        ("They chose Boeing to replace the fleet.", "replace", "planned"),
        ("They chose to replace the fleet.", "replace", "asserted"),
        # what came of it, not what for
        ("Miller went on to cite the ruling.", "cite", "asserted"),
        ("Other microbes came to dominate the plume.", "dominate", "asserted"),
        ("Other workers came to clean the plume.", "clean", "hypothetical"),
    ],
)
def test_what_happened_is_told_from_what_did_not(nlp, text, word, expected):
    assert status(nlp, text, word)[0] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Nobody attended the meeting.", "attended", "negative"),
        ("None of the twelve had received care.", "received", "negative"),
        ("They received nothing but praise.", "received", "positive"),
        ("Neither US nor British authorities delivered a list.", "delivered", "negative"),
        ("Ana Prates, who likes neither, delivered a list.", "delivered", "positive"),
        ("The flag has never before been open to the public.", "open", "negative"),
        ("The flag has not only been open to the public.", "open", "positive"),
        ("The planes are not due until October.", "due", "positive"),
        ("The planes are not due in October.", "due", "negative"),
        ("Microsoft no longer wants to support the browser.", "support", "negative"),
        ("Microsoft still wants to support the browser.", "support", "positive"),
        ("We do not need to buy planes.", "buy", "positive"),
        ("She cited their refusal to disclose the papers.", "disclose", "negative"),
        ("They refused to disclose the attempt on his life.", "disclose", "negative"),
        ("They refused to disclose an attempt on his life.", "attempt", "positive"),
        ("They asked users to stop using the browser and update it.", "using", "negative"),
        ("They asked users to stop using the browser and update it.", "update", "positive"),
    ],
)
def test_a_negation_is_of_its_own_clause(nlp, text, word, expected):
    assert status(nlp, text, word)[1] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Ana Prates said Bo Dean should ask Joe Biden, who served as Vice President.", "served", ("asserted", None)),
        ("Ana Prates said Bo Dean should ask a man who served as Vice President.", "served", ("hypothetical", "Prates")),
        ("Police said that Bo Dean, who stole a car, fled.", "stole", ("attributed", "Police")),
        ("Ana Prates said it is one of many lodges in South Africa, which breed lions.", "breed", ("attributed", "Prates")),
        ('"We should ask Joe Biden, who lied," Ana Prates said.', "lied", ("attributed", "Prates")),
        # a phrase that speaks for a clause
        ("By one tradition, Charlemagne brought the relic home.", "brought", ("attributed", "tradition")),
        ("By some accounts, the army killed 50 people.", "killed", ("attributed", "accounts")),
        ("By one road, the army reached Porto.", "reached", ("asserted", None)),
        ("By one account the army was not paid.", "paid", ("denied", None)),
        ("Women, who make up half of the army, according to CNA, have been serving since 2015.", "make", ("attributed", "CNA")),
        ("Women, who make up half of the army, according to CNA, have been serving since 2015.", "serving", ("asserted", None)),
        ("Women, who make up half of the army, have been serving, according to CNA.", "serving", ("attributed", "CNA")),
        # a clause without "that", and a participle behind a statement
        ("Nadler has maintained an inquiry is what the committee is already doing.", "doing", ("attributed", "Nadler")),
        ("Nadler has maintained an inquiry and is what they call stubborn.", "call", ("asserted", None)),
        ("Pelosi attacked the president, saying that Trump betrayed his oath.", "betrayed", ("attributed", "Pelosi")),
        ("The council announced a process to suggest a flag.", "suggest", ("hypothetical", None)),
    ],
)  # fmt: skip
def test_whose_word_a_clause_in_passing_is(nlp, text, word, expected):
    found = status(nlp, text, word)
    assert (found[0], found[2]) == expected
