"""What holds for every chart: whole, readable in words, self-contained, and the same each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from latticework.atlas import Atlas
from latticework.charts import Chart
from latticework.charts.chart import SCHEMA
from latticework.charts.look import DRESSES, dress, group_of, groups, look, status_scales
from latticework.errors import NameNotFound
from latticework.model.kind import STATUSES, kinds
from tests.charts.conftest import DRAWN

every = pytest.mark.parametrize("name", list(DRAWN))


def nodes(part: Any) -> Iterator[Any]:
    yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from nodes(inner)


def words(chart: Chart) -> str:
    """All text that stands in the picture, on one line."""
    found: list[object] = []
    for node in nodes(chart.spec):
        if isinstance(node, dict):
            for key in ("text", "subtitle"):
                value = node.get(key)
                found += [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return " ".join(map(str, found))


def marks(view: dict[str, Any], data: Any = None, encoding: dict[str, Any] | None = None, made: tuple[str, ...] = ()) -> Iterator[tuple[Any, dict[str, Any], dict[str, Any], tuple[str, ...]]]:  # fmt: skip
    """Go through the marks of a view: data, mark view, whole encoding, and the names that transforms make."""
    data = view.get("data", data)
    encoding = {**(encoding or {}), **view.get("encoding", {})}
    made = (*made, *(step["as"] for step in view.get("transform", []) if "as" in step))
    inner = [*view.get("layer", []), *view.get("vconcat", []), *([view["spec"]] if "spec" in view else [])]
    for part in inner:
        yield from marks(part, data, encoding, made)
    if not inner:
        yield data, view, encoding, made


@every
def test_the_specification_is_whole(drawn: dict[str, Chart], name: str) -> None:
    spec = drawn[name].spec
    assert spec["$schema"] == SCHEMA
    assert spec["description"] == drawn[name].alt
    assert spec["vconcat"]
    for data, view, encoding, made in marks(spec):
        assert view["mark"], view
        channels = [
            channel for value in encoding.values() for channel in (value if isinstance(value, list) else [value])
        ]
        if "values" in data:
            rows = [row for row in data["values"] if "geometry" not in row]
            fields = [channel["field"] for channel in channels if "field" in channel and rows]
            missing = [field for field in fields if field not in made and not all(field in row for row in rows)]
            assert missing == [], (missing, view["mark"])
        else:
            assert data == {"sphere": True} or data["name"] in spec["datasets"]


@every
def test_nothing_is_fetched(drawn: dict[str, Chart], name: str) -> None:
    texts = [
        node for node in nodes({k: v for k, v in drawn[name].spec.items() if k != "$schema"}) if isinstance(node, str)
    ]
    assert [text for text in texts if "://" in text] == []
    assert not any("url" in node for node in nodes(drawn[name].spec) if isinstance(node, dict))


@every
def test_words_days_sources_and_caveat_travel_inside(drawn: dict[str, Chart], name: str) -> None:
    chart = drawn[name]
    inside = words(chart)
    assert re.search(r"As of \d+ \w+ 20\d\d, as known by 1 January 2026", inside)
    assert chart.sources
    assert chart.sources[0] in inside
    assert chart.caveat.split()[-1] in inside
    assert all(method in inside for method in chart.methods)
    assert len(chart.alt) > 60
    assert chart.alt.endswith(".")


@every
def test_the_table_is_the_twin(drawn: dict[str, Chart], name: str) -> None:
    table = drawn[name].table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}


@every
def test_dresses_differ_in_configuration_only(drawn: dict[str, Chart], name: str) -> None:
    light, dark = (drawn[name].dressed(dressing).spec for dressing in DRESSES)
    assert light == drawn[name].spec
    assert light["config"] != dark["config"]
    assert {**light, "config": 0} == {**dark, "config": 0}
    assert not re.search(r"#[0-9a-fA-F]{6}\b", json.dumps({**light, "config": 0}))


@every
def test_the_same_question_gives_the_same_bytes(drawn: dict[str, Chart], atlas: Atlas, name: str) -> None:
    again = DRAWN[name](atlas)
    assert isinstance(again, Chart)
    assert again.as_json() == drawn[name].as_json()


def test_bytes_do_not_hang_on_the_order_of_sets(pack_folder: Path) -> None:
    code = (
        "import hashlib; from latticework.atlas import Atlas; from tests.charts.conftest import DRAWN\n"
        f"a = Atlas.open({str(pack_folder)!r})\n"
        "print([hashlib.sha256(DRAWN[n](a).as_json().encode()).hexdigest() for n in ('ties map, near', 'ego', 'timeline of two')])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_specifications_compile(drawn: dict[str, Chart]) -> None:
    convert = pytest.importorskip("vl_convert")
    for chart in drawn.values():
        assert convert.vegalite_to_vega(chart.as_json(), vl_version="6.1")["marks"]


def test_notebooks_show_the_specification(drawn: dict[str, Chart]) -> None:
    shown = drawn["balance"]._repr_mimebundle_()
    assert shown["application/vnd.vegalite.v6+json"] == drawn["balance"].spec


def test_colour_never_stands_alone() -> None:
    scales = status_scales()
    signs = list(zip(scales["width"], map(tuple, scales["dash"]), strict=True))
    assert len(set(signs)) == len(signs)
    assert len(set(groups().values())) == len(groups())


def test_every_rung_and_status_has_its_sign() -> None:
    assert all(group_of(kind.rung) for kind in kinds().values())
    assert set(look()["status"]) == set(STATUSES) - {"ended", "denied"}


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", DRESSES)
def test_colours_can_be_read_on_their_paper(name: str) -> None:
    table = look()[name]
    assert min(contrast(table[colour], table["paper"]) for colour in ("ink", "soft")) >= 4.5
    assert min(contrast(colour, table["paper"]) for colour in table["series"]) >= 3
    assert all(contrast(table["ink"], colour) >= 4.5 for colour in table["ramp"])


def test_an_unknown_dress_is_named() -> None:
    with pytest.raises(NameNotFound, match="sepia"):
        dress("sepia")
