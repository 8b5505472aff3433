"""Every view can be reached by everybody: names, roles, headings, order, contrast, size, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors.views import VIEWS, at

RULES = Path(__file__).with_name("access.js").read_text(encoding="utf-8")
RULES = RULES[RULES.index("() =>") :]


@pytest.fixture(scope="module", params=["light", "dark"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    made = browser.new_context(color_scheme=request.param, viewport={"width": 1200, "height": 850})
    yield made.new_page()
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_keeps_the_rules_of_access(page: Any, served: str, view: str) -> None:
    page.goto(at(served, view))
    assert page.evaluate(RULES) == []


def test_the_rules_find_what_breaks_them(page: Any, served: str) -> None:
    page.goto(at(served, "/glossary"))
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const add = (tag, given) => main.append(Object.assign(document.createElement(tag), given));
            add("img", {src: "/static/icon.svg"});
            add("h4", {textContent: "deep"});
            add("input", {name: "x"});
            add("button", {});
            add("p", {textContent: "pale", className: "pale"});
            add("p", {id: "cite", textContent: "twice"});
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(".pale { color: #888; background: #777; }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    rules = {text.split(":")[0].split(" (")[0] for text in page.evaluate(RULES)}
    expected = {
        "pictures have words",
        "headings skip no level",
        "fields have labels",
        "links and buttons have names",
        "text can be read",
        "an id stands once",
    }
    assert expected <= rules


@pytest.mark.slow
def test_no_view_is_wider_than_a_phone(browser: Any, served: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, wide = context.new_page(), {}
    for view in VIEWS:
        page.goto(at(served, view))
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wide[view] = found
    context.close()
    assert wide == {}


def test_motion_is_left_out_where_it_is_not_wanted(browser: Any, served: str) -> None:
    moves = {}
    for wish in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(at(served, "/why/JPN"))
        page.locator("a.figure").first.click()
        page.locator("dialog.drawer[open]").wait_for()
        moves[wish] = page.evaluate("getComputedStyle(document.querySelector('dialog.drawer')).animationName")
        context.close()
    assert moves == {"reduce": "none", "no-preference": "in"}
