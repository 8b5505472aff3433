"""The pages under a reader's hands, in a real browser: clicks, keys, sliders, links that can be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.doors.views import DAYS, TEXT, VIEWS, at


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 850})
    context.set_default_timeout(20_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    yield page
    context.close()
    assert [fault for fault in faults if "404" not in fault] == []


@pytest.mark.slow
def test_no_view_asks_another_host_for_anything(browser: Any, served: str) -> None:
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for view in VIEWS:
        page.goto(at(served, view))
        page.wait_for_load_state("networkidle")
    context.close()
    assert len(asked) > len(VIEWS)
    assert [url for url in asked if not url.startswith(served)] == []


def test_a_question_is_answered_with_the_mouse_and_a_figure_followed_to_its_page(page: Any, served: str) -> None:
    page.goto(f"{served}/")
    page.get_by_label("State", exact=True).fill("Philippines")
    page.get_by_label("As of").first.fill("2024-06-01")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/why/PHL?*")
    assert "Why is the Philippines seeking" in page.locator("h1").inner_text()
    figure = page.locator("a.figure").first
    figure.click()
    drawer = page.get_by_role("dialog", name="Evidence")
    drawer.wait_for()
    text = drawer.inner_text()
    for said in ("How the number was made", "licence", "source"):
        assert said in text
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.evaluate("document.activeElement.className") == "figure"
    figure.click()
    drawer.get_by_role("link", name="Open as a page").click()
    page.wait_for_url("**/figure/0?*")
    page.locator("a.fact").first.click()
    page.get_by_role("dialog").get_by_role("link", name="Open as a page").click()
    page.wait_for_url("**/facts/*")
    assert page.get_by_role("heading", name="Where it was read").is_visible()
    assert "data=" in page.url


def rows(page: Any) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector_all(
        "#weighed tbody tr:not([hidden])",
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))",
    )
    return found


def test_sliders_reorder_threats_at_once_and_the_link_says_the_same(page: Any, browser: Any, served: str) -> None:
    page.goto(at(served, "/threats/JPN"))
    before = rows(page)
    slider = page.locator("#w-capability")
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    page.get_by_label("Measured by").nth(2).select_option("acts")
    after = rows(page)
    assert [row[1] for row in after] != [row[1] for row in before]
    assert "w_capability=0&" in f"{page.url}&"
    assert "intent=acts" in page.url
    assert page.url in page.locator(".citation").inner_text()
    took = page.evaluate(
        """() => {
            const slider = document.getElementById("w-proximity"), start = performance.now();
            for (let turn = 0; turn < 10; turn++) { slider.value = turn / 4; slider.dispatchEvent(new Event("input", {bubbles: true})); document.body.offsetHeight; }
            slider.value = 1; slider.dispatchEvent(new Event("input", {bubbles: true}));
            return (performance.now() - start) / 10;
        }"""
    )
    assert took < 100, f"{took:.0f} ms for one move of a slider"
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(page.url)
    drawn = [row.inner_text().split("\t") for row in still.locator("#weighed tbody tr").all()]
    context.close()
    assert [[cell.strip() for cell in row] for row in drawn] == after
    page.get_by_role("link", name="Reset").click()
    assert rows(page) == before
    assert "w_capability" not in page.url


@pytest.mark.parametrize("weights", [(0.3, 2.1, 1.7), (3, 0, 0), (0, 0, 0), (1.5, 1.5, 0.1)])
def test_the_browser_and_the_server_weigh_alike(page: Any, served: str, weights: tuple[float, ...]) -> None:
    names = ("capability", "proximity", "intent")
    query = "&".join(f"w_{name}={weight}" for name, weight in zip(names, weights, strict=True))
    page.goto(at(served, f"/threats/KOR?{query}&capability=warheads"))
    server = rows(page)
    page.evaluate("document.getElementById('weights').dispatchEvent(new Event('input'))")
    assert rows(page) == server
    page.goto(at(served, f"/balance/CHN/USA+JPN?w_USA={weights[0] / 3}&w_JPN={weights[1] / 3}"))
    server = rows(page)
    page.evaluate("document.getElementById('weights').dispatchEvent(new Event('input'))")
    assert rows(page) == server


def test_a_basis_is_chosen_for_the_table_and_the_picture(page: Any, served: str) -> None:
    page.goto(at(served, "/balance/CHN/JPN"))
    all_rows = rows(page)
    label = all_rows[-1][0]
    page.locator("#weights select").select_option(label)
    assert [row[0] for row in rows(page)] == [label]
    assert "basis=" in page.url
    assert all(
        "basis=" in src for src in page.eval_on_selector_all(".picture img", "images => images.map(one => one.src)")
    )
    exports = page.eval_on_selector_all(
        ".data a",
        "links => links.map(one => { const to = new URL(one.href); to.searchParams.sort(); return to.href; })",
    )
    assert sum("basis=" in href for href in exports) == 2
    page.reload()
    assert [row[0] for row in rows(page)] == [label]
    assert (
        page.eval_on_selector_all(
            ".data a",
            "links => links.map(one => { const to = new URL(one.href); to.searchParams.sort(); return to.href; })",
        )
        == exports
    )


def test_the_map_follows_both_clocks_by_slider_key_date_and_play(page: Any, browser: Any, served: str) -> None:
    page.goto(at(served, "/map/JPN"))
    said = page.locator("#said")
    arcs = page.locator("svg.map path.arc").count()
    assert arcs > 40
    page.get_by_label("As of, by year").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#said", has_text="13 January 2022").wait_for()
    assert page.locator("svg.map path.arc").count() < arcs
    assert "as_of=2022-01-13" in page.url
    page.locator("#drawn").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#said", has_text="13 January 2021").wait_for()
    assert page.evaluate("document.activeElement.id") == "drawn"
    page.get_by_label("Known by", exact=True).fill("2021-06-01")
    page.locator("#said", has_text="known by 1 June 2021").wait_for()
    known = said.inner_text()
    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(page.url)
    assert still.locator("#said").inner_text() == known
    assert still.locator("#view tbody").inner_text() == page.locator("#view tbody").inner_text()
    still.context.close()
    assert "as_of=2021-01-13" in page.locator("nav.about a", has_text="why").get_attribute("href")
    play = page.get_by_role("button", name="Play")
    play.click()
    page.locator("#said", has_text="13 January 2023").wait_for()
    page.get_by_role("button", name="Stop").click()
    assert page.get_by_role("button", name="Play").get_attribute("aria-pressed") == "false"


def test_the_circle_moves_too(page: Any, served: str) -> None:
    page.goto(at(served, "/ego/AUS"))
    dots = page.locator("svg.ego circle.node").count()
    page.get_by_label("As of, by year").fill("2005")
    page.locator("#said", has_text="2005").wait_for()
    assert 0 < page.locator("svg.ego circle.node").count() < dots


def test_a_pasted_text_is_checked_and_a_chip_leads_to_its_claim(page: Any, served: str) -> None:
    page.goto(at(served, "/check"))
    page.get_by_label("Text").fill(TEXT)
    page.get_by_label("Published").fill("2023-01-13")
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/check?*text=*")
    chip = page.locator(".told a.chip").nth(1)
    assert chip.inner_text() == "2 supported"
    chip.click()
    assert page.url.endswith("#c2")
    assert page.locator("#c2").get_by_text("reciprocal access").first.is_visible()
    page.locator("#c2 a.fact").first.click()
    page.get_by_role("dialog", name="Evidence").wait_for()


def test_two_days_are_compared(page: Any, served: str) -> None:
    page.goto(at(served, "/diff"))
    page.get_by_label("First day").fill("2013-01-13")
    page.get_by_label("Second day").fill("2023-01-13")
    page.get_by_label("State").fill("Japan")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/diff?*day1=2013-01-13*")
    assert page.locator("tbody tr").count() > 5
    assert "What moved from 13 January 2013" in page.locator("h1").inner_text()


def test_the_theme_is_the_systems_or_the_one_chosen(page: Any, browser: Any, served: str) -> None:
    back = "getComputedStyle(document.body).backgroundColor"
    page.goto(at(served, "/balance/CHN/JPN"))
    light = page.evaluate(back)
    page.get_by_label("Theme").select_option("dark")
    dark = page.evaluate(back)
    assert light != dark
    assert page.locator(".picture .for-dark").is_visible()
    assert not page.locator(".picture .for-light").is_visible()
    page.reload()
    assert page.evaluate(back) == dark
    page.get_by_label("Theme").select_option("system")
    assert page.evaluate(back) == light
    night = browser.new_context(color_scheme="dark").new_page()
    night.goto(at(served, "/"))
    assert night.evaluate(back) == dark
    night.get_by_label("Theme").select_option("light")
    assert night.evaluate(back) == light
    night.context.close()


def test_a_word_is_explained_on_hover_and_on_focus(page: Any, served: str) -> None:
    page.goto(at(served, "/threats/JPN"))
    word = page.locator("#weighed a.term").first
    word.hover()
    tip = page.get_by_role("tooltip")
    tip.wait_for()
    assert tip.inner_text() == word.get_attribute("data-says")
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    assert not tip.is_visible()
    word.focus()
    assert tip.is_visible()
    assert word.get_attribute("aria-describedby") == tip.get_attribute("id")
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1200


def test_the_keyboard_reaches_everything_in_order(page: Any, served: str) -> None:
    page.goto(at(served, "/why/JPN"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    names = []
    for _ in range(16):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", names[-1]
    assert names[:2] == ["state", "as_of"]
    assert "Threat" in names
    page.locator("nav.menu summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Balance of two sides").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Balance of two sides").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_link_and_citation_can_be_copied(browser: Any, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(at(served, "/threats/JPN"))
    for name, text in (("Copy link", page.url), ("Copy BibTeX", "@misc{latticework-")):
        page.get_by_role("button", name=name).click()
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith(text)
    context.close()


def test_the_main_answers_need_no_script(browser: Any, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for view, wanted in (
        ("/why/JPN", "a.figure"), ("/threats/JPN", "#weighed tbody tr"), ("/balance/CHN/JPN", "#weighed tbody tr"), ("/map/JPN", "svg.map path.arc"),
        ("/ego/JPN", "svg.ego circle.node"), ("/ties/JPN", "tbody tr"), ("/glossary", "dt"), ("/lesson", "ol.lesson li"),
    ):  # fmt: skip
        page.goto(at(served, view))
        assert page.locator(wanted).first.is_visible(), view
        assert not page.locator(".copies, [data-play], label.theme").first.is_visible()
    page.goto(f"{served}/threats/JPN?{DAYS}")
    page.get_by_label("Measured by").nth(0).select_option("output")
    page.get_by_role("button", name="Apply").click()
    assert "capability=output" in page.url
    context.close()
