"""The pages as a reader meets them: figures that lead to facts, nothing from elsewhere, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")
pytest.importorskip("httpx2", reason="httpx2, which the tests call the door with, is not installed")

from latticework.atlas import Atlas
from latticework.doors.http.app import create_app
from latticework.doors.pages import view
from latticework.doors.pages.clocks import Clocks
from latticework.doors.pages.words import address_of, explained, glossary, lesson, lesson_as_markdown
from latticework.model.brief import Day, Figure
from tests.conftest import ROOT, fact

CLOCKS = {"as_of": "2023-01-13", "known_by": "2023-12-31"}
TEXT = "TOKYO, Jan 13 2023 - Japan hosts 54,000 U.S. troops. Japan and Australia signed a reciprocal access agreement in 2022."
VIEWS = (
    "/why/JPN", "/why/JPN/figure/3", "/ties/JPN", "/ties/JPN/AUS", "/threats/JPN", "/balance/CHN/USA+JPN", "/pledges/JPN",
    "/reach/PRK", "/reach/PRK/JPN", "/sources", "/facts/79895dfcab", "/map/JPN", "/ego/USA", "/relation?state=PRK&other=KOR",
    "/network?states=Japan,Australia", "/similarity?state=Japan", "/exposure?state=Japan&partner=USA", "/durations",
    "/diff?day1=2013-01-13&day2=2023-01-13&state=Japan", "/diff?day1=2023-01-13&day2=2026-01-13&state=Japan&clock=known-by",
    "/facts?terms=Palau", "/first?kind=overflight&parties=PRK,JPN", "/panel?with=list", "/whatif?scenarios=list", "/whatif?do=end_tie USA>JPN defence_pact&state=Japan", "/glossary", "/lesson",
    f"/check?text={quote(TEXT)}", f"/read?text={quote(TEXT)}", "/map/BTN",
)  # fmt: skip
"""A view of each kind, an empty one among them."""

FORMS = (
    "/",
    "/balance",
    "/relation",
    "/network",
    "/diff",
    "/first",
    "/facts",
    "/panel",
    "/check",
    "/read",
    "/exposure",
)
"""Views that ask, and do not answer yet."""
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


def fetched(client: Any, path: str, **more: str) -> Any:
    """Ask for a view on the days of `CLOCKS`, whatever its address holds already."""
    parts = urlsplit(path)
    return client.get(parts.path, params=[*parse_qsl(parts.query), *{**CLOCKS, **more}.items()])


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_stands_by_itself(client: Any, path: str) -> None:
    got = fetched(client, path)
    assert got.status_code == 200, got.text[:500]
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    tags = Tags(got.text)
    for tag, given in tags.found:
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        if tag in ("script", "link", "img", "iframe", "use"):
            assert given.get("src", given.get("href", "")).startswith(("/static/", "/v1/", "/draw/"))
        if tag == "input" and given.get("type") != "hidden":
            assert "name" in given or "data-year" in given
    assert "<style" not in got.text
    assert re.search(r"<script(?![^>]*src=)", got.text) is None
    assert [tag for tag, _ in tags.found].count("h1") == 1
    assert "Cite this page" in got.text
    assert "@misc{latticework-" in got.text
    for address in ("as_of=2023-01-13", "known_by=2023-12-31"):
        assert address in re.sub("&amp;", "&", got.text.split("Cite this page")[1])
    for link in tags.links():
        assert urlsplit(link).scheme in ("", "http", "https")
    data = re.search(r"[?&]data=([0-9a-f]{10})", re.sub("&amp;", "&", got.text.split("Cite this page")[1]))
    assert data
    assert f"data release {data[1]}" in got.text


@pytest.mark.parametrize("path", FORMS)
def test_a_view_without_its_question_asks_it(client: Any, path: str) -> None:
    got = client.get(path, params=CLOCKS)
    assert got.status_code == 200
    tags = Tags(got.text)
    assert [tag for tag, _ in tags.found].count("h1") == 1
    assert [given for tag, given in tags.found if tag == "form"]
    labels = got.text.count("<label")
    fields = [
        given for tag, given in tags.found if tag in ("input", "select", "textarea") and given.get("type") != "hidden"
    ]
    assert labels >= len(fields) > 0


def test_a_form_leads_to_the_address_that_says_it_as_a_path(client: Any) -> None:
    for path, asked, place in (
        ("/ties", {"state": "Japan", "other": "Australia", "ended": "true"}, "/ties/JPN/AUS"),
        ("/ties", {"state": "Japan", "other": ""}, "/ties/JPN"),
        ("/balance", {"side_a": "China", "side_b": "USA + Japan"}, "/balance/CHN/USA+JPN"),
        ("/reach", {"state": "North Korea", "target": "Tokyo"}, "/reach/PRK/"),
        ("/threats", {"state": "Poland"}, "/threats/POL"),
    ):
        got = client.get(path, params=asked | CLOCKS)
        assert got.status_code == 200, (path, got.text[:300])
        assert got.url.path.startswith(place)
        assert dict(parse_qsl(got.url.query.decode()))["as_of"] == CLOCKS["as_of"]


def test_a_link_made_from_other_data_says_so(client: Any) -> None:
    text = fetched(client, "/threats/JPN", data="0123456789").text
    assert "made from other data (release 0123456789)" in text
    here = re.search(r"than is here \(release ([0-9a-f]{10})\)", text)
    assert here
    assert "made from other data" not in fetched(client, "/threats/JPN", data=here[1]).text


def test_pages_offer_every_form_of_their_answer(client: Any) -> None:
    for path, forms in (
        ("/why/JPN", ("json", "md")),
        ("/balance/CHN/JPN", ("json", "csv", "parquet", "md", "svg", "png")),
        ("/map/JPN", ("json", "csv", "geojson", "svg", "png")),
        (f"/check?text={quote(TEXT)}", ("json", "md")),
    ):
        links = Tags(fetched(client, path).text.split('<p class="data">')[1]).links()
        for form in forms:
            (found,) = [
                link
                for link in links
                if link.split("?")[0].startswith("/v1/")
                and link.split("?")[0].endswith(f".{form}")
                and "metadata" not in link
            ]
            if form in ("json", "md", "csv"):
                assert client.get(found).status_code == 200, found


def test_the_evidence_of_a_figure_says_how_it_was_made(client: Any) -> None:
    text = client.get("/why/JPN/figure/3", params=CLOCKS).text
    for said in (
        "How the number was made",
        "threats v1",
        "capability x proximity x intent",
        "Walt 1987",
        "licence",
        "release",
    ):
        assert said in text


def test_a_map_moves_in_parts_and_is_empty_where_nothing_is_known(client: Any) -> None:
    whole, part = (fetched(client, "/map/JPN", **more) for more in ({}, {"part": "1"}))
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.text.strip().startswith('<div id="view">')
    assert part.text.strip()[:2000] in whole.text
    assert "part=1" not in part.text.split("Cite this page")[1]
    early = client.get("/map/PLW", params={"as_of": "1994-11-01", "known_by": "1994-12-01"}).text
    assert "Unknown: " in early
    assert "<svg" not in early
    land = client.get("/draw/land.svg?centre=140&day=2023-01-13")
    assert land.headers["content-type"] == "image/svg+xml"
    assert {given["id"] for tag, given in Tags(land.text).found if tag == "path"} == {"land", "areas", "lines"}
    assert client.get("/draw/land.svg?centre=999").status_code == 422


def test_weights_in_an_address_are_the_published_sum(client: Any, atlas: Atlas) -> None:
    found = atlas.threats("Japan", **CLOCKS)
    assert isinstance(found, list)
    plain = fetched(client, "/threats/JPN").text
    scores = [float(score) for score in re.findall(r'<td class="number score">([0-9.]+)</td>', plain)]
    reference = [r.value for r in found if r.basis == "spending, capital distance, documents and acts"]
    assert scores == pytest.approx(sorted(reference, reverse=True), abs=5e-4)
    near = fetched(client, "/threats/JPN", w_capability="0", w_intent="0", w_proximity="2").text
    assert re.findall(r'<tr data-state="([A-Z]{3})"', near)[0] == "PRK"
    assert fetched(client, "/threats/JPN", w_capability="9").status_code == 422
    assert fetched(client, "/threats/JPN", capability="guess").status_code == 422


def test_a_short_text_gets_an_address_and_a_long_one_says_it_has_none(client: Any) -> None:
    sent = client.post("/check", data={"text": TEXT, "published": "2023-01-13"}, follow_redirects=False)
    assert sent.status_code == 303
    assert "published=2023-01-13" in sent.headers["location"]
    shown = client.get(sent.headers["location"])
    assert "2 claims checked" in shown.text
    assert 'class="chip supported"' in shown.text
    long = client.post("/check", data={"text": TEXT + " The weather was fine." * 400, "published": "2023-01-13"})
    assert long.status_code == 200
    assert "too long for an address" in long.text
    read = client.get("/read", params={"text": TEXT, **CLOCKS}).text
    assert re.search(r'<mark class="[a-z ]*\btie\b', read)
    evil = client.post("/read", data={"text": f"Japan hosts 54,000 troops. {EVIL}"}).text
    assert "<script>alert" not in evil
    assert "<img" not in evil


def test_the_lesson_stands_in_the_docs_too(client: Any) -> None:
    assert (ROOT / "docs" / "lesson.md").read_text(encoding="utf-8") == lesson_as_markdown()
    steps = lesson()[1]
    assert sum(step.minutes for step in steps) == 15
    for step in steps:
        got = client.get(address_of(step))
        assert got.status_code == 200, step.address
    assert "15 minutes" in client.get("/lesson").text


def test_every_word_of_the_glossary_has_one_meaning() -> None:
    names = [name.lower() for word in glossary().values() for name in (word.name, *word.also)]
    assert len(names) == len(set(names))
    assert all(word.says.endswith(".") for word in glossary().values())
    seen: set[str] = set()
    pieces = [(text, word and word.key) for text, word in explained("a score; its Score and cover", seen)]
    assert pieces == [("a ", None), ("score", "score"), ("; its Score and ", None), ("cover", "cover"), ("", None)]
    assert [text for text, _ in explained("the score", seen)] == ["the score"]


def test_links_of_the_views_lead_somewhere(client: Any) -> None:
    for path in ("/", "/threats/JPN", "/ties/JPN/AUS", "/facts/79895dfcab"):
        for link in Tags(client.get(path, params=CLOCKS).text).links():
            if link.startswith("/") and not link.startswith("/why/"):
                assert client.get(link).status_code == 200, link


def test_an_address_without_days_is_sent_to_one_that_says_them(client: Any) -> None:
    moved = client.get("/ties/South%20Korea?ended=true", follow_redirects=False)
    assert moved.status_code == 307
    assert re.fullmatch(
        r"/ties/South%20Korea\?ended=true&as_of=\d{4}-\d\d-\d\d&known_by=\d{4}-\d\d-\d\d&data=[0-9a-f]{10}",
        moved.headers["location"],
    )
    asked = {"state": "Japan", "as_of": "2023-01-13", "known_by": "2023-12-31"}
    picked = client.get("/", params=asked, follow_redirects=False)
    assert picked.status_code == 303
    assert picked.headers["location"].startswith("/why/JPN?as_of=2023-01-13&known_by=2023-12-31&data=")
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
            assert all(given["src"].startswith("/v1/") for tag, given in tags.found if tag == "img")
            assert all(given["src"].startswith("/static/") for tag, given in tags.found if tag == "script")
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
    made = view.cite("50% of A & B_{1}", "http://x/?a=1&b=2", Clocks("2023-01-13", "2023-01-13"))
    assert r"50\% of A \& B\_\{1\}" in made["bibtex"]
    assert "http://x/?a=1&b=2" in made["text"]
