"""What a notebook is given for each object, by plain calls: nothing of it acts, and nothing is asked of any host."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import latticework as lw
from latticework.atlas import Atlas
from latticework.charts import balance
from latticework.doors import notebook
from latticework.model.reading import Part
from latticework.panels import GivenTables
from tests.conftest import fact
from tests.panels.conftest import SMALL

DAY = "2023-01-13"
NASTY = '<script src="https://example.org/x.js">alert(1)</script><img src=x onerror=alert(1)>'
Show = Callable[[Any], dict[str, Any]]


@pytest.fixture
def show() -> Show:
    formatters = pytest.importorskip("IPython.core.formatters", reason="IPython is not installed")
    shell = SimpleNamespace(display_formatter=formatters.DisplayFormatter())
    lw.load_ipython_extension(shell)
    lw.load_ipython_extension(shell)  # twice does no harm
    return lambda thing: dict(shell.display_formatter.format(thing)[0])


def test_every_class_named_is_there_and_has_its_dress() -> None:
    from importlib import import_module

    from latticework.doors.notebook import dress, plain

    for (module, name), function in notebook.DRESSED.items():
        assert isinstance(getattr(import_module(module), name), type)
        assert callable(getattr(dress, function))
        assert name not in notebook.PLAIN or callable(getattr(plain, function))


def test_a_brief_is_shown_with_its_sources_folded_and_printed_as_in_the_shell(show: Show, atlas: Atlas) -> None:
    brief = atlas.why("Japan", as_of=DAY)
    shown = show(brief)
    assert brief.question in shown["text/plain"]
    assert len(shown["text/plain"]) < 30_000
    assert shown["text/markdown"].startswith("# Why")
    assert '<b class="figure"' in shown["text/html"]
    anchors = set(re.findall(r'<li id="([^"]+)"', shown["text/html"]))
    assert set(re.findall(r'href="#([^"]+)"', shown["text/html"])) <= anchors
    other = show(atlas.why("Japan", as_of="2022-01-13"))["text/html"]
    assert not anchors & set(re.findall(r'<li id="([^"]+)"', other))  # two briefs in one notebook do not mix


def test_facts_one_and_many(show: Show, atlas: Atlas) -> None:
    found = atlas.facts(["troops_hosted"], parties=["JPN"])
    assert len(found) > 50
    table = show(found)["text/html"]
    assert table.count("<tr>") == 51
    assert f"the first 50 of {len(found):,}" in table
    one = show(found[0])
    assert found[0].id in one["text/html"]
    assert one["text/plain"].startswith(f"<Fact {found[0].id[:10]} troops hosted: the United States > Japan, ")
    assert show(tuple(found[:2]))["text/html"].count("<tr>") == 3


def test_readings_unknown_ties_and_the_clocks(show: Show, atlas: Atlas) -> None:
    threats = atlas.threats("Japan", as_of=DAY)
    assert threats
    assert "China" in show(threats)["text/html"]
    first = show(threats[0])
    assert all(part.name in first["text/html"] for part in threats[0].parts)
    assert "The facts behind it" in first["text/html"]
    assert show(lw.Unknown("nobody looked"))["text/html"] == "<p><b>Unknown</b>: nobody looked</p>"
    ties = atlas.ties(as_of=DAY)
    assert f"{len(ties.standing):,} ties, as of 13 January 2023" in show(ties)["text/html"]
    between = ties.between("JPN", "AUS")
    assert show(between)["text/html"].count("<tr>") == len(between) + 1
    assert show(between[0])["text/html"].count("<tr>") == len(between[0].steps) + 1
    assert "13 January 2023" in show(atlas.world(DAY))["text/plain"]
    assert "none: the pack alone" in show(atlas)["text/html"]


def test_an_unknown_part_and_a_small_number_never_look_like_zero(show: Show) -> None:
    made = lw.Reading("cover", 0.0046, "ratio", parts=(Part("own", lw.Unknown("no figure")),))
    shown = show(made)["text/html"]
    assert "0.0046" in shown
    assert "<i>unknown</i>" in shown
    assert "no figure" in shown


def test_a_panel_shows_first_rows_and_its_header(show: Show) -> None:
    panel = lw.panel.dyad_years(years=range(1970, 1974), data=GivenTables(SMALL)).with_capabilities()
    shown = show(panel)["text/html"]
    assert f"{len(panel):,} rows" in shown
    assert "<i>unknown</i>" in shown  # 1970 has no figures
    assert all(f"<summary>{name}</summary>" in shown for name in ("Choices, in order", "Datasets", "Columns"))


def test_a_chart_is_a_specification_and_a_picture_with_words_and_table(show: Show, atlas: Atlas) -> None:
    chart = balance(atlas.world(DAY), ["CHN"], ["JPN"], sources=atlas.sources())
    shown = show(chart)
    assert shown["application/vnd.vegalite.v6+json"] == chart.spec
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    assert 'src="data:image/png;base64,' in shown["text/html"]
    assert shown["text/html"].count("<tr>") == len(chart.table.rows) + 1


def test_what_was_read_is_never_markup(show: Show) -> None:
    nasty = fact(
        "hostile_act", "CHN>JPN", "2020-01-01", title=NASTY, quote=NASTY, locator=f"javascript:alert(1) {NASTY}"
    )
    reading = lw.Reading(NASTY, 1.0, "score", parts=(Part(NASTY, 1.0, (nasty,), NASTY),), notes=(NASTY,), how=NASTY)
    for thing in (nasty, [nasty], reading, [reading], lw.Unknown(NASTY)):
        shown = show(thing)
        assert "&lt;script" in shown["text/html"]
        for form in ("text/html", "text/markdown"):
            assert re.search(r"(?<!\\)<(script|img)", shown[form]) is None
        assert 'href="javascript' not in shown["text/html"]


def test_other_lists_stay_what_they_are(show: Show) -> None:
    for thing in ([1, 2], [], ("a",), {"a": 1}, [lw.Unknown("x"), 3]):
        assert list(show(thing)) == ["text/plain"]


def test_a_session_without_ipython_learns_nothing_of_it() -> None:
    code = (
        "import sys, latticework as lw; lw.Atlas\n"
        "assert not {'IPython', 'latticework.doors', 'latticework.doors.notebook'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_running_session_is_taught_on_import_and_only_names() -> None:
    pytest.importorskip("IPython", reason="IPython is not installed")
    code = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance(); import latticework\n"
        "assert ('latticework.model.fact', 'Fact') in shell.display_formatter.formatters['text/html'].deferred_printers\n"
        "assert 'latticework.atlas' not in sys.modules and 'duckdb' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
