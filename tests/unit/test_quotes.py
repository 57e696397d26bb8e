"""Attributions, sentence by sentence: source | cue | content (further parts behind a double bar)."""

import pytest

from kg.nlp import pipeline, quotes
from kg.nlp.quotes import marks


@pytest.fixture(scope="module")
def read():
    nlp = pipeline.load()

    def found(text):
        doc = nlp(text)
        show = lambda span: doc[span[0] : span[1]].text if span else "-"  # noqa: E731
        return [
            f"{show(q.speaker)} | {show(q.cue)} | " + " || ".join(map(show, ((q.start, q.end), *q.parts)))
            for q in quotes.find(doc)
            if q.listed
        ]

    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            '"We will win," Smith told supporters on Tuesday. "You will see."',
            'Smith | told | "We will win," || "You will see."',
        ),
        ('"Ann Smith," she said, "is unfit."', 'she | said | "Ann Smith," || "is unfit."'),
        (
            "“It’s a sad day,” said Paul Jones, the mayor’s lawyer.",
            "Paul Jones, the mayor’s lawyer | said | “It’s a sad day,”",
        ),
        ("The FBI also said that the man had left.", "The FBI | also said | that the man had left"),
        (
            "According to a new poll, most voters like the plan.",
            "a new poll | According to | most voters like the plan",
        ),
        (
            "Mugabe was hospitalized in Singapore and according to the Ministry of Foreign Affairs he died in the morning.",
            "the Ministry of Foreign Affairs | according to | he died in the morning",
        ),
        ("The bridge will close, officials said.", "officials | said | The bridge will close"),
        (
            "The former secretary of state, her aides say, plans to focus on the economy.",
            "her aides | say | The former secretary of state || plans to focus on the economy",
        ),
        ("Smith has repeatedly called for a ban on arms.", "Smith | has repeatedly called for | a ban on arms"),
        ("Smith accused Jones of lying.", "Smith | accused | Jones of lying"),
        ("He praised Smith for his leadership.", "He | praised | Smith for his leadership"),
        ('Cruz called the plan "risky".', 'Cruz | called | the plan "risky"'),
        ("The mayor has vowed to build a wall.", "The mayor | has vowed | to build a wall"),
        ("It is widely believed that Russia paid for it.", "- | is widely believed | that Russia paid for it"),
        ("Smith's claim that Jones lied is wrong.", "Smith | claim | that Jones lied"),
        ("The minister is confident that the deal will hold.", "The minister | is confident | that the deal will hold"),
        (
            "A letter written by Smith said the club would close.",
            "A letter written by Smith | said | the club would close",
        ),
        (
            "Smith issued a statement saying the club would close.",
            "Smith | issued a statement saying | the club would close",
        ),
        ('"We will win," said a statement issued by Smith.', 'a statement issued by Smith | said | "We will win,"'),
        ('"Go," Smith told Jones, "and stay."', 'Smith | told | "Go," || "and stay."'),
        ('"It rains," according to Smith.', 'Smith | according to | "It rains,"'),
        ("According to Smith and Jones, the club will close.", "Smith and Jones | According to | the club will close"),
        ("The club would close, the BBC reported, citing Smith.", "the BBC | reported | The club would close"),
        ("Officials reportedly told Smith that he must leave.", "Officials | reportedly told | that he must leave"),
        ('Smith wrote: "I am ill." He left.', 'Smith | wrote | "I am ill."'),
        ("Asked about it, Smith said he was ill.", "Smith | said | he was ill"),
        ("Smith was accused of lying.", "- | was accused | of lying"),
        (
            'One poster admitted to it, writing in a blog post "I have loaded it myself and it works."',
            'One poster | writing | "I have loaded it myself and it works."',
        ),
        (
            'Writing in her blog, Smith described the plan: "It is a waste of money."',
            'Smith | described | "It is a waste of money."',
        ),
        ('It was loud.\n\n"It is a long game." - Ann Smith', 'Ann Smith | - | "It is a long game."'),
        ('"We plan to leave," Smith said.', "We | plan | to leave"),  # a source of its own within a quotation
        (
            "The judge presiding over the case, Bernard Schwartz, said they were free.",
            "The judge presiding over the case, Bernard Schwartz | said | they were free",
        ),
        ("The judge then went on to say he was ill.", "The judge | then went on to say | he was ill"),
        ("The House voted to impeach the president.", "The House | voted | to impeach the president"),
    ],
)
def test_one_attribution(read, text, wanted):
    assert wanted in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The region is called the Ural.",  # a name
        "Our findings support the theory.",  # no source
        "They will reveal the plan.",  # nothing was said
        "Police questioned the student.",  # an interrogation
        "It is not known whether he was ill.",  # nobody's word
        'The "so-called" plan failed.',  # the writer's own marks
        "This means that the order was unlawful.",  # no source
    ],
)
def test_what_attributes_nothing(read, text):
    assert read(text) == []


def test_whose_a_quotation_alone_in_its_paragraph_is(read):
    told = 'Smith said they had left, and nobody saw them.\n\n"It is a long game, and we play it."'
    assert [q for q in read(told) if "long game" in q] == []
    direct = '"They left," Smith said.\n\n"It is a long game, and we play it."'
    assert next(q for q in read(direct) if "long game" in q).startswith("Smith")


def test_a_condition_within_a_quotation_attributes_nothing(read):
    assert len(read('"Nobody will build it if they know they can be sued," Smith said.')) == 1


def test_an_attribution_ends_where_the_next_one_starts(read):
    found = read("Critics say the plan would cost trillions, while supporters argue it would create jobs.")
    assert found == [
        "Critics | say | the plan would cost trillions",
        "supporters | argue | it would create jobs",
    ]


def test_who_goes_on_speaking_in_an_interview(read):
    found = read("WN: How are you?\n\nJS: I am fine. It rains.\n\nWN: Where?\n\nJS: In Rome.")
    assert "JS | : | I am fine. It rains." in found and len(found) == 4


def test_a_quotation_goes_on_in_the_next_paragraph():
    doc = pipeline.load()('She said: "It rains.\n\n"It rains in Rome."\n\nHe left the "old" house.')
    found = [doc[a:b].text for a, b in marks.find(doc, marks.paragraphs(doc))]
    assert found == ['"It rains.\n\n"It rains in Rome."', '"old"']


def test_quoted_words_in_a_judgement_are_the_sources_own():
    doc = pipeline.load()('Cruz called the strike "a crime".')
    listed, own = (q for q in sorted(quotes.find(doc), key=lambda q: not q.listed))
    assert listed.stance == "judges" and own.stance == "says" and doc[own.start : own.end].text == '"a crime"'


@pytest.mark.parametrize(
    ("text", "stance", "direct"),
    [
        ('"We will win," Smith said.', "says", True),
        ("Smith said that the club would close.", "says", False),
        ("Smith denied that he was ill.", "denies", False),
        ("Smith asked whether the club would close.", "asks", False),
        ("Smith believes that the club will close.", "believes", False),
        ("Smith accused Jones of lying.", "accuses", False),
    ],
)
def test_how_a_source_stands_to_what_it_says(text, stance, direct):
    doc = pipeline.load()(text)
    (found,) = [q for q in quotes.find(doc) if q.listed]
    assert (found.stance, found.direct) == (stance, direct) and doc[found.speaker[0]].text == "Smith"
