"""The query page in a real browser: what a person does, no request elsewhere, no message in the console."""

import re

import pytest

from tests.support.server import serving


@pytest.fixture(scope="module")
def page(seed_folder, browser):
    with serving(seed_folder) as (address, _):
        made = browser.new_page(viewport={"width": 1400, "height": 900})
        messages, requests = [], []
        made.on("console", lambda m: messages.append(m.text))
        made.on("pageerror", lambda e: messages.append(str(e)))
        made.on("request", lambda r: requests.append(r.url))
        made.goto(address)
        made.wait_for_selector("body[data-ready]")
        yield made
        made.close()
        assert messages == [] and all(u.startswith((address, "data:", f"blob:{address}")) for u in requests), requests


def rows(page):
    page.wait_for_selector(".yasr table tbody tr")
    return page.locator(".yasr table tbody tr").all_inner_texts()


def test_a_named_query_with_a_value(page):
    page.fill("#find", "claims about")
    assert page.locator("#queries li:visible").count() >= 1
    page.click("#queries button:has-text('claims-about')")
    page.keyboard.type("vkontakte")
    page.keyboard.press("Enter")
    assert any("founderOf" in row and "Pavel Durov" in row for row in rows(page))
    assert "kg:" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")


def test_a_query_of_one_s_own(page):
    page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT (COUNT(*) AS ?n) WHERE { ?s ?p \"Pavel Durov\" }')"
    )
    page.keyboard.press("Escape")
    page.click(".yasqe_queryButton")
    page.locator(
        ".yasr table th", has_text=re.compile(r"^\s*n\s*$")
    ).first.wait_for()  # no script: the page forbids eval
    assert any(row.strip() for row in rows(page))


def test_a_value_that_is_none_is_told(page):
    page.fill("#find", "relation")
    page.click("#queries button:has-text('All claims of one relation')")
    page.fill("#queries form:visible input", "founder")
    # the answer is a 400, which the browser itself would note in the console: ask the address instead
    response = page.request.get(page.url + "named/relation?relation=founder")
    assert response.status == 400 and "founderOf" in response.text()


def test_the_explorer_opens_from_here(page):
    page.click("nav a:has-text('Explore')")
    page.wait_for_selector("body[data-ready]")
    page.go_back()
    page.wait_for_selector("#queries li")


def test_a_query_that_finds_nothing_is_explained(page):
    """The page says what in it cannot match, and takes it back when the next one finds something."""
    put = "q => document.querySelector('.CodeMirror').CodeMirror.setValue(q)"
    page.evaluate(put, 'SELECT ?s WHERE { ?s rdfs:label "pavel durov" }')
    page.click(".yasqe_queryButton")
    page.locator("#message", has_text="Pavel Durov").wait_for()
    page.evaluate(put, 'SELECT ?s WHERE { ?s rdfs:label "Pavel Durov" }')
    page.click(".yasqe_queryButton")
    page.locator("#message:empty").wait_for(state="attached")
