import gzip
import json
import re

import pytest

from kg.errors import InputError
from kg.ingest import Failure, read
from kg.ingest.furniture import find
from kg.ingest.read import of_text
from kg.model import Document
from kg.settings import Settings, as_date

STORY = "The mayor of Porto opened a new bridge on Monday. Thousands of people came to see it. She thanked the workers."


def one(path, **settings) -> Document:
    (found,) = read([path], Settings(**settings))
    assert isinstance(found, Document), found
    return found


def failure(path, **settings) -> str:
    (found,) = read([path], Settings(**settings))
    assert isinstance(found, Failure)
    return str(found.error)


@pytest.mark.parametrize(
    ("text", "kinds", "known"),
    [
        (
            f"New bridge opens\nMarch 06, 2008\n{STORY}",
            ["title", "date"],
            {"title": "New bridge opens", "date": "2008-03-06"},
        ),
        (f"Friday, January 4, 2019 \n\n\n{STORY}", ["date"], {"date": "2019-01-04"}),
        (
            f"New bridge opens\nBy Jane Doe\n\n{STORY}",
            ["title", "byline"],
            {"title": "New bridge opens", "author": "Jane Doe"},
        ),
        (f"PORTO (Reuters) — {STORY}", ["dateline"], {}),
        (f"Porto Weekly — {STORY}", ["dateline"], {}),
        (f"Porto Weekly – {STORY}", [], {}),
        (f"{STORY}\n\n(Reporting by Ann Lee in Porto; Editing by Bo Dean)\n", ["byline"], {}),
        (f"{STORY}\n\nAdditional reporting by Ann Lee\nEditing by Bo Dean", ["byline", "byline"], {}),
        (f"{STORY}\n\nReporting by others was wrong. {STORY}", [], {}),
        (f"{STORY}\n\nWriting by Kafka was sold to Bo Li on Monday, Acme said.", [], {}),
        (f"Apple — Google's biggest rival — bought it. {STORY}", [], {}),
        (f"Porto, March 3 (AP) - {STORY}", ["dateline"], {}),
        (f"PORTO, 17 November (AFP) - {STORY}", ["dateline"], {}),
        (
            f"Acme names a chief\n\nBoard adds two directors\n\nPORTO, June 3 (AFP) - {STORY}",
            ["title", "dateline"],
            {"title": "Acme names a chief"},
        ),
        (
            f"Acme sued\n\nBy Ana Prates\nCourt reporter\n\n{STORY}",
            ["title", "byline", "byline"],
            {"title": "Acme sued", "author": "Ana Prates"},
        ),
        (
            f"Acme sued\n\nPosted by Ana Prates, Senior Editor\n\n{STORY}",
            ["title", "byline"],
            {"title": "Acme sued", "author": "Ana Prates"},
        ),
        (
            f"Acme sued\n\nBy Ana Prates at Celtic Park\n\n{STORY}",
            ["title", "byline"],
            {"title": "Acme sued", "author": "Ana Prates"},
        ),
        (
            f"Acme sued\n\nWikinews, the free news source\n\nWednesday, February 19, 2025\n\n{STORY}",
            ["title", "date"],
            {"title": "Acme sued", "date": "2025-02-19"},
        ),
        (f"PORTO/LISBON, March 3 (Reuters) - {STORY}", ["dateline"], {}),
        (
            f"PORTO, Portugal, July 9, 2024 /PRNewswire/ -- {STORY}",
            ["dateline"],
            {"date": "2024-07-09"},
        ),
        (f"PORTO, Sept. 4, 2023 (AFP) - {STORY}", ["dateline"], {"date": "2023-09-04"}),
        (f"PORTO—{STORY}", ["dateline"], {}),
        (f"LISBOA: {STORY}", ["dateline"], {}),
        (f"PORTO, Portugal: {STORY}", ["dateline"], {}),
        (f"PORTO, Portugal, Feb. 5, 2025 (dpa) - {STORY}", ["dateline"], {"date": "2025-02-05"}),
        (f"UPDATED: {STORY}", [], {}),
        (f"POLICE BLOTTER: {STORY}", [], {}),
        (f"NATO: {STORY}", [], {}),
        (
            f"PORTO (AP) — A ferry sank, police said Friday, Aug. 6, 2021. {STORY}",
            ["dateline"],
            {"date": "2021-08-06"},
        ),
        (f"PORTO (AP) — A ferry sank, police said Friday. {STORY}", ["dateline"], {}),
        (f"PORTO (Friday, 3 May 2024) – {STORY}", ["dateline"], {"date": "2024-05-03"}),
        (f"PORTO, Portugal / LISBON, Portugal, 3 May 2024 – {STORY}", ["dateline"], {"date": "2024-05-03"}),
        (
            f"Acme sued\n\nPorto, 3 May 2024\n\n{STORY}",
            ["title", "dateline"],
            {"title": "Acme sued", "date": "2024-05-03"},
        ),
        (
            f"Acme sued\n\nPublished 3 May 2024\n\n{STORY}",
            ["title", "date"],
            {"title": "Acme sued", "date": "2024-05-03"},
        ),
        (
            f"Acme sued\n\nFri 3 May 2024 18.42 BST\nAna Prates\n\n{STORY}",
            ["title", "date", "byline"],
            {"title": "Acme sued", "date": "2024-05-03", "author": "Ana Prates"},
        ),
        (
            f"Acme sued\n\nBy Radu Țurcan\n\n{STORY}",
            ["title", "byline"],
            {"title": "Acme sued", "author": "Radu Țurcan"},
        ),
        (f"Porto, 3 May 2024 was a day.\n\n{STORY}", [], {}),
        (f"The man - a doctor - left. {STORY}", [], {}),
        (STORY, [], {}),
    ],
)
def test_furniture(text, kinds, known):
    spans, found = find(text)
    assert [k for k, _ in spans] == kinds and found == known
    assert all(text[a:b].strip() == text[a:b] for _, (a, b) in spans)


