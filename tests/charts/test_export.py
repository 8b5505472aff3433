"""Files: whole, described, alone."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

import pytest

from latticework.charts import Chart, page, render, write
from latticework.charts.look import dress
from latticework.errors import UsageError


def test_the_specification_needs_no_extra(drawn: dict[str, Chart], tmp_path: Path) -> None:
    path = write(drawn["balance"], tmp_path / "b.json")
    assert json.loads(path.read_text(encoding="utf-8")) == drawn["balance"].spec


def test_a_missing_extra_is_named(drawn: dict[str, Chart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(UsageError, match=r"extra `charts`") as caught:
        write(drawn["balance"], tmp_path / "b.png")
    assert "latticework[charts]" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(drawn: dict[str, Chart], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.pdf"):
        write(drawn["balance"], tmp_path / "b.pdf")


def test_a_folder_that_is_not_there_is_named(drawn: dict[str, Chart], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        write(drawn["balance"], tmp_path / "nowhere" / "b.json")


def test_a_png_is_sharp_and_carries_its_words(drawn: dict[str, Chart]) -> None:
    pytest.importorskip("vl_convert")
    made = render(drawn["threats"], ".png")
    assert made.startswith(b"\x89PNG\r\n")
    assert drawn["threats"].alt.encode() in made
    assert made == render(drawn["threats"], ".png")
    assert made != render(drawn["threats"], ".png", dark=True)


def test_an_svg_is_described_and_fetches_nothing(drawn: dict[str, Chart]) -> None:
    pytest.importorskip("vl_convert")
    made = render(drawn["pledges"], ".svg").decode()
    assert "<desc>" in made
    assert drawn["pledges"].title in made
    assert not re.search(r"(?:href|src)=\"http|url\(http|@import", made)


def test_a_page_is_alone_and_holds_the_table(drawn: dict[str, Chart]) -> None:
    pytest.importorskip("vl_convert")
    chart = drawn["balance"]
    made = page(chart)
    assert "default-src 'none'" in made
    own = made[: made.index('<script type="module">')]
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", own)
    assert own.count("<tr>") == len(chart.table.rows) + 1
    assert all(fact.id in made for fact in chart.facts[:20])
    assert dress("dark")["background"] in made


def test_text_from_sources_is_never_markup(drawn: dict[str, Chart]) -> None:
    pytest.importorskip("vl_convert")
    from dataclasses import replace

    evil = replace(
        drawn["balance"],
        title="</title><script>alert(1)</script>",
        spec={**drawn["balance"].spec, "name": "</script><b>"},
    )
    made = page(evil)
    assert "<script>alert" not in made
    assert "</script><b>" not in made
