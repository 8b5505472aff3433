"""Pages drawn from tables, cards, commands and docstrings are up to date, and the site they make has nothing broken."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from latticework.doors.cli import cli
from latticework.views.world import World
from tests.conftest import ROOT

DRAWN = ("kinds.md", "measures.md", "coverage.md", "catalogue.md", "verbs.md", "python.md", "terms.md")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_pages_are_up_to_date(name: str) -> None:
    page = tool("write_docs").PAGES[name]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page(), "run: python tools/write_docs.py"


def test_the_pages_to_draw_are_all_held() -> None:
    assert sorted(tool("write_docs").PAGES) == sorted(DRAWN)


def test_a_public_name_that_says_nothing_stops_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = tool("python_page")
    monkeypatch.setattr(World, "figure", lambda _: None)
    with pytest.raises(AssertionError, match=r"latticework\.World\.figure"):
        drawing.python_page()


def test_an_option_that_says_nothing_stops_the_drawing() -> None:
    silent = click.Command("silent", params=[click.Option(["--mute"])], help="Says something itself.")
    with pytest.raises(AssertionError, match="latticework silent has an option"):
        tool("write_docs").verb(silent, "latticework silent", 2)


def test_every_verb_and_option_stands_on_its_page() -> None:
    page = (ROOT / "docs" / "verbs.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        own = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for option in command.params:
            assert not isinstance(option, click.Option) or option.opts[0] in own, f"{name} {option.name}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("zensical", reason="zensical is not installed")
    folder = tmp_path_factory.mktemp("site")
    assert tool("build_docs").build(folder) == []
    return folder


def test_the_site_is_built_strictly_with_every_page(site: Path) -> None:
    named = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert named | {"404"} == {path.stem for path in site.glob("*.html")}
    assert (site / "search.json").exists()


FAULTS = {
    "a link to no page": ('<a href="nowhere.html">x</a>', "nowhere.html leads nowhere"),
    "a link to no anchor": ('<a href="verbs.html#nowhere">x</a>', "verbs.html#nowhere has no such anchor"),
    "an anchor of its own": ('<a href="#nowhere">x</a>', "#nowhere has no such anchor"),
    "a script of another host": ('<script src="https://example.org/x.js"></script>', "loads https://example.org/x.js"),
    "a picture of another host": ('<img src="//example.org/x.png">', "loads //example.org/x.png"),
    "a sheet of another host": ('<link rel="stylesheet" href="http://example.org/x.css">', "loads http://example.org"),
    "a scheme that acts": ('<a href="javascript:alert(1)">x</a>', "has an unknown scheme"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_broken_in_a_page_is_found(site: Path, tmp_path: Path, fault: str) -> None:
    planted, said = FAULTS[fault]
    for name in ("index.html", "verbs.html"):
        text = (site / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("</article>", planted + "</article>") if name == "index.html" else text
        )
    found = [line for line in tool("build_docs").problems(tmp_path) if line.startswith("index.html: ")]
    assert any(said in line for line in found), found
    untouched = [
        line for line in found if said not in line and "leads nowhere" not in line and "loads assets" not in line
    ]
    assert untouched == []


def test_a_broken_link_in_a_page_stops_the_build(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="zensical is not installed")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n\n[gone](gone.md)\n")
    (tmp_path / "docs" / "left.md").write_text("# Left out\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nnav:\n  - Start: index.md\n"
    )
    building = tool("build_docs")
    assert "does not exist" in building.build(tmp_path / "site", tmp_path)[0]
    assert building.out_of_navigation(tmp_path) == ["mkdocs.yml: left.md is not named once"]


def test_the_site_asks_no_other_host_for_anything(site: Path) -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", sheets) is None
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert "repo_url" not in settings  # the theme would ask the host of the repository for its stars


def test_every_verb_is_documented() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")]
    )
    assert [name for name in cli.commands if name not in text] == []
