"""The pages as a reader meets them: figures that lead to facts, nothing from elsewhere, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")
pytest.importorskip("httpx", reason="httpx, which the tests call the door with, is not installed")

from latticework.atlas import Atlas
from latticework.doors.http.app import create_app
from latticework.doors.pages import view
from latticework.model.brief import Day, Figure
from tests.conftest import fact

CLOCKS = {"as_of": "2023-01-13", "known_by": "2023-12-31"}
VIEWS = (
    "/why/JPN", "/why/JPN/figure/3", "/ties/JPN", "/ties/JPN/AUS", "/threats/JPN", "/balance/CHN/USA+JPN", "/pledges/JPN",
    "/reach/PRK", "/reach/PRK/JPN", "/sources", "/facts/79895dfcab",
)  # fmt: skip
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202egpj"


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def links(self, kind: str = "") -> list[str]:
        return [
            given["href"]
            for tag, given in self.found
            if tag == "a" and "href" in given and (not kind or given.get("class") == kind)
        ]


@pytest.fixture(scope="module")
def client(pack_folder: Path) -> Iterator[Any]:
    from starlette.testclient import TestClient

    with TestClient(create_app(pack_folder, hosts=("testserver",))) as made:
        yield made


def test_each_figure_of_the_brief_leads_to_its_facts(client: Any, atlas: Atlas) -> None:
    brief = atlas.why("Japan", **CLOCKS)
    resting = [
        s for one in brief.sentences() for s in one.spans if isinstance(s, Figure | Day) and (s.facts or s.method)
    ]
    figures = Tags(client.get("/why/JPN", params=CLOCKS).text).links("figure")
    assert len(figures) == len(resting) == len(view.figures(brief)) > 50
    assert all("as_of=2023-01-13&known_by=2023-12-31" in link for link in figures)
    for number in (0, 1, len(figures) // 2, len(figures) - 1):
        got = client.get(figures[number])
        assert got.status_code == 200
        facts = resting[number].facts
        named = got.text
        assert all(fact.id[:10] in named for fact in facts[:5])


def test_a_fact_shows_quote_source_release_licence_and_rivals(client: Any, atlas: Atlas) -> None:
    spent = next(
        f
        for f in atlas.facts(["military_spending"], parties=["JPN"])
        if f.day.year == 2020 and f.citation.release == "2021-04"
    )
    page = client.get(f"/facts/{spent.id}", params={"as_of": "2023-01-13", "known_by": "2026-01-01"}).text
    source = atlas.sources()["sipri"]
    for text in (source.title, source.licence, "2021-04", "2025-04", "Rival values", spent.id):
        assert text in page
    early = client.get(f"/facts/{spent.id}", params={"as_of": "2023-01-13", "known_by": "2022-01-01"}).text
    assert "2025-04" not in early
    named = next(f for f in atlas.facts(["threat_named"], parties=["JPN"]) if f.citation.quote)
    assert (
        f"<blockquote>{named.citation.quote.split(chr(39))[0]}" in client.get(f"/facts/{named.id}", params=CLOCKS).text
    )
    tie = client.get("/facts/79895dfcab", params=CLOCKS).text
    assert "The steps of this tie" in tie


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_stands_by_itself(client: Any, path: str) -> None:
    got = client.get(path, params=CLOCKS)
    assert got.status_code == 200, got.text[:500]
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    tags = Tags(got.text)
    for tag, given in tags.found:
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        if tag in ("script", "link", "img", "iframe"):
            assert given.get("src", given.get("href", "")).startswith("/static/")
        if tag == "input" and given.get("type") != "hidden":
            assert f'name="{given["name"]}"' in got.text
    assert "<style" not in got.text
    assert re.search(r"<script(?![^>]*src=)", got.text) is None
    assert [tag for tag, _ in tags.found].count("h1") == 1
    assert "Cite this page" in got.text
    assert "@misc{latticework-" in got.text
    for address in ("as_of=2023-01-13", "known_by=2023-12-31"):
        assert address in re.sub("&amp;", "&", got.text.split("Cite this page")[1])
    for link in tags.links():
        assert urlsplit(link).scheme in ("", "http", "https")


def test_links_of_the_views_lead_somewhere(client: Any) -> None:
    for path in ("/", "/threats/JPN", "/ties/JPN/AUS", "/facts/79895dfcab"):
        for link in Tags(client.get(path, params=CLOCKS).text).links():
            if link.startswith("/") and not link.startswith("/why/"):
                assert client.get(link).status_code == 200, link


def test_an_address_without_days_is_sent_to_one_that_says_them(client: Any) -> None:
    moved = client.get("/ties/South%20Korea?ended=true", follow_redirects=False)
    assert moved.status_code == 307
    assert re.fullmatch(
        r"/ties/South%20Korea\?ended=true&as_of=\d{4}-\d\d-\d\d&known_by=\d{4}-\d\d-\d\d", moved.headers["location"]
    )
    asked = {"state": "Japan", "as_of": "2023-01-13", "known_by": "2023-12-31"}
    picked = client.get("/", params=asked, follow_redirects=False)
    assert picked.status_code == 303
    assert picked.headers["location"] == "/why/JPN?as_of=2023-01-13&known_by=2023-12-31"
    sides = client.get("/", params={"state": "China", "against": "USA+Japan", **CLOCKS}, follow_redirects=False)
    assert sides.headers["location"].startswith("/balance/CHN/USA+JPN?")
    coarse = client.get("/why/JPN?as_of=2022", follow_redirects=False)
    assert "as_of=2022-12-31" in coarse.headers["location"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/why/Japn", 404, "did you mean Japan"),
        ("/why/Korea", 422, "North Korea (PRK)"),
        ("/ties/JPN?as_of=yesterday", 422, "is not a day"),
        ("/facts/0123456789abcdef0123", 404, "No fact is called"),
        ("/facts/x", 404, "No fact is called"),
        ("/why/JPN/figure/99999", 404, "No figure of this brief"),
        ("/nowhere", 404, "There is nothing at"),
        ("/?state=Japan&verb=%3Cb%3E", 404, "&lt;b&gt;"),
        ("/why/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404, "There is nothing at"),
        ("/why/%3Cimg%20src=x%3E", 404, "&lt;img src=x&gt;"),
    ],
)
def test_mistakes_get_a_page_with_the_next_step(client: Any, path: str, status: int, said: str) -> None:
    got = client.get(path)
    assert got.status_code == status
    assert got.headers["content-type"].startswith("text/html")
    assert said in got.text
    assert "<script>" not in got.text
    assert "<img" not in got.text


def test_what_was_read_is_data_never_markup(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    folder = tmp_path / "store"
    bad = fact(
        "threat_named", "JPN>CHN", "2022-12-20", document="x", series="nss", title=EVIL, grade="threat", quote=EVIL,
        locator="javascript:alert(3) " + EVIL, source="sipri",
    )  # fmt: skip
    Atlas.open(folder).add([bad], origin="test")
    with TestClient(create_app(folder, hosts=("testserver",))) as client:
        for path in (f"/facts/{bad.id}", "/why/JPN", "/threats/JPN?explain=true"):
            text = client.get(path, params=CLOCKS if "?" not in path else None).text
            tags = Tags(text)
            assert "img" not in [tag for tag, _ in tags.found]
            assert [given["src"] for tag, given in tags.found if tag == "script"] == ["/static/drawer.js"]
            assert not [link for link in tags.links() if link.startswith("javascript")]
            assert "\u202e" not in text
        assert "&lt;script&gt;" in client.get(f"/facts/{bad.id}", params=CLOCKS).text


def test_the_files_of_the_pages_name_no_other_host(client: Any) -> None:
    for folder in ("static", "templates"):
        for entry in files("latticework.doors.pages").joinpath(folder).iterdir():
            text = entry.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert re.search(r"(https?:)?//[a-z]", text.replace("// ", "")) is None, entry.name
    assert client.get("/static/latticework.css").headers["content-type"].startswith("text/css")
    assert client.get("/favicon.ico").status_code == 200
    css = client.get("/static/latticework.css").text
    for rule in ("prefers-color-scheme: dark", ":focus-visible", "max-width: 600px", "@media print"):
        assert rule in css


def test_bibtex_escapes_what_tex_would_read() -> None:
    made = view.cite("50% of A & B_{1}", "http://x/?a=1&b=2", view.Clocks("2023-01-13", "2023-01-13"))
    assert r"50\% of A \& B\_\{1\}" in made["bibtex"]
    assert "http://x/?a=1&b=2" in made["text"]