def test_a_day_that_does_not_exist_is_no_date():
    assert "date" not in find(f"A title here\nFebruary 31, 2019\n{STORY}")[1]
    assert "date" not in find(f"A title here\n2020-99-99\n{STORY}")[1]
    assert find(f"A title here\n2020-02-09\n{STORY}")[1]["date"] == "2020-02-09"


def test_the_day_somebody_was_born_on_is_not_the_articles():
    assert "date" not in find(f"A title here\n\nAna Prates, born on Friday, Aug. 6, 1950, left. {STORY}")[1]


def test_text_is_unchanged(tmp_path):
    (tmp_path / "a.txt").write_bytes(f"  {STORY}\r\n\n".encode())
    assert one(tmp_path / "a.txt").text == f"  {STORY}\r\n\n"


def test_latin1(tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "Le café de Zürich a été fermé hier, said the mayor of the city to the reporters in the café.".encode("latin-1")
    )
    assert "café" in one(tmp_path / "a.txt", language="en").text


def test_html(tmp_path):
    page = f"""<html><head><title>New bridge opens | Porto News</title><meta property="article:published_time" content="2019-05-02"></head>
    <body><nav>Home</nav><article><h1>New bridge opens</h1>{"".join(f"<p>{STORY}</p>" for _ in range(4))}</article><script>alert(1)</script></body></html>"""
    (tmp_path / "a.html").write_text(page)
    found = one(tmp_path / "a.html")
    assert (
        "mayor of Porto" in found.text
        and "alert" not in found.text
        and "Home" not in found.text
        and found.date == "2019-05-02"
    )


def test_json_lines(tmp_path):
    lines = [{"id": "x", "text": STORY, "title": "T", "date": "2019-01-02T10:00:00"}, {"text": STORY + " More."}]
    data = "\n".join(map(json.dumps, lines)) + '\nnot json\n{"id": "x", "text": "twice twice twice"}\n{"id": "y"}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data.encode()))
    found = list(read([tmp_path / "a.jsonl.gz"]))
    assert [type(f).__name__ for f in found] == ["Document", "Document", "Failure", "Failure", "Failure"]
    assert (found[0].id, found[0].date, found[0].text) == ("x", "2019-01-02", STORY)
    assert (
        ":3:" in str(found[2].error) and "second document" in str(found[3].error) and "no “text”" in str(found[4].error)
    )


def test_truncated_gzip_keeps_what_came_before(tmp_path):
    data = gzip.compress(
        "\n".join(json.dumps({"id": str(i), "text": STORY + f" Number {i}."}) for i in range(2000)).encode()
    )
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    found = list(read([tmp_path / "a.jsonl.gz"]))
    assert isinstance(found[-1], Failure) and "damaged" in str(found[-1].error)


def test_the_same_article_twice_is_noticed(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY + "\n")
    found = list(read([tmp_path]))
    assert isinstance(found[0], Document) and isinstance(found[1], Failure) and "same article" in str(found[1].error)
    assert len([f for f in read([tmp_path], skip_repeated=False) if isinstance(f, Document)]) == 2


def test_date_and_url_fill_only_what_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text(f"New bridge opens\nMarch 06, 2008\n{STORY}")
    found = one(tmp_path / "a.txt", date="1999-01-01", url="https://example.org")
    assert (found.date, found.url) == ("2008-03-06", "https://example.org")
    lines = [{"id": "x", "text": STORY, "url": "https://own.example", "date": "2010"}, {"id": "y", "text": STORY}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    own, given = read([tmp_path / "a.jsonl"], Settings(url="https://example.org", date="1999"), skip_repeated=False)
    assert (own.url, own.date) == ("https://own.example", "2010")
    assert (given.url, given.date) == ("https://example.org", "1999")


def test_an_article_is_known_by_its_file_or_by_what_it_says(tmp_path):
    (tmp_path / "bridge.txt").write_text(STORY)
    assert one(tmp_path / "bridge.txt").id == "bridge"
    unnamed = of_text(STORY)
    assert (
        re.fullmatch(r"text-[0-9a-f]{12}", unnamed.id) and of_text(STORY).id == unnamed.id != of_text(STORY + " x").id
    )
    assert of_text(STORY, id="mine").id == "mine"


def test_what_a_line_says_of_itself(tmp_path):
    """Numbers are read as texts, several authors as one list; a byline fills in for an author not given."""
    lines = [
        {"id": 7, "text": STORY, "author": ["Bo Li", "An Yu"]},
        {"id": "b", "text": f"New bridge opens\nBy Jane Doe\n\n{STORY}"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert [(d.id, d.author) for d in read([tmp_path / "a.jsonl"])] == [("7", "Bo Li, An Yu"), ("b", "Jane Doe")]


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024-02-29", "2024-02-29"), ("2023-02-29", "2023-02"), ("2024-13-01", "2024"), ("2024-05-06T10:00Z", "2024-05-06"),
     ("2024-05", "2024-05"), ("0000-01-01", None), ("yesterday", None), ("", None)],
)  # fmt: skip
def test_no_more_of_a_date_than_the_calendar_has(text, date):
    assert as_date(text) == date


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x7fELF\x00\x01\x02" * 50, "binary"),
        (("这是一篇关于桥梁的新闻报道。" * 20).encode(), "only English"),
        (
            (
                "Der Bürgermeister eröffnete gestern die neue Brücke über den Fluss, und viele Leute kamen. " * 8
            ).encode(),
            "“de”",
        ),
        (b"12345 67890 !!! ...", "no sentence"),
    ],
    ids=["empty", "blank", "binary", "chinese", "german", "numbers"],
)
def test_what_is_no_english_article_says_so(tmp_path, data, says):
    (tmp_path / "a.txt").write_bytes(data)
    assert says in failure(tmp_path / "a.txt")


def test_language_can_be_forced(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Der Bürgermeister eröffnete gestern die neue Brücke über den Fluss, und viele Leute kamen. " * 8
    )
    assert one(tmp_path / "a.txt", language="en")


def test_too_much(tmp_path):
    (tmp_path / "a.txt").write_text(STORY * 100)
    assert "limit is 1,000" in failure(tmp_path / "a.txt", max_characters=1000)


def test_missing_and_empty_folder(tmp_path):
    assert "no such file" in failure(tmp_path / "none")
    assert "no article" in failure(tmp_path)


def test_a_damaged_pdf(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"garbage" * 100)
    with pytest.raises(AssertionError):
        one(tmp_path / "a.pdf")
    assert "PDF" in failure(tmp_path / "a.pdf")


def test_errors_say_what_to_do():
    assert (
        InputError("a: broken", "mend it").exit_status == 1
        and str(InputError("a: broken", "mend it")) == "KG100: a: broken — mend it"
    )


@pytest.mark.parametrize("mark", [" - ", " — ", " -- ", " – "])
def test_a_dateline_stands_apart_from_the_first_sentence(mark):
    from kg.ingest import furniture
    from kg.model import Document
    from kg.nlp import pipeline

    text = f"OSLO, March 4 (Reuters){mark}Shipper Acme ASA said on Monday it had sold a unit.\n\nIt lost money."
    doc = pipeline.analyse(Document("d", text, furniture=furniture.find(text)[0]), pipeline.load())
    first, second = list(doc.sents)[:2]
    assert first.text.rstrip() == f"OSLO, March 4 (Reuters){mark}".rstrip()
    assert second.text.startswith("Shipper Acme ASA said")


def test_a_long_word_behind_by_takes_no_time():
    find("Acme sued\n\nBy " + "A" * 5000 + "!\n\nIt left.")
    find("By " + "Aa, " * 2000 + "!\n\nIt left.")


@pytest.mark.parametrize(
    ("line", "role"), [("Arts correspondent", True), ("Storm hits the coast", False), ("Early life", False)]
)
def test_only_a_kind_of_work_below_a_byline_belongs_to_it(line, role):
    spans, _ = find(f"Acme sued\n\nBy Ana Prates\n{line}\n\nThe shipper said it had sold a unit. It lost money.")
    assert ([k for k, _ in spans].count("byline") == 2) == role


@pytest.mark.parametrize(
    ("line", "date", "author"),
    [
        ("By Thaís Guimarães | BELÉM | 22 May 2025", "2025-05-22", "Thaís Guimarães"),
        ("Published: 28/08/2024", "2024-08-28", None),
        ("Published: 08/09/2024", None, None),  # two days by two customs
        ("He ate | and left", None, None),
        ("Ana Prates, Resources editor", None, "Ana Prates"),
        ("Ana Prates, owner", None, None),
    ],
)
def test_a_line_below_the_title_may_tell_author_and_date(tmp_path, line, date, author):
    path = tmp_path / "a.txt"
    path.write_text(f"Court orders brewer to pay\n\n{line}\n\nA court has ordered it. It must pay.\n", "utf-8")
    (made,) = read([path])
    assert (made.date, made.author) == (date, author)
